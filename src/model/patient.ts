import type { Answers } from './answer.js';
import type { Pointer } from './pointer.js';
import type { QuestionId } from './question.js';
import type { CriterionId } from './ruleset.js';
import type { Outcome, SettledOutcome, Verdict } from './screening.js';

/** A made-up person in a test file: answers, and what a rule set is expected to say about them. */
export interface Patient {
  readonly name: string;
  readonly answers: Answers;
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  readonly expect: Expectation;
  /** The place of the entry in the test file, and of the row of its matrix or its cases where it has some. */
  readonly at: Pointer;
}

/** What is expected. What is not named is not looked at; lists are compared as sets, but for `possible`. */
export interface Expectation {
  readonly verdict?: Outcome;
  readonly eligible?: Verdict['eligible'];
  readonly urgent?: Verdict['urgent'];
  readonly possible?: readonly SettledOutcome[];
  /** Criteria that are present, absent, unknown; others may be too. */
  readonly present?: readonly CriterionId[];
  readonly absent?: readonly CriterionId[];
  readonly unknown?: readonly CriterionId[];
  /** All questions that are missing. */
  readonly missing?: readonly QuestionId[];
  readonly missingForUrgent?: readonly QuestionId[];
  /** The question to ask now; null for none. */
  readonly next?: QuestionId | null;
  /** Questions that do not apply; others may not apply either. */
  readonly notApplicable?: readonly QuestionId[];
  /** All advice that is shown. */
  readonly advice?: readonly string[];
}

/** Whether nothing at all is expected. */
export function expectsNothing(expect: Expectation): boolean {
  return Object.keys(expect).length === 0;
}
