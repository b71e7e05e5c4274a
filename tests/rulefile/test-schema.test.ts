import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from '../../src/rulefile/parse.js';
import { testFileJsonSchema } from '../../src/rulefile/test-schema.js';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'schema/rule-test.schema.json');

test('the JSON Schema of test files is fresh', () => {
  const text = `${JSON.stringify(testFileJsonSchema(), null, 2)}\n`;
  if (process.env['GOLDEN'] === 'write') writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

const accepts = new Ajv({ strict: false }).compile(testFileJsonSchema());

test('the test files that ship fit it', () => {
  const files = readdirSync(join(ROOT, 'rules')).filter((name) => name.endsWith('.test.yaml'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const parsed = parse(readFileSync(join(ROOT, 'rules', name)), name, '');
    if (!parsed.ok) throw new Error(name);
    expect(accepts(parsed.tree.value), name).toBe(true);
  }
});

test.each([
  { name: 'no patients', value: { 'candidacy-tests': 1, patients: [] } },
  { name: 'another version', value: { 'candidacy-tests': 2, patients: [{ name: 'a' }] } },
  { name: 'a patient without a name', value: { 'candidacy-tests': 1, patients: [{}] } },
  {
    name: 'a verdict that there is not',
    value: { 'candidacy-tests': 1, patients: [{ name: 'a', expect: { verdict: 'yes' } }] },
  },
  { name: 'a key that is not known', value: { 'candidacy-tests': 1, patients: [{ name: 'a', expects: {} }] } },
])('$name does not fit it', ({ value }) => {
  expect(accepts(value)).toBe(false);
});
