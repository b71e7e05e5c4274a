import { at, type Pointer } from '../model/pointer.js';

/** A rule file as plain data: maps, lists, texts, numbers, booleans and null. */
export interface Tree {
  readonly value: unknown;
  /** How the file spells a number or a boolean, by its pointer: `1.0` is not `1` where it names an option. */
  readonly spelling: ReadonlyMap<Pointer, string>;
}

/** Offsets in a text, the end not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node and its key stand; a block stands where its first key or item does. */
export interface NodePlace {
  readonly key?: Range;
  readonly value?: Range;
}

/** Deeper, or larger, than this the library reads it, and refuses it where it is too much. */
const MAX_DEPTH = 20;
const MAX_PIECES = 60_000;

/** A line that is not blank. Where the mark of an item was read, it begins behind that. */
export interface Line {
  /** The offset of its first character that is no space. */
  start: number;
  readonly end: number;
  indent: number;
  /** Whether a blank line stands before it. */
  readonly gap: boolean;
}

/** A text that is being read. */
export interface Reading {
  readonly text: string;
  readonly file: Pointer;
  readonly lines: Line[];
  readonly spelling: Map<Pointer, string>;
  /** Where places are asked for. */
  readonly places: Map<Pointer, NodePlace> | undefined;
  /** The steps to the node that is read. */
  readonly path: (string | number)[];
  /** The next line. */
  next: number;
  /** How many pieces of YAML there are at most. */
  pieces: number;
  /** Where the node that was read last stands; `undefined` for a null that nothing spells. */
  range: Range | undefined;
}

/** Thrown where a text is not as plain as what is read here. */
export class NotPlain extends Error {}

export function cutIntoLines(reading: Reading): void {
  const { text, lines } = reading;
  // A comment, and the spaces before it.
  const comment = text.includes('#') ? 2 : 0;
  let gap = false;
  for (let begin = 0; begin < text.length;) {
    const feed = text.indexOf('\n', begin);
    const behind = feed < 0 ? text.length : feed;
    const { start, end } = withoutSpaces(text, begin, behind);
    // Spaces alone may belong to the text before them.
    if (start === end && begin < behind) throw new NotPlain();
    if (start < end) lines.push({ start, end, indent: start - begin, gap });
    gap = start === end;
    count(reading, comment + 1 + Number(start > begin) + Number(end < behind));
    begin = behind + 1;
  }
}

export function withoutSpaces(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return { start, end };
}

/** More pieces of YAML, at most so many; those of the line ends, indentation and comments are counted by line. */
export function count(reading: Reading, pieces: number): void {
  if ((reading.pieces += pieces) > MAX_PIECES) throw new NotPlain();
}

/** The next line that is no comment, which is then the next of all. */
export function content(reading: Reading): Line | undefined {
  const { text, lines } = reading;
  while (reading.next < lines.length && text[lines[reading.next]!.start] === '#') reading.next++;
  return lines[reading.next];
}

/** A part of the node that is read. In a map its key begins at `key`. */
export function below<T>(reading: Reading, step: string | number, key: number, read: () => T): T {
  const { path, places, file } = reading;
  if (path.length >= MAX_DEPTH) throw new NotPlain();
  path.push(step);
  const value = read();
  places?.set(at(file, ...path), {
    ...(typeof step === 'string' ? { key: { start: key, end: key + step.length } } : {}),
    ...(reading.range === undefined ? {} : { value: reading.range }),
  });
  path.pop();
  return value;
}
