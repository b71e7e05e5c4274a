import type { Question } from '../model/question.js';
import { type Codes, codesOf, joinCodes, NOTHING } from '../engine/outcome.js';
import type { Coder, Slot } from './coder.js';
import { DONT_KNOW } from './coder.js';
import type { Block } from './judge.js';
import type { AnswerRecord } from './read-record.js';
import { fitsATable } from './remembered.js';

/**
 * A way from a record to what its criteria can still say without a loop over the answers, for records of the most usual
 * kind: every question of the rule set is there, and says `yes`, `no` or `unknown` in just these words.
 */
export interface Straight {
  /** The codes, or `NOT_YET`, or `OF_ANOTHER_KIND`. */
  readonly codes: Read;
  /** The same, and puts the slots down. */
  readonly slots: Read;
  /** The codes of the record that `slots` read last, worked out and from then on known. */
  readonly learn: () => Codes;
}

type Read = (record: AnswerRecord) => Codes;

export const NOT_YET = 0;
export const OF_ANOTHER_KIND = -1;

/** Bits of a word that stand for one question each; the sign is left alone. */
const BITS = 30;
/** Past so many questions, code that is as long as they are many gains nothing over a loop. */
const MOST_QUESTIONS = 120;

/** Where a question stands: in which word, at which bit, if a block reads it. */
interface Bit {
  readonly place: number;
  readonly decides: boolean;
  readonly word: number;
  readonly bit: number;
}

/** A block as a table over the bits for yes and those for no. */
interface Table {
  readonly word: number;
  readonly shift: number;
  readonly width: number;
  readonly codes: Uint8Array;
  readonly block: Block;
}

/** Undefined where the rule set is of another kind, or where code may not be made from text, as on some pages. */
export function straight(
  questions: readonly Question[],
  blocks: readonly Block[],
  coder: Coder,
  slots: Int32Array,
): Straight | undefined {
  const simple = questions.every(({ type, askIf }) => type === 'yes-no' && askIf === undefined);
  if (!simple || questions.length === 0 || questions.length > MOST_QUESTIONS) return undefined;
  if (!blocks.every(({ places }) => fitsATable(questions, places))) return undefined;

  const { bits, tables } = layOut(questions, blocks);
  const words = 1 + Math.max(...bits.map(({ word }) => word));
  const said = { yes: new Int32Array(words), no: new Int32Array(words), slots };
  const codes = codeFor(coder, bits, tables, words);
  const withSlots = codeFor(coder, bits, tables, words, said);
  if (codes === undefined || withSlots === undefined) return undefined;
  return {
    codes,
    slots: withSlots,
    learn: () =>
      tables.reduce((all, { word, shift, width, codes: table, block }) => {
        const mask = (1 << width) - 1;
        const index = ((said.yes[word]! >>> shift) & mask) | (((said.no[word]! >>> shift) & mask) << width);
        const found = block.codes(slots);
        table[index] = found;
        return joinCodes(all, found);
      }, codesOf(NOTHING)),
  };
}

function plainSlot(coder: Coder, place: number, word: 'yes' | 'no'): Slot {
  const slot = coder.read(place, word);
  if (typeof slot === 'string') throw new Error(slot);
  return slot;
}

/** The questions of a block side by side in one word, then all others. */
function layOut(
  questions: readonly Question[],
  blocks: readonly Block[],
): { readonly bits: readonly Bit[]; readonly tables: readonly Table[] } {
  const bits: Bit[] = [];
  let word = 0;
  let free = 0;
  const put = (places: readonly number[], decides: boolean): number => {
    if (free + places.length > BITS) {
      word++;
      free = 0;
    }
    const shift = free;
    for (const place of places) bits.push({ place, decides, word, bit: free++ });
    return shift;
  };
  const tables = blocks.map((block) => {
    const width = block.places.length;
    const shift = put(block.places, true);
    return { word, shift, width, codes: new Uint8Array(4 ** width), block };
  });
  const inBlocks = new Set(blocks.flatMap(({ places }) => places));
  questions.forEach((_question, place) => {
    if (!inBlocks.has(place)) put([place], false);
  });
  return { bits, tables };
}

/** Where the answers are put down: as bits, word by word, and as slots. */
interface Said {
  readonly yes: Int32Array;
  readonly no: Int32Array;
  readonly slots: Int32Array;
}

/**
 * A loop reads all answers at one place in the code, which engines cannot make a plain load. Here each has a place of its
 * own, and no answer is branched on: people differ in them, and a branch that is guessed wrong costs more than the reading.
 *
 * Of the rule set nothing gets into the text but its ids, as literals.
 */
function codeFor(
  coder: Coder,
  bits: readonly Bit[],
  tables: readonly Table[],
  words: number,
  said?: Said,
): Read | undefined {
  const load = ({ place, word, bit, decides }: Bit): string => {
    const slot = `y * ${plainSlot(coder, place, 'yes')} + n * ${plainSlot(coder, place, 'no')} + u * ${DONT_KNOW}`;
    return (
      `v = record[${JSON.stringify(coder.questions[place]!.id)}]; ` +
      `y = +(v === 'yes'); n = +(v === 'no'); u = +(v === 'unknown'); plain &= y | n | u; ` +
      (decides ? `y${word} |= y << ${bit}; n${word} |= n << ${bit}; ` : '') +
      (said === undefined ? '' : `slots[${place}] = ${slot};`)
    );
  };
  const look = ({ word, shift, width }: Table, index: number): string => {
    const part = (name: string): string => `(${name}${word} >>> ${shift} & ${(1 << width) - 1})`;
    const found = `table${index}[${part('y')} | ${part('n')} << ${width}]`;
    return index === 0 ? `codes = ${found};` : `codes = joined[codes << 6 | ${found}];`;
  };
  const each = (text: (word: number) => string): string =>
    Array.from({ length: words }, (_, word) => text(word)).join('');
  const text = `return (record) => {
    let v, y, n, u, plain = 1, count = 0;
    ${each((word) => `let y${word} = 0, n${word} = 0;`)}
    for (const name in record) { if (!prototype.hasOwnProperty.call(record, name)) return ${OF_ANOTHER_KIND}; count++; }
    if (count !== ${bits.length}) return ${OF_ANOTHER_KIND};
    ${bits.map(load).join('\n')}
    if (plain === 0 || prototypeOf(record) !== prototype) return ${OF_ANOTHER_KIND};
    ${said === undefined ? '' : each((word) => `yes[${word}] = y${word}; no[${word}] = n${word};`)}
    let codes = ${codesOf(NOTHING)};
    ${tables.map(look).join('\n')}
    return codes;
  };`;
  const given = {
    prototypeOf: Object.getPrototypeOf,
    prototype: Object.prototype,
    joined: joinedTable(),
    ...said,
    ...Object.fromEntries(tables.map(({ codes }, index) => [`table${index}`, codes])),
  };
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- where this is forbidden, the loop does
    const make = new Function(...Object.keys(given), text) as (...values: readonly unknown[]) => Read;
    return make(...Object.values(given));
  } catch {
    return undefined;
  }
}

/** `joinCodes` as a table: 0 beside anything is 0, so that one part that is not known yet tells it of the whole. */
function joinedTable(): Uint8Array {
  return Uint8Array.from({ length: 64 * 64 }, (_, both) => joinCodes(both >> 6, both & 63));
}
