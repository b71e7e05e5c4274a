import type { Diagnostic } from '../model/diagnostic.js';
import { loadRuleSet } from '../rulefile/load.js';

/** What is wrong with the text of a rule file that extends nothing. */
export function problemsIn(text: string, path: string): readonly Diagnostic[] {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadRuleSet(path, { read: (name) => (name === path ? bytes : undefined) });
  return loaded.ok ? [] : loaded.diagnostics;
}
