import { type Codes, outcomeOf, urgency } from '../engine/outcome.js';
import type { Outcome } from '../model/screening.js';

/** Every outcome, the ladder first. */
export const OUTCOMES: readonly Outcome[] = [
  'contraindicated',
  'not-indicated',
  'candidate-with-caution',
  'candidate',
  'needs-information',
];

export const URGENCIES = ['no', 'unknown', 'yes'] as const;

/** How much each holds a treatment back. Open is less than settled against it, since the answers to come may be anything. */
// prettier-ignore
export const CAUTION: Readonly<Record<Outcome, number>> = {
  'contraindicated': 4, 'not-indicated': 3, 'needs-information': 2, 'candidate-with-caution': 1, 'candidate': 0,
};

/** How much each calls for help at once. */
export const ALARM: Readonly<Record<(typeof URGENCIES)[number], number>> = { yes: 2, unknown: 1, no: 0 };

/** The place in `OUTCOMES` of what some codes come to. */
export function outcomePlace(codes: Codes): number {
  return OUTCOMES.indexOf(outcomeOf(codes));
}

/** The place in `URGENCIES` of what some codes come to. */
export function urgencyPlace(codes: Codes): number {
  return URGENCIES.indexOf(urgency(codes));
}
