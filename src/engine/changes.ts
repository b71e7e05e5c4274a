import type { QuestionId } from '../model/question.js';
import {
  type Change,
  type ChangePart,
  SETTLED_OUTCOMES,
  type SettledOutcome,
  type ValueRange,
} from '../model/screening.js';
import { alternatives, type Alternatives, ENOUGH } from './alternatives.js';
import { type Alternative, leastOf, placementsOf } from './least.js';
import {
  CAUTIONED,
  type Codes,
  codesOf,
  FORBIDDEN,
  has,
  INDICATED,
  joinCodes,
  joined,
  NOTHING,
  outcomeOf,
  subset,
  URGENT,
} from './outcome.js';
import type { Plan } from './plan.js';
import { byRank } from './rank.js';
import { reader, reopened, type Situation } from './situation.js';
import { nearest, type Proposal } from './values.js';

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
  const listed: Listed[] = later.map((change, turn) => ({
    rank: rankOf(change.change.length, change.verdict),
    turn,
    change: () => change,
  }));
  const unreachable: SettledOutcome[] = [];
  let complete = true;
  for (const verdict of SETTLED_OUTCOMES) {
    if (verdict === now) continue;
    const ways = waysTo(situation, verdict);
    complete &&= ways.complete;
    if (!ways.reachable) unreachable.push(verdict);
    ways.found.forEach((way, turn) => {
      const change = (): Change => ({
        change: partsOf(situation, way, verdict),
        verdict,
      });
      listed.push({ rank: rankOf(way.size, verdict), turn, change });
    });
  }
  const chosen = listed
    .sort((a, b) => byRank([Math.min(a.turn, 1), ...a.rank], [Math.min(b.turn, 1), ...b.rank]))
    .slice(0, LISTED);
  return {
    changes: chosen.sort((a, b) => byRank(a.rank, b.rank)).map(({ change }) => change()),
    more: !complete || listed.length > LISTED,
    unreachable,
  };
}

interface Listed {
  readonly rank: readonly number[];
  /** Its place among the changes to the same verdict. */
  readonly turn: number;
  /** Made only where it is shown. */
  readonly change: () => Change;
}

function rankOf(size: number, verdict: SettledOutcome): readonly number[] {
  return [size, SETTLED_OUTCOMES.indexOf(verdict)];
}

function partsOf(situation: Situation, way: Alternative, verdict: SettledOutcome): readonly ChangePart[] {
  const { answers, plan } = situation;
  const parts = plan.ruleSet.questions.flatMap(({ id }): ChangePart[] => {
    const proposal = way.get(id);
    if (proposal === undefined) return [];
    const answer = answers.get(id);
    const known = answer?.kind === 'known' ? answer : undefined;
    const range = rangeOf(situation, way, id, verdict);
    return [
      {
        question: id,
        from: known?.value ?? 'unknown',
        ...(known?.unit === undefined ? {} : { fromUnit: known.unit }),
        to: proposal.value,
        ...(proposal.unit === undefined ? {} : { toUnit: proposal.unit }),
        ...(range === undefined ? {} : { range }),
      },
    ];
  });
  return parts;
}

/** The values of a question that lead to the verdict beside the other changes as they have come to be. */
function rangeOf(
  situation: Situation,
  way: Alternative,
  id: QuestionId,
  verdict: SettledOutcome,
): ValueRange | undefined {
  const nearer = nearestBeside(situation, way, id, verdict);
  return nearer?.value === way.get(id)!.value ? nearer.range : undefined;
}

/** The nearest of all values of a question that lead to the verdict beside the other changes; for numbers and dates. */
function nearestBeside(
  { plan, open, answers }: Situation,
  way: Alternative,
  id: QuestionId,
  verdict: SettledOutcome,
): Proposal | undefined {
  const place = plan.space.questions.get(id)!;
  if (place.kind !== 'ordered') return undefined;
  const there = reopened(plan, open, placementsOf(way));
  const reach = reader(plan.diagrams, there);
  const own = plan.islandOf.get(id)!;
  const others = joined(plan.islands.map(({ root }, island) => (island === own ? codesOf(NOTHING) : reach(root))));
  const doing = Array.from({ length: place.sizes[0]! }, (_, region) => region).filter((region) => {
    const moved = reader(plan.diagrams, reopened(plan, there, [[id, [[region]]]]));
    return outcomeOf(joinCodes(others, moved(plan.islands[own]!.root))) === verdict;
  });
  return nearest(place, [{ axis: 0, regions: doing }], answers.get(id));
}

/** The way with each number and date as near as the verdict allows: one island saw only what it must say by itself. */
function nearestWay(situation: Situation, way: Alternative, verdict: SettledOutcome): Alternative {
  let moved = way;
  for (const id of way.keys()) {
    const nearer = nearestBeside(situation, moved, id, verdict);
    if (nearer !== undefined) moved = new Map(moved).set(id, nearer);
  }
  return moved;
}

interface Ways {
  /** The smallest first; at most `ENOUGH`. */
  readonly found: readonly Alternative[];
  readonly complete: boolean;
  readonly reachable: boolean;
}

/** An island that needs no change. */
const AS_IT_IS: Alternatives = { found: [new Map()], complete: true };

/** The irreducible changes over all islands that lead to a verdict. */
function waysTo(situation: Situation, verdict: SettledOutcome): Ways {
  const { codes, plan } = situation;
  const demand = DEMANDS[verdict];
  const known = new Map<string, Alternatives>();
  const of = (island: number, allowed: Codes): Alternatives => {
    if (subset(codes[island]!, allowed)) return AS_IT_IS;
    const key = `${island} ${allowed}`;
    const found = known.get(key) ?? alternatives(situation, island, allowed);
    known.set(key, found);
    return found;
  };
  const mustChange = codes.flatMap((own, island) => (subset(own, demand.all) ? [] : [island]));
  const found: Alternative[] = [];
  let complete = true;
  const able = reader(plan.diagrams, []);
  const canSay = plan.islands.map(({ root }) => able(root));
  for (const choice of witnesses(canSay, demand)) {
    const asked = [...new Set([...mustChange, ...choice.keys()])].sort((a, b) => a - b);
    const lists = asked.map((island) => of(island, choice.get(island) ?? demand.all));
    if (lists.some((list) => list.found.length === 0 && list.complete)) continue;
    complete &&= lists.every((list) => list.complete);
    found.push(...combinations(lists.map((list) => list.found)));
  }
  const fewest = (way: Alternative): Alternative => {
    // Without its one part nothing would change, and nothing changed is another verdict.
    if (way.size === 1) return way;
    const least = leastWay(situation, demand, way);
    complete &&= least !== undefined;
    return least ?? way;
  };
  const irreducible: Alternative[] = [];
  for (const way of found.sort((a, b) => a.size - b.size)) {
    if (irreducible.length >= ENOUGH) break;
    const far = fewest(way);
    const near = nearestWay(situation, far, verdict);
    const least = near === far ? near : fewest(near);
    if (!irreducible.some((other) => includes(least, other))) irreducible.push(least);
  }
  return {
    found: irreducible,
    complete: complete && irreducible.length < ENOUGH,
    reachable: !complete || found.length > 0,
  };
}

/** Every way to name an island for each of `some`, as what that island may then say, of those that it can say at all. */
function witnesses(canSay: readonly Codes[], { all, some }: Demand): readonly ReadonlyMap<number, Codes>[] {
  return some.reduce<readonly ReadonlyMap<number, Codes>[]>(
    (choices, codes) =>
      choices.flatMap((choice) =>
        canSay.flatMap((can, island) => {
          const allowed = (choice.get(island) ?? all) & codes;
          return (can & allowed) === 0 ? [] : [new Map(choice).set(island, allowed)];
        }),
      ),
    [new Map()],
  );
}

/** One of each list, the smallest together first; a bounded number, since each adds to a way that is there already. */
function combinations(lists: readonly (readonly Alternative[])[]): readonly Alternative[] {
  let ways: { readonly size: number; readonly parts: readonly Alternative[] }[] = [{ size: 0, parts: [] }];
  for (const list of lists) {
    ways = ways
      .flatMap(({ size, parts }) => list.map((part) => ({ size: size + part.size, parts: [...parts, part] })))
      .sort((a, b) => a.size - b.size)
      .slice(0, 4 * ENOUGH);
  }
  return ways.map(({ parts }) => new Map(parts.flatMap((part) => [...part])));
}

function includes(way: Alternative, part: Alternative): boolean {
  return [...part].every(([id, proposal]) => JSON.stringify(way.get(id)?.value) === JSON.stringify(proposal.value));
}

/** The changes of a way, island by island. */
function islandsIn(plan: Plan, way: Alternative): ReadonlyMap<number, Alternative> {
  const shares = new Map<number, Map<QuestionId, Proposal>>();
  for (const [id, proposal] of way) {
    const island = plan.islandOf.get(id)!;
    shares.set(island, (shares.get(island) ?? new Map<QuestionId, Proposal>()).set(id, proposal));
  }
  return shares;
}

/**
 * The fewest changes of the way that meet the demand; undefined where that is too much to find out.
 *
 * Islands are independent: for each that changes is found what the least is with which it supplies any of `some` (a bit for
 * each), and then one is taken of each.
 */
function leastWay(situation: Situation, demand: Demand, way: Alternative): Alternative | undefined {
  const shares = islandsIn(situation.plan, way);
  let supplied = 0;
  for (const [island, codes] of situation.codes.entries()) {
    if (shares.has(island)) continue;
    demand.some.forEach((wanted, bit) => (supplied |= subset(codes, wanted) ? 1 << bit : 0));
  }
  const everything = 2 ** demand.some.length - 1;
  let ways = new Map<number, Alternative>([[supplied, new Map()]]);
  for (const [island, share] of shares) {
    const next = new Map<number, Alternative>();
    for (let more = 0; more <= everything; more++) {
      const allowed = demand.some.reduce((codes, wanted, bit) => (has(more, bit) ? codes & wanted : codes), demand.all);
      const least = leastOf(situation, island, allowed, share);
      if (least === 'too-much') return undefined;
      if (least === undefined) continue;
      for (const [before, taken] of ways) {
        const known = next.get(before | more);
        if (known === undefined || taken.size + least.size < known.size) {
          next.set(before | more, new Map([...taken, ...least]));
        }
      }
    }
    ways = next;
  }
  return ways.get(everything);
}
