import type { Answer } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import { missing, missingForUrgent, nextQuestion } from '../engine/next-question.js';
import { type Codes, joinCodes } from '../engine/outcome.js';
import type { Island, Plan } from '../engine/plan.js';
import { joinedOthers, situate } from '../engine/situation.js';
import type { Coder } from './coder.js';
import { remembered, type Slots } from './remembered.js';

/** What is still to be found out about a person. Shared and frozen. */
export interface Lacking {
  readonly missing: readonly QuestionId[];
  readonly missingForUrgent: readonly QuestionId[];
  readonly next: QuestionId | null;
}

export const NOTHING_LACKING: Lacking = frozen({ missing: [], missingForUrgent: [], next: null });

/** Islands that are looked up together, and what they can still say under the answers to the questions at these places. */
export interface Block {
  readonly islands: readonly Island[];
  readonly places: readonly number[];
  readonly codes: (slots: Slots) => Codes;
}

/** Persons of whom it is remembered what they lack; past that the memory is emptied. */
const PERSONS = 50_000;

/** Persons told by the blocks in which something is missing, by one number for each. */
interface Known {
  lacking: Lacking | undefined;
  more: Map<number, Known> | undefined;
}

/**
 * What is missing in a block hangs on its own answers and on what all others can say together, on nothing else. So a person is
 * told by the blocks in which something is missing, each with those two: far fewer persons than there are answers.
 */
export function lackingOf(plan: Plan, coder: Coder, blocks: readonly Block[]): (slots: Slots) => Lacking {
  let last = 0;
  const numbers = blocks.map((block) => numbered(plan, coder, block, () => ++last));
  let persons = nobody();
  let count = 0;

  return (slots) => {
    const others = joinedOthers(blocks.map((block) => block.codes(slots)));
    let known = persons;
    for (let index = 0; index < numbers.length; index++) {
      const number = numbers[index]!(slots, others[index]!);
      if (number === 0) continue;
      const more = (known.more ??= new Map<number, Known>());
      let next = more.get(number);
      if (next === undefined) more.set(number, (next = nobody()));
      known = next;
    }
    if (known.lacking !== undefined) return known.lacking;
    const lacking = lackingNow(plan, coder, slots);
    if (++count > PERSONS) {
      persons = nobody();
      count = 0;
    } else known.lacking = lacking;
    return lacking;
  };
}

function nobody(): Known {
  return { lacking: undefined, more: undefined };
}

function lackingNow(plan: Plan, coder: Coder, slots: Slots): Lacking {
  const places = coder.questions.map((_question, place) => place);
  const situation = situate(plan, answersAt(places, coder, slots));
  const others = joinedOthers(situation.codes);
  const forVerdict = missing(situation, others);
  const forUrgent = plan.asksUrgent ? missingForUrgent(situation, others) : [];
  return frozen({
    missing: forVerdict,
    missingForUrgent: forUrgent,
    next: nextQuestion(situation, forUrgent, forVerdict),
  });
}

/** For the answers to a block beside what the others can say: 0 where nothing is missing in it, else a number of their own. */
function numbered(
  plan: Plan,
  coder: Coder,
  { islands, places }: Block,
  newNumber: () => number,
): (slots: Slots, others: Codes) => number {
  const alone: Plan = {
    ...plan,
    islands,
    islandOf: new Map(islands.flatMap(({ questions }, index) => questions.map((id) => [id, index]))),
  };
  const lacks = (slots: Slots, rest: Codes): boolean => {
    const situation = situate(alone, answersAt(places, coder, slots));
    const others = joinedOthers(situation.codes).map((within) => joinCodes(within, rest));
    return missing(situation, others).length > 0 || (plan.asksUrgent && missingForUrgent(situation, others).length > 0);
  };
  const byOthers: ((slots: Slots) => number)[] = [];
  return (slots, others) => {
    byOthers[others] ??= remembered(coder.questions, places, (now) => (lacks(now, others) ? newNumber() : 0));
    return byOthers[others](slots);
  };
}

function answersAt(places: readonly number[], coder: Coder, slots: Slots): ReadonlyMap<QuestionId, Answer> {
  const answers = new Map<QuestionId, Answer>();
  for (const place of places) {
    const answer = coder.example(place, slots[place]!);
    if (answer !== undefined) answers.set(coder.questions[place]!.id, answer);
  }
  return answers;
}

function frozen(lacking: Lacking): Lacking {
  Object.freeze(lacking.missing);
  Object.freeze(lacking.missingForUrgent);
  return Object.freeze(lacking);
}
