import type { Pointer } from './pointer.js';

/** A problem in a rule file, or a finding about one. A value, never thrown. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** A full sentence with the offending text in quotes; stands alone. */
  readonly message: string;
  readonly at: Pointer;
  /** Whether the key or the value at the pointer is meant. */
  readonly side: 'key' | 'value';
  /** The offsets in the text, where no pointer leads there: broken YAML. Then `at` has only the file. */
  readonly range?: { readonly start: number; readonly end: number };
  /** The way out, a full sentence. */
  readonly hint?: string;
  /** Other places that take part, such as the first of two that clash. */
  readonly related?: readonly { readonly at: Pointer; readonly message: string }[];
}

/** A diagnostic with what a person is shown of its place. */
export interface PlacedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Missing where there is no text, since the file could not be read. */
  readonly place?: Place;
  readonly related: readonly { readonly place?: Place; readonly message: string }[];
}

/** A place in a line of a text. */
export interface Place {
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in characters. */
  readonly column: number;
  readonly lineText: string;
  /** The part of `lineText` that is meant, by offsets; the end is not included. */
  readonly from: number;
  readonly to: number;
}
