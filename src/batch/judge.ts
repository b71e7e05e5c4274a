import type { Answer } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import { criteriaOf } from '../model/ruleset.js';
import { missing, missingForUrgent, nextQuestion } from '../engine/next-question.js';
import { type Codes, codesOf, joinCodes, NOTHING } from '../engine/outcome.js';
import type { Node } from '../engine/diagram.js';
import type { Plan } from '../engine/plan.js';
import { withGates } from '../engine/islands.js';
import { joinedOthers, reader, situate } from '../engine/situation.js';
import type { Coder, Slot } from './coder.js';

/** What is still to be found out about a person. */
export interface Lacking {
  readonly missing: readonly QuestionId[];
  readonly missingForUrgent: readonly QuestionId[];
  readonly next: QuestionId | null;
}

/**
 * The engine for many people: the same diagrams, and what they say of an island, a criterion or a gate is remembered for
 * the answers that they read. People differ in everything, but not in the few answers of one island.
 *
 * A person is a list of slots, one for each question of the rule set in its order.
 */
export interface Judge {
  /** What the criteria can still say together: `outcomeOf` and `urgency` read the verdict from it. */
  readonly codes: (slots: ArrayLike<Slot>) => Codes;
  /** How a criterion stands, by its place in `criteriaOf`: bit 0 for "can be absent", bit 1 for "can be present". */
  readonly criterion: (place: number, slots: ArrayLike<Slot>) => number;
  /** The places of questions that have a known answer and do not apply. */
  readonly inapplicable: (slots: ArrayLike<Slot>) => readonly number[];
  readonly lacking: (slots: ArrayLike<Slot>) => Lacking;
}

/** Sets of answers that are remembered for one island; past that its memory is emptied. */
const REMEMBERED = 50_000;
/** The same for whole persons. */
const PERSONS = 50_000;

export function judgeOf(plan: Plan, coder: Coder): Judge {
  const { ruleSet } = plan;
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const place = new Map(ruleSet.questions.map(({ id }, index) => [id, index]));
  const placesOf = (ids: readonly QuestionId[]): readonly number[] => ids.map((id) => place.get(id)!);

  /** What a diagram can reach under the answers that it reads. */
  const reach = (root: Node, questions: readonly number[], slots: ArrayLike<Slot>): number => {
    const open: (readonly number[] | undefined)[] = plan.space.sizes.map(() => undefined);
    for (const question of questions) {
      const first = plan.space.questions.get(ruleSet.questions[question]!.id)!.firstAxis;
      coder.placement(question, slots[question]!)?.forEach((regions, axis) => (open[first + axis] = regions));
    }
    return reader(plan.diagrams, open)(root);
  };

  const islands = plan.islands.map(({ questions: ids, root }) => {
    const places = placesOf(ids);
    return remembered(places, (slots) => reach(root, places, slots));
  });
  const criteria = criteriaOf(ruleSet).map((criterion) => {
    const places = placesOf(withGates(questionsOf(criterion.when), questions));
    const root = plan.criteria.get(criterion)!;
    return remembered(places, (slots) => reach(root, places, slots));
  });
  const gates = [...plan.gates].map(([id, root]) => {
    const { askIf } = ruleSet.questions[place.get(id)!]!;
    const places = placesOf(askIf === undefined ? [] : withGates(questionsOf(askIf), questions));
    return { question: place.get(id)!, reach: remembered(places, (slots) => reach(root, places, slots)) };
  });

  // Looked up once: a module of the program may hand its functions out through a getter, and this is the innermost loop.
  const join = joinCodes;
  const nothing = codesOf(NOTHING);
  const deciding = placesOf(plan.islands.flatMap(({ questions }) => questions));
  const persons = new Map<string, Lacking>();
  const lackingNow = (slots: ArrayLike<Slot>): Lacking => {
    const answers = new Map<QuestionId, Answer>();
    for (const question of deciding) {
      const answer = coder.example(question, slots[question]!);
      if (answer !== undefined) answers.set(ruleSet.questions[question]!.id, answer);
    }
    const situation = situate(plan, answers);
    const others = joinedOthers(situation.codes);
    const forVerdict = missing(situation, others);
    const forUrgent = plan.asksUrgent ? missingForUrgent(situation, others) : [];
    return {
      missing: forVerdict,
      missingForUrgent: forUrgent,
      next: nextQuestion(situation, forUrgent, forVerdict),
    };
  };

  return {
    codes(slots) {
      let codes = nothing;
      for (const island of islands) codes = join(codes, island(slots));
      return codes;
    },
    criterion: (index, slots) => criteria[index]!(slots),
    inapplicable(slots) {
      let found: number[] | undefined;
      for (const gate of gates) {
        if (slots[gate.question]! > 1 && gate.reach(slots) === 0b01) (found ??= []).push(gate.question);
      }
      return found ?? NONE;
    },
    lacking(slots) {
      let key = '';
      for (const question of deciding) key += String.fromCharCode(slots[question]!);
      const known = persons.get(key);
      if (known !== undefined) return known;
      if (persons.size >= PERSONS) persons.clear();
      const lacking = lackingNow(slots);
      persons.set(key, lacking);
      return lacking;
    },
  };
}

const NONE: readonly number[] = [];

/** A branch for each slot of a question, the questions one under the other; at the end what was worked out. */
type Branch = (Branch | number | undefined)[];

/** The function, which reads these places of the slots alone and says a number, with a memory. */
function remembered(
  places: readonly number[],
  work: (slots: ArrayLike<Slot>) => number,
): (slots: ArrayLike<Slot>) => number {
  const last = places.at(-1);
  if (last === undefined) {
    const only = work([]);
    return () => only;
  }
  if (places.length === 1) {
    const known: (number | undefined)[] = [];
    return (slots) => (known[slots[last]!] ??= work(slots));
  }
  const above = places.slice(0, -1);
  let top: Branch = [];
  let count = 0;
  return (slots) => {
    let branch = top;
    for (const place of above) branch = (branch[slots[place]!] ??= []) as Branch;
    const known = branch[slots[last]!];
    if (known !== undefined) return known as number;
    const result = work(slots);
    if (++count > REMEMBERED) {
      top = [];
      count = 0;
    } else branch[slots[last]!] = result;
    return result;
  };
}
