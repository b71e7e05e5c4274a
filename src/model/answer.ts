import type { QuestionId } from './question.js';

export type Origin = 'prompt' | 'flag' | 'file' | 'fhir' | 'assumed';

/**
 * What was answered: `known` with a value, or `unknown` ("don't know"). No entry in `Answers` means not asked.
 *
 * The value by question type: yes-no `'yes'` or `'no'`; choice an option's value; choices the values chosen, maybe none;
 * number a number in `unit`; date `YYYY-MM-DD`, or a partial `YYYY-MM` or `YYYY`.
 */
export type Answer = (
  | { readonly kind: 'known'; readonly value: AnswerValue; readonly unit?: string; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly origin: Origin }
) & {
  /** When a person gave it at a prompt: RFC 3339 in UTC, to the second. No verdict hangs on it. */
  readonly answeredAt?: string;
};

export type AnswerValue = string | number | readonly string[];

export type Answers = ReadonlyMap<QuestionId, Answer>;
