import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RuleSet } from '../model/ruleset.js';

// The same from src/cli and from dist/cli. A rule set that ships is loaded when the program is built: starting needs no YAML.
const DATA = `${import.meta.dirname}/../../dist/rules`;

export const DEFAULT_RULE_SET = 'spinal-decompression';

/** The ids of the rule sets that ship, the default one first. */
export function shippedIds(): readonly string[] {
  const ids = readdirSync(DATA).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  return [DEFAULT_RULE_SET, ...ids.filter((id) => id !== DEFAULT_RULE_SET).sort()];
}

/** A rule set that ships, as it was lowered, with its digest; undefined where none has this id. */
export function shippedRuleSet(id: string): RuleSet | undefined {
  // The default is the common case, and is always there.
  if (id !== DEFAULT_RULE_SET && !shippedIds().includes(id)) return undefined;
  const ruleSet = parsed(`${DATA}/${id}.json`) as RuleSet;
  if (ruleSet.translations === undefined) return ruleSet;
  // Half of all the text, and most screenings are in one language.
  let translations: unknown;
  const get = (): unknown => (translations ??= parsed(`${DATA}/translations/${id}.json`));
  return Object.defineProperty(ruleSet, 'translations', { get, enumerable: true });
}

function parsed(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The YAML that it was loaded from: for line numbers, and for who wants to extend it. */
export function shippedFile(id: string): string {
  return join(files(), `${id}.yaml`);
}

/** The name of a file of `shippedFile`: `spinal-decompression.yaml`, wherever it is installed. */
export function shippedName(file: string): string | undefined {
  return dirname(file) === files() ? basename(file) : undefined;
}

function files(): string {
  return join(import.meta.dirname, '../../rules');
}
