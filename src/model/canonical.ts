import type { RuleSet } from './ruleset.js';

/**
 * The content of a rule set as one text, the same for two that say the same: keys in order, and without `digest` and the
 * places in the file (`at`), so that a comment does not change it and a rule does.
 */
export function canonicalText(ruleSet: RuleSet): string {
  return canonicalJson(ruleSet);
}

/** The rule set with its digest. `sha256` gives 64 hex digits for a text in UTF-8. */
export function withDigest(ruleSet: RuleSet, sha256: (text: string) => string): RuleSet {
  return { ...ruleSet, digest: `sha256:${sha256(canonicalText(ruleSet))}` };
}

/** Plain data as JSON with its keys in order, without `digest` and without `at` where that is a place. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(entries).sort()) {
    const entry = entries[key];
    if (entry === undefined || isPlace(key, entry)) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${text}}`;
}

/** `at` is also a unit (technical atmosphere), and then the key of an object. */
function isPlace(key: string, value: unknown): boolean {
  return (key === 'at' || key === 'digest') && typeof value === 'string';
}
