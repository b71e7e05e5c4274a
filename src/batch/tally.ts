import type { CriterionId } from '../model/ruleset.js';
import type { QuestionId } from '../model/question.js';
import type { Outcome } from '../model/screening.js';

/** What was counted over some rows. Plain data, so that it can go from one thread to another. */
export interface Tally {
  /** All rows, those with an error among them. */
  rows: number;
  bad: number;
  readonly verdicts: Record<Outcome, number>;
  readonly eligible: Record<'yes' | 'no' | 'unknown', number>;
  readonly urgent: Record<'yes' | 'no' | 'unknown' | 'not-asked', number>;
  readonly criteria: Record<CriterionId, { present: number; absent: number; unknown: number }>;
  /** For each question: the rows in which it is missing, and those in which it is all that is missing. */
  readonly missing: Record<QuestionId, { rows: number; alone: number }>;
  readonly labels: LabelTally;
}

/** What clinicians decided against what the rules say: `decided` then `said`. */
export interface LabelTally {
  /** Rows without a decision. */
  without: number;
  /** `yes` or `no` by the clinician, then whether the rules say eligible. */
  readonly counts: Record<'yes' | 'no', Record<'yes' | 'no' | 'unknown', number>>;
  /** The first rows that differ. */
  differing: Difference[];
}

export interface Difference {
  readonly row: number;
  readonly decided: 'yes' | 'no';
  readonly verdict: Outcome;
  readonly kept: readonly (string | null)[];
}

/** Rows that differ are listed up to here; each carries `agrees` in the output too. */
export const MOST_DIFFERENCES = 1000;

export function emptyTally(): Tally {
  return {
    rows: 0,
    bad: 0,
    verdicts: {
      contraindicated: 0,
      'not-indicated': 0,
      'candidate-with-caution': 0,
      candidate: 0,
      'needs-information': 0,
    },
    eligible: { yes: 0, no: 0, unknown: 0 },
    urgent: { yes: 0, no: 0, unknown: 0, 'not-asked': 0 },
    criteria: {},
    missing: {},
    labels: {
      without: 0,
      counts: { yes: { yes: 0, no: 0, unknown: 0 }, no: { yes: 0, no: 0, unknown: 0 } },
      differing: [],
    },
  };
}

/** Adds what was counted elsewhere. The order in which parts are added does not matter. */
export function addTally(to: Tally, from: Tally): void {
  to.rows += from.rows;
  to.bad += from.bad;
  addCounts(to.verdicts, from.verdicts);
  addCounts(to.eligible, from.eligible);
  addCounts(to.urgent, from.urgent);
  for (const [id, counts] of Object.entries(from.criteria))
    addCounts((to.criteria[id] ??= { present: 0, absent: 0, unknown: 0 }), counts);
  for (const [id, counts] of Object.entries(from.missing))
    addCounts((to.missing[id] ??= { rows: 0, alone: 0 }), counts);
  to.labels.without += from.labels.without;
  addCounts(to.labels.counts.yes, from.labels.counts.yes);
  addCounts(to.labels.counts.no, from.labels.counts.no);
  to.labels.differing = [...to.labels.differing, ...from.labels.differing]
    .sort((a, b) => a.row - b.row)
    .slice(0, MOST_DIFFERENCES);
}

function addCounts<K extends string>(to: Record<K, number>, from: Record<K, number>): void {
  for (const key of Object.keys(from) as K[]) to[key] += from[key];
}
