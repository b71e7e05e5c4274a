import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import { criteriaOf } from '../model/ruleset.js';
import { type Codes, codesOf, joinCodes, NOTHING } from '../engine/outcome.js';
import type { Node } from '../engine/diagram.js';
import type { Plan } from '../engine/plan.js';
import { withGates } from '../engine/islands.js';
import { reader } from '../engine/situation.js';
import type { Coder } from './coder.js';
import { type Block, type Lacking, lackingOf } from './lacking.js';
import { fitsATable, remembered, type Slots } from './remembered.js';

export type { Block, Lacking } from './lacking.js';

/**
 * The engine for many people: the same diagrams, and what they say of an island, a criterion or a gate is remembered for
 * the answers that they read. People differ in everything, but not in the few answers of one island.
 *
 * A person is a list of slots, one for each question of the rule set in its order.
 */
export interface Judge {
  /** What the criteria can still say together: `outcomeOf` and `urgency` read the verdict from it. */
  readonly codes: (slots: Slots) => Codes;
  /** The parts that `codes` is joined from: each reads other questions. */
  readonly blocks: readonly Block[];
  /** How a criterion stands, by its place in `criteriaOf`: bit 0 for "can be absent", bit 1 for "can be present". */
  readonly criterion: (place: number, slots: Slots) => number;
  /** The places of the questions that a criterion hangs on, by its place in `criteriaOf`. */
  readonly readBy: (place: number) => readonly number[];
  /** The places of questions that have a known answer and do not apply. */
  readonly inapplicable: (slots: Slots) => readonly number[];
  readonly lacking: (slots: Slots) => Lacking;
}

/** Questions that are looked up together, where several islands are: a table of 4,096 places stays close at hand. */
const MOST_TOGETHER = 6;

export function judgeOf(plan: Plan, coder: Coder): Judge {
  const { ruleSet } = plan;
  const { questions } = coder;
  const byId = new Map(questions.map((question) => [question.id, question]));
  const place = new Map(questions.map(({ id }, index) => [id, index]));
  const placesOf = (ids: readonly QuestionId[]): readonly number[] => ids.map((id) => place.get(id)!);

  /** What a diagram can reach under the answers that it reads, remembered. */
  const reached = (root: Node, places: readonly number[]): ((slots: Slots) => number) =>
    remembered(questions, places, (slots) => {
      const open: (readonly number[] | undefined)[] = plan.space.sizes.map(() => undefined);
      for (const question of places) {
        const first = plan.space.questions.get(questions[question]!.id)!.firstAxis;
        coder.placement(question, slots[question]!)?.forEach((regions, axis) => (open[first + axis] = regions));
      }
      return reader(plan.diagrams, open)(root);
    });

  const islands = plan.islands.map((island): Block => {
    const places = placesOf(island.questions);
    return { islands: [island], places, codes: reached(island.root, places) };
  });
  const criteria = criteriaOf(ruleSet).map((criterion) => {
    const places = placesOf(withGates(questionsOf(criterion.when), byId));
    return { places, reach: reached(plan.criteria.get(criterion)!, places) };
  });
  const gates = [...plan.gates].map(([id, root]) => {
    const { askIf } = byId.get(id)!;
    const places = placesOf(askIf === undefined ? [] : withGates(questionsOf(askIf), byId));
    return { question: place.get(id)!, reach: reached(root, places) };
  });

  // Looked up once: a module of the program may hand its functions out through a getter, and this is the innermost loop.
  const join = joinCodes;
  const nothing = codesOf(NOTHING);
  const blocks = together(islands, (places) => fitsATable(questions, places)).map((some): Block => {
    const [only, second] = some;
    if (only !== undefined && second === undefined) return only;
    const places = some.flatMap((block) => block.places);
    const work = (slots: Slots): Codes => some.reduce((codes, block) => join(codes, block.codes(slots)), nothing);
    return { islands: some.flatMap((block) => block.islands), places, codes: remembered(questions, places, work) };
  });

  return {
    codes(slots) {
      let codes = nothing;
      for (const block of blocks) codes = join(codes, block.codes(slots));
      return codes;
    },
    blocks,
    criterion: (index, slots) => criteria[index]!.reach(slots),
    readBy: (index) => criteria[index]!.places,
    inapplicable(slots) {
      let found: number[] | undefined;
      for (const gate of gates) {
        if (slots[gate.question]! > 1 && gate.reach(slots) === 0b01) (found ??= []).push(gate.question);
      }
      return found ?? NONE;
    },
    lacking: lackingOf(plan, coder, blocks),
  };
}

const NONE: readonly number[] = [];

/** Small islands put together, in their order. One that is too large for a table, or whose answers are not few, stays alone. */
function together(
  islands: readonly Block[],
  fits: (places: readonly number[]) => boolean,
): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  let size = Infinity;
  for (const island of islands) {
    const own = fits(island.places) ? island.places.length : Infinity;
    if (size + own <= MOST_TOGETHER) {
      groups.at(-1)!.push(island);
      size += own;
    } else {
      groups.push([island]);
      size = own;
    }
  }
  return groups;
}
