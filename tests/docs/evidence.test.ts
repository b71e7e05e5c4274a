import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedRuleSet } from '../../src/cli/shipped-rules.js';

const FILE = join(import.meta.dirname, '../../docs/evidence.md');
const [START, END] = ['<!-- claims -->\n', '<!-- end of claims -->'];

/** Every claim of the default rule set, with the keys of the sources that are listed below it. */
function table(): string {
  const rows = shippedRuleSet('spinal-decompression')!.evidence.map(({ claim, found, source = {}, evidence }) => {
    const keys = Object.keys(source).filter((key) => /^E\d+$/.test(key));
    const sources = keys.length === 0 ? '' : ` (${keys.join(', ')})`;
    return `| ${claim} | ${found}${sources} | ${evidence?.grade ?? ''} |`;
  });
  return [
    '',
    '| the article says | what was found | how well supported |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '',
  ].join('\n');
}

test('docs/evidence.md has every claim of the rule file, beside what was found', () => {
  const text = readFileSync(FILE, 'utf8');
  const [from, to] = [text.indexOf(START) + START.length, text.indexOf(END)];
  if (process.env['GOLDEN'] === 'write') writeFileSync(FILE, `${text.slice(0, from)}${table()}${text.slice(to)}`);
  else expect(text.slice(from, to)).toBe(table());
});
