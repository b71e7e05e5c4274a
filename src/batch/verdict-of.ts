import { type Codes, outcomeOf, possibleOutcomes, urgency } from '../engine/outcome.js';
import type { Verdict } from '../model/screening.js';

/** The part of a verdict that is read off the codes. */
export type PlainVerdict = Pick<Verdict, 'outcome' | 'eligible' | 'urgent' | 'possible'>;

export function verdictOf(codes: Codes, asksUrgent: boolean): PlainVerdict {
  const possible = possibleOutcomes(codes);
  const eligible = possible.filter((outcome) => outcome === 'candidate' || outcome === 'candidate-with-caution').length;
  return {
    outcome: outcomeOf(codes),
    eligible: eligible === 0 ? 'no' : eligible === possible.length ? 'yes' : 'unknown',
    urgent: asksUrgent ? urgency(codes) : 'not-asked',
    possible,
  };
}
