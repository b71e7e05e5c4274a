import type { Outcome } from '../model/screening.js';
import type { Tone } from './style.js';

/** How a verdict is painted. */
export const VERDICT_TONE: Readonly<Record<Outcome, Tone>> = {
  contraindicated: 'stop',
  'not-indicated': 'stop',
  'candidate-with-caution': 'caution',
  candidate: 'go',
  'needs-information': 'open',
};
