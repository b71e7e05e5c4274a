import { visible, visibleJson } from '../model/visible.js';
import { margin, paragraph } from './paragraph.js';
import type { Difference } from './result-diff.js';
import type { Style } from './style.js';
import { counted } from './words.js';

/** What became of one saved result. */
export interface ReplayRow {
  /** As it is shown. */
  readonly file: string;
  readonly status: 'same' | 'differs' | 'not-valid' | 'not-readable';
  readonly reference: string | null;
  /** The verdict that it holds. */
  readonly verdict: string | null;
  readonly ruleSet: { readonly id: string; readonly version: string; readonly digest: string } | null;
  readonly findings: readonly { readonly kind: string; readonly message: string }[];
  readonly differences: readonly Difference[];
  readonly fields: readonly string[];
  readonly rules: readonly string[];
  /** Why it was not looked at. */
  readonly problems: readonly { readonly message: string; readonly hint?: string }[];
}

export interface ReplayReport {
  readonly rows: readonly ReplayRow[];
  /** The day by which decisions lapse. */
  readonly on: string;
}

export function replayJson({ rows, on }: ReplayReport): string {
  return `${visibleJson(JSON.stringify({ on, lookedAt: countsOf(rows), results: rows }, null, 2))}\n`;
}

function countsOf(rows: readonly ReplayRow[]): Readonly<Record<string, number>> {
  const count = (...wanted: readonly ReplayRow['status'][]): number =>
    rows.filter(({ status }) => wanted.includes(status)).length;
  return {
    all: rows.length,
    same: count('same'),
    differ: count('differs'),
    notRead: count('not-valid', 'not-readable'),
  };
}

/** Those that differ, each with why and what, and what was looked at. Those that are the same are counted. */
export function replayText({ rows }: ReplayReport, style: Style, columns: number): string {
  const width = Math.max(30, Math.min(92, columns));
  const lines = rows.flatMap((row) => (row.status === 'same' ? [] : [...rowLines(row, style, width), '']));
  const { same = 0, differ = 0, notRead = 0 } = countsOf(rows);
  const parts = [
    `Looked at ${counted(rows.length, 'result')}:`,
    [
      `${same} the same`,
      `${differ} ${differ === 1 ? 'differs' : 'differ'}`,
      ...(notRead === 0 ? [] : [`${notRead} could not be evaluated`]),
    ].join(', '),
  ];
  return `${[...lines, ...paragraph([`${parts.join(' ')}.`], width, margin(0))].join('\n')}\n`;
}

function rowLines(row: ReplayRow, style: Style, width: number): readonly string[] {
  const { status, reference, findings, rules, differences, fields, problems } = row;
  const name = reference === null ? row.file : `${row.file} (${visible(reference)})`;
  const word = { same: 'same', differs: 'differs', 'not-valid': 'not evaluated', 'not-readable': 'not read' }[status];
  const tone = status === 'differs' ? style.caution : style.stop;
  const entry = (text: string, indent: number): readonly string[] =>
    paragraph([text], width, margin(indent, style.signs.bullet, style.faint));
  const told = new Set([
    'verdict',
    'eligible',
    'urgent',
    'possible',
    'missing',
    'missingForUrgent',
    'decisive',
    'answers',
    'ruleSet',
  ]);
  const others = fields.filter((field) => !told.has(field));
  return [
    ...paragraph([{ text: name, paint: style.strong }, ': ', { text: word, paint: tone }], width, margin(0)),
    ...problems.flatMap(({ message, hint }) => entry(hint === undefined ? message : `${message} ${hint}`, 4)),
    ...findings.flatMap(({ message }) => entry(message, 4)),
    ...(rules.length === 0 ? [] : entry(`Rules: ${rules.join('; ')}.`, 4)),
    ...(differences.length > 0 || status !== 'differs'
      ? []
      : entry(
          fields.length === 0
            ? 'For this patient it comes to the same.'
            : 'Verdict, findings and answers are the same.',
          4,
        )),
    ...differences.flatMap(({ what, was, is }) =>
      entry(`${what}: was ${was ?? 'not there'}, is ${is ?? 'not there'}`, 4),
    ),
    ...(others.length === 0 ? [] : entry(`Also other: ${others.join(', ')}.`, 4)),
  ];
}
