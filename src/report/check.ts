import type { PlacedDiagnostic } from '../model/diagnostic.js';
import { diagnosticsText } from './diagnostics.js';
import type { Style } from './style.js';
import { counted } from './words.js';

/** What a check looked at, and what it found. */
export interface CheckReport {
  readonly files: readonly string[];
  readonly criteria: number;
  readonly questions: number;
  /** How many checks were run on each rule set that loads. */
  readonly checks: number;
  readonly diagnostics: readonly PlacedDiagnostic[];
}

export function checkText(report: CheckReport, style: Style, width: number): string {
  const { diagnostics } = report;
  const found = diagnostics.length === 0 ? '' : `${diagnosticsText(diagnostics, style, width)}\n`;
  return `${found}${checkSummary(report)}\n`;
}

/** What was looked at stands there even where nothing was found: silence is not success. */
export function checkSummary({ files, criteria, questions, checks, diagnostics }: CheckReport): string {
  const of = (severity: string): number =>
    diagnostics.filter(({ diagnostic }) => diagnostic.severity === severity).length;
  const found = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    of(severity) === 0 ? [] : [counted(of(severity), severity)],
  );
  const looked = `Looked at ${counted(files.length, 'file')}: ${criteria === 1 ? 'one criterion' : `${criteria} criteria`}, ${counted(questions, 'question')}, ${counted(checks, 'check')}.`;
  return `${looked} ${found.length === 0 ? 'Found nothing.' : `Found ${found.join(', ')}.`}`;
}
