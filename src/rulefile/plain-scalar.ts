import { decimalOf, parseDecimal } from '../model/decimal.js';
import { at } from '../model/pointer.js';
import { count, NotPlain, withoutSpaces, type Reading } from './plain-reading.js';

/** How a text without quotes may begin, so that it is neither a mark nor the continuation of anything else. */
const BEGINNING = /[^ \n\-?:,[\]{}#&*!|>'"%@`]|-[A-Za-z0-9]/y;

export function beginsText(text: string, start: number): boolean {
  BEGINNING.lastIndex = start;
  return BEGINNING.test(text);
}

export function trimmed(text: string): string {
  return text.slice(0, withoutSpaces(text, 0, text.length).end);
}

/** All that is a number to YAML, and more; what is one in plain digits is read here. */
const NUMBERLIKE = /^[-+]?(?:[\d.]+(?:e[-+]?\d+)?|0o[0-7]+|0x[\da-f]+|\.(?:inf|nan))$/i;

/** What a text without quotes stands for. */
export function scalar({ file, path, spelling }: Reading, words: string): unknown {
  if (/^(?:~|null|Null|NULL)$/.test(words)) return null;
  const isBoolean = /^(?:true|True|TRUE|false|False|FALSE)$/.test(words);
  if (!isBoolean && !NUMBERLIKE.test(words)) return words;
  const value = isBoolean ? /^t/i.test(words) : plainNumber(words);
  spelling.set(at(file, ...path), words);
  return value;
}

function plainNumber(words: string): number {
  const value = Number(words);
  const isPlain = /^-?\d+(?:\.\d+)?$/.test(words) && parseDecimal(words) !== undefined;
  if (!isPlain || decimalOf(value) === undefined) throw new NotPlain();
  return value;
}

const SINGLE = /'([^']*(?:''[^']*)*)'/y;
const DOUBLE = /"([^"\\]*)"/y;

/** A text in quotes; its further lines stand further in than `above`. */
export function quoted(reading: Reading, start: number, above: number): string {
  const { text } = reading;
  const pattern = text[start] === "'" ? SINGLE : DOUBLE;
  pattern.lastIndex = start;
  const inside = pattern.exec(text)?.[1];
  if (inside === undefined) throw new NotPlain();
  count(reading, 1);
  reading.range = { start, end: pattern.lastIndex };
  const value = inside.includes('\n') ? unfolded(inside, above) : inside;
  return pattern === SINGLE ? value.replaceAll("''", "'") : value;
}

/** Lines as one, as long as there is something on each. */
function unfolded(inside: string, above: number): string {
  const pieces = inside.split('\n');
  const words = pieces.map((piece, index) => {
    const { start, end } = withoutSpaces(piece, 0, piece.length);
    if (start === end || (index > 0 && start <= above)) throw new NotPlain();
    return piece.slice(index === 0 ? 0 : start, index === pieces.length - 1 ? piece.length : end);
  });
  return words.join(' ');
}
