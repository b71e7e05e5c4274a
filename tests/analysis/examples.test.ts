import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { candidacy } from '../cli/run.js';

const FOLDER = join(import.meta.dirname, '../../rules/examples');
const names = readdirSync(FOLDER).filter((name) => /^[^.]+\.yaml$/.test(name));

test('there are examples', () => {
  expect(names).toEqual(['drx9000-trial.yaml', 'lung-cancer-screening.yaml']);
});

test.each(names)('%s: nothing is odd, every property is proved, and its patients notice every change', async (name) => {
  const file = join(FOLDER, name);
  const check = await candidacy({ args: ['rules', 'check', file] });
  expect(check.stdout).toContain('Found nothing.');
  const prove = await candidacy({ args: ['rules', 'prove', file] });
  expect(prove.stdout).toContain('9 claims, all proved.');
  const tested = await candidacy({ args: ['rules', 'test', file, '--mutate', '--min', '100'] });
  expect(tested.stdout).toContain('Coverage: 100 %');
  expect(tested.stdout).toContain('Changes noticed: 100 %');
  expect([check.code, prove.code, tested.code]).toEqual([0, 0, 0]);
});
