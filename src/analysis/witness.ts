import type { Node } from '../engine/diagram.js';
import type { Space } from '../engine/space.js';
import { nearest } from '../engine/values.js';
import type { Answer, AnswerValue, Answers } from '../model/answer.js';
import type { Question, QuestionId } from '../model/question.js';
import type { Choice } from './choice.js';
import { inOrder } from './count.js';
import type { Lift } from './lift.js';

/**
 * A patient for whom a lifted diagram has a wanted value, with as few answers as any: so each of them is needed.
 *
 * `undefined` where there is none: that is a proof. The diagram must have an unwanted value where `valid` does not hold.
 */
export function witness(lift: Lift, root: Node, wanted: (value: number) => boolean): Answers | undefined {
  const { diagrams, axes } = lift;
  const best = new Map<Node, { readonly cost: number; readonly choice: number }>();
  for (const node of [...inOrder(diagrams, root)].reverse()) {
    const size = diagrams.arity(node);
    if (size === 0) {
      best.set(node, { cost: wanted(diagrams.valueOf(node)) ? 0 : Infinity, choice: 0 });
      continue;
    }
    const axis = diagrams.axisOf(node);
    let found = { cost: Infinity, choice: size - 1 };
    for (let choice = size - 1; choice >= 0; choice--) {
      const cost = costOf(lift, axis, choice) + best.get(diagrams.child(node, choice))!.cost;
      if (cost < found.cost) found = { cost, choice };
    }
    best.set(node, found);
  }
  if (best.get(root)!.cost === Infinity) return undefined;
  const chosen = axes.map((axis) => axis.choices.length - 1);
  for (let node = root; diagrams.arity(node) > 0;) {
    const { choice } = best.get(node)!;
    chosen[diagrams.axisOf(node)] = choice;
    node = diagrams.child(node, choice);
  }
  return answersFor(lift, chosen);
}

/** Answers count first; then fewer chosen options and whole dates. */
const ANSWER = 10_000;

function costOf({ axes, axesByQuestion, plans }: Lift, axis: number, choice: number): number {
  const { question, choices } = axes[axis]!;
  const { kind, regions } = choices[choice]!;
  if (kind === 'unknown') return 0;
  const isOption = plans[0]!.space.questions.get(question)?.kind === 'set';
  return (
    (axesByQuestion.get(question)![0] === axis ? ANSWER : 0) +
    (kind === 'partial' || (isOption && regions[0]?.[0] === 1) ? 1 : 0)
  );
}

/** The answers that the choices stand for; a question with none of its axes known has none. */
export function answersFor(lift: Lift, chosen: readonly number[]): Answers {
  const answers = new Map<QuestionId, Answer>();
  for (const id of lift.questions) {
    const answer = answerTo(lift, id, (axis) => chosen[axis]!);
    if (answer !== undefined) answers.set(id, answer);
  }
  return answers;
}

/** The answer to one question that the choices on its axes stand for; `undefined` where none of them is known. */
export function answerTo(
  { axes, axesByQuestion, plans, common }: Lift,
  id: QuestionId,
  choiceOn: (axis: number) => number,
): Answer | undefined {
  const picked = axesByQuestion.get(id)!.map((axis) => axes[axis]!.choices[choiceOn(axis)]!);
  return picked.every((choice) => choice.kind === 'unknown')
    ? undefined
    : answerFor(plans[0]!.space, common(id), picked);
}

/** An answer to a question that leaves open just the regions chosen on its axes. */
function answerFor(space: Space, question: Question, picked: readonly Choice[]): Answer {
  // A value for it has to be one that all take: what is common stands in front.
  const place = { ...space.questions.get(question.id)!, question };
  const partial = picked[0]?.value;
  if (partial !== undefined) return { kind: 'known', value: partial, origin: 'flag' };
  if (place.sizes.length === 0) return { kind: 'known', ...anyAnswer(question), origin: 'flag' };
  const wanted = picked.flatMap(({ kind, regions }, axis) =>
    kind === 'unknown' ? [] : [{ axis, regions: regions[0]! }],
  );
  const proposal = nearest(place, wanted, undefined);
  if (proposal === undefined) throw new Error(`No answer to "${question.id}" is in the region.`);
  const unit = proposal.unit === undefined ? {} : { unit: proposal.unit };
  return { kind: 'known', value: proposal.value, ...unit, origin: 'flag' };
}

function anyAnswer(question: Question): { readonly value: AnswerValue; readonly unit?: string } {
  switch (question.type) {
    case 'yes-no':
      return { value: 'yes' };
    case 'choice':
      return { value: question.options[0]?.value ?? '' };
    case 'choices':
      return { value: [] };
    case 'date':
      return { value: '2000-01-01' };
    case 'number': {
      const { min, places } = question.scale;
      return { value: min / 10 ** places, ...(question.unit === undefined ? {} : { unit: question.unit }) };
    }
  }
}
