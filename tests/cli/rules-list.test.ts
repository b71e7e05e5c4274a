import { expect, test } from 'vitest';
import { shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { candidacy } from './run.js';

test('every rule set that ships is listed, with what it asks', async () => {
  const { code, stdout, stderr } = await candidacy({ args: ['rules', 'list'] });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(shippedIds().length).toBeGreaterThan(0);
  for (const id of shippedIds()) {
    const ruleSet = shippedRuleSet(id)!;
    expect(stdout).toContain(`${id} ${ruleSet.version} (${ruleSet.digest.slice(0, 19)})\n  ${ruleSet.title}\n`);
    expect(stdout).toContain(`  ${ruleSet.questions.length} questions, `);
  }
});

test('the list as JSON', async () => {
  const { code, stdout } = await candidacy({ args: ['rules', 'list', '--json'] });
  expect(code).toBe(0);
  const rows = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[];
  expect(rows.map(({ id }) => id)).toEqual(shippedIds());
  expect(rows[0]).toMatchObject({
    id: 'spinal-decompression',
    extends: [],
    contraindications: 5,
    indications: 7,
    supporting: 9,
  });
});
