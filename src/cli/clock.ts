import { type Moment, momentOf } from '../interview/moment.js';
import { formatDate, parseDay } from '../model/date.js';
import { visible } from '../model/visible.js';
import { usageError, type UsageError } from './errors.js';
import type { Io } from './io.js';

export type { Moment as Clock } from '../interview/moment.js';

/** `--on`, else SOURCE_DATE_EPOCH's day in UTC, else today where the machine stands. */
export function clock(io: Io, on: string | undefined): Moment | UsageError {
  const epoch = io.env['SOURCE_DATE_EPOCH'];
  // An empty variable is one that is not set.
  const fixed = epoch === undefined || epoch === '' ? undefined : epochMoment(epoch);
  if (fixed === null) {
    return usageError(
      `SOURCE_DATE_EPOCH is "${visible(epoch ?? '')}". Expected the whole seconds since 1970-01-01, such as 1767225600.`,
      'Correct it, or unset it.',
    );
  }
  const now = fixed ?? io.now();
  const { on: today, screenedAt } = momentOf(now);
  if (on === undefined) return { on: fixed === undefined ? today : screenedAt.slice(0, 10), screenedAt };
  const day = parseDay(on);
  if (day === undefined) {
    return usageError(
      `--on is "${visible(on)}". Expected a day of the calendar as YYYY-MM-DD.`,
      `Write --on ${today} for today.`,
    );
  }
  return { on: formatDate(day), screenedAt };
}

function epochMoment(epoch: string): Date | null {
  // The last second of the year 9999.
  return /^\d{1,12}$/.test(epoch) && Number(epoch) <= 253_402_300_799 ? new Date(Number(epoch) * 1000) : null;
}
