import { any, NO, not, type Sql, YES } from './expression.js';

/** An answer as SQL. A row in which it is no valid answer counts as open here, and has no verdict in the end. */
export interface Coded {
  /** Known and valid. */
  readonly known: Sql;
  /** NULL, blank or "unknown". */
  readonly unknown: Sql;
  readonly invalid: Sql;
  /** One for each axis of the question. */
  readonly axes: readonly CodedAxis[];
}

export interface CodedAxis {
  /** Whether the answer leaves one of these regions open. */
  readonly leavesOpen: (regions: readonly number[]) => Sql;
  /** Known answers that leave more than one region open: dates of which the day is not known. */
  readonly partial: readonly { readonly regions: readonly number[]; readonly when: Sql }[];
}

/**
 * Sets of regions as small numbers: one region is its own number, then come the other sets that an answer can leave open,
 * then "unknown" and "invalid".
 */
export interface Codes {
  readonly codeOf: (regions: readonly number[]) => number;
  readonly unknown: number;
  readonly invalid: number;
  readonly sets: readonly (readonly number[])[];
}

/** `size` is the number of regions; `more` the sets of several regions. */
export function codesFor(size: number, more: readonly (readonly number[])[] = []): Codes {
  const singles = Array.from({ length: size }, (_, region) => [region]);
  const sets = [...new Map([...singles, ...more].map((set) => [set.join(), set])).values()];
  const codes = new Map(sets.map((set, code) => [set.join(), code]));
  return {
    codeOf: (regions) => codes.get(regions.join())!,
    unknown: sets.length,
    invalid: sets.length + 1,
    sets,
  };
}

/** The axis whose code stands in a column. */
export function axisOf(column: Sql, { sets, unknown, invalid }: Codes): CodedAxis {
  return {
    leavesOpen(regions) {
      const closed = sets.flatMap((set, code) => (set.some((region) => regions.includes(region)) ? [] : [code]));
      if (closed.length === 0) return YES;
      const open = [...sets.keys(), unknown, invalid].filter((code) => !closed.includes(code));
      return closed.length < open.length ? not(isOneOf(column, closed)) : isOneOf(column, open);
    },
    partial: sets.flatMap((regions, code) => (regions.length > 1 ? [{ regions, when: isOneOf(column, [code]) }] : [])),
  };
}

/** The states of an answer whose code stands in a column. */
export function statesOf(column: Sql, { unknown, invalid }: Codes): Omit<Coded, 'axes'> {
  return {
    known: { ...column, text: `(${column.text} < ${unknown})`, opposite: `(${column.text} >= ${unknown})` },
    unknown: isOneOf(column, [unknown]),
    invalid: isOneOf(column, [invalid]),
  };
}

/** A yes-no question whose column is BOOLEAN: nothing in it is no answer. `yes` and `no` are the regions of the two answers. */
export function codedBoolean({ text, stage }: Sql, axes: number, yes: number, no: number): Coded {
  const isYes: Sql = { text: `(${text} IS TRUE)`, stage, opposite: `(${text} IS NOT TRUE)`, when: text };
  const isNo: Sql = { text: `(${text} IS FALSE)`, stage, opposite: `(${text} IS NOT FALSE)`, when: `(NOT ${text})` };
  const unknown: Sql = { text: `(${text} IS NULL)`, stage, opposite: `(${text} IS NOT NULL)` };
  const axis: CodedAxis = {
    leavesOpen(regions) {
      if (regions.includes(yes)) return regions.includes(no) ? YES : not(isNo);
      return regions.includes(no) ? not(isYes) : NO;
    },
    partial: [],
  };
  return { known: not(unknown), unknown, invalid: NO, axes: Array.from({ length: axes }, () => axis) };
}

/** A question that the table has no column for. */
export function neverAnswered(axes: number): Coded {
  const axis: CodedAxis = { leavesOpen: (regions) => (regions.length === 0 ? NO : YES), partial: [] };
  return { known: NO, unknown: YES, invalid: NO, axes: Array.from({ length: axes }, () => axis) };
}

function isOneOf(column: Sql, codes: readonly number[]): Sql {
  const { text, stage } = column;
  if (codes.length === 0) return any([]);
  return codes.length === 1
    ? { text: `(${text} = ${codes[0]!})`, stage, opposite: `(${text} <> ${codes[0]!})` }
    : { text: `(${text} IN (${codes.join(', ')}))`, stage, opposite: `(${text} NOT IN (${codes.join(', ')}))` };
}
