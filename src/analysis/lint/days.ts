import type { Comparison, Period } from '../../model/condition.js';
import { type Day, formatDate, shift } from '../../model/date.js';
import { periodInWords } from '../test-in-words.js';

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
