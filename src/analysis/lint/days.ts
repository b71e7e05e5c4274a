import { withGates } from '../../engine/islands.js';
import { type Comparison, type Condition, type Period, questionsOf } from '../../model/condition.js';
import { type Day, formatDate, shift } from '../../model/date.js';
import { periodInWords } from '../test-in-words.js';
import type { Finding, Subject } from './finding.js';

/** The day that a finding about these conditions is for, where they or the gates of what they read hold dates against anything. */
export function dayOf(
  { ruleSet, on }: Pick<Subject, 'ruleSet' | 'on'>,
  conditions: readonly Condition[],
): Pick<Finding, 'on'> {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const read = withGates(conditions.flatMap(questionsOf), questions);
  return read.some((id) => questions.get(id)?.type === 'date') ? { on } : {};
}

/** The periods before a screening that a date is held against. */
export function periodsFor(comparisons: readonly Comparison[], question: string): readonly Period[] {
  return comparisons.flatMap(({ question: id, test }) =>
    id === question && (test.kind === 'within' || test.kind === 'beyond') ? [test.period] : [],
  );
}

/** A day as the rules speak of it: by its distance from the screening where they do, since another day brings another date. */
export function dayInWords(day: Day, on: Day, periods: readonly Period[]): string {
  for (const [days, words] of [
    [0, 'exactly'],
    [-1, 'a day more than'],
    [1, 'a day less than'],
  ] as const) {
    const period = periods.find((one) => day - shift(on, one, -1) === days);
    if (period !== undefined) return `${words} ${periodInWords(period)} before the screening date`;
  }
  return formatDate(day);
}
