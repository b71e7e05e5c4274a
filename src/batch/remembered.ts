import type { Question } from '../model/question.js';
import type { Slot } from './coder.js';

export type Slots = ArrayLike<Slot>;

/** Sets of answers that are remembered for one function; past that its memory is emptied. */
const REMEMBERED = 50_000;
/** Yes-no questions whose answers are the place in a table: two bits each, so at most 16,384 places. */
export const MOST_IN_A_TABLE = 7;

/** A branch for each slot of a question, the questions one under the other; at the end what was worked out. */
type Branch<T> = (Branch<T> | T | undefined)[];

/** The function, which reads the slots of these questions alone and never says `undefined`, with a memory. */
export function remembered<T>(
  questions: readonly Question[],
  places: readonly number[],
  work: (slots: Slots) => T,
): (slots: Slots) => T {
  const last = places.at(-1);
  if (last === undefined) {
    const only = work([]);
    return () => only;
  }
  if (places.length === 1) {
    const known: (T | undefined)[] = [];
    return (slots) => (known[slots[last]!] ??= work(slots));
  }
  return fitsATable(questions, places) ? tabled(places, work) : branched(places, last, work);
}

/** Whether each of the questions has at most four slots (not asked, not known, yes, no), and there are few of them. */
export function fitsATable(questions: readonly Question[], places: readonly number[]): boolean {
  return places.length <= MOST_IN_A_TABLE && places.every((place) => questions[place]!.type === 'yes-no');
}

function tabled<T>(places: readonly number[], work: (slots: Slots) => T): (slots: Slots) => T {
  const columns = Int32Array.from(places);
  const width = columns.length;
  let table: (T | undefined)[] | undefined;
  return (slots) => {
    table ??= new Array<T | undefined>(4 ** width);
    let row = 0;
    // By index: a loop over an iterator takes longer.
    for (let index = 0; index < width; index++) row = (row << 2) | slots[columns[index]!]!;
    return (table[row] ??= work(slots));
  };
}

function branched<T>(places: readonly number[], last: number, work: (slots: Slots) => T): (slots: Slots) => T {
  const above = places.slice(0, -1);
  let top: Branch<T> = [];
  let count = 0;
  return (slots) => {
    let branch = top;
    for (const place of above) branch = (branch[slots[place]!] ??= []) as Branch<T>;
    const known = branch[slots[last]!];
    if (known !== undefined) return known as T;
    const result = work(slots);
    if (++count > REMEMBERED) {
      top = [];
      count = 0;
    } else branch[slots[last]!] = result;
    return result;
  };
}
