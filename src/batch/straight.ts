import type { Question } from '../model/question.js';
import { type Codes, codesOf, joinCodes, NOTHING } from '../engine/outcome.js';
import type { Coder, Slot } from './coder.js';
import { DONT_KNOW } from './coder.js';
import type { Block } from './judge.js';
import { IN_A_WORD, MOST_PLAIN, plainReader } from './plain-reader.js';
import { asName } from './as-name.js';
import type { AnswerRecord } from './read-record.js';
import { fitsATable } from './remembered.js';

/**
 * A way from a record to what its criteria can still say without a search for each answer, for records of the most usual
 * kind: every question of the rule set is there, and says `yes`, `no` or `unknown` in just these words.
 */
export interface Straight<T> {
  /** What is said of the codes; a record of another kind is read the other way. */
  readonly read: (record: AnswerRecord) => T;
  /** Puts down the slots of the record that was read last; the other way has done so itself. */
  readonly putSlots: () => void;
}

/** Not worked out yet. */
const NOT_YET = 0;

/** A block as a table over the codes of its answers, which stand side by side in a word. */
interface Table {
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  /** Where it begins in the list of all codes. */
  readonly start: number;
  readonly block: Block;
}

/** Undefined where the rule set is of another kind. */
export function straight<T>(
  questions: readonly Question[],
  { blocks, coder, slots }: { readonly blocks: readonly Block[]; readonly coder: Coder; readonly slots: Int32Array },
  saidOf: readonly T[],
  otherwise: (record: AnswerRecord) => T,
): Straight<T> | undefined {
  const simple = questions.every(({ type, askIf }) => type === 'yes-no' && askIf === undefined);
  if (!simple || questions.length === 0 || !blocks.every(({ places }) => fitsATable(questions, places)))
    return undefined;
  const { places, tables, size } = layOut(questions, blocks);
  if (places.length > MOST_PLAIN) return undefined;

  const ids = places.map((place) => asName(questions[place]!.id));
  const order = Int32Array.from(places);
  const firsts = Math.min(places.length, IN_A_WORD);
  /** Four for each: by the pair of bits. */
  const slotOf = Int32Array.from(
    places.flatMap((place) => [0, plainSlot(coder, place, 'yes'), plainSlot(coder, place, 'no'), DONT_KNOW]),
  );
  const said = new Int32Array(2);
  let inWords = false;
  const nothing = codesOf(NOTHING);
  // All tables in one list, and where each is in another: a loop over objects takes four times as long.
  const codes = new Uint8Array(size);
  const layout = Int32Array.from(tables.flatMap(({ word, shift, mask, start }) => [word, shift, mask, start]));

  const putSlots = (): void => {
    if (!inWords) return;
    let word = said[0]!;
    for (let index = firsts - 1; index >= 0; index--) {
      slots[order[index]!] = slotOf[4 * index + (word & 3)]!;
      word >>>= 2;
    }
    word = said[1]!;
    for (let index = order.length - 1; index >= firsts; index--) {
      slots[order[index]!] = slotOf[4 * index + (word & 3)]!;
      word >>>= 2;
    }
  };
  const learn = (): Codes => {
    putSlots();
    return tables.reduce((all, { word, shift, mask, start, block }) => {
      const found = block.codes(slots);
      codes[start + ((said[word]! >>> shift) & mask)] = found;
      return joinCodes(all, found);
    }, nothing);
  };
  const known = (first: number, second: number): T => {
    said[0] = first;
    said[1] = second;
    inWords = true;
    let all = nothing;
    for (let at = 0; at < layout.length; at += 4) {
      const index = (said[layout[at]!]! >>> layout[at + 1]!) & layout[at + 2]!;
      all = JOINED[(all << 6) | codes[layout[at + 3]! + index]!]!;
    }
    return saidOf[all === NOT_YET ? learn() : all]!;
  };
  const read = plainReader(ids, questions.length, known, (record) => {
    const result = otherwise(record);
    inWords = false;
    return result;
  });
  return { read, putSlots };
}

function plainSlot(coder: Coder, place: number, word: 'yes' | 'no'): Slot {
  const slot = coder.read(place, word);
  if (typeof slot === 'string') throw new Error(slot);
  return slot;
}

/** The questions of a block side by side in one word. What is left of a word is filled with others, or with one that is read again. */
function layOut(
  questions: readonly Question[],
  blocks: readonly Block[],
): { readonly places: readonly number[]; readonly tables: readonly Table[]; readonly size: number } {
  const inBlocks = new Set(blocks.flatMap((block) => block.places));
  const others = [...questions.keys()].filter((place) => !inBlocks.has(place));
  const places: number[] = [];
  const starts = blocks.map((block) => {
    while ((places.length % IN_A_WORD) + block.places.length > IN_A_WORD) places.push(others.shift() ?? 0);
    return places.push(...block.places) - block.places.length;
  });
  places.push(...others);
  let size = 0;
  const tables = blocks.map((block, index): Table => {
    const word = Math.floor(starts[index]! / IN_A_WORD);
    // The last answer of a word is the lowest.
    const end = Math.min(places.length - word * IN_A_WORD, IN_A_WORD);
    const shift = 2 * (end - (starts[index]! % IN_A_WORD) - block.places.length);
    const start = size;
    size += 4 ** block.places.length;
    return { word, shift, mask: size - start - 1, start, block };
  });
  return { places, tables, size };
}

/** `joinCodes` as a table: 0 beside anything is 0, so that one part that is not known yet tells it of the whole. */
const JOINED = Uint8Array.from({ length: 64 * 64 }, (_, both) => joinCodes(both >> 6, both & 63));
