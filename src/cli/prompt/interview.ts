import type { Answers } from '../../model/answer.js';
import type { Screening } from '../../model/screening.js';

/** As much of the outside world as a conversation needs. Everything is written to stderr. */
export interface PromptIo {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?: (raw: boolean) => unknown };
  readonly stderr: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970: the time a session was saved, and how fast keys follow one another. */
  now(): number;
}

/** As much of a compiled rule set as a conversation needs. */
export interface Engine {
  screen(answers: Answers, options: { readonly on: string }): Screening;
}

export interface InterviewOptions {
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  /** What the person screened goes by; shown, and kept with the saved answers. */
  readonly reference?: string | undefined;
  /** False for `--no-save`: nothing is written to disk. */
  readonly save: boolean;
  /** One line at a time, nothing repainted. Taken by itself where `TERM` is `dumb`. */
  readonly plain: boolean;
  /** Colours on stderr: 0 for none, else how many as in `colourStyle`. */
  readonly colour: 0 | 1 | 2 | 3;
  /** `--resume`: true for the one saved session that fits, or the name or file of one. */
  readonly resume?: true | string | undefined;
}

export type Interviewed =
  /** The verdict was accepted. Answers to questions that do not apply are left out; those changed here have the origin `prompt`. */
  | { readonly kind: 'answered'; readonly answers: Answers }
  /** Ended before that (exit 130). What became of the answers has been said on stderr. */
  | { readonly kind: 'interrupted' };

/** Asks a person for what is not given, until the verdict is accepted. `given` are the answers of flags and files. */
export async function interview(io: PromptIo, engine: Engine, given: Answers, options: InterviewOptions): Promise<Interviewed> {
  throw new Error(`Not there yet: ${String([io, engine, given, options].length)}`);
}
