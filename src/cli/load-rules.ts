import type { Diagnostic, PlacedDiagnostic } from '../model/diagnostic.js';
import { nearest } from '../model/nearest.js';
import type { Pointer } from '../model/pointer.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { usageError } from './errors.js';
import type { Io } from './io.js';
import { DEFAULT_RULE_SET, shippedFile, shippedIds, shippedRuleSet } from './shipped-rules.js';

export type Locate = (pointer: Pointer) => { readonly file: string; readonly line: number } | undefined;

export interface LoadedRules {
  readonly ruleSet: RuleSet;
  /** Finds the lines of the rule file; for a rule set that ships it is read only then. */
  readonly lines: () => Promise<Locate>;
  /** Gives diagnostics their places; a rule set that ships has none. */
  readonly place?: (diagnostics: readonly Diagnostic[]) => readonly PlacedDiagnostic[];
}

/** The rule set of a name or a file; without either that of CANDIDACY_RULES, or the default one. */
export async function loadRules(io: Io, name: string | undefined): Promise<LoadedRules> {
  const variable = io.env['CANDIDACY_RULES'] ?? '';
  const wanted = name ?? (variable === '' ? DEFAULT_RULE_SET : variable);
  const shipped = shippedRuleSet(wanted);
  if (shipped !== undefined) {
    return {
      ruleSet: shipped,
      lines: async () => {
        const { loadRuleFile } = await import('./yaml.js');
        return await loadRuleFile(io, shippedFile(wanted)).lines();
      },
    };
  }
  if (!/[\\/]|\.ya?ml$/i.test(wanted) && !io.files.exists(wanted)) {
    const from = name === undefined ? ' (CANDIDACY_RULES)' : '';
    const beside = [`${wanted}.yaml`, `${wanted}.yml`].find((file) => io.files.isFile(file));
    const meant = beside ?? nearest(wanted, shippedIds());
    throw usageError(
      `No rule set is called "${visible(wanted)}"${from}, and no file.`,
      meant === undefined ? `Those that ship: ${shippedIds().join(', ')}.` : `Did you mean "${visible(meant)}"?`,
    );
  }
  const { loadRuleFile } = await import('./yaml.js');
  return loadRuleFile(io, wanted);
}
