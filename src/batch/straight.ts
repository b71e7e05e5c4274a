import type { Question } from '../model/question.js';
import { type Codes, codesOf, joinCodes, NOTHING } from '../engine/outcome.js';
import type { Coder, Slot } from './coder.js';
import { DONT_KNOW } from './coder.js';
import type { Block } from './judge.js';
import type { AnswerRecord } from './read-record.js';
import { fitsATable } from './remembered.js';

/**
 * A way from a record to what its criteria can still say without a search for each answer, for records of the most usual
 * kind: every question of the rule set is there, and says `yes`, `no` or `unknown` in just these words.
 */
export interface Straight {
  /** The codes, or `NOT_YET`, or `OF_ANOTHER_KIND`. */
  readonly codes: Read;
  /** The same, and puts the slots down. */
  readonly slots: Read;
  /** The codes of the record that was read last, worked out and from then on known. */
  readonly learn: () => Codes;
}

type Read = (record: AnswerRecord) => Codes;

export const NOT_YET = 0;
export const OF_ANOTHER_KIND = -1;

/** Answers that a word holds, two bits each; the sign is left alone. */
const IN_A_WORD = 15;
/** As many as `readInto` has places for. */
const MOST_QUESTIONS = 2 * IN_A_WORD;

/** A block as a table over the codes of its answers, which stand side by side in a word. */
interface Table {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  readonly codes: Uint8Array;
  readonly block: Block;
}

/** Undefined where the rule set is of another kind. */
export function straight(
  questions: readonly Question[],
  blocks: readonly Block[],
  coder: Coder,
  slots: Int32Array,
): Straight | undefined {
  const simple = questions.every(({ type, askIf }) => type === 'yes-no' && askIf === undefined);
  if (!simple || questions.length === 0 || !blocks.every(({ places }) => fitsATable(questions, places)))
    return undefined;
  const { places, tables } = layOut(questions, blocks);
  if (places.length > MOST_QUESTIONS) return undefined;

  const ids = places.map((place) => questions[place]!.id);
  const order = Int32Array.from(places);
  /** Four for each: by the pair of bits. */
  const slotOf = Int32Array.from(
    places.flatMap((place) => [0, plainSlot(coder, place, 'yes'), plainSlot(coder, place, 'no'), DONT_KNOW]),
  );
  const said = new Int32Array(2);
  const full = Int32Array.of(pairs(Math.min(ids.length, IN_A_WORD)), pairs(Math.max(0, ids.length - IN_A_WORD)));

  const read = (record: AnswerRecord): boolean => {
    let names = 0;
    for (const name in record) {
      if (!Object.prototype.hasOwnProperty.call(record, name)) return false;
      names++;
    }
    if (names !== questions.length || Object.getPrototypeOf(record) !== Object.prototype) return false;
    readInto(record, ids, said);
    return isFull(said[0]!, full[0]!) && isFull(said[1]!, full[1]!);
  };
  const known = (): Codes => {
    let codes = codesOf(NOTHING);
    for (const { word, shift, mask, codes: table } of tables) {
      codes = JOINED[(codes << 6) | table[(said[word]! >>> shift) & mask]!]!;
    }
    return codes;
  };
  return {
    codes: (record) => (read(record) ? known() : OF_ANOTHER_KIND),
    slots(record) {
      if (!read(record)) return OF_ANOTHER_KIND;
      let word = said[0]!;
      for (let index = 0; index < order.length; index++) {
        if (index === IN_A_WORD) word = said[1]!;
        slots[order[index]!] = slotOf[4 * index + (word & 3)]!;
        word >>>= 2;
      }
      return known();
    },
    learn: () =>
      tables.reduce((all, { word, shift, mask, codes: table, block }) => {
        const found = block.codes(slots);
        table[(said[word]! >>> shift) & mask] = found;
        return joinCodes(all, found);
      }, codesOf(NOTHING)),
  };
}

function plainSlot(coder: Coder, place: number, word: 'yes' | 'no'): Slot {
  const slot = coder.read(place, word);
  if (typeof slot === 'string') throw new Error(slot);
  return slot;
}

/** The questions of a block side by side in one word, then all others. What is left of a word is filled with a question that is read again. */
function layOut(
  questions: readonly Question[],
  blocks: readonly Block[],
): { readonly places: readonly number[]; readonly tables: readonly Table[] } {
  const places: number[] = [];
  const tables = blocks.map((block) => {
    const width = block.places.length;
    while ((places.length % IN_A_WORD) + width > IN_A_WORD) places.push(0);
    const start = places.length;
    places.push(...block.places);
    const table = new Uint8Array(4 ** width);
    const word = Math.floor(start / IN_A_WORD);
    return { word, shift: 2 * (start % IN_A_WORD), mask: table.length - 1, codes: table, block };
  });
  const inBlocks = new Set(places);
  questions.forEach((_question, place) => {
    if (!inBlocks.has(place)) places.push(place);
  });
  return { places, tables };
}

/** The lower bit of so many pairs. */
function pairs(count: number): number {
  return (4 ** count - 1) / 3;
}

/** Whether none of the pairs is 0. */
function isFull(word: number, all: number): boolean {
  return ((word | (word >>> 1)) & all) === all;
}

/** `joinCodes` as a table: 0 beside anything is 0, so that one part that is not known yet tells it of the whole. */
const JOINED = Uint8Array.from({ length: 64 * 64 }, (_, both) => joinCodes(both >> 6, both & 63));

/**
 * Puts down each answer: 1 for yes, 2 for no, 3 for unknown, 0 for anything else.
 *
 * Each is read at a place of its own in the code. One place for all, in a loop, sees another name each time, and searches the
 * record for it; a place that sees one name only is a plain load. No answer is branched on: people differ in them, and a
 * branch that is guessed wrong costs more than the reading.
 */
// prettier-ignore
function readInto(record: AnswerRecord, ids: readonly string[], said: Int32Array): void {
  const count = ids.length;
  let v: unknown;
  let first = (v = record[ids[0]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown'));
  if (count > 1) first |= (v = record[ids[1]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 2;
  if (count > 2) first |= (v = record[ids[2]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 4;
  if (count > 3) first |= (v = record[ids[3]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 6;
  if (count > 4) first |= (v = record[ids[4]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 8;
  if (count > 5) first |= (v = record[ids[5]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 10;
  if (count > 6) first |= (v = record[ids[6]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 12;
  if (count > 7) first |= (v = record[ids[7]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 14;
  if (count > 8) first |= (v = record[ids[8]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 16;
  if (count > 9) first |= (v = record[ids[9]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 18;
  if (count > 10) first |= (v = record[ids[10]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 20;
  if (count > 11) first |= (v = record[ids[11]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 22;
  if (count > 12) first |= (v = record[ids[12]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 24;
  if (count > 13) first |= (v = record[ids[13]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 26;
  if (count > 14) first |= (v = record[ids[14]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 28;
  let second = 0;
  if (count > 15) second |= (v = record[ids[15]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown'));
  if (count > 16) second |= (v = record[ids[16]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 2;
  if (count > 17) second |= (v = record[ids[17]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 4;
  if (count > 18) second |= (v = record[ids[18]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 6;
  if (count > 19) second |= (v = record[ids[19]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 8;
  if (count > 20) second |= (v = record[ids[20]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 10;
  if (count > 21) second |= (v = record[ids[21]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 12;
  if (count > 22) second |= (v = record[ids[22]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 14;
  if (count > 23) second |= (v = record[ids[23]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 16;
  if (count > 24) second |= (v = record[ids[24]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 18;
  if (count > 25) second |= (v = record[ids[25]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 20;
  if (count > 26) second |= (v = record[ids[26]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 22;
  if (count > 27) second |= (v = record[ids[27]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 24;
  if (count > 28) second |= (v = record[ids[28]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 26;
  if (count > 29) second |= (v = record[ids[29]!], Number(v === 'yes') + 2 * Number(v === 'no') + 3 * Number(v === 'unknown')) << 28;
  said[0] = first;
  said[1] = second;
}
