import { type Outcome, SETTLED_OUTCOMES, type SettledOutcome } from '../model/screening.js';
import type { Combine } from './diagram.js';

/**
 * What the criteria of some questions say together, as one number. Once an absolute contraindication is present the rest
 * no longer matters, but for urgency; so six codes are all there is.
 */
export const NOTHING = 0;
export const INDICATED = 1;
export const CAUTIONED = 2;
export const FORBIDDEN = 4;
export const URGENT = 5;

/** The verdict of a code: the ladder of the verdict, as a table. 3 is indicated and cautioned. */
const OUTCOME_OF: readonly SettledOutcome[] = [
  'not-indicated',
  'candidate',
  'not-indicated',
  'candidate-with-caution',
  'contraindicated',
  'contraindicated',
];

/** Two codes together. */
export const join: Combine = (a, b) => (a >= FORBIDDEN || b >= FORBIDDEN ? Math.max(a, b) : a | b);

/** A set of codes: bit n stands for code n. */
export type Codes = number;

export const codesOf = (...codes: readonly number[]): Codes => codes.reduce((set, code) => set | (1 << code), 0);

export function has(codes: Codes, code: number): boolean {
  return ((codes >> code) & 1) === 1;
}

export function subset(codes: Codes, of: Codes): boolean {
  return (codes & ~of) === 0;
}

/** The codes that can come out where one of `a` and one of `b` do, independently. */
export function joinCodes(a: Codes, b: Codes): Codes {
  const place = (a << 6) | b;
  const known = JOINED[place]!;
  return known === 0 ? (JOINED[place] = joinAll(a, b)) : known;
}

/** By the two sets, 6 bits each; 0 for what was not asked yet. No start waits for all of it. */
const JOINED = new Uint8Array(64 * 64);

function joinAll(a: Codes, b: Codes): Codes {
  let all = 0;
  for (const one of CODES) {
    if (!has(a, one)) continue;
    for (const other of CODES) if (has(b, other)) all |= 1 << join(one, other);
  }
  return all;
}

const CODES = [0, 1, 2, 3, 4, 5] as const;

/** The verdicts among the codes, in the order of the ladder; shared, frozen lists. */
export function possibleOutcomes(codes: Codes): readonly SettledOutcome[] {
  return (POSSIBLE[codes] ??= verdictsAmong(codes));
}

const POSSIBLE: (readonly SettledOutcome[] | undefined)[] = [];

function verdictsAmong(codes: Codes): readonly SettledOutcome[] {
  const found = new Set(OUTCOME_OF.filter((_outcome, code) => has(codes, code)));
  return Object.freeze(SETTLED_OUTCOMES.filter((outcome) => found.has(outcome)));
}

export function outcomeOf(codes: Codes): Outcome {
  const [first, second] = possibleOutcomes(codes);
  return first === undefined || second !== undefined ? 'needs-information' : first;
}

/** The place of a code's verdict in the ladder. */
export function outcomeIndex(code: number): number {
  return SETTLED_OUTCOMES.indexOf(OUTCOME_OF[code]!);
}

/** Whether an urgent criterion is present in every, some or no completion. */
export function urgency(codes: Codes): 'yes' | 'no' | 'unknown' {
  const urgent = codesOf(URGENT);
  return codes === urgent ? 'yes' : (codes & urgent) === 0 ? 'no' : 'unknown';
}

/** What can come out where each of these independently can. */
export function joined(codes: readonly Codes[]): Codes {
  return codes.reduce(joinCodes, codesOf(NOTHING));
}
