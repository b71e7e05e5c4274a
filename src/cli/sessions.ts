import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';

/** More than any course has: past it somebody has mistyped. */
const MOST = 1000;

/** The number behind --sessions, or what is wrong with it. */
export function sessionsOf(given: string | undefined): number | undefined | Problem {
  if (given === undefined) return undefined;
  const sessions = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (sessions >= 1 && sessions <= MOST) return sessions;
  return {
    message: `--sessions is "${visible(given).slice(0, 40)}". Expected a whole number from 1 to ${MOST}.`,
    hint: 'Write --sessions 20, for example.',
  };
}
