import type { Period } from './condition.js';

/** A day of the proleptic Gregorian calendar, counted from 1970-01-01. */
export type Day = number;

/** The days that a date names: one, or the whole month or year where it is partial. Both ends inclusive. */
export interface DateSpan {
  readonly from: Day;
  readonly to: Day;
  readonly partial: boolean;
}

/** `YYYY-MM-DD`, or a partial `YYYY-MM` or `YYYY`, from year 1000 to 9999; `undefined` for what is not a day of the calendar. */
export function parseDate(text: string): DateSpan | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < 1000) return undefined;
  if (match[2] === undefined) return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31), partial: true };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  const last = daysInMonth(year, month);
  if (match[3] === undefined) return { from: dayOf(year, month, 1), to: dayOf(year, month, last), partial: true };
  const date = Number(match[3]);
  if (date < 1 || date > last) return undefined;
  const day = dayOf(year, month, date);
  return { from: day, to: day, partial: false };
}

/** The one day that a full date names; `undefined` for a partial date or no date. */
export function parseDay(text: string): Day | undefined {
  const span = parseDate(text);
  return span === undefined || span.partial ? undefined : span.from;
}

/** `YYYY-MM-DD`. */
export function formatDate(day: Day): string {
  const { year, month, date } = civil(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The day a period after (`sign` 1) or before (−1) another. Months and years clamp to the month's end: 31 March − 1 month is 28 or 29 February. */
export function shift(day: Day, period: Period, sign: 1 | -1): Day {
  const count = sign * period.count;
  switch (period.unit) {
    case 'days':
      return day + count;
    case 'weeks':
      return day + 7 * count;
    case 'months':
      return shiftMonths(day, count);
    case 'years':
      return shiftMonths(day, 12 * count);
  }
}

function shiftMonths(day: Day, months: number): Day {
  const { year, month, date } = civil(day);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

function daysInMonth(year: number, month: number): number {
  return dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1);
}

/** Days from 1970-01-01, counting years from March so that the leap day comes last. */
function dayOf(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civil(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}
