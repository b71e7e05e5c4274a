import { and, type Node } from '../engine/diagram.js';
import type { QuestionId } from '../model/question.js';
import { inOrder } from './count.js';
import type { Lift } from './lift.js';
import { type Values, valuesIn } from './values-in.js';

/** A condition that answer sets have in common: each of its parts holds for all of them. */
export interface Description {
  /** Whether it holds for these alone, of all that were looked at. */
  readonly exact: boolean;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly question: QuestionId;
  /** Undefined where the question does not apply. */
  readonly values: Values | undefined;
  /** Whether the question may also not apply. */
  readonly orNotApplicable: boolean;
}

/** Longer conditions are no help. */
const MOST_PARTS = 3;

/** What the complete answer sets where a diagram is 1 have in common; undefined where that is nothing short. */
export function describe(lift: Lift, set: Node): Description | undefined {
  const { diagrams } = lift;
  const all = lift.complete();
  const occurring = choicesIn(lift, set);
  const possible = choicesIn(lift, all);
  let parts = lift.axes.flatMap((_, axis) => {
    const choices = [...occurring[axis]!];
    return choices.length < possible[axis]!.size ? [{ axis, choices, node: among(lift, axis, choices) }] : [];
  });
  const conjunction = (of: typeof parts): Node =>
    [...of].sort((a, b) => b.axis - a.axis).reduce((rest, { node }) => diagrams.apply(and, node, rest), all);
  const whole = conjunction(parts);
  let needed = 0;
  for (const part of parts) {
    const without = parts.filter((other) => other !== part);
    if (conjunction(without) === whole) parts = without;
    // With fewer others beside it, a part that is needed stays so.
    else if (++needed > MOST_PARTS) return undefined;
  }
  if (parts.length === 0) return undefined;
  return { exact: whole === set, parts: parts.map(({ axis, choices }) => partOf(lift, axis, choices)) };
}

function among({ diagrams, axes }: Lift, axis: number, choices: readonly number[]): Node {
  return diagrams.branch(
    axis,
    axes[axis]!.choices.map((_, choice) => diagrams.constant(choices.includes(choice) ? 1 : 0)),
  );
}

function partOf({ axes, plans, axesByQuestion, common }: Lift, axis: number, choices: readonly number[]): Part {
  const { question, choices: all } = axes[axis]!;
  const picked = choices.map((choice) => all[choice]!);
  const regions = picked.flatMap(({ kind, regions: own }) => (kind === 'known' ? own[0]! : []));
  const inQuestion = axis - axesByQuestion.get(question)![0]!;
  return {
    question,
    values:
      regions.length === 0
        ? undefined
        : valuesIn(plans[0]!.space.questions.get(question)!, common(question), inQuestion, regions),
    orNotApplicable: regions.length > 0 && picked.some(({ kind }) => kind === 'unknown'),
  };
}

/** For each axis, the choices that occur in some answer set where the diagram is not 0. */
export function choicesIn({ diagrams, axes }: Lift, root: Node): readonly ReadonlySet<number>[] {
  const found = axes.map(() => new Set<number>());
  const reaches = new Set<Node>();
  for (const node of [...inOrder(diagrams, root)].reverse()) {
    if (diagrams.arity(node) === 0) {
      if (diagrams.valueOf(node) !== 0) reaches.add(node);
      continue;
    }
    for (let choice = 0; choice < diagrams.arity(node); choice++) {
      const child = diagrams.child(node, choice);
      if (!reaches.has(child)) continue;
      reaches.add(node);
      found[diagrams.axisOf(node)]!.add(choice);
      free(diagrams.axisOf(node) + 1, diagrams.axisOf(child));
    }
  }
  if (reaches.has(root)) free(0, diagrams.axisOf(root));
  return found;

  /** Axes that a path leaves out may have any choice. */
  function free(from: number, to: number): void {
    for (let axis = from; axis < to; axis++) axes[axis]!.choices.forEach((_, choice) => found[axis]!.add(choice));
  }
}
