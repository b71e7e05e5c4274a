import type { Condition } from './condition.js';
import type { Pointer } from './pointer.js';
import type { QuestionId } from './question.js';
import type { CriterionId } from './ruleset.js';
import type { FindingState, Outcome, SettledOutcome } from './screening.js';

/** What an author says holds for every set of answers, the incomplete ones included: proved, or refuted by a patient. */
export interface Property {
  readonly id: string;
  /** What it says, in plain words. */
  readonly claim: string;
  /** `always` is `then` for everybody; `never` is `then` for nobody; `if` is `then` for whom `when` holds. */
  readonly kind: 'always' | 'never' | 'if';
  /** Only with `if`. */
  readonly when?: Statement;
  readonly then: Statement;
  readonly at: Pointer;
}

/** Something that is true or false of a set of answers. */
export type Statement =
  /** The condition is known to hold: it does in every completion. */
  | { readonly kind: 'holds'; readonly condition: Condition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Statement[] }
  /** The statement is not true: of `holds`, that the condition is not known to hold. */
  | { readonly kind: 'not'; readonly of: Statement }
  | { readonly kind: 'finding'; readonly criterion: CriterionId; readonly states: readonly FindingState[] }
  | { readonly kind: 'verdict'; readonly outcomes: readonly Outcome[] }
  /** One of these verdicts can still come out. */
  | { readonly kind: 'possible'; readonly outcomes: readonly SettledOutcome[] }
  | { readonly kind: 'eligible' | 'urgent'; readonly values: readonly ('yes' | 'no' | 'unknown')[] }
  /** Whether there is an answer that says something. */
  | { readonly kind: 'answered'; readonly question: QuestionId; readonly known: boolean };

/** The conditions that a statement holds answers against. */
export function conditionsIn(statement: Statement): readonly Condition[] {
  switch (statement.kind) {
    case 'holds':
      return [statement.condition];
    case 'all':
    case 'any':
      return statement.of.flatMap(conditionsIn);
    case 'not':
      return conditionsIn(statement.of);
    default:
      return [];
  }
}
