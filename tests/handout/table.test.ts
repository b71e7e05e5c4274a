import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { mayActAtHome } from '../../src/report/handout-home.js';
import type { AdviceResult, Result } from '../../src/report/result.js';
import { DECIDING, PLAIN, resultFor } from './patients.js';

const FILE = join(import.meta.dirname, '../../docs/handout.md');
const PLACE = /(<!-- table: [^>]* -->\n)[\s\S]*?(<!-- end of the table -->)/;

const HOME = PLAIN.advice.filter(({ type }) => type === 'exercise' || type === 'device');

/** Whether an item shows, or what holds it back: the verdict, what is present, how much is not asked. */
function cell(result: Result, { shown, withheld }: AdviceResult): string {
  if (shown && mayActAtHome(result)) return 'shown';
  const present = withheld.filter(({ state }) => state === 'present').flatMap(({ questions }) => questions);
  const unknown = withheld.filter(({ state }) => state === 'unknown').flatMap(({ questions }) => questions);
  const unasked = withheld.filter(({ state }) => state === 'not-asked').length;
  return `held back: ${[
    ...(mayActAtHome(result) ? [] : ['verdict']),
    ...[...present, ...unknown].map((id) => `\`${id}\``),
    ...(unasked === 0 ? [] : [`${unasked} not asked`]),
  ].join(', ')}`;
}

async function table(): Promise<string> {
  const rows = DECIDING.map((id) => {
    const result = resultFor(PLAIN, { ...(PLAIN.contraindications.some((one) => one.id === id) ? { sciatica: 'yes' } : {}), [id]: 'yes' });
    const cells = HOME.map((item) => cell(result, result.advice.find((one) => one.id === item.id)!));
    return `| \`${id}\` | ${result.verdict} | ${cells.join(' | ')} |`;
  }); // prettier-ignore
  const unasked = HOME.map(({ title, unless }) => {
    const names = unless.flatMap((objection) => ('unasked' in objection ? [objection.unasked] : []));
    return names.length === 0 ? [] : [`- ${title}: ${names.join('; ')}.`];
  });
  const head = `| answered yes | verdict | ${HOME.map(({ title }) => title.replace(/:.*/, '')).join(' | ')} |`;
  const text = `${head}\n|${'---|'.repeat(HOME.length + 2)}\n${rows.join('\n')}\n\nNot asked about:\n\n${unasked.flat().join('\n')}\n`;
  return format(text, { parser: 'markdown', printWidth: 120 });
}

test('docs/handout.md says for each deciding question what shows and what holds back what', async () => {
  expect(DECIDING).toHaveLength(12);
  expect(HOME).toHaveLength(4);
  const page = readFileSync(FILE, 'utf8');
  const made = await table();
  const now = page.replace(PLACE, (_, before: string, after: string) => `${before}\n${made}\n${after}`);
  if (process.env['GOLDEN'] === 'write') writeFileSync(FILE, now);
  expect(readFileSync(FILE, 'utf8')).toBe(now);
  expect(now).toMatch(PLACE);
});

test('no answer of the twelve ever shows the inversion table, and none of the five exclusions shows anything', () => {
  for (const id of DECIDING) {
    const result = resultFor(PLAIN, { sciatica: 'yes', [id]: 'yes' });
    const shown = result.advice.filter((one) => one.shown).map((one) => one.id);
    expect(shown).not.toContain('inversion-table');
    expect(mayActAtHome(result)).toBe(!PLAIN.contraindications.some((one) => one.id === id));
  }
});
