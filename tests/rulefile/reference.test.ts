import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wholeExample } from '../../src/rulefile/codes.js';
import { loadFiles, printed } from './load-text.js';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/rule-file.md'), 'utf8');
const shipped = readFileSync(join(ROOT, 'rules/spinal-decompression.yaml'), 'utf8');

const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match) => ({
  line: page.slice(0, match.index).split('\n').length + 1,
  text: match[1] ?? '',
}));

test('the reference has examples', () => {
  expect(examples.length).toBeGreaterThan(9);
});

test.each(examples)('the example in line $line of docs/rule-file.md loads', ({ text }) => {
  const loaded = loadFiles({ 'rules.yaml': wholeExample(text), 'shipped/spinal-decompression.yaml': shipped });
  expect(printed(loaded)).toBe('');
});
