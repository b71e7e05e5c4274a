/**
 * A key that is held down sends itself again: after 225 to 1,800 ms for the first time (macOS; others lie between), then every
 * 30 to 92 ms (macOS at its quickest, the Linux console at its slowest default). A terminal does not tell a repeat from a
 * press, so they are told apart by time. People who tap one key in a hurry stay above 120 ms.
 */
export const TIMES = {
  /** The same key again within this many ms was not pressed again. */
  repeat: 120,
  /** A held key counts as held until it has been quiet for this long: repeats may be late on a busy machine or a slow line. */
  quiet: 500,
  /** The longest that a key can be held before it repeats. */
  firstRepeat: 2000,
  /** Two different keys within this many ms were not two decisions. */
  rollover: 50,
} as const;

/** The last key that decides something (answers, accepts), pressed or repeated. */
export interface Guard {
  readonly last: LastKey | undefined;
}

interface LastKey {
  readonly key: string;
  readonly time: number;
  readonly passed: boolean;
  /** Whether it may itself have been the first repeat of a held key. */
  readonly mayRepeat: boolean;
  readonly held: boolean;
}

export type Ruling =
  | 'pass'
  /** A repeat of a key that is held down: it decides nothing. */
  | 'held'
  /** The same, and so was the key before it, which had passed for a press: what that one did is to be taken back. */
  | 'withdraw'
  /** Another key too soon after the last. */
  | 'too-quick';

export const NO_KEY_YET: Guard = { last: undefined };

/**
 * Whether a key that decides something was meant. `time` in ms, of a clock that only goes forward. `burst`: it came several
 * times at once.
 */
export function ruled(
  { last }: Guard,
  key: string,
  time: number,
  burst = false,
): { readonly guard: Guard; readonly ruling: Ruling } {
  const gap = last === undefined ? Infinity : time - last.time;
  const again = last?.key === key;
  const next = (ruling: Ruling, held: boolean): { guard: Guard; ruling: Ruling } => ({
    ruling,
    guard: { last: { key, time, passed: ruling === 'pass', mayRepeat: again && gap <= TIMES.firstRepeat, held } },
  });
  const repeated = again && (burst || gap < TIMES.repeat || (last.held && gap < TIMES.quiet));
  if (repeated) return next(last.passed && last.mayRepeat && gap < TIMES.firstRepeat ? 'withdraw' : 'held', true);
  if (burst) return next('held', true);
  return next(gap < TIMES.rollover ? 'too-quick' : 'pass', false);
}
