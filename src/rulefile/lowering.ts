import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import type { Question } from '../model/question.js';

/** A part of a file, and where it stands. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Pointer;
}

/** What lowering a part needs to know of the rest. */
export interface Lowering {
  /** How the file spells the number or boolean at a pointer. */
  readonly spelling: (at: Pointer) => string | undefined;
  /** The questions by id, without their gates; `undefined` for one that is wrong itself, so that it is reported once. */
  readonly questions: ReadonlyMap<string, Question | undefined>;
  readonly sources: ReadonlySet<string>;
  readonly report: (problem: Diagnostic) => void;
  /** The nearest known name, for the first problems: who has hundreds has another problem than spelling. */
  readonly didYouMean: (wrong: string, known: Iterable<string>) => string | undefined;
}

/** A text on one line: a line end in a file is where its author's line was full. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/[ \t\r\n]+/g, ' ');
}

/** The entries that have a value: `exactOptionalPropertyTypes` tells a missing key from an undefined one. */
export function present<T extends object>(entries: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
