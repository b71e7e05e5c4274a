import type { Answer } from '../model/answer.js';
import type { Question } from '../model/question.js';
import { readAnswer } from '../model/read-answer.js';
import { visible } from '../model/visible.js';
import type { Placement, QuestionSpace } from '../engine/space.js';
import type { Plan } from '../engine/plan.js';

/** An answer as a small number: answers that the rules can tell apart have different ones. */
export type Slot = number;

/** Nobody answered. */
export const NOT_ASKED: Slot = 0;
/** "Don't know". */
export const DONT_KNOW: Slot = 1;

/** The spelling of an answer in the rows → the one that the rule set has. For `J=yes`, `NA=unknown`. */
export type ValueMap = ReadonlyMap<string, string>;

/** Answers as slots, by the place of the question in the rule set. */
export interface Coder {
  readonly questions: readonly Question[];
  /** The slot of what stands in a row, or why it is no answer. Texts are trimmed; a blank one is for the caller to take as no answer. */
  readonly read: (question: number, raw: unknown) => Slot | string;
  /** The answer itself, for who needs more than how the rules take it. Reads it anew. */
  readonly answer: (question: number, raw: unknown) => Answer;
  /** The regions that an answer leaves open, axis by axis; undefined where all are. */
  readonly placement: (question: number, slot: Slot) => Placement | undefined;
  /** An answer of this slot, whichever was met first; undefined for `NOT_ASKED`. */
  readonly example: (question: number, slot: Slot) => Answer | undefined;
}

/** Texts and numbers that are remembered for each question. Past that the memory is emptied: a column of numbers has no end. */
const REMEMBERED = 20_000;

export function coderOf(plan: Plan, on: string, maps: readonly (ValueMap | undefined)[]): Coder {
  const columns = plan.ruleSet.questions.map((question, index) => columnOf(question, plan, on, maps[index]));
  return {
    questions: plan.ruleSet.questions,
    read: (question, raw) => columns[question]!.read(raw),
    answer: (question, raw) => columns[question]!.answer(raw),
    placement: (question, slot) => columns[question]!.placements[slot],
    example: (question, slot) => columns[question]!.examples[slot],
  };
}

interface Column {
  readonly read: (raw: unknown) => Slot | string;
  readonly answer: (raw: unknown) => Answer;
  readonly placements: readonly (Placement | undefined)[];
  readonly examples: readonly (Answer | undefined)[];
}

function columnOf(question: Question, plan: Plan, on: string, map: ValueMap | undefined): Column {
  const space = plan.space.questions.get(question.id);
  const placements: (Placement | undefined)[] = [undefined, undefined];
  const examples: (Answer | undefined)[] = [undefined, { kind: 'unknown', origin: 'file' }];
  const slots = new Map<string, Slot>();
  const scalars = new Map<unknown, Slot>();

  const answerOf = (raw: unknown): Answer | string => {
    const text = typeof raw === 'string' ? raw.trim() : raw;
    const meant = typeof text === 'string' ? (map?.get(text) ?? text) : text;
    const read = readAnswer(question, meant, { on });
    if (!read.ok) return `${visible(question.id)}: ${read.message}${read.hint === undefined ? '' : ` ${read.hint}`}`;
    if (read.unknown === true) return { kind: 'unknown', origin: 'file' };
    const { value, unit } = read;
    return { kind: 'known', value, origin: 'file', ...(unit === undefined ? {} : { unit }) };
  };

  const slotOf = (raw: unknown): Slot | string => {
    const answer = answerOf(raw);
    if (typeof answer === 'string') return answer;
    if (answer.kind === 'unknown') return DONT_KNOW;
    const placement = placed(space, answer);
    const key = JSON.stringify(placement);
    const found = slots.get(key);
    if (found !== undefined) return found;
    slots.set(key, placements.length);
    placements.push(placement);
    examples.push(answer);
    return placements.length - 1;
  };

  return {
    read(raw) {
      if (typeof raw === 'object') return slotOf(raw);
      const known = scalars.get(raw);
      if (known !== undefined) return known;
      if (scalars.size >= REMEMBERED) scalars.clear();
      const slot = slotOf(raw);
      // A text that is no answer may be long, and does not come again.
      if (typeof slot === 'number') scalars.set(raw, slot);
      return slot;
    },
    answer(raw) {
      const answer = answerOf(raw);
      if (typeof answer === 'string') throw new Error(answer);
      return answer;
    },
    placements,
    examples,
  };
}

function placed(space: QuestionSpace | undefined, answer: Extract<Answer, { kind: 'known' }>): Placement {
  const placement = space?.place(answer);
  if (placement === undefined) throw new Error(`${JSON.stringify(answer.value)} is an answer without a place.`);
  return placement;
}
