import type { QuestionId } from '../model/question.js';
import { childrenOf, type Node } from './diagram.js';
import { type Codes, has } from './outcome.js';
import { reader, reopened, type Situation } from './situation.js';
import type { Placement, QuestionSpace } from './space.js';
import { nearest, type Proposal } from './values.js';

/** Answers of one island to be other than they are: a value for each question that changes. */
export type Alternative = ReadonlyMap<QuestionId, Proposal>;

/** Enough to fill the list of changes and to know that there are more. */
export const ENOUGH = 11;
/** Bounds the search for alternatives of one island; past it the list ends early and says so. */
const STEPS = 200_000;

export interface Alternatives {
  /** The fewest changes first. */
  readonly found: readonly Alternative[];
  readonly complete: boolean;
}

/** A question that is being decided upon: kept as it is, or changed to something on the axes gone through so far. */
interface Path {
  readonly question?: QuestionId;
  readonly changing: boolean;
  readonly choices: ReadonlyMap<QuestionId, readonly Choice[]>;
}

interface Choice {
  readonly axis: number;
  readonly regions: readonly number[];
}

/**
 * Irreducible changes of an island's answers after which it can say nothing but `allowed`.
 *
 * Goes down the island's diagram question by question. One that is kept must lead to what is allowed in every region that
 * its answer leaves open (so a set of nodes is carried down, all of which must hold); one that changes takes a single
 * region. The number of questions changed grows from none, so that the first to be found are the smallest.
 */
export function alternatives(situation: Situation, index: number, allowed: Codes): Alternatives {
  const { plan, open, answers } = situation;
  const { diagrams, space } = plan;
  const island = plan.islands[index]!;
  const found: Alternative[] = [];
  let steps = 0;
  if (subset(reader(diagrams, open)(island.root), allowed)) return { found: [new Map()], complete: true };

  const holds = (node: Node): boolean => has(allowed, diagrams.valueOf(node));
  const possible = memo((node: Node): boolean =>
    diagrams.arity(node) === 0 ? holds(node) : childrenOf(diagrams, node).some((kid) => possible(kid)),
  );
  const certain = memo((node: Node): boolean =>
    diagrams.arity(node) === 0 ? holds(node) : childrenOf(diagrams, node).every((kid) => certain(kid)),
  );

  /** Nodes that must all hold, without those that always do; undefined where one never does. */
  function demand(nodes: Iterable<Node>): readonly Node[] | undefined {
    const demanded = [...new Set(nodes)].filter((node) => !certain(node)).sort((a, b) => a - b);
    return demanded.every(possible) ? demanded : undefined;
  }

  function search(nodes: readonly Node[], changes: number, path: Path): void {
    if (found.length >= ENOUGH || ++steps > STEPS) return;
    if (nodes.length === 0) {
      if (changes === 0) accept(path.choices);
      return;
    }
    const axis = Math.min(...nodes.map(diagrams.axisOf));
    const question = space.questionOf[axis]!;
    const here = path.question === question;
    const fixed = space.questions.get(question)?.question.fixed === true;
    if (!here || !path.changing) {
      const regions = open[axis];
      const kids = demand(nodes.flatMap((node) => below(node, axis, regions)));
      if (kids !== undefined) search(kids, changes, { question, changing: false, choices: path.choices });
    }
    if (fixed || (here && !path.changing) || (!here && changes === 0)) return;
    for (const regions of grouped(nodes, axis)) {
      const kids = demand(nodes.flatMap((node) => below(node, axis, regions.slice(0, 1))));
      if (kids === undefined) continue;
      const choices = new Map(path.choices).set(question, [...(path.choices.get(question) ?? []), { axis, regions }]);
      search(kids, here ? changes : changes - 1, { question, changing: true, choices });
    }
  }

  function below(node: Node, axis: number, regions: readonly number[] | undefined): readonly Node[] {
    if (diagrams.axisOf(node) !== axis) return [node];
    return regions === undefined ? childrenOf(diagrams, node) : regions.map((region) => diagrams.child(node, region));
  }

  /** The regions of an axis, those together that lead all nodes to the same. */
  function grouped(nodes: readonly Node[], axis: number): readonly (readonly number[])[] {
    const groups = new Map<string, number[]>();
    for (let region = 0; region < space.sizes[axis]!; region++) {
      const key = nodes.map((node) => below(node, axis, [region])[0]).join();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [region]);
      else group.push(region);
    }
    return [...groups.values()];
  }

  function accept(choices: Path['choices']): void {
    const proposals = new Map<QuestionId, Proposal>();
    for (const [question, chosen] of choices) {
      const place = space.questions.get(question) as QuestionSpace & { readonly firstAxis: number };
      const proposal = nearest(
        place,
        chosen.map(({ axis, regions }) => ({ axis: axis - place.firstAxis, regions })),
        answers.get(question),
      );
      if (proposal === undefined) return;
      proposals.set(question, proposal);
    }
    if (found.some((other) => sameAlternative(other, proposals)) || reducible(proposals)) return;
    found.push(proposals);
  }

  /** Whether a part of the changes does already. */
  function reducible(proposals: Alternative): boolean {
    const reaches = (parts: Iterable<readonly [QuestionId, Placement]>): boolean =>
      subset(reader(diagrams, reopened(plan, open, parts))(island.root), allowed);
    return properSubsets([...proposals]).some((parts) =>
      reaches(parts.map(([id, proposal]) => [id, proposal.placement])),
    );
  }

  const most = island.questions.length;
  for (let changes = 1; changes <= most && found.length < ENOUGH && steps <= STEPS; changes++) {
    const nodes = demand([island.root]);
    if (nodes === undefined) break;
    search(nodes, changes, { changing: false, choices: new Map() });
  }
  return { found, complete: steps <= STEPS && found.length < ENOUGH };
}

export function subset(codes: Codes, of: Codes): boolean {
  return (codes & ~of) === 0;
}

/** Every subset but the whole; the empty one first. */
export function properSubsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, bits) => items.filter((_item, index) => has(bits, index)));
}

function sameAlternative(a: Alternative, b: Alternative): boolean {
  return (
    a.size === b.size &&
    [...a].every(([id, proposal]) => JSON.stringify(b.get(id)?.value) === JSON.stringify(proposal.value))
  );
}

function memo(of: (node: Node) => boolean): (node: Node) => boolean {
  const known = new Map<Node, boolean>();
  return (node) => {
    let value = known.get(node);
    if (value === undefined) known.set(node, (value = of(node)));
    return value;
  };
}
