import { gateState } from '../engine/next-question.js';
import type { Plan } from '../engine/plan.js';
import { situate } from '../engine/situation.js';
import type { Answers } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { Difference } from './differ.js';

/** One person as each of two rule sets takes them: with the answers to what it asks of them, and no others. */
export interface Sides {
  readonly old: Answers;
  readonly now: Answers;
  /** Questions that the other rule set asks of this person, and this one does not. */
  readonly notAskedOld: readonly QuestionId[];
  readonly notAskedNow: readonly QuestionId[];
}

/** Takes a person apart who was found by looking at both rule sets together. */
export function sidesOf({ old, now, aligned }: Difference, person: Answers): Sides {
  const before = named(askedOf(old, person), aligned.formerIds);
  const after = askedOf(now, person);
  return { old: before, now: after, notAskedOld: onlyIn(after, before), notAskedNow: onlyIn(before, after) };
}

/** Without answers to questions of the other rule set, and to those that are known not to apply in this one. */
function askedOf(plan: Plan, person: Answers): Answers {
  const questions = new Set(plan.ruleSet.questions.map(({ id }) => id));
  const own = new Map([...person].filter(([id]) => questions.has(id)));
  const situation = situate(plan, own);
  return new Map([...own].filter(([id]) => gateState(situation, id) !== 'closed'));
}

function named(answers: Answers, ids: ReadonlyMap<QuestionId, QuestionId>): Answers {
  return new Map([...answers].map(([id, answer]) => [ids.get(id) ?? id, answer]));
}

function onlyIn(answers: Answers, other: Answers): readonly QuestionId[] {
  return [...answers.keys()].filter((id) => !other.has(id));
}
