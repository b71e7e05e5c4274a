import { BudgetError, compile, type Compiled } from '../engine/compile.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { criteriaOf } from '../model/ruleset.js';
import { RuleFileError } from './errors.js';
import type { LoadedRules } from './load-rules.js';

/** The rule set made ready. Throws `RuleFileError` where it is too entangled for an exact verdict. */
export function compileRules(rules: LoadedRules, options?: { readonly budget: number }): Compiled {
  const compiled = within(rules, () => compile(rules.ruleSet, options));
  return {
    ...compiled,
    // On another day, dates cut the answers otherwise.
    screen: (answers, options) => within(rules, () => compiled.screen(answers, options)),
    standing: (answers, options) => within(rules, () => compiled.standing(answers, options)),
    verdict: (answers, options) => within(rules, () => compiled.verdict(answers, options)),
  };
}

function within<T>(rules: LoadedRules, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BudgetError)) throw error;
    const [first, ...others] = criteriaOf(rules.ruleSet).filter(({ id }) => error.criteria.includes(id));
    const diagnostic: Diagnostic = {
      code: 'too-entangled',
      severity: 'error',
      message: error.message,
      at: first?.at ?? '',
      side: 'value',
      related: others.slice(0, 5).map(({ id, at }) => ({ at, message: `"${id}" takes part.` })),
    };
    throw new RuleFileError(rules.place?.([diagnostic]) ?? [{ diagnostic, related: [] }]);
  }
}
