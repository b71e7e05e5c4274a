import { MOST_KEPT_BYTES } from './layout.js';

const LF = 10;
const QUOTE = 0x22;

/** Whole rows of the input. */
export interface Rows {
  readonly bytes: Buffer;
  readonly length: number;
  /** The number of the first. */
  readonly firstRow: number;
  /** How many, blank lines among them. */
  readonly count: number;
  /** It is one row, which is too long to be read, and may have lost its middle. */
  readonly tooLong: boolean;
}

/** Cuts the input between rows. Nothing else is looked at. */
export interface Splitter {
  /** Takes in what was read. */
  readonly push: (piece: Uint8Array) => void;
  /** At the end of the input: what is there is the last row. */
  readonly end: () => void;
  /** How many bytes of whole rows there are. */
  readonly ready: () => number;
  /** All whole rows so far; undefined where there is none. */
  readonly take: () => Rows | undefined;
}

/** Room for what is read while the last rows are still judged. */
const CAPACITY = 2 ** 20;

/**
 * `delimiter` is that of CSV, where a line break between quotes ends no row; undefined for lines. `block` gives the memory that
 * rows are put in.
 */
export function splitRows(delimiter: number | undefined, block: (size: number) => Buffer): Splitter {
  let bytes = block(CAPACITY);
  let used = 0;
  let scanned = 0;
  let rowEnd = 0;
  let rows = 0;
  let firstRow = 1;
  let state: 'plain' | 'quoted' | 'closed' = 'plain';
  /** Whether the block has one row that is longer than is kept: what comes is dropped until it ends. */
  let long = false;
  const queue: Rows[] = [];

  const endRow = (at: number): void => {
    rows++;
    rowEnd = at;
  };
  /** A row that is too long is a piece of its own: the scan ends with it. */
  const stop = (): boolean => long && rows > 0;

  const scanLines = (): void => {
    const view = bytes.subarray(0, used);
    for (let found = view.indexOf(LF, scanned); found !== -1; found = view.indexOf(LF, found + 1)) {
      endRow(found + 1);
      if (stop()) return;
    }
    scanned = used;
  };

  const scanCsv = (): void => {
    const view = bytes.subarray(0, used);
    let at = scanned;
    let quote = -2;
    while (at < used) {
      if (state === 'quoted') {
        const close = view.indexOf(QUOTE, at);
        if (close === -1) break;
        state = 'closed';
        at = close + 1;
        continue;
      }
      if (state === 'closed') {
        state = view[at] === QUOTE ? 'quoted' : 'plain';
        if (state === 'quoted') at++;
        continue;
      }
      if (quote !== -1 && quote < at) quote = view.indexOf(QUOTE, at);
      const line = view.indexOf(LF, at);
      if (quote !== -1 && (line === -1 || quote < line)) {
        // A quote opens a field where the field starts, and is a sign like any other elsewhere.
        const before = quote === rowEnd ? delimiter : view[quote - 1];
        if (before === delimiter) state = 'quoted';
        at = quote + 1;
      } else if (line === -1) break;
      else {
        endRow(line + 1);
        at = line + 1;
        if (stop()) return;
      }
    }
    // What follows a quote at the end is known only with the next piece.
    scanned = used;
  };

  const scan = delimiter === undefined ? scanLines : scanCsv;

  const append = (piece: Uint8Array): void => {
    if (used + piece.length > bytes.length) {
      const larger = block(Math.max(bytes.length * 2, used + piece.length));
      bytes.copy(larger, 0, 0, used);
      bytes = larger;
    }
    bytes.set(piece, used);
    used += piece.length;
    scan();
  };

  /** Takes the whole rows out; what is behind them starts a new block. */
  const cut = (): Rows => {
    const taken = { bytes, length: rowEnd, firstRow, count: rows, tooLong: long };
    const rest = bytes.subarray(rowEnd, used);
    const next = block(Math.max(CAPACITY, rest.length));
    next.set(rest);
    scanned = Math.max(0, scanned - rowEnd);
    bytes = next;
    used = rest.length;
    firstRow += rows;
    rows = 0;
    rowEnd = 0;
    return taken;
  };

  return {
    push(piece) {
      append(piece);
      if (!long && used - rowEnd > MOST_KEPT_BYTES) {
        if (rowEnd > 0) queue.push(cut());
        long = true;
      }
      if (long && rows === 0) used = scanned = Math.min(used, MOST_KEPT_BYTES + 1);
      else if (long) {
        scanned = rowEnd;
        queue.push(cut());
        long = false;
        scan();
      }
    },
    end() {
      if (used > rowEnd) endRow(used);
    },
    ready: () => queue.reduce((sum, { length }) => sum + length, rowEnd),
    take: () => queue.shift() ?? (rowEnd === 0 ? undefined : cut()),
  };
}
