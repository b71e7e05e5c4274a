import { below, count, NotPlain, type Reading } from './plain-reading.js';
import { beginsText, quoted, scalar, trimmed } from './plain-scalar.js';

/** Names of which the library makes no text, and those that an object gives a meaning of its own. */
export const ODD_KEYS = /^(?:null|true|false|constructor|prototype)$/i;

/** A list or map in brackets; its further lines stand further in than `above`. */
export function readFlow(reading: Reading, start: number, above: number): unknown {
  count(reading, 4);
  return reading.text[start] === '{' ? readMap(reading, start, above) : readList(reading, start, above);
}

function readList(reading: Reading, start: number, above: number): readonly unknown[] {
  const items: unknown[] = [];
  let place = blank(reading, start + 1, above);
  while (reading.text[place] !== ']') {
    const from = place;
    items.push(below(reading, items.length, from, () => readValue(reading, from, above)));
    place = behindComma(reading, ']', above);
  }
  reading.range = { start, end: place + 1 };
  return items;
}

const KEY = /([A-Za-z][A-Za-z0-9_-]{0,99}):(?=[ \n])/y;

function readMap(reading: Reading, start: number, above: number): object {
  const entries = new Map<string, unknown>();
  let place = blank(reading, start + 1, above);
  while (reading.text[place] !== '}') {
    KEY.lastIndex = place;
    const name = KEY.exec(reading.text)?.[1];
    if (name === undefined || entries.has(name) || ODD_KEYS.test(name)) throw new NotPlain();
    const from = blank(reading, KEY.lastIndex, above);
    count(reading, 4);
    entries.set(
      name,
      below(reading, name, place, () => readValue(reading, from, above)),
    );
    place = behindComma(reading, '}', above);
  }
  reading.range = { start, end: place + 1 };
  return Object.fromEntries(entries);
}

/** Where the next part begins, or the closing bracket stands. */
function behindComma(reading: Reading, closing: string, above: number): number {
  const place = blank(reading, reading.range!.end, above);
  if (reading.text[place] === ',') {
    count(reading, 3);
    return blank(reading, place + 1, above);
  }
  if (reading.text[place] !== closing) throw new NotPlain();
  return place;
}

const TEXT = /[^,[\]{}#:\n]+/y;

function readValue(reading: Reading, start: number, above: number): unknown {
  const { text } = reading;
  const first = text[start];
  if (first === '[' || first === '{') return readFlow(reading, start, above);
  if (first === "'" || first === '"') {
    const value = quoted(reading, start, above);
    if (text.slice(start, reading.range!.end).includes('\n')) throw new NotPlain();
    return value;
  }
  TEXT.lastIndex = start;
  const words = beginsText(text, start) ? TEXT.exec(text)?.[0] : undefined;
  if (words === undefined) throw new NotPlain();
  count(reading, 2);
  const value = trimmed(words);
  reading.range = { start, end: start + value.length };
  return scalar(reading, value);
}

const BLANK = /(?: *\n)* */y;

/** The offset behind spaces and line ends. */
function blank({ text }: Reading, start: number, above: number): number {
  BLANK.lastIndex = start;
  BLANK.test(text);
  const end = BLANK.lastIndex;
  const between = text.slice(start, end);
  if (between.includes('\n') && between.length - between.lastIndexOf('\n') - 1 <= above) throw new NotPlain();
  return end;
}
