import type { QuestionId } from '../model/question.js';
import { childrenOf, type Node } from './diagram.js';
import { type Codes, subset } from './outcome.js';
import { reopened, type Situation, staysWithin } from './situation.js';
import type { Placement } from './space.js';
import type { Proposal } from './values.js';

/** Answers of one island to be other than they are: a value for each question that changes. */
export type Alternative = ReadonlyMap<QuestionId, Proposal>;

/** Where the parts of an alternative stand. */
export function placementsOf(parts: Alternative): readonly (readonly [QuestionId, Placement])[] {
  return [...parts].map(([id, { placement }]) => [id, placement]);
}

/**
 * The fewest of the given changes after which an island can say nothing but `allowed`; undefined where not even all of them
 * do; `'too-much'` where that is too much to find out.
 *
 * Each question is either kept (then every region that its answer leaves open must do) or changed to the value given, and
 * the least for each set of nodes is found once.
 */
export function leastOf(
  situation: Situation,
  index: number,
  allowed: Codes,
  changes: Alternative,
): Alternative | undefined | 'too-much' {
  const { plan, open, reach: kept, effort } = situation;
  const { diagrams, space } = plan;
  const { root } = plan.islands[index]!;
  if (subset(kept(root), allowed)) return new Map();
  if (changes.size <= 1) {
    return staysWithin(diagrams, root, reopened(plan, open, placementsOf(changes)), allowed) ? changes : undefined;
  }
  const known = new Map<string, readonly QuestionId[] | undefined>();

  /** Whether a node by itself could come to hold: what one node cannot is not tried for many at once. */
  const hopeful = new Map<Node, boolean>();
  function canHold(node: Node): boolean {
    const before = hopeful.get(node);
    if (before !== undefined) return before;
    const axis = diagrams.axisOf(node);
    const place = diagrams.arity(node) === 0 ? undefined : space.questions.get(space.questionOf[axis]!);
    const placed = place === undefined ? undefined : changes.get(place.question.id)?.placement[axis - place.firstAxis];
    const can =
      subset(kept(node), allowed) ||
      (place !== undefined &&
        (below([node], axis, open[axis]).every(canHold) ||
          (placed !== undefined && below([node], axis, placed).every(canHold))));
    hopeful.set(node, can);
    return can;
  }

  function least(
    nodes: readonly Node[],
    question: QuestionId | undefined,
    changed: boolean,
  ): readonly QuestionId[] | undefined {
    const undecided = nodes.filter((node) => diagrams.arity(node) > 0);
    if (!nodes.every(canHold)) return undefined;
    const axis = Math.min(...undecided.map(diagrams.axisOf));
    const here = undecided.length > 0 && space.questionOf[axis] === question;
    if (!(here && changed) && undecided.every((node) => subset(kept(node), allowed))) return [];
    const id = space.questionOf[axis]!;
    const key = `${here ? String(changed) : ''} ${undecided.join(' ')}`;
    if (known.has(key)) return known.get(key);
    if (known.size >= effort.states) return undefined;
    const change = changes.get(id);
    const firstAxis = space.questions.get(id)!.firstAxis;
    const under = (regions: readonly number[] | undefined): readonly Node[] => below(undecided, axis, regions);
    const keeping = here && changed ? undefined : least(under(open[axis]), id, false);
    const changing =
      change === undefined || (here && !changed)
        ? undefined
        : least(under(change.placement[axis - firstAxis]), id, true);
    const withThis = changing === undefined || here ? changing : [id, ...changing];
    const best =
      keeping === undefined || (withThis !== undefined && withThis.length < keeping.length) ? withThis : keeping;
    known.set(key, best);
    return best;
  }

  function below(nodes: readonly Node[], axis: number, regions: readonly number[] | undefined): readonly Node[] {
    const found = new Set<Node>();
    for (const node of nodes) {
      if (diagrams.axisOf(node) !== axis) found.add(node);
      else if (regions === undefined) childrenOf(diagrams, node).forEach((child) => found.add(child));
      else regions.forEach((region) => found.add(diagrams.child(node, region)));
    }
    return [...found].sort((a, b) => a - b);
  }

  const questions = least([root], undefined, false);
  if (known.size >= effort.states) return 'too-much';
  return questions === undefined ? undefined : new Map(questions.map((id) => [id, changes.get(id)!]));
}
