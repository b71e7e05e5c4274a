import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileRules, ruleFilesIn } from '../../scripts/compile-rules.js';
import { DEFAULT_RULE_SET, shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';

const FOLDER = join(import.meta.dirname, '../../rules');

test('every rule file ships, the default one first', () => {
  const files = ruleFilesIn(FOLDER);
  expect(files.length).toBeGreaterThan(0);
  expect(shippedIds()[0]).toBe(DEFAULT_RULE_SET);
  expect([...shippedIds()].sort()).toEqual(files);
});

test('the data that ships is what loading the YAML gives', () => {
  const loaded = compileRules(FOLDER);
  expect(loaded.size).toBe(shippedIds().length);
  for (const [id, ruleSet] of loaded) {
    expect(ruleSet.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(shippedRuleSet(id), id).toStrictEqual(ruleSet);
  }
});

test.each(['', 'nothing', '../spinal-decompression', 'spinal-decompression.yaml', '__proto__'])(
  'no rule set ships under the name "%s"',
  (name) => {
    expect(shippedRuleSet(name)).toBeUndefined();
  },
);
