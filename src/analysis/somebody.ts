import type { Node } from '../engine/diagram.js';
import { gateState } from '../engine/next-question.js';
import { join, NOTHING } from '../engine/outcome.js';
import type { Plan } from '../engine/plan.js';
import { situate } from '../engine/situation.js';
import type { Answer, Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import type { Lift } from './lift.js';
import { answersFor, answerTo } from './witness.js';

/** What complete answers come to, as codes of the engine. The last islands first, so that the rest is always behind. */
export function completeCodes({ diagrams, islands }: Plan): Node {
  const roots = islands.map((island) => island.root).sort((a, b) => diagrams.axisOf(b) - diagrams.axisOf(a));
  return roots.reduce((rest, root) => diagrams.apply(join, root, rest), diagrams.constant(NOTHING));
}

/**
 * Somebody whose complete answers are where a diagram of the plan is 1, with only those answers without which the claim is
 * no longer true, and with none that closing a gate would spare; `undefined` where there is nobody.
 */
export function somebody(
  lift: Lift,
  plan: Plan,
  node: Node,
  isTrue: (answers: Answers, whole: Answers) => boolean,
): Answers | undefined {
  const { diagrams } = plan;
  if (diagrams.arity(node) === 0 && diagrams.valueOf(node) !== 1) return undefined;
  const chosen = lift.axes.map(() => 0);
  for (let here = node; diagrams.arity(here) > 0;) {
    const axis = lift.axes.findIndex(({ base }) => base === diagrams.axisOf(here));
    // In a reduced diagram, whatever is not the constant 0 leads to a 1.
    const region = Array.from({ length: diagrams.arity(here) }, (_, index) => index).find((index) =>
      leadsTo(plan, diagrams.child(here, index)),
    )!;
    chosen[axis] = region;
    here = diagrams.child(here, region);
  }
  const whole = applying(plan, answersFor(lift, chosen));
  const stays = (answers: Answers): boolean => isTrue(answers, whole);
  let kept = whole;
  for (let before = Infinity; kept.size < before;) {
    before = kept.size;
    kept = irreducible(withGatesClosed(lift, plan, kept, stays), stays);
  }
  return kept;
}

/** One answer that closes a gate stands for those to all the questions behind it. */
function withGatesClosed(lift: Lift, plan: Plan, answers: Answers, isTrue: (answers: Answers) => boolean): Answers {
  const readers = new Map<QuestionId, QuestionId[]>();
  for (const { id, askIf } of plan.ruleSet.questions) {
    for (const read of askIf === undefined ? [] : questionsOf(askIf)) {
      const own = readers.get(read);
      if (own === undefined) readers.set(read, [id]);
      else own.push(id);
    }
  }
  let kept = answers;
  for (const id of readers.keys()) {
    const behind = questionsBehind(id, readers);
    if (![...kept.keys()].some((one) => behind.has(one))) continue;
    for (const answer of answersTo(lift, id)) {
      const fewer = applying(plan, new Map([...kept, [id, answer]]));
      if (fewer.size < kept.size && isTrue(fewer)) kept = fewer;
    }
  }
  return kept;
}

/** The questions whose gates read a question, or read one whose gate does, and so on. */
function questionsBehind(
  id: QuestionId,
  readers: ReadonlyMap<QuestionId, readonly QuestionId[]>,
): ReadonlySet<QuestionId> {
  const behind = new Set(readers.get(id));
  // What is added while it is walked has its turn.
  for (const one of behind) for (const next of readers.get(one) ?? []) behind.add(next);
  return behind;
}

/** An answer for each region of a question; of a choice of several, that none of them is. */
function answersTo(lift: Lift, id: QuestionId): readonly Answer[] {
  const own = lift.axesByQuestion.get(id) ?? [];
  const choices = own.length > 1 ? [0] : own.flatMap((axis) => lift.axes[axis]!.choices.map((_, choice) => choice));
  return choices.flatMap((choice) => answerTo(lift, id, () => choice) ?? []);
}

function leadsTo({ diagrams }: Plan, node: Node): boolean {
  return diagrams.arity(node) > 0 || diagrams.valueOf(node) === 1;
}

/** Without the answers to questions that do not apply. */
export function applying(plan: Plan, answers: Answers): Answers {
  const situation = situate(plan, answers);
  return new Map([...answers].filter(([id]) => gateState(situation, id) !== 'closed'));
}

/** Answers are dropped as long as the claim stays true without one. */
export function irreducible(answers: Answers, isTrue: (answers: Answers) => boolean): Answers {
  let kept = answers;
  for (let before = Infinity; kept.size < before;) {
    before = kept.size;
    for (const id of kept.keys()) {
      const fewer = new Map([...kept].filter(([other]) => other !== id));
      if (isTrue(fewer)) kept = fewer;
    }
  }
  return kept;
}
