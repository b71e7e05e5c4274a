import { at as below, type Pointer } from '../../src/model/pointer.js';
import type { Condition } from '../../src/model/condition.js';
import { leaves } from '../oracle/table.js';

/**
 * The condition with its gates put beside whatever could hold because a gated question was not asked: a negation, or a score
 * that falls or is bounded from above.
 */
export function guarded(condition: Condition, gateOf: (question: string) => Condition | undefined): Condition {
  if (turns(condition)) {
    const gates = [...new Set(leaves(condition).map(({ question }) => question))].flatMap((id) => gateOf(id) ?? []);
    return gates.length === 0 ? condition : { kind: 'all', of: [...gates, condition], at: '' };
  }
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at-least':
      return { ...condition, of: condition.of.map((part) => guarded(part, gateOf)) };
    case 'score':
      return { ...condition, terms: condition.terms.map((term) => ({ ...term, when: guarded(term.when, gateOf) })) };
    case 'not':
    case 'comparison':
      return condition;
  }
}

/** Whether one of its parts that comes to hold can make the whole cease to hold. */
function turns(condition: Condition): boolean {
  return (
    condition.kind === 'not' ||
    (condition.kind === 'score' && (condition.atMost !== undefined || condition.terms.some(({ weight }) => weight < 0)))
  );
}

/** A copy in which every node stands at its own place. */
export function located(condition: Condition, at: Pointer): Condition {
  switch (condition.kind) {
    case 'comparison':
      return { ...condition, at };
    case 'not':
      return { ...condition, of: located(condition.of, below(at, 'not')), at };
    case 'all':
    case 'any':
      return {
        ...condition,
        of: condition.of.map((part, index) => located(part, below(at, condition.kind, index))),
        at,
      };
    case 'at-least':
      return { ...condition, of: condition.of.map((part, index) => located(part, below(at, 'of', index))), at };
    case 'score': {
      const terms = condition.terms.map(({ weight, when }, index) => ({
        weight,
        when: located(when, below(at, 'score', index, 'when')),
      }));
      return { ...condition, terms, at };
    }
  }
}
