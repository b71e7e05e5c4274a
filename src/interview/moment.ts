/** When a person is screened: the day that dates are held against, and the moment that the result is stamped with. */
export interface Moment {
  readonly on: string;
  /** RFC 3339 in UTC, to the second. */
  readonly screenedAt: string;
}

/** Now, where the machine stands: its own day of the calendar. */
export function momentOf(now: Date): Moment {
  return { on: localDay(now), screenedAt: now.toISOString().replace(/\.\d+Z$/, 'Z') };
}

export function localDay(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
