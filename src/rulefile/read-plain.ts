import type { Pointer } from '../model/pointer.js';
import { ODD_KEYS, readFlow } from './plain-flow.js';
import {
  below,
  content,
  count,
  cutIntoLines,
  NotPlain,
  type Line,
  type NodePlace,
  type Range,
  type Reading,
  type Tree,
} from './plain-reading.js';
import { beginsText, quoted, scalar, trimmed } from './plain-scalar.js';

/**
 * The plain data of a text in the YAML that nearly every rule file is written in: lists and maps by indentation or in
 * brackets, texts plain, in quotes or folded. `undefined` for all else, and for all that is wrong: that is for the YAML
 * library to read or to refuse. What is read here is read there alike; but in a process that has just begun the library takes
 * more time than all the rest together.
 *
 * The text must not hold what `forbiddenCharacter` finds.
 */
export function readPlain(text: string, file: Pointer): Tree | undefined {
  const reading = begun(text, file);
  const value = readAll(reading);
  return value === undefined ? undefined : { value, spelling: reading.spelling };
}

/** Where the nodes of a text stand that `readPlain` reads, by their pointers from the root of the file. */
export function placesIn(text: string): ReadonlyMap<Pointer, NodePlace> {
  const places = new Map<Pointer, NodePlace>();
  const reading = begun(text, '', places);
  readAll(reading);
  return places.set('', reading.range === undefined ? {} : { value: reading.range });
}

function begun(text: string, file: Pointer, places?: Map<Pointer, NodePlace>): Reading {
  return { text, file, lines: [], spelling: new Map(), places, path: [], next: 0, pieces: 1, range: undefined };
}

function readAll(reading: Reading): object | undefined {
  if (/[\t\r]/.test(reading.text)) return undefined;
  try {
    cutIntoLines(reading);
    if (content(reading)?.indent !== 0) return undefined;
    const value = readMap(reading, 0);
    return content(reading) === undefined ? value : undefined;
  } catch (problem) {
    if (problem instanceof NotPlain) return undefined;
    throw problem;
  }
}

const KEY = /([A-Za-z][A-Za-z0-9_-]{0,99}):(?: +|$)/my;

/** The map that begins with the next line. */
function readMap(reading: Reading, indent: number): object {
  const { text } = reading;
  const entries = new Map<string, unknown>();
  let first: Range | undefined;
  let line = content(reading);
  for (; line?.indent === indent; line = content(reading)) {
    const { start: key, end } = line;
    KEY.lastIndex = key;
    const name = KEY.exec(text)?.[1];
    if (name === undefined || entries.has(name) || ODD_KEYS.test(name)) throw new NotPlain();
    const start = KEY.lastIndex;
    const isThere = start < end && text[start] !== '#';
    const read = (): unknown => (isThere ? readInline(reading, start, indent) : readUnder(reading, indent));
    entries.set(name, below(reading, name, key, read));
    count(reading, 4);
    first ??= { start: key, end: key + name.length };
  }
  if (line !== undefined && line.indent > indent) throw new NotPlain();
  reading.range = first;
  return Object.fromEntries(entries);
}

/** What stands under a key that has nothing beside it. */
function readUnder(reading: Reading, indent: number): unknown {
  const under = ++reading.next;
  const line = content(reading);
  if (line !== undefined && line.indent > indent) return readBlock(reading, indent, reading.next > under);
  if (line?.indent === indent && isItem(reading, line)) return readList(reading, indent);
  reading.range = undefined;
  return null;
}

function isItem({ text }: Reading, { start, end }: Line): boolean {
  return text[start] === '-' && (text[start + 1] === ' ' || start + 1 === end);
}

/** The list that begins with the next line. */
function readList(reading: Reading, indent: number): readonly unknown[] {
  const { text } = reading;
  const items: unknown[] = [];
  let first: Range | undefined;
  let line = content(reading);
  for (; line?.indent === indent && isItem(reading, line); line = content(reading)) {
    let start = line.start + 1;
    while (text[start] === ' ') start++;
    if (start >= line.end || text[start] === '#') throw new NotPlain();
    line.indent += start - line.start;
    line.start = start;
    items.push(below(reading, items.length, start, () => readBlock(reading, indent)));
    count(reading, 2);
    first ??= reading.range;
  }
  if (line !== undefined && line.indent > indent) throw new NotPlain();
  reading.range = first;
  return items;
}

/** The node that begins with the next line, which stands further in than `above`. */
function readBlock(reading: Reading, above: number, isCommented = false): unknown {
  const line = content(reading)!;
  if (isItem(reading, line)) return readList(reading, line.indent);
  KEY.lastIndex = line.start;
  if (KEY.test(reading.text)) return readMap(reading, line.indent);
  // The library does not take every text that stands under a comment.
  if (isCommented) throw new NotPlain();
  return readInline(reading, line.start, above);
}

/** The node that begins within the next line. */
function readInline(reading: Reading, start: number, above: number): unknown {
  switch (reading.text[start]) {
    case "'":
    case '"':
      return endLine(reading, quoted(reading, start, above));
    case '[':
    case '{':
      return endLine(reading, readFlow(reading, start, above));
    case '>':
      return readFolded(reading, start, above);
    default:
      return readText(reading, start, above);
  }
}

/** Goes on to the line after a node, behind which there may be a comment. */
function endLine<T>(reading: Reading, value: T): T {
  const { text, lines } = reading;
  const { end } = reading.range!;
  while (lines[reading.next]!.end < end) reading.next++;
  const rest = text.slice(end, lines[reading.next]!.end);
  if (!/^(?: +#.*)?$/.test(rest)) throw new NotPlain();
  reading.next++;
  return value;
}

/** A text without quotes, which goes on in the lines below that stand further in. */
function readText(reading: Reading, start: number, above: number): unknown {
  const { text, lines } = reading;
  const { end } = lines[reading.next++]!;
  const whole = pieceOfText(text, start, end);
  const comment = whole.indexOf(' #');
  const words = comment < 0 ? whole : trimmed(whole.slice(0, comment));
  let value = words;
  let line = comment < 0 ? lines[reading.next] : undefined;
  for (; line?.gap === false && line.indent > above && text[line.start] !== '#'; line = lines[++reading.next]) {
    const piece = pieceOfText(text, line.start, line.end);
    if (piece.includes(' #')) throw new NotPlain();
    value += ` ${piece}`;
  }
  count(reading, 2);
  const read = value === words ? scalar(reading, words) : value;
  reading.range = { start, end: value === words ? start + words.length : lines[reading.next - 1]!.end };
  return read;
}

function pieceOfText(text: string, start: number, end: number): string {
  const piece = text.slice(start, end);
  if (!beginsText(text, start) || piece.includes(': ') || piece.endsWith(':')) throw new NotPlain();
  return piece;
}

/** `>-` and lines that stand equally far in, without a blank one between them. */
function readFolded(reading: Reading, start: number, above: number): string {
  const { text, lines } = reading;
  if (text.slice(start, lines[reading.next++]!.end) !== '>-') throw new NotPlain();
  const first = lines[reading.next];
  if (first === undefined || first.gap || first.indent <= above) throw new NotPlain();
  const pieces: string[] = [];
  let line: Line | undefined = first;
  for (; line?.gap === false && line.indent === first.indent; line = lines[++reading.next]) {
    // A space at the end of a line belongs to the text.
    if (text[line.end] === ' ') throw new NotPlain();
    pieces.push(text.slice(line.start, line.end));
  }
  if (line !== undefined && line.indent > above) throw new NotPlain();
  count(reading, 3);
  reading.range = { start, end: lines[reading.next - 1]!.end };
  return pieces.join(' ');
}
