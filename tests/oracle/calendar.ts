import type { Period } from '../../src/model/condition.js';

/** The oracle's own calendar, on ISO strings, which compare as text. Plain; shares nothing with the engine's. */
const DAY = 86_400_000;

const midnights = new Map<string, number>();
const spelled = new Map<number, string>();

function midnight(iso: string): number {
  const known = midnights.get(iso);
  if (known !== undefined) return known;
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const time = Date.UTC(year, month - 1, day);
  midnights.set(iso, time);
  return time;
}

function spell(milliseconds: number): string {
  const known = spelled.get(milliseconds);
  if (known !== undefined) return known;
  const iso = new Date(milliseconds).toISOString().slice(0, 10);
  spelled.set(milliseconds, iso);
  return iso;
}

export function addDays(iso: string, days: number): string {
  return spell(midnight(iso) + days * DAY);
}

/** The day that lies the period before `iso`; a day that the month does not have becomes the month's last. */
export function before(iso: string, { count, unit }: Period): string {
  if (unit === 'days') return addDays(iso, -count);
  if (unit === 'weeks') return addDays(iso, -7 * count);
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const months = unit === 'months' ? count : 12 * count;
  const lastOfMonth = new Date(Date.UTC(year, month - 1 - months + 1, 0));
  const clamped = Math.min(day, lastOfMonth.getUTCDate());
  return spell(Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), clamped));
}

/** Every day that a date, or a partial date (`2021`, `2021-05`), can mean. */
export function daysOf(date: string): readonly string[] {
  const start = date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
  const days: string[] = [];
  for (let day = start; day.startsWith(date); day = addDays(day, 1)) days.push(day);
  return days;
}
