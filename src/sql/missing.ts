import { type Combine, type Diagrams, type Node, or } from '../engine/diagram.js';
import { type Codes, join, outcomeIndex, URGENT } from '../engine/outcome.js';
import type { Plan } from '../engine/plan.js';
import type { QuestionId } from '../model/question.js';
import type { Coded } from './coded.js';
import { all, any, NO, type Sql, YES } from './expression.js';
import { type IslandCodes, NOT_FORBIDDEN, NOT_URGENT } from './island-codes.js';
import type { Totals } from './totals.js';

/** For one island and one of its questions: diagrams of 1 where the question makes a difference, told by the answers beside it. */
interface Difference {
  readonly island: number;
  readonly question: QuestionId;
  readonly axis: number;
  /** The regions that the answer leaves open; undefined for all of them. */
  readonly regions: readonly number[] | undefined;
  /** The diagram for each code that the other islands can say together, or the codes that make no difference in it. */
  readonly ways: ReadonlyMap<Node, Codes>;
}

/** Questions that are missing, for the verdict or for urgency. */
export interface Missing {
  readonly roots: readonly Node[];
  readonly read: (
    reach: (root: Node) => Sql,
    islands: readonly IslandCodes[],
    totals: Totals,
    coded: ReadonlyMap<QuestionId, Coded>,
  ) => ReadonlyMap<QuestionId, Sql>;
}

/** What the other islands say, and whether two codes beside it come out differently: 0 or 1. */
interface Matter {
  readonly others: Codes;
  readonly differ: Combine;
}

const VERDICT: readonly Matter[] = [0, 1, 2, 3].map((other) => ({
  others: 1 << other,
  differ: (a, b) => (outcomeIndex(join(a, other)) === outcomeIndex(join(b, other)) ? 0 : 1),
}));
const URGENCY: readonly Matter[] = [
  { others: NOT_URGENT, differ: (a, b) => ((a === URGENT) === (b === URGENT) ? 0 : 1) },
];

/**
 * A question is missing where two completions that differ in its answer alone come out differently. For each axis of it, the
 * diagram over the other axes says where that is so; some region that the answers leave open must lead there, and the other
 * islands must be able to say what it takes.
 */
export function missingIn(plan: Plan, matter: 'verdict' | 'urgency', coded: ReadonlyMap<QuestionId, Coded>): Missing {
  const matters = matter === 'verdict' ? VERDICT : URGENCY;
  const found = plan.islands.flatMap(({ questions, root }, island) =>
    questions.flatMap((question) => {
      const { firstAxis, sizes } = plan.space.questions.get(question)!;
      return sizes.flatMap((_, place): readonly Difference[] =>
        [undefined, ...coded.get(question)!.axes[place]!.partial.map(({ regions }) => regions)].map((regions) => {
          const axis = firstAxis + place;
          const ways = new Map<Node, Codes>();
          for (const { others, differ } of matters) {
            const node = whereItMatters(plan.diagrams, root, axis, regions, differ);
            ways.set(node, (ways.get(node) ?? 0) | others);
          }
          return { island, question, axis: place, regions, ways };
        }),
      );
    }),
  );
  return {
    roots: found.flatMap(({ ways }) => [...ways.keys()]),
    read(reach, islands, totals, answers) {
      const missing = new Map<QuestionId, Sql[]>();
      for (const { island, question, axis, regions, ways } of found) {
        const answer = answers.get(question)!;
        const open =
          regions === undefined
            ? answer.unknown
            : answer.axes[axis]!.partial.find((partial) => partial.regions === regions)!.when;
        // Where its only question is open, an island can say all that it ever can.
        const own = islands[island]!;
        const alone = regions === undefined && plan.islands[island]!.questions.length === 1;
        const said = alone ? { ...own, can: (codes: Codes) => ((codes & own.ever) === 0 ? NO : YES) } : own;
        const differs = [...ways].map(([node, others]) => {
          const leads = reach(node);
          return leads === NO ? NO : all([leads, totals.othersCan(sayable(others, islands, island), island, said)]);
        });
        missing.set(question, [...(missing.get(question) ?? []), all([open, any(differs)])]);
      }
      return new Map([...missing].map(([question, ways]) => [question, any(ways)]));
    },
  };
}

/** All codes below "ruled out" where the others can say no more than these anyway. */
function sayable(codes: Codes, islands: readonly IslandCodes[], but: number): Codes {
  if (codes === NOT_URGENT) return codes;
  const bits = islands.reduce((set, { ever }, index) => (index === but ? set : set | bitsOf(ever)), 0);
  const ever = [0, 1, 2, 3].filter((code) => (code & ~bits) === 0).reduce((set, code) => set | (1 << code), 0);
  return (ever & ~codes) === 0 ? NOT_FORBIDDEN : codes;
}

/** The two bits of the codes 0 to 3 that some code of a set has. */
function bitsOf(codes: Codes): number {
  return [1, 2, 3].reduce((bits, code) => ((codes >> code) & 1) === 1 ? bits | code : bits, 0); // prettier-ignore
}

/** 1 where, whatever the other axes say, two of the regions of an axis lead to codes that differ. */
function whereItMatters(
  diagrams: Diagrams,
  root: Node,
  axis: number,
  regions: readonly number[] | undefined,
  differ: Combine,
): Node {
  const known = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const at = diagrams.axisOf(node);
    if (at > axis) return diagrams.constant(0);
    const found = known.get(node);
    if (found !== undefined) return found;
    diagrams.spend(1);
    const children = Array.from({ length: diagrams.arity(node) }, (_, region) => diagrams.child(node, region));
    const open = regions === undefined ? children : regions.map((region) => children[region]!);
    const [first, ...others] = [...new Set(open)];
    const result =
      at < axis
        ? diagrams.branch(at, children.map(visit))
        : others.reduce(
            (some, child) => diagrams.apply(or, some, diagrams.apply(differ, first!, child)),
            diagrams.constant(0),
          );
    known.set(node, result);
    return result;
  };
  return visit(root);
}
