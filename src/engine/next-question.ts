import type { QuestionId } from '../model/question.js';
import { type Codes, has, joinCodes, outcomeIndex, possibleOutcomes, URGENT, urgency } from './outcome.js';
import { byRank } from './rank.js';
import { dependsOn, reader, reopened, type Situation } from './situation.js';
import type { Placement, QuestionSpace } from './space.js';

/** What is asked about: the outcome, or urgency. */
interface Matter {
  /** Whether two codes say the same on the matter, told by a class, where the other islands say `other`. */
  readonly classOf: (code: number, other: number) => number;
  /** How much is still open, 1 for settled. */
  readonly left: (codes: Codes) => number;
}

const OUTCOME: Matter = {
  classOf: (code, other) => outcomeIndex(together(code, other)),
  left: (codes) => possibleOutcomes(codes).length,
};

const URGENCY: Matter = {
  classOf: (code, other) => (together(code, other) === URGENT ? 1 : 0),
  left: (codes) => (urgency(codes) === 'unknown' ? 2 : 1),
};

/** The unanswered questions on which the outcome hangs, the one to ask first in front. `others` is `joinedOthers` of the codes. */
export function missing(situation: Situation, others: readonly Codes[]): readonly QuestionId[] {
  return missingFor(OUTCOME, situation, others);
}

/** The same for urgency. */
export function missingForUrgent(situation: Situation, others: readonly Codes[]): readonly QuestionId[] {
  return missingFor(URGENCY, situation, others);
}

/**
 * A question is missing where two completions that differ in its raw answer alone come out differently: where what is left of
 * its island's diagram, told apart only by what matters beside one of the things that the other islands can say, depends on it.
 */
function missingFor(matter: Matter, situation: Situation, others: readonly Codes[]): readonly QuestionId[] {
  const { plan, answers, open } = situation;
  const found = new Set<QuestionId>();
  plan.islands.forEach((island, index) => {
    const own = situation.codes[index]!;
    const classes = new Map<string, (code: number) => number>();
    for (let other = 0; other < 6; other++) {
      if (has(others[index]!, other)) {
        const table = [0, 1, 2, 3, 4, 5].map((code) => (has(own, code) ? matter.classOf(code, other) : -1));
        if (new Set(table.filter((name) => name >= 0)).size > 1) classes.set(table.join(), (code) => table[code]!);
      }
    }
    for (const classOf of classes.values()) {
      for (const axis of dependsOn(plan.diagrams, island.root, open, classOf)) found.add(plan.space.questionOf[axis]!);
    }
  });
  const ranked = [...found].map((id) => ({
    id,
    rank: [
      answers.has(id) ? 1 : 0,
      plan.safety.has(id) ? 0 : 1,
      averageLeft(matter, situation, others, id),
      plan.ruleSet.questions.findIndex((question) => question.id === id),
    ],
  }));
  return ranked.sort((a, b) => byRank(a.rank, b.rank)).map(({ id }) => id);
}

/** How much is left open on average once the question is answered. */
function averageLeft(matter: Matter, { plan, open }: Situation, others: readonly Codes[], id: QuestionId): number {
  const index = plan.islandOf.get(id)!;
  const root = plan.islands[index]!.root;
  const placements = samples(plan.space.questions.get(id) as QuestionSpace);
  const left = placements.map((placement) => {
    const reach = reader(plan.diagrams, reopened(plan, open, [[id, placement]]));
    return matter.left(joinCodes(others[index]!, reach(root)));
  });
  return left.reduce((a, b) => a + b, 0) / left.length;
}

/** Answers to weigh a question by: each region; for a choice of several, none of the options and each alone. */
function samples({ sizes }: QuestionSpace): readonly Placement[] {
  const [size = 1] = sizes;
  if (sizes.length === 1) return Array.from({ length: size }, (_, region) => [[region]]);
  return [-1, ...sizes.keys()].map((chosen) => sizes.map((_, axis) => [axis === chosen ? 1 : 0]));
}

/** The first of the questions that can be asked now: never one already put, never one whose gate is not known to hold. */
export function nextQuestion(situation: Situation, ...lists: readonly (readonly QuestionId[])[]): QuestionId | null {
  return lists.flat().find((id) => !situation.answers.has(id) && gateState(situation, id) === 'open') ?? null;
}

/** How a question's gate stands; `open` for one without a gate. */
export function gateState({ plan, reach }: Situation, id: QuestionId): 'open' | 'closed' | 'unknown' {
  const gate = plan.gates.get(id);
  const codes = gate === undefined ? 0b10 : reach(gate);
  return codes === 0b10 ? 'open' : codes === 0b01 ? 'closed' : 'unknown';
}

/** The given answers to questions of which nobody knows yet whether they apply, each with the questions on which that hangs. */
export function waiting(situation: Situation): ReadonlyMap<QuestionId, readonly QuestionId[]> {
  const { plan, answers, open } = situation;
  const found = new Map<QuestionId, readonly QuestionId[]>();
  for (const [id, gate] of plan.gates) {
    if (answers.get(id)?.kind !== 'known' || gateState(situation, id) !== 'unknown') continue;
    const axes = dependsOn(plan.diagrams, gate, open, (value) => value);
    const hinges = new Set([...axes].map((axis) => plan.space.questionOf[axis]!));
    found.set(
      id,
      plan.ruleSet.questions.map((question) => question.id).filter((other) => hinges.has(other)),
    );
  }
  return found;
}

function together(code: number, other: number): number {
  return 31 - Math.clz32(joinCodes(1 << code, 1 << other));
}
