import type { PlacedDiagnostic } from '../model/diagnostic.js';
import { visible } from '../model/visible.js';

/** One thing that is wrong with a call: what, and the way out. Both are full sentences, fit for a terminal. */
export interface Problem {
  readonly message: string;
  readonly hint?: string;
  /** Where it was met: `--weight`, `answers.yaml:3:1`. */
  readonly where?: string;
}

/** The call or an answer is wrong. Holds all that is wrong, not the first. */
export class UsageError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.problems = problems;
  }
}

/** Reading or writing failed, though the call was right. */
export class FileError extends Error {}

/** The rule file is wrong. */
export class RuleFileError extends Error {
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** What is wrong besides: of many files, some cannot be opened. */
  readonly problems: readonly Problem[];
  constructor(diagnostics: readonly PlacedDiagnostic[], problems: readonly Problem[] = []) {
    super([...diagnostics.map(({ diagnostic }) => diagnostic), ...problems].map(({ message }) => message).join(' '));
    this.diagnostics = diagnostics;
    this.problems = problems;
  }
}

/** A problem as it is told. Whatever it quotes, no control of a terminal gets through here. */
export function problemText({ message, hint, where }: Problem): string {
  const place = where === undefined ? '' : `${where}: `;
  const lines = `error: ${place}${message}${hint === undefined ? '' : `\n  = ${hint}`}`.split('\n');
  return `${lines.map(visible).join('\n')}\n`;
}

export function usageError(message: string, hint?: string): UsageError {
  return new UsageError([hint === undefined ? { message } : { message, hint }]);
}
