import { nearest } from '../../model/nearest.js';
import { visible } from '../../model/visible.js';
import { textOf } from './bytes.js';
import { tooLong, type RowDone } from './csv-rows.js';
import { membersOf, spelledValue, type Member } from './json-text.js';
import { MOST_ROW_BYTES, type Column, type Layout } from './layout.js';
import { DONT_KNOW } from '../../batch/coder.js';
import type { Intake } from './person.js';

const LF = 10;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSE = 0x7d;

type JsonLayout = Extract<Layout, { kind: 'ndjson' }>;

/** Reads the rows of a piece of NDJSON, whose lines end with a line break, all but the last maybe. */
export type JsonRows = (bytes: Buffer, length: number, firstRow: number, done: RowDone) => void;

/**
 * Rows of the usual kind are read byte by byte: one flat object, strings without escapes in ASCII, the members where the row
 * before had them. Whatever else there is goes to `JSON.parse`, which is slower and knows all of JSON.
 */
export function jsonRows(layout: JsonLayout, intake: Intake): JsonRows {
  const { problems } = intake.person;
  const flat = layout.answersAt.length === 0;
  const members: readonly (Column | undefined)[] = [...layout.columns, ...layout.ignored.map(() => undefined)];
  const names = [...layout.columns.map(({ name }) => name), ...layout.ignored];
  const spelled = names.map((name) => spelling(`${JSON.stringify(name)}:`));
  const quickly = members.map((column) => (column === undefined ? undefined : intake.quick(column)));
  const { slots } = intake.person;
  const byName = new Map(names.map((name, index) => [`${JSON.stringify(name)}:`, index]));
  const seen = new Float64Array(names.length);
  /** Which member stood at which place in the row before. */
  const expected: number[] = [];
  const slow = slowRow(layout, intake);

  /** Which member starts here; -1 for none that is known. */
  const memberAt = (bytes: Buffer, at: number, place: number): number => {
    if (bytes[at] !== QUOTE) return -1;
    const close = bytes.indexOf(QUOTE, at + 1);
    if (close === -1 || close - at > 200) return -1;
    const found = byName.get(bytes.toString('latin1', at, close + 2));
    if (found === undefined) return -1;
    expected[place] = found;
    return found;
  };

  /** Takes in a row of the usual kind. False where it is not one; what was taken in then does not count. */
  const quick = (bytes: Buffer, view: DataView, start: number, end: number, row: number): boolean => {
    // Words of four bytes are compared, and none may reach past the memory: the last row of a piece may be shorter.
    const limit = Math.min(end, view.byteLength - 16);
    let at = start;
    if (bytes[at++] !== 0x7b) return false;
    for (let place = 0; ; place++) {
      let member = expected[place] ?? -1;
      if (member < 0 || !startsWith(view, at, limit, spelled[member]!)) member = memberAt(bytes, at, place);
      if (member < 0 || seen[member] === row) return false;
      seen[member] = row;
      at += spelled[member]!.length;
      if (bytes[at] === SPACE) at++;
      const column = members[member];
      const known = quickly[member];
      const word = known !== undefined && at < limit ? view.getInt32(at, true) : 0;
      if (word === NO && known !== undefined) {
        slots[known.question] = known.no;
        at += 4;
      } else if (word === YES && bytes[at + 4] === QUOTE && known !== undefined) {
        slots[known.question] = known.yes;
        at += 5;
      } else if (
        word === UNKN &&
        bytes[at + 4] === 0x6e &&
        view.getInt32(at + 5, true) === OWN &&
        known !== undefined
      ) {
        slots[known.question] = DONT_KNOW;
        at += 9;
      } else if (bytes[at] === QUOTE) {
        const open = at + 1;
        at = open;
        for (; at < end; at++) {
          const byte = bytes[at]!;
          if (byte === QUOTE) break;
          if (byte === BACKSLASH || byte < 0x20 || byte > 0x7e) return false;
        }
        if (at >= end) return false;
        if (column !== undefined) intake.bytes(column, bytes, open, at, false);
        at++;
      } else {
        const open = at;
        while (at < end && bytes[at] !== COMMA && bytes[at] !== CLOSE && bytes[at] !== SPACE) at++;
        if (at - open > 30) return false;
        const json = bytes.toString('latin1', open, at);
        if (!SCALAR.test(json)) return false;
        if (column !== undefined) intake.value(column, SCALARS.has(json) ? SCALARS.get(json) : json, json);
      }
      const next = bytes[at++];
      if (next === CLOSE) break;
      if (next !== COMMA) return false;
      if (bytes[at] === SPACE) at++;
    }
    while (at < end && bytes[at]! <= SPACE) at++;
    return at >= end;
  };

  return (bytes, length, firstRow, done) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (let row = firstRow; at < length; row++) {
      const start = at;
      const found = bytes.indexOf(LF, at);
      const end = found === -1 || found >= length ? length : found;
      at = Math.min(end + 1, length);
      if (isBlank(bytes, start, end)) continue;
      intake.begin();
      if (at - start > MOST_ROW_BYTES) tooLong(problems, at - start);
      else if (!flat || !quick(bytes, view, start, end, row)) {
        intake.begin();
        slow(bytes, start, end);
      }
      done(row, start, at);
    }
  };
}

/** A number or a word of JSON as a whole. */
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const SCALARS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A text of ASCII as words of four bytes; the last one overlaps the one before. */
interface Spelling {
  readonly length: number;
  readonly words: Int32Array;
  readonly last: number;
}

function spelling(text: string): Spelling {
  const bytes = Buffer.from(text.padEnd(4));
  const whole = bytes.length >> 2;
  return {
    length: Buffer.byteLength(text),
    words: Int32Array.from({ length: whole }, (_, index) => bytes.readInt32LE(index * 4)),
    last: bytes.readInt32LE(bytes.length - 4),
  };
}

function startsWith(view: DataView, at: number, limit: number, { length, words, last }: Spelling): boolean {
  if (at + length > limit || length < 4) return false;
  for (let index = 0, from = at; index < words.length; index++, from += 4)
    if (view.getInt32(from, true) !== words[index]) return false;
  return view.getInt32(at + length - 4, true) === last;
}

/** `"no"`, `"yes`, `"unk`, and what ends `"unknown"`, as words. */
const [NO, YES, UNKN, OWN] = ['"no"', '"yes', '"unk', 'own"'].map((text) => spelling(text).last) as [
  number,
  number,
  number,
  number,
];

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === 9 || bytes[at] === 13)) at++;
  return at === end;
}

/** Takes in a row by way of `JSON.parse`: everything that JSON can spell, and every problem by its name. */
function slowRow(layout: JsonLayout, intake: Intake): (bytes: Buffer, start: number, end: number) => void {
  const { problems } = intake.person;
  const columns = new Map(layout.columns.map((column) => [column.name, column]));
  const ignored = new Set(layout.ignored);
  const path = layout.answersAt.map((name) => visible(name)).join('.');

  const take = (
    text: string,
    members: readonly Member[],
    wanted: (column: Column) => boolean,
    strict: boolean,
  ): void => {
    const met = new Set<string>();
    for (const { name, start, end } of members) {
      const column = columns.get(name);
      const mine = column !== undefined && wanted(column);
      if (met.has(name) && (mine || strict)) problems.push(`"${visible(name)}" is given twice.`);
      met.add(name);
      if (!mine) {
        if (strict && !ignored.has(name)) problems.push(unknownMember(name, layout));
        continue;
      }
      const json = text.slice(start, end);
      const value = spelledValue(json);
      if (typeof value === 'string' && json.startsWith('"')) intake.text(column, value, false);
      else intake.value(column, value, json);
    }
  };

  return (bytes, start, end) => {
    const text = textOf(bytes, start, end);
    if (text === undefined) {
      problems.push('The row is not text in UTF-8.');
      return;
    }
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch (error) {
      problems.push(`The row is not JSON: ${visible((error as Error).message).slice(0, 200)}.`);
      return;
    }
    if (!isObject(row)) {
      problems.push('The row is not an object, { "question": answer }.');
      return;
    }
    const outer = membersOf(text, 0);
    if (layout.answersAt.length === 0) {
      take(text, outer, () => true, true);
      return;
    }
    let members = outer;
    for (const name of layout.answersAt) {
      const found = members.filter((member) => member.name === name);
      const [only] = found;
      if (only === undefined || found.length > 1 || text[only.start] !== '{') {
        problems.push(`The row has no object of answers at ${path}.`);
        return;
      }
      members = membersOf(text, only.start);
    }
    take(text, outer, ({ kept, label }) => kept !== undefined || label, false);
    take(text, members, ({ question }) => question !== undefined, true);
  };
}

function unknownMember(name: string, layout: JsonLayout): string {
  const meant = nearest(
    name,
    layout.columns.map((column) => column.name),
  );
  const hint = meant === undefined ? 'Name it in --keep, --map or --ignore.' : `Did you mean "${visible(meant)}"?`;
  return `"${visible(name).slice(0, 60)}" is no question. ${hint}`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
