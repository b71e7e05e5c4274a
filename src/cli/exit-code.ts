import type { Outcome } from '../model/screening.js';

/** How a run ended that did what was asked of it. */
export type Ending =
  | 'done'
  | 'rule-file'
  | Exclude<Outcome, 'candidate'>
  | 'urgent'
  | 'found'
  | 'interrupted'
  // Some of many were done all the same.
  | 'usage'
  | 'file';

/** What went wrong where it did not. */
export type Failure = 'usage' | 'rule-file' | 'fault' | 'file';

/** Stable: scripts branch on these. `docs/exit-codes.md` says what each means. */
// prettier-ignore
export const EXIT_CODES: Readonly<Record<Ending | Failure, number>> = {
  'done': 0,
  'found': 1,                    // a check found something
  'usage': 2,                    // the call or an answer is wrong
  'rule-file': 3,
  'candidate-with-caution': 10,  // these four and `urgent` with --exit-code alone
  'not-indicated': 20,
  'contraindicated': 30,
  'needs-information': 40,
  'urgent': 50,
  'fault': 70,
  'file': 74,                    // could not read or write
  'interrupted': 130,
};

/** With `--exit-code`: the verdict, unless there is something urgent. */
export function endingOf(outcome: Outcome, urgent: 'yes' | 'no' | 'unknown' | 'not-asked'): Ending {
  if (urgent === 'yes') return 'urgent';
  return outcome === 'candidate' ? 'done' : outcome;
}
