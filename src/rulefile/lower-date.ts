import type { BoundKind, DateBound, Period, Test } from '../model/condition.js';
import { parseDay } from '../model/date.js';
import type { Pointer } from '../model/pointer.js';
import type { DateQuestion } from '../model/question.js';
import type { Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { TestMap } from './schema-condition.js';
import { wrongComparison, type Place } from './wrong-comparison.js';

const DATE_BOUNDS = { before: 'below', after: 'above', 'on-or-before': 'at-most', 'on-or-after': 'at-least' } as const;

/** Lowers what a date is held against: a span before the screening date, or days. */
export function lowerDate(
  test: TestMap,
  keys: readonly (keyof TestMap)[],
  question: DateQuestion,
  where: Pointer,
  place: Place,
  lowering: Lowering,
): Test | undefined {
  const span = test.within === undefined ? (test.beyond === undefined ? undefined : 'beyond') : 'within';
  if (span !== undefined) {
    const others = keys.filter((key) => key !== span && key !== 'inclusive');
    if (others.length > 0) {
      lowering.report(
        wrongComparison(question, place(others[0]!), `"${span}" stands alone, or with "inclusive".`, 'key'),
      );
      return undefined;
    }
    const period = periodOf(test[span] ?? '', place(span), lowering);
    return period === undefined ? undefined : { kind: span, period, inclusive: test.inclusive ?? false };
  }
  if (test.inclusive !== undefined) {
    lowering.report(
      wrongComparison(question, place('inclusive'), '"inclusive" goes with "within" or "beyond".', 'key'),
    );
    return undefined;
  }
  const bounds: (DateBound | undefined)[] = [];
  for (const [key, kind] of Object.entries(DATE_BOUNDS) as [keyof typeof DATE_BOUNDS, BoundKind][]) {
    const date = test[key];
    if (date !== undefined) bounds.push(dateBound(kind, date, place(key), lowering));
  }
  if (test.is !== undefined) {
    bounds.push(dateBound('at-least', String(test.is), place('is'), lowering));
    if (bounds.at(-1) !== undefined) bounds.push({ kind: 'at-most', date: String(test.is) });
  }
  const good = bounds.filter((bound) => bound !== undefined);
  return good.length === bounds.length ? { kind: 'date', bounds: good } : undefined;
}

function dateBound(kind: BoundKind, date: string, where: Pointer, lowering: Lowering): DateBound | undefined {
  if (parseDay(date) !== undefined) return { kind, date };
  lowering.report(
    problem('bad-date', where, `${quoted(date)} is not a day of the calendar.`, {
      hint: 'Write it as YYYY-MM-DD, such as 2026-03-01.',
    }),
  );
  return undefined;
}

function periodOf(text: string, where: Pointer, lowering: Lowering): Period | undefined {
  const match = /^(\d{1,5}) (day|week|month|year)s?$/.exec(text.trim());
  const count = Number(match?.[1] ?? 0);
  // Longer ones leave the years that a date can have.
  const most = { day: 99_999, week: 9999, month: 9999, year: 999 }[match?.[2] ?? 'day'] ?? 0;
  if (match !== null && count >= 1 && count <= most)
    return { count, unit: `${match[2] as 'day' | 'week' | 'month' | 'year'}s` };
  lowering.report(
    problem('bad-period', where, `${quoted(text)} is not a span of time.`, {
      hint: 'Write a whole number and a unit: "14 days", "6 weeks", "3 months", "2 years".',
    }),
  );
  return undefined;
}
