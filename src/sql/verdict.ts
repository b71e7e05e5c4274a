import type { Codes } from '../engine/outcome.js';
import { all, any, condition, NO, not, type Sql, YES } from './expression.js';
import {
  FORBIDDEN_AT_ALL,
  INDICATED_ALONE,
  type IslandCodes,
  NOT_CAUTIONED,
  NOT_FORBIDDEN,
  NOT_INDICATED,
} from './island-codes.js';
import type { Totals } from './totals.js';

/** The most that one condition of the verdict may repeat of what has a name, in characters. */
const MOST_REPEATED = 2_000;

type Step = readonly [truth: Sql, word: string];

/** The verdict and what goes with it, as words. */
export function verdictOf(
  islands: readonly IslandCodes[],
  totals: Totals,
  asksUrgent: boolean,
): { readonly verdict: Sql; readonly eligible: Sql; readonly urgent: Sql } {
  const { mustForbid, mayForbid, mayNotIndicate, mayCaution, mayAllow, mustUrge, mayUrge } = totals;
  const mayCandidate = any([mayAllow, mayCaution]);
  return {
    verdict: choose(ladder(islands, totals)),
    eligible: choose([
      [any([mustForbid, not(mayCandidate)]), 'no'],
      [any([mayForbid, mayNotIndicate]), 'unknown'],
      [YES, 'yes'],
    ]),
    urgent: asksUrgent
      ? choose([
          [mustUrge, 'yes'],
          [mayUrge, 'unknown'],
          [YES, 'no'],
        ])
      : choose([[YES, 'not-asked']]),
  };
}

/**
 * Each step is asked where none before it holds. Short ones are written out rather than named: a database that works out
 * names for all rows (DuckDB) works out a step of a CASE only for the rows that are left, and only till it is decided.
 */
function ladder(islands: readonly IslandCodes[], totals: Totals): readonly Step[] {
  const { mayNotIndicate, mayCaution, mayAllow } = totals;
  const steps: readonly Step[] = [
    [short(any(islands.map((island) => not(island.can(NOT_FORBIDDEN)))), totals.mustForbid), 'contraindicated'],
    [short(any(islands.map((island) => still(island, FORBIDDEN_AT_ALL))), totals.mayForbid), 'needs-information'],
  ];
  // From here on nothing is ruled out in any completion.
  const can = (island: IslandCodes, codes: Codes): Sql =>
    (island.ever & NOT_FORBIDDEN & ~codes) === 0 ? YES : island.can(codes);
  if (mayCaution === NO) {
    const indicated = any(islands.map((island) => not(can(island, NOT_INDICATED))));
    const allow = all([
      all(islands.map((island) => can(island, NOT_CAUTIONED))),
      any(islands.map((island) => still(island, INDICATED_ALONE))),
    ]);
    return [
      ...steps,
      [short(indicated, not(mayNotIndicate)), 'candidate'],
      [short(allow, mayAllow), 'needs-information'],
      [YES, 'not-indicated'],
    ];
  }
  const mayCandidate = any([mayAllow, mayCaution]);
  return [
    ...steps,
    [any([all([mayNotIndicate, mayCandidate]), all([mayCaution, mayAllow])]), 'needs-information'],
    [mayNotIndicate, 'not-indicated'],
    [mayCaution, 'candidate-with-caution'],
    [YES, 'candidate'],
  ];
}

/** Whether one of the codes can come out though, as the steps before have found, they need not. */
function still({ ever, undecided, can }: IslandCodes, codes: Codes): Sql {
  return (ever & codes) === 0 ? NO : (undecided ?? can(codes));
}

function short(written: Sql, named: Sql): Sql {
  return written.text.length <= MOST_REPEATED ? written : named;
}

/** The word of the first step whose truth holds; one surely does. The words are of this program. */
function choose(steps: readonly Step[]): Sql {
  const last = steps.findIndex(([truth]) => truth === YES);
  const [, otherwise] = steps[last]!;
  const ways = steps.slice(0, last).filter(([truth]) => truth !== NO);
  const stage = Math.max(0, ...ways.map(([truth]) => truth.stage));
  if (ways.length === 0) return { text: `'${otherwise}'`, stage };
  const whens = ways.map(([truth, word]) => `WHEN ${condition(truth)} THEN '${word}'`);
  return { text: `CASE ${whens.join(' ')} ELSE '${otherwise}' END`, stage };
}
