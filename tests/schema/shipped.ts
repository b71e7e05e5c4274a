import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadRuleSet } from '../../src/rulefile/load.js';
import type { RuleSet } from '../../src/model/ruleset.js';

const fileOf = (name: string): string => fileURLToPath(new URL(`../../rules/${name}.yaml`, import.meta.url));

/** A rule set that ships, from its file. */
export function shippedRules(id: string): RuleSet {
  const loaded = loadRuleSet(fileOf(id), { read: (path) => readFileSync(path), shipped: fileOf });
  if (!loaded.ok) throw new Error(`${id} does not load: ${loaded.diagnostics.map(({ message }) => message).join(' ')}`);
  return loaded.ruleSet;
}
