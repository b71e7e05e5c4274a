import type { Answer, AnswerValue, Answers } from './answer.js';
import type { Pointer } from './pointer.js';
import type { QuestionId } from './question.js';
import type {
  Advice,
  Contraindication,
  Criterion,
  CriterionId,
  Indication,
  RuleSet,
  SupportingFactor,
} from './ruleset.js';

/** The verdict's ladder: for a complete set of answers the first that holds; `needs-information` where completions disagree. */
export type SettledOutcome = 'contraindicated' | 'not-indicated' | 'candidate-with-caution' | 'candidate';
export type Outcome = SettledOutcome | 'needs-information';

/** In the order of the ladder. */
export const SETTLED_OUTCOMES: readonly SettledOutcome[] = [
  'contraindicated',
  'not-indicated',
  'candidate-with-caution',
  'candidate',
];

/** How a criterion came out, exact over all completions of the answers. */
export type FindingState = 'present' | 'absent' | 'unknown';

/** How a question stands: `not-applicable` where its gate is known not to hold. */
export type QuestionState = 'answered' | 'unknown' | 'not-asked' | 'not-applicable';

/** A criterion held against the answers. */
export interface Finding<C extends Criterion = Criterion> {
  readonly criterion: C;
  readonly state: FindingState;
  /** The questions its condition reads, each once, in the order of the text. */
  readonly questions: readonly QuestionId[];
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly urgent: 'yes' | 'no' | 'unknown' | 'not-asked';
  /** What can still come out, in the order of the ladder. */
  readonly possible: readonly SettledOutcome[];
  /** Unanswered questions on which the outcome hangs, the one to ask first in front. */
  readonly missing: readonly QuestionId[];
  /** The same for `urgent`. */
  readonly missingForUrgent: readonly QuestionId[];
  /** The question to ask now; null where there is none to ask. */
  readonly next: QuestionId | null;
}

/** One answer to be other than it is. */
export interface ChangePart {
  readonly question: QuestionId;
  readonly from: AnswerValue | 'unknown';
  readonly fromUnit?: string;
  readonly to: AnswerValue;
  readonly toUnit?: string;
  /** The band of values around `to` that do the same. Numbers and dates only. */
  readonly range?: ValueRange;
  /** The answer stays, and time passes: `YYYY-MM-DD` from which it has this effect. */
  readonly fromDate?: string;
  /** The last day on which it still has it; only with `fromDate`, where another period ends that. */
  readonly untilDate?: string;
}

/** A band of numbers, in the unit of `to`, or of dates; both ends inclusive, a missing end is the end of what can be answered. */
export interface ValueRange {
  readonly atLeast?: number | string;
  readonly atMost?: number | string;
}

/** Changes of answers that lead to another verdict, of which no part does. */
export interface Change {
  readonly change: readonly ChangePart[];
  readonly verdict: SettledOutcome;
  /** Given answers that do not apply any more then, as their gates have closed. Only where there are any. */
  readonly leftOut?: readonly QuestionId[];
}

export interface AdviceFinding {
  readonly advice: Advice;
  /** Whether the item's own condition is known to hold. */
  readonly applies: boolean;
  /** Whether it applies and nothing withholds it. */
  readonly shown: boolean;
  readonly withheld: readonly Withheld[];
}

/** Something against an item of advice that is not known to be absent. */
export interface Withheld {
  readonly at: Pointer;
  readonly because?: string;
  /** What the rule set does not ask about, in plain words. Only with `not-asked`. */
  readonly unasked?: string;
  readonly state: 'present' | 'unknown' | 'not-applicable' | 'not-asked';
  /** The questions that leave it so. */
  readonly questions: readonly QuestionId[];
}

/** Everything there is to say about one person: what every reporter gets. */
export interface Screening {
  readonly ruleSet: RuleSet;
  readonly answers: Answers;
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  readonly verdict: Verdict;
  readonly contraindications: readonly Finding<Contraindication>[];
  readonly indications: readonly Finding<Indication>[];
  readonly supporting: readonly Finding<SupportingFactor>[];
  readonly questions: ReadonlyMap<QuestionId, QuestionState>;
  /** Given answers to questions that are not known to apply, which count only if they do; with the questions on which that hangs. */
  readonly waiting: ReadonlyMap<QuestionId, readonly QuestionId[]>;
  /** An irreducible set of given answers that forces the outcome by itself. Empty for `needs-information`. */
  readonly decisive: readonly QuestionId[];
  /** At most 10. */
  readonly changes: readonly Change[];
  /** Whether there are more changes than are listed. */
  readonly moreChanges: boolean;
  /** Settled outcomes that no change of answers reaches (fixed questions stay as they are). */
  readonly unreachable: readonly SettledOutcome[];
  readonly advice: readonly AdviceFinding[];
}

/** What the answers come to so far, for a conversation that goes on. */
export interface Standing extends Pick<
  Screening,
  'verdict' | 'contraindications' | 'indications' | 'supporting' | 'questions'
> {
  /** The questions that are known to apply: those without a gate, and those whose gate holds in every completion. */
  readonly applying: ReadonlySet<QuestionId>;
}

/** An answer that a stronger origin replaced. */
export interface Overrode {
  readonly question: QuestionId;
  readonly was: Answer;
  readonly by: Answer;
  /** Contraindications that the replaced answer would have made present, and the verdict now does not know as present. */
  readonly removed: readonly CriterionId[];
}
