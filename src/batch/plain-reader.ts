import type { QuestionId } from '../model/question.js';
import type { AnswerRecord } from './read-record.js';

/** Answers that a word holds, two bits each; the sign is left alone. */
export const IN_A_WORD = 15;
/** As many as there are places for below. */
export const MOST_PLAIN = 2 * IN_A_WORD;

/**
 * Reads records of the most usual kind: plain objects of just so many names, in which each of these ids says `yes`, `no` or
 * `unknown` in just these words. `then` gets what they say as two words, the last answer of each lowest: 1 for yes, 2 for
 * no, 3 for unknown. Any other record is `otherwise` read.
 *
 * Each answer is read at a place of its own in the code. One place for all, in a loop, sees another name each time, and
 * searches the record for it; a place that sees one name only is a plain load, and where one rule set is all that the
 * program has, V8 takes the ids for constants: as they stand here, not in a list. No answer is branched on: people differ in
 * them, and a branch that is guessed wrong costs more than the reading. The branches after each five always go the same
 * way; without them V8 does all loads first and runs out of registers.
 */
export function plainReader<T>(
  ids: readonly QuestionId[],
  names: number,
  then: (first: number, second: number) => T,
  otherwise: (record: AnswerRecord) => T,
): (record: AnswerRecord) => T {
  const count = ids.length;
  // prettier-ignore
  const [
    id0, id1, id2, id3, id4, id5, id6, id7, id8, id9, id10, id11, id12, id13, id14,
    id15, id16, id17, id18, id19, id20, id21, id22, id23, id24, id25, id26, id27, id28, id29,
  ] = ids;

  // prettier-ignore
  return (record) => {
    let found = 0;
    for (const name in record) {
      if (!Object.prototype.hasOwnProperty.call(record, name)) return otherwise(record);
      found = (found + 1) | 0;
    }
    if (found !== names) return otherwise(record);
    let v: unknown;
    // A word that is none of the three has both bits, as unknown has, but is not among those that are.
    let first = 0, open = 0, second = 0, openToo = 0;
    if (count > 0) { v = record[id0!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 1) { v = record[id1!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 2) { v = record[id2!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 3) { v = record[id3!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 4) { v = record[id4!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (bothBits(first) !== open) return otherwise(record);
    if (count > 5) { v = record[id5!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 6) { v = record[id6!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 7) { v = record[id7!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 8) { v = record[id8!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 9) { v = record[id9!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (bothBits(first) !== open) return otherwise(record);
    if (count > 10) { v = record[id10!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 11) { v = record[id11!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 12) { v = record[id12!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 13) { v = record[id13!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (count > 14) { v = record[id14!]; first = (first << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); open = (open << 2) | Number(v === 'unknown'); }
    if (bothBits(first) !== open) return otherwise(record);
    if (count > 15) { v = record[id15!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 16) { v = record[id16!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 17) { v = record[id17!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 18) { v = record[id18!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 19) { v = record[id19!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (bothBits(second) !== openToo) return otherwise(record);
    if (count > 20) { v = record[id20!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 21) { v = record[id21!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 22) { v = record[id22!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 23) { v = record[id23!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 24) { v = record[id24!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (bothBits(second) !== openToo) return otherwise(record);
    if (count > 25) { v = record[id25!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 26) { v = record[id26!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 27) { v = record[id27!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 28) { v = record[id28!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (count > 29) { v = record[id29!]; second = (second << 2) | (Number(v !== 'no') + 2 * Number(v !== 'yes')); openToo = (openToo << 2) | Number(v === 'unknown'); }
    if (bothBits(first) !== open || bothBits(second) !== openToo) return otherwise(record);
    // Looked at last: after the reading, V8 knows it from the shape of the record.
    return Object.getPrototypeOf(record) === Object.prototype ? then(first, second) : otherwise(record);
  };
}

/** The pairs that have both bits, as their lower bit. */
function bothBits(word: number): number {
  return word & (word >>> 1) & 0x15555555;
}
