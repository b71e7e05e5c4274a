import type { QuestionId } from '../model/question.js';
import { childrenOf, type Diagrams, type Node } from './diagram.js';
import { type Alternative, leastOf, placementsOf } from './least.js';
import { type Codes, has, subset } from './outcome.js';
import { reopened, type Situation, staysWithin } from './situation.js';
import type { QuestionSpace } from './space.js';
import { nearest, type Proposal } from './values.js';

/** Enough to fill the list of changes and to know that there are more. */
export const ENOUGH = 11;

export interface Alternatives {
  /** The fewest changes first. */
  readonly found: readonly Alternative[];
  readonly complete: boolean;
}

/** What was chosen on the way down, and whether the question of the last axis is being changed or kept as it is. */
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
 * Irreducible changes of an island's answers after which it can say nothing but `allowed`; as they are, it can.
 *
 * Goes down the island's diagram axis by axis. A question that is kept must lead to what is allowed in every region that its
 * answer leaves open (so a set of nodes is carried down, all of which must hold); one that changes takes a single region.
 * The number of questions changed grows from the fewest that could do, so that the smallest are found first.
 */
export function alternatives(situation: Situation, index: number, allowed: Codes): Alternatives {
  const { plan, open, answers, reach: kept, effort } = situation;
  const { diagrams, space } = plan;
  const island = plan.islands[index]!;
  if (isFlat(diagrams, island.root)) return alternativesOfOne(situation, island.root, allowed);
  const found: Alternative[] = [];
  /** Dead ends, whatever the way there. */
  const failed = new Set<string>();
  let steps = 0;
  let rejected = 0;
  /** Whether one was rejected only because nobody could tell. */
  let doubtful = false as boolean;
  /** A lower bound of the changes after which a node holds; infinite where none do. */
  const fewest = memo((node: Node): number => {
    if (subset(kept(node), allowed)) return 0;
    if (diagrams.arity(node) === 0) return Infinity;
    const axis = diagrams.axisOf(node);
    const { question, sizes } = spaceAt(axis);
    const keeping = Math.max(...below(node, axis, open[axis]).map(fewest));
    if (question.fixed) return keeping;
    // Several axes of one question change for the price of one, which is not counted here: the bound stays a bound.
    return Math.min(keeping, Math.min(...childrenOf(diagrams, node).map(fewest)) + (sizes.length === 1 ? 1 : 0));
  });

  function spaceAt(axis: number): QuestionSpace & { readonly firstAxis: number } {
    return space.questions.get(space.questionOf[axis]!)!;
  }

  /** Finds ways that make exactly so many more changes. */
  function search(nodes: readonly Node[], changes: number, path: Path): void {
    if (found.length >= ENOUGH || steps > effort.steps) return;
    if (nodes.every((node) => subset(kept(node), allowed))) {
      // Enough as it is: with changes still to make, all that follows would be reducible.
      if (changes === 0) accept(path.choices);
      return;
    }
    if (nodes.some((node) => fewest(node) > changes)) return;
    const axis = Math.min(...nodes.map(diagrams.axisOf));
    const { question } = spaceAt(axis);
    const here = path.question === question.id;
    const canChange = here ? path.changing : !question.fixed && changes > 0;
    if (!canChange && changes === 0) return;
    const key = `${changes}${here ? String(path.changing) : ''} ${nodes.join(' ')}`;
    if (failed.has(key)) return;
    steps += nodes.length;
    const before = found.length + rejected;
    if (!here || !path.changing) {
      search(distinct(nodes.flatMap((node) => below(node, axis, open[axis]))), changes, {
        ...path,
        question: question.id,
        changing: false,
      });
    }
    if (canChange) {
      for (const regions of grouped(nodes, axis)) {
        const choices = new Map(path.choices).set(question.id, [
          ...(path.choices.get(question.id) ?? []),
          { axis, regions },
        ]);
        const kids = distinct(nodes.flatMap((node) => below(node, axis, regions.slice(0, 1))));
        search(kids, here ? changes : changes - 1, { question: question.id, changing: true, choices });
      }
    }
    if (found.length + rejected === before && steps <= effort.steps) failed.add(key);
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
    const proposals = proposed(choices);
    if (proposals === undefined || found.some((other) => sameAlternative(other, proposals)) || !irreducible(proposals))
      rejected += 1;
    else found.push(proposals);
  }

  function irreducible(proposals: Alternative): boolean {
    steps += proposals.size;
    const least = leastOf(situation, index, allowed, proposals);
    doubtful ||= least === 'too-much';
    return typeof least === 'object' && least.size === proposals.size;
  }

  function proposed(choices: Path['choices']): Alternative | undefined {
    const proposals = new Map<QuestionId, Proposal>();
    for (const [question, chosen] of choices) {
      const place = space.questions.get(question)!;
      const wanted = chosen.map(({ axis, regions }) => ({ axis: axis - place.firstAxis, regions }));
      const proposal = nearest(place, wanted, answers.get(question));
      if (proposal === undefined) return undefined;
      proposals.set(question, proposal);
    }
    // Twice, since what does beside the others changes with them.
    for (const question of [...proposals.keys(), ...proposals.keys()]) {
      const nearer = amongAll(question, proposals);
      if (nearer !== undefined) proposals.set(question, nearer);
    }
    return proposals;
  }

  /** The nearest of all values of a question that do beside the other changes: the way down the diagram saw only some. */
  function amongAll(question: QuestionId, proposals: Alternative): Proposal | undefined {
    const place = space.questions.get(question)!;
    // Of two regions the other one does not do, or the question would not change.
    if (place.sizes.length !== 1 || place.sizes[0]! <= 2) return undefined;
    const others = reopened(plan, open, placementsOf(proposals));
    const doing = Array.from({ length: place.sizes[0]! }, (_, region) => region).filter((region) =>
      staysWithin(diagrams, island.root, reopened(plan, others, [[question, [[region]]]]), allowed),
    );
    return nearest(place, [{ axis: 0, regions: doing }], answers.get(question));
  }

  /** Some alternative, by answering every question down one path and then dropping what is not needed. */
  function anyAlternative(): Alternative | undefined {
    const fewestOnPath = memo((node: Node): number => {
      if (diagrams.arity(node) === 0) return has(allowed, diagrams.valueOf(node)) ? 0 : Infinity;
      return Math.min(...stepsFrom(node).map(({ region, cost }) => cost + fewestOnPath(diagrams.child(node, region))));
    });
    /** The regions that can be taken at a node: the one answered for nothing, any other for a change. */
    function stepsFrom(node: Node): readonly { readonly region: number; readonly cost: number }[] {
      const axis = diagrams.axisOf(node);
      const regions = open[axis];
      const fixed = spaceAt(axis).question.fixed;
      return childrenOf(diagrams, node).map((_, region) => {
        const kept = regions?.length === 1 && regions[0] === region;
        return { region, cost: kept ? 0 : fixed ? Infinity : 1 };
      });
    }
    const choices = new Map<QuestionId, Choice[]>();
    let node = island.root;
    if (fewestOnPath(node) === Infinity) return undefined;
    while (diagrams.arity(node) > 0) {
      const axis = diagrams.axisOf(node);
      const from = node;
      const steps = stepsFrom(from).map((step) => ({
        ...step,
        total: step.cost + fewestOnPath(diagrams.child(from, step.region)),
      }));
      const best = steps.reduce((a, b) => (b.total < a.total ? b : a));
      const { question } = spaceAt(axis);
      if (best.cost > 0)
        choices.set(question.id, [...(choices.get(question.id) ?? []), { axis, regions: [best.region] }]);
      node = diagrams.child(from, best.region);
    }
    const way = proposed(choices)!;
    const least = leastOf(situation, index, allowed, way);
    return typeof least === 'object' ? least : way;
  }

  const most = island.questions.length;
  for (
    let changes = Math.max(1, fewest(island.root));
    changes <= most && found.length < ENOUGH && steps <= effort.steps;
    changes++
  ) {
    search([island.root], changes, { changing: false, choices: new Map() });
  }
  const complete = !doubtful && steps <= effort.steps && found.length < ENOUGH;
  if (!complete && found.length === 0) {
    const some = anyAlternative();
    if (some !== undefined) found.push(some);
  }
  return { found, complete };
}

/** Whether a diagram asks for one axis alone, as that of most islands does. */
function isFlat(diagrams: Diagrams, root: Node): boolean {
  return diagrams.arity(root) > 0 && childrenOf(diagrams, root).every((child) => diagrams.arity(child) === 0);
}

/** What `alternatives` finds where one axis decides: the nearest of all values that lead to what is allowed. */
function alternativesOfOne({ plan, answers }: Situation, root: Node, allowed: Codes): Alternatives {
  const { diagrams, space } = plan;
  const axis = diagrams.axisOf(root);
  const id = space.questionOf[axis]!;
  const place = space.questions.get(id)!;
  const regions = childrenOf(diagrams, root).flatMap((child, region) =>
    has(allowed, diagrams.valueOf(child)) ? [region] : [],
  );
  if (place.question.fixed || regions.length === 0) return { found: [], complete: true };
  const proposal = nearest(place, [{ axis: axis - place.firstAxis, regions }], answers.get(id))!;
  return { found: [new Map([[id, proposal]])], complete: true };
}

function distinct(nodes: readonly Node[]): readonly Node[] {
  return [...new Set(nodes)].sort((a, b) => a - b);
}

function sameAlternative(a: Alternative, b: Alternative): boolean {
  return (
    a.size === b.size &&
    [...a].every(([id, proposal]) => JSON.stringify(b.get(id)?.value) === JSON.stringify(proposal.value))
  );
}

function memo(of: (node: Node) => number): (node: Node) => number {
  const known = new Map<Node, number>();
  return (node) => {
    let value = known.get(node);
    if (value === undefined) known.set(node, (value = of(node)));
    return value;
  };
}
