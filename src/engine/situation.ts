import type { Answer, Answers } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { Diagrams, Node } from './diagram.js';
import { type Codes, has, joinCodes } from './outcome.js';
import type { Plan } from './plan.js';
import type { Placement } from './space.js';

/** For each axis the regions that an answer leaves open; undefined where all are. */
export type Open = readonly (readonly number[] | undefined)[];

/** How far the search for changes of one island goes; past that it ends early, and says so. */
export interface Effort {
  /** Nodes looked at on the way to alternatives. */
  readonly steps: number;
  /** Sets of nodes looked at to make one irreducible. */
  readonly states: number;
}

const EFFORT: Effort = { steps: 5_000, states: 20_000 };

/** The answers of one person, placed on the axes of a plan. */
export interface Situation {
  readonly plan: Plan;
  readonly answers: Answers;
  readonly open: Open;
  /** Which constants a diagram can reach under what is open; remembers. */
  readonly reach: (root: Node) => Codes;
  /** What each island can still say. */
  readonly codes: readonly Codes[];
  readonly effort: Effort;
}

/** Thrown for answers that the rule set does not have: unknown ids, and values that a question cannot have. */
export class InvalidAnswersError extends RangeError {
  readonly questions: readonly QuestionId[];

  constructor(problems: readonly { readonly question: QuestionId; readonly message: string }[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'InvalidAnswersError';
    this.questions = problems.map((problem) => problem.question);
  }
}

/** Places the answers. Throws `InvalidAnswersError` that names every answer which cannot be placed. */
export function situate(plan: Plan, answers: Answers, effort: Effort = EFFORT): Situation {
  const open: (readonly number[] | undefined)[] = plan.space.sizes.map(() => undefined);
  const problems: { question: QuestionId; message: string }[] = [];
  for (const [id, answer] of answers) {
    const space = plan.space.questions.get(id);
    if (space === undefined) {
      problems.push({ question: id, message: `The rule set "${plan.ruleSet.id}" has no question "${id}".` });
    } else if (answer.kind === 'known') {
      const placement = space.place(answer);
      if (placement === undefined)
        problems.push({ question: id, message: `${shown(answer)} is not an answer to "${id}".` });
      else placement.forEach((regions, axis) => (open[space.firstAxis + axis] = regions));
    }
  }
  if (problems.length > 0) throw new InvalidAnswersError(problems);
  const reach = reader(plan.diagrams, open);
  return { plan, answers, open, reach, codes: plan.islands.map((island) => reach(island.root)), effort };
}

function shown(answer: Extract<Answer, { kind: 'known' }>): string {
  return `${JSON.stringify(answer.value)}${answer.unit === undefined ? '' : ` ${answer.unit}`}`;
}

/** The axes with one question's answer put in another place; all regions open for `undefined`. */
export function reopened(
  plan: Plan,
  open: Open,
  changes: Iterable<readonly [QuestionId, Placement | undefined]>,
): Open {
  const changed = [...open];
  for (const [id, placement] of changes) {
    const space = plan.space.questions.get(id);
    space?.sizes.forEach((_, axis) => (changed[space.firstAxis + axis] = placement?.[axis]));
  }
  return changed;
}

/** Tells which constants a diagram can reach under what is open: bit v for the value v. */
export function reader(diagrams: Diagrams, open: Open): (root: Node) => Codes {
  const known = new Map<Node, Codes>();
  const reach = (node: Node): Codes => {
    const size = diagrams.arity(node);
    if (size === 0) return 1 << diagrams.valueOf(node);
    const regions = open[diagrams.axisOf(node)];
    if (regions?.length === 1) return reach(diagrams.child(node, regions[0]!));
    const found = known.get(node);
    if (found !== undefined) return found;
    let codes = 0;
    if (regions === undefined)
      for (let region = 0; region < size; region++) codes |= reach(diagrams.child(node, region));
    else for (const region of regions) codes |= reach(diagrams.child(node, region));
    known.set(node, codes);
    return codes;
  };
  return reach;
}

/** Whether a diagram can reach nothing but the allowed constants under what is open. Ends at the first way out. */
export function staysWithin(diagrams: Diagrams, root: Node, open: Open, allowed: Codes): boolean {
  const seen = new Set<Node>();
  const stays = (node: Node): boolean => {
    const size = diagrams.arity(node);
    if (size === 0) return has(allowed, diagrams.valueOf(node));
    if (seen.has(node)) return true;
    seen.add(node);
    const regions = open[diagrams.axisOf(node)];
    if (regions !== undefined) return regions.every((region) => stays(diagrams.child(node, region)));
    for (let region = 0; region < size; region++) if (!stays(diagrams.child(node, region))) return false;
    return true;
  };
  return stays(root);
}

/** For each island what all the others can say together. */
export function joinedOthers(codes: readonly Codes[]): readonly Codes[] {
  const before: Codes[] = [1];
  for (const own of codes) before.push(joinCodes(before.at(-1)!, own));
  const others: Codes[] = [];
  let after: Codes = 1;
  for (let index = codes.length - 1; index >= 0; index--) {
    others[index] = joinCodes(before[index]!, after);
    after = joinCodes(after, codes[index]!);
  }
  return others;
}

/**
 * The axes on which a diagram still depends, with its values told apart only by `classOf`.
 *
 * What is left of the diagram under `open` is reduced again: it depends on an axis just when a node of that axis is left.
 */
export function dependsOn(
  diagrams: Diagrams,
  root: Node,
  open: Open,
  classOf: (value: number) => number,
): ReadonlySet<number> {
  const unique = new Map<string, number>();
  const known = new Map<Node, number>();
  const axes = new Set<number>();
  const named = (key: string): number => {
    const id = unique.get(key) ?? unique.size;
    unique.set(key, id);
    return id;
  };
  const reduce = (node: Node): number => {
    const size = diagrams.arity(node);
    if (size === 0) return named(`= ${classOf(diagrams.valueOf(node))}`);
    const found = known.get(node);
    if (found !== undefined) return found;
    const axis = diagrams.axisOf(node);
    const regions = open[axis] ?? Array.from({ length: size }, (_, region) => region);
    const kids = regions.map((region) => reduce(diagrams.child(node, region)));
    const alike = kids.every((kid) => kid === kids[0]);
    if (!alike) axes.add(axis);
    const id = alike ? kids[0]! : named(`${axis} ${kids.join(' ')}`);
    known.set(node, id);
    return id;
  };
  reduce(root);
  return axes;
}
