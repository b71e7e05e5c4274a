import type { Pointer } from '../model/pointer.js';
import type { Result, Screened } from './result.js';
import type { Style } from './style.js';

/** How a report is to be laid out. */
export interface View {
  /** The columns that a line may take; text alone asks. Below 30 is taken as 30. */
  readonly width: number;
  readonly explain: 'short' | 'full';
  /** `YYYY-MM-DD`, where a clinician's decision may have lapsed. */
  readonly today?: string;
  /** Whether the result was changed after it was made. */
  readonly edited?: boolean;
  /** The line of a rule file; not known where the report is of a saved result. */
  readonly locate?: (pointer: Pointer) => { readonly file: string; readonly line: number } | undefined;
}

export type ReportInput = Screened & View;

/** A screening to a report. Ends in a newline. */
export type Reporter = (input: ReportInput, style: Style) => string;

/** A saved result to a report. */
export type Renderer = (result: Result, view: View, style: Style) => string;
