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

/** The place in `OUTCOMES` of what some codes come to. */
export function outcomePlace(codes: Codes): number {
  return OUTCOMES.indexOf(outcomeOf(codes));
}

/** The place in `URGENCIES` of what some codes come to. */
export function urgencyPlace(codes: Codes): number {
  return URGENCIES.indexOf(urgency(codes));
}
