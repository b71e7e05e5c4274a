import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDigest } from '../src/model/canonical.js';
import type { RuleSet } from '../src/model/ruleset.js';
import { loadRuleSet } from '../src/rulefile/load.js';
import { sourceOf } from '../src/rulefile/source-text.js';

/** The ids of the rule sets of a folder: of the YAML files in it, without their tests and translations. An id has no dot. */
export function ruleFilesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((file) => /^[^.]+\.yaml$/.test(file));
  return names.map((file) => file.slice(0, -'.yaml'.length)).sort();
}

/** The rule sets of a folder by their id, as the loader gives them, with their digests. Throws where one does not load. */
export function compileRules(folder: string): ReadonlyMap<string, RuleSet> {
  const names = ruleFilesIn(folder);
  return new Map(names.map((name) => [name, compileRule(folder, name, names)]));
}

function compileRule(folder: string, name: string, names: readonly string[]): RuleSet {
  const file = (id: string): string => join(folder, `${id}.yaml`);
  const loaded = loadRuleSet(file(name), {
    read: (path) => (existsSync(path) ? readFileSync(path) : undefined),
    shipped: (id) => (names.includes(id) ? file(id) : undefined),
    shippedNames: names,
  });
  if (!loaded.ok) {
    const lines = loaded.diagnostics.map(({ at, side, message, code }) => {
      const source = sourceOf(loaded.sources, at);
      const place = source?.locate(at, side);
      return `${source?.path ?? name}:${place?.line ?? 1}:${place?.column ?? 1}: ${message} [${code}]`;
    });
    throw new Error(lines.join('\n'));
  }
  if (loaded.ruleSet.id !== name) throw new Error(`${file(name)} has the id "${loaded.ruleSet.id}".`);
  return withDigest(loaded.ruleSet, (text) => createHash('sha256').update(text).digest('hex'));
}
