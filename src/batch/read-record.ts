import { nearest } from '../model/nearest.js';
import type { QuestionId } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { asName } from './as-name.js';
import { type Coder, DONT_KNOW, NOT_ASKED, type Slot } from './coder.js';

/** Answers by the ids of their questions, spelled as in a row of `candidacy batch`. A blank or missing one is no answer. */
export type AnswerRecord = Readonly<Record<string, unknown>>;

export interface RecordProblem {
  readonly question: QuestionId;
  readonly message: string;
}

/** Puts the slots of a record down, and says everything that is wrong with it; undefined where nothing is. */
export type RecordReader = (record: AnswerRecord, to: Int32Array) => readonly RecordProblem[] | undefined;

export function recordReader(ruleSet: RuleSet, coder: Coder): RecordReader {
  const { questions } = coder;
  const ids = questions.map(({ id }) => asName(id));
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  // 0 for a question to which the word is no plain answer.
  const yes = Int32Array.from(questions, (_question, place) => plainSlot(coder, place, 'yes'));
  const no = Int32Array.from(questions, (_question, place) => plainSlot(coder, place, 'no'));

  return (record, to) => {
    expectPlain(record);
    to.fill(NOT_ASKED);
    let problems: RecordProblem[] | undefined;
    let next = 0;
    for (const name in record) {
      if (!Object.prototype.hasOwnProperty.call(record, name)) continue;
      // Most records name the questions in the order of the rule set.
      const place = ids[next] === name ? next : placeOf.get(name);
      if (place === undefined) {
        (problems ??= []).push(unknownId(name, ruleSet));
        continue;
      }
      next = place + 1;
      const raw = record[name];
      // Without a branch: people differ in their answers, and a branch that is guessed wrong costs more than all three.
      let slot: Slot | string =
        Number(raw === 'yes') * yes[place]! + Number(raw === 'no') * no[place]! + Number(raw === 'unknown') * DONT_KNOW;
      if (slot === NOT_ASKED) {
        if (isBlank(raw)) continue;
        slot = coder.read(place, raw);
        if (typeof slot === 'string') {
          (problems ??= []).push({ question: name, message: slot });
          continue;
        }
      }
      to[place] = slot;
    }
    return problems;
  };
}

function plainSlot(coder: Coder, place: number, word: 'yes' | 'no'): Slot {
  if (coder.questions[place]!.type !== 'yes-no') return NOT_ASKED;
  const slot = coder.read(place, word);
  return typeof slot === 'string' ? NOT_ASKED : slot;
}

function isBlank(raw: unknown): boolean {
  return raw === undefined || (typeof raw === 'string' && raw.trim() === '');
}

function unknownId(name: string, ruleSet: RuleSet): RecordProblem {
  const meant = nearest(
    name,
    ruleSet.questions.map(({ id }) => id),
  );
  const hint = meant === undefined ? '' : ` Did you mean "${visible(meant)}"?`;
  return {
    question: name,
    message: `"${visible(name).slice(0, 60)}" is no question of "${visible(ruleSet.id)}".${hint}`,
  };
}

/** Of a Map or an object that works its values out, a loop over the names would see nothing, and take everything as not asked. */
function expectPlain(record: unknown): void {
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
    const prototype: unknown = Object.getPrototypeOf(record);
    // One that has none itself is `Object.prototype`, of this program or of another window.
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  }
  throw new TypeError('The record is not a plain object, { "question": answer }.');
}
