import { textOf } from './bytes.js';
import { MOST_KEPT_BYTES, MOST_ROW_BYTES, type Column } from './layout.js';
import type { Intake } from './person.js';

const LF = 10;
const CR = 13;
const QUOTE = 0x22;

/** A row is taken in: its number, and where it stands, its line break included. */
export type RowDone = (row: number, start: number, end: number) => void;

/**
 * The rows of a piece of CSV that ends with a row. Each has its number; a blank line has one too, and is passed over.
 *
 * A field that starts with a quote ends with one, and a quote in it is doubled (RFC 4180). A row that does not keep to that
 * ends at the next line break outside of a field that does.
 */
export function csvRows(
  bytes: Buffer,
  length: number,
  firstRow: number,
  delimiter: number,
  columns: readonly Column[],
  intake: Intake,
  done: RowDone,
): void {
  const { problems } = intake.person;
  const wanted = columns.map(({ question, kept, label }) => question !== undefined || kept !== undefined || label);
  const count = columns.length;
  let at = 0;
  for (let row = firstRow; at < length; row++) {
    const start = at;
    if (count > 1 && isBlankAt(bytes, at)) {
      at = bytes[at] === LF ? at + 1 : at + 2;
      continue;
    }
    intake.begin();
    let place = 0;
    let ended = false;
    while (!ended) {
      const column = columns[place];
      const take = wanted[place] === true;
      let open = at;
      let close = at;
      let doubled = false;
      let byte = bytes[at];
      if (byte === QUOTE && at < length) {
        open = at + 1;
        close = bytes.indexOf(QUOTE, open);
        while (close !== -1 && close + 1 < length && bytes[close + 1] === QUOTE) {
          doubled = true;
          close = bytes.indexOf(QUOTE, close + 2);
        }
        if (close === -1 || close >= length) {
          problems.push(`Field ${place + 1} opens a quote and never closes it.`);
          place = count - 1;
          at = length;
          break;
        }
        at = close + 1;
        if (!isEndAt(bytes, at, length, delimiter)) {
          problems.push(
            `Field ${place + 1} has text behind its closing quote. A quote inside a quoted field is doubled.`,
          );
          while (at < length && bytes[at] !== delimiter && bytes[at] !== LF) at++;
          close = open;
        }
      } else {
        let quoted = false;
        while (at < length && (byte = bytes[at]) !== delimiter && byte !== LF) {
          if (byte === QUOTE) quoted = true;
          at++;
        }
        close = at > open && bytes[at - 1] === CR && (at === length || bytes[at] === LF) ? at - 1 : at;
        if (quoted) {
          problems.push(
            `Field ${place + 1} has a quote inside and none around it. Put the field in quotes, and double the quote.`,
          );
          close = open;
        }
      }
      if (take && column !== undefined) {
        const text = doubled ? textOf(bytes, open, close) : undefined;
        // What is not UTF-8 is told there.
        if (text === undefined) intake.bytes(column, bytes, open, close, true);
        else intake.text(column, text.replaceAll('""', '"'), true);
      }
      if (at < length && bytes[at] === CR) at++;
      if (at >= length) ended = true;
      else if (bytes[at++] === LF) ended = true;
      else place++;
    }
    if (place + 1 !== count) problems.push(`The row has ${fields(place + 1)}, the header ${count}.`);
    if (at - start > MOST_ROW_BYTES) tooLong(problems, at - start);
    done(row, start, at);
  }
}

export function tooLong(problems: string[], size: number): void {
  problems.length = 0;
  const cut = size > MOST_KEPT_BYTES ? ' Only its start is in the file of errors.' : '';
  problems.push(`The row is longer than the ${MOST_ROW_BYTES} bytes that are read.${cut}`);
}

function fields(count: number): string {
  return count === 1 ? '1 field' : `${count} fields`;
}

function isBlankAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF);
}

function isEndAt(bytes: Buffer, at: number, length: number, delimiter: number): boolean {
  if (at >= length) return true;
  const byte = bytes[at];
  return byte === delimiter || byte === LF || (byte === CR && (at + 1 >= length || bytes[at + 1] === LF));
}
