import type { QuestionId } from '../model/question.js';
import { type Change, type ChangePart, SETTLED_OUTCOMES, type SettledOutcome } from '../model/screening.js';
import { type Alternative, alternatives, type Alternatives, ENOUGH, properSubsets, subset } from './alternatives.js';
import { CAUTIONED, codesOf, FORBIDDEN, INDICATED, joined, NOTHING, outcomeOf, URGENT, type Codes } from './outcome.js';
import type { Proposal } from './values.js';
import { byRank } from './rank.js';
import { reader, reopened, type Situation } from './situation.js';

/** What the islands must say for a verdict: every one only `all`, and for each of `some` at least one island only that. */
interface Demand {
  readonly all: Codes;
  readonly some: readonly Codes[];
}

const BOTH = INDICATED | CAUTIONED;

/** A verdict is certain just when, independently, the islands meet its demand. */
const DEMANDS: Readonly<Record<SettledOutcome, Demand>> = {
  contraindicated: { all: 0b111111, some: [codesOf(FORBIDDEN, URGENT)] },
  'not-indicated': { all: codesOf(NOTHING, CAUTIONED), some: [] },
  'candidate-with-caution': {
    all: codesOf(NOTHING, INDICATED, CAUTIONED, BOTH),
    some: [codesOf(INDICATED, BOTH), codesOf(CAUTIONED, BOTH)],
  },
  candidate: { all: codesOf(NOTHING, INDICATED), some: [codesOf(INDICATED)] },
};

/** At most this many changes are listed. */
const LISTED = 10;

export interface Changes {
  readonly changes: readonly Change[];
  readonly more: boolean;
  readonly unreachable: readonly SettledOutcome[];
}

/**
 * For each other settled verdict the irreducible changes of answers that make it certain. `later` are changes that time
 * brings by itself.
 *
 * Those of fewest parts come first, but every verdict that can be reached has one before any has a second.
 */
export function changesOf(situation: Situation, later: readonly Change[]): Changes {
  const now = outcomeOf(joined(situation.codes));
  const listed: { readonly change: Change; readonly turn: number }[] = later.map((change, turn) => ({ change, turn }));
  const unreachable: SettledOutcome[] = [];
  let complete = true;
  for (const verdict of SETTLED_OUTCOMES) {
    if (verdict === now) continue;
    const ways = waysTo(situation, DEMANDS[verdict]);
    complete &&= ways.complete;
    if (ways.found.length === 0 && ways.complete) unreachable.push(verdict);
    ways.found.forEach((way, turn) => listed.push({ change: { change: partsOf(situation, way), verdict }, turn }));
  }
  const chosen = listed
    .sort((a, b) => byRank([Math.min(a.turn, 1), ...rankOf(a.change)], [Math.min(b.turn, 1), ...rankOf(b.change)]))
    .slice(0, LISTED)
    .map(({ change }) => change);
  return {
    changes: chosen.sort((a, b) => byRank(rankOf(a), rankOf(b))),
    more: !complete || listed.length > LISTED,
    unreachable,
  };
}

function rankOf({ change, verdict }: Change): readonly number[] {
  return [change.length, SETTLED_OUTCOMES.indexOf(verdict)];
}

function partsOf({ answers, plan }: Situation, way: Alternative): readonly ChangePart[] {
  const parts = plan.ruleSet.questions.flatMap(({ id }): ChangePart[] => {
    const proposal = way.get(id);
    if (proposal === undefined) return [];
    const answer = answers.get(id);
    const known = answer?.kind === 'known' ? answer : undefined;
    return [
      {
        question: id,
        from: known?.value ?? 'unknown',
        ...(known?.unit === undefined ? {} : { fromUnit: known.unit }),
        to: proposal.value,
        ...(proposal.unit === undefined ? {} : { toUnit: proposal.unit }),
        ...(proposal.range === undefined ? {} : { range: proposal.range }),
      },
    ];
  });
  return parts;
}

/** The irreducible changes over all islands that meet a demand, the smallest first; at most `ENOUGH`. */
function waysTo(
  situation: Situation,
  demand: Demand,
): { readonly found: readonly Alternative[]; readonly complete: boolean } {
  const known = new Map<string, Alternatives>();
  const of = (island: number, allowed: Codes): Alternatives => {
    const key = `${island} ${allowed}`;
    const found = known.get(key) ?? alternatives(situation, island, allowed);
    known.set(key, found);
    return found;
  };
  const islands = situation.codes.map((_, index) => index);
  const found: Alternative[] = [];
  for (const choice of witnesses(islands, demand)) {
    const lists = islands.map((island) => of(island, choice.get(island) ?? demand.all));
    if (lists.every((list) => list.found.length > 0)) found.push(...combinations(lists.map((list) => list.found)));
  }
  const irreducible: Alternative[] = [];
  for (const way of found.sort((a, b) => a.size - b.size)) {
    if (irreducible.length >= ENOUGH) break;
    if (irreducible.some((other) => includes(way, other)) || reducible(situation, demand, way)) continue;
    irreducible.push(way);
  }
  const complete = [...known.values()].every((list) => list.complete) && irreducible.length < ENOUGH;
  return { found: irreducible, complete };
}

/** Every way to name an island for each of `some`, as what that island may then say. */
function witnesses(islands: readonly number[], { all, some }: Demand): readonly ReadonlyMap<number, Codes>[] {
  return some.reduce<readonly ReadonlyMap<number, Codes>[]>(
    (choices, codes) =>
      choices.flatMap((choice) =>
        islands.map((island) => new Map(choice).set(island, (choice.get(island) ?? all) & codes & all)),
      ),
    [new Map()],
  );
}

/** One of each list, the smallest together first; a bounded number, since each adds to a way that is there already. */
function combinations(lists: readonly (readonly Alternative[])[]): readonly Alternative[] {
  let ways: Alternative[] = [new Map()];
  for (const list of lists) {
    ways = ways.flatMap((way) => list.map((part) => new Map([...way, ...part])));
    ways = ways.sort((a, b) => a.size - b.size).slice(0, 4 * ENOUGH);
  }
  return ways;
}

function includes(way: Alternative, part: Alternative): boolean {
  return [...part].every(([id, proposal]) => JSON.stringify(way.get(id)?.value) === JSON.stringify(proposal.value));
}

/**
 * Whether a part of the way meets the demand already.
 *
 * Islands are independent: for each, what its share of the parts can supply is gathered, then one is chosen for each.
 */
function reducible({ plan, open, codes }: Situation, demand: Demand, way: Alternative): boolean {
  const shares = new Map<number, (readonly [QuestionId, Proposal])[]>();
  for (const [id, proposal] of way) {
    const island = plan.islandOf.get(id)!;
    shares.set(island, [...(shares.get(island) ?? []), [id, proposal]]);
  }
  const everything = 2 ** demand.some.length - 1;
  /** What is supplied (a bit for each of `some`) → whether some part was left out on the way there. */
  let states = new Map<number, boolean>([[0, false]]);
  for (const [island, plain] of codes.entries()) {
    const share = shares.get(island) ?? [];
    const subsets = [
      ...properSubsets(share).map((parts) => ({ parts, proper: true })),
      { parts: share, proper: false },
    ];
    const next = new Map<number, boolean>();
    for (const { parts, proper } of subsets) {
      const said =
        parts.length === 0
          ? plain
          : reader(
              plan.diagrams,
              reopened(
                plan,
                open,
                parts.map(([id, { placement }]) => [id, placement] as const),
              ),
            )(plan.islands[island]!.root);
      if (!subset(said, demand.all)) continue;
      const supplied = demand.some.reduce((bits, wanted, bit) => bits | (subset(said, wanted) ? 1 << bit : 0), 0);
      for (const [before, left] of states) {
        const state = before | supplied;
        next.set(state, (next.get(state) ?? false) || left || proper);
      }
    }
    states = next;
  }
  return states.get(everything) === true;
}
