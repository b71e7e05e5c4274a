import { loadRuleSet, type Loaded } from '../../src/rulefile/load.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { placeDiagnostics } from '../../src/rulefile/place.js';
import { diagnosticsText } from '../../src/report/diagnostics.js';
import { plainStyle } from '../../src/report/style.js';

export const HEAD = 'candidacy: 1\nid: example\nversion: "1.0.0"\ntitle: An example\n';

export type Content = string | Uint8Array;

/** Loads `rules.yaml` out of files that are given as texts or bytes; the key of a rule set that ships is its path, `shipped/<name>.yaml`. */
export function loadFiles(files: Readonly<Record<string, Content>>): Loaded {
  const shippedNames = Object.keys(files).flatMap((path) => /^shipped\/(.*)\.yaml$/.exec(path)?.[1] ?? []);
  return loadRuleSet('rules.yaml', {
    read: (path) => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    shipped: (name) => (shippedNames.includes(name) ? `shipped/${name}.yaml` : undefined),
    shippedNames,
  });
}

/** The rule set in a text to which the keys that every file needs are added. */
export function ruleSetOf(text: string): RuleSet {
  const loaded = loadFiles({ 'rules.yaml': HEAD + text });
  if (!loaded.ok) throw new Error(printed(loaded));
  return loaded.ruleSet;
}

/** What is printed of the problems, with all the frames. */
export function printed(loaded: Loaded, width = 100): string {
  return loaded.ok ? '' : diagnosticsText(placeDiagnostics(loaded.diagnostics, loaded.sources), plainStyle(), width);
}

/** Each problem as `line:column code`. */
export function problemsOf(loaded: Loaded): readonly string[] {
  if (loaded.ok) return [];
  return placeDiagnostics(loaded.diagnostics, loaded.sources).map(
    ({ diagnostic, place }) => `${place?.line ?? 0}:${place?.column ?? 0} ${diagnostic.code}`,
  );
}
