import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { candidacy } from '../cli/run.js';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'rules/examples');
const names = readdirSync(EXAMPLES).filter((name) => /^[^.]+\.yaml$/.test(name));
const MANUAL = readFileSync(join(ROOT, 'docs/rule-tests.md'), 'utf8');

test('there are examples', () => {
  expect(names).toEqual(['drx9000-trial.yaml', 'lung-cancer-screening.yaml']);
});

test.each(names)('%s: nothing is odd, and every property is proved', async (name) => {
  const file = join(EXAMPLES, name);
  const check = await candidacy({ args: ['rules', 'check', file] });
  expect(check.stdout).toContain('Found nothing.');
  const prove = await candidacy({ args: ['rules', 'prove', file] });
  expect(prove.stdout).toContain('9 claims, all proved');
  expect([check.code, prove.code]).toEqual([0, 0]);
});

test.each([
  'spinal-decompression',
  'spinal-decompression-clinical',
  'examples/drx9000-trial',
  'examples/lung-cancer-screening',
])('%s: its patients show everything and notice every change, as many as the manual says', async (name) => {
  const file = join(ROOT, 'rules', `${name}.yaml`);
  const tested = await candidacy({ args: ['rules', 'test', file, '--mutate', '--min', '100'] });
  expect(tested.code).toBe(0);
  const patients = /: (\d+) patients/.exec(tested.stdout)?.[1];
  const shown = /Coverage: 100 % \((\d+ of \d+):/.exec(tested.stdout)?.[1];
  const noticed = /Changes noticed: 100 % \((\d+ of \d+); (\d+) more/.exec(tested.stdout);
  const row = MANUAL.split('\n').find((line) => line.startsWith(`| \`${name}\``));
  expect(row?.split('|').map((cell) => cell.trim().replace(/;.*/, ''))).toEqual([
    '',
    `\`${name}\``,
    patients,
    shown,
    noticed?.[1],
    expect.any(String),
    '',
  ]);
  expect(row).toContain(`${noticed?.[1] ?? ''}; ${noticed?.[2] ?? ''} more`);
});
