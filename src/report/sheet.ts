import type { Citation } from '../model/ruleset.js';
import { margin, paragraph, type Margin, type Span } from './paragraph.js';
import type { Result } from './result.js';
import type { Paint, Style } from './style.js';
import type { View } from './view.js';
import { flat, widthOf } from './width.js';
import { bibliographyOf } from './words.js';

/** A text report in the making: what every section of it needs at hand. */
export interface Sheet {
  readonly result: Result;
  readonly view: View;
  readonly style: Style;
  /** No line is wider. */
  readonly width: number;
  /** The number of a cited source, in the order of the bibliography. */
  readonly sources: ReturnType<typeof bibliographyOf>;
}

/** Lines longer than this tire the eye, however wide the terminal is. */
const WIDEST = 92;

export function sheetOf(result: Result, view: View, style: Style): Sheet {
  const width = Math.max(30, Math.min(WIDEST, Math.floor(view.width)));
  const findings = [...result.contraindications, ...result.indications, ...result.supporting];
  const claims = view.explain === 'full' ? result.ruleSet.claims : [];
  const cited = [
    ...findings.filter(({ state }) => view.explain === 'full' || state === 'present').map(({ source }) => source),
    ...claims.flatMap((claim) => [claim.claimSource ?? {}, claim.source ?? {}]),
  ];
  return { result, view, style, width, sources: bibliographyOf(result, cited) };
}

/** A heading and what stands under it; nothing where nothing does. */
export function section(sheet: Sheet, heading: string, ...blocks: readonly (readonly string[])[]): readonly string[] {
  const lines = blocks.flat();
  return lines.length === 0 ? [] : ['', ...text(sheet, 0, { text: heading, paint: sheet.style.heading }), ...lines];
}

export function text(sheet: Sheet, indent: number, ...spans: readonly Span[]): readonly string[] {
  return paragraph(spans, sheet.width, margin(indent));
}

/** A paragraph with a sign before it. The indent is the column where the text begins. */
export function item(
  sheet: Sheet,
  indent: number,
  sign: string,
  paint: Paint,
  ...spans: readonly Span[]
): readonly string[] {
  return paragraph(spans, sheet.width, margin(indent, sign, paint));
}

/** A key in a column of its own, and what belongs to it; where there is no room for a column, one after the other. */
export function row(sheet: Sheet, key: string, column: number, ...spans: readonly Span[]): readonly string[] {
  const label: Span = { text: key, paint: sheet.style.faint };
  if (sheet.width < 56)
    return paragraph(
      [{ ...label, text: `${key}${key === '' ? '' : ':'}` }, ' ', ...spans],
      sheet.width,
      hanging(key === '' ? 4 : 2, 4),
    );
  const gap = ' '.repeat(Math.max(1, column - widthOf(key)));
  const first = `  ${sheet.style.faint(key)}${gap}`;
  return paragraph(spans, sheet.width, { first, rest: ' '.repeat(2 + column), width: 2 + column });
}

function hanging(first: number, rest: number): Margin {
  return { first: ' '.repeat(first), rest: ' '.repeat(rest), width: rest };
}

/** `[1] Section 4 [3] Table 2`; nothing where nothing is cited. */
export function citation({ sources }: Sheet, cited: Citation): string {
  return Object.entries(cited)
    .map(([id, place]) => `[${sources.get(id)?.number ?? id}]${place === '' ? '' : ` ${place}`}`)
    .join('  ');
}

/** A line with something at its right end; where there is no room for both, on the line below. */
export function spread(
  sheet: Sheet,
  indent: number,
  sign: string,
  paint: Paint,
  spans: readonly Span[],
  right: string,
): readonly string[] {
  const lines = item(sheet, indent, sign, paint, ...spans);
  const used = indent + widthOf(flat(spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')));
  const gap = sheet.width - used - widthOf(flat(right));
  if (right === '') return lines;
  if (lines.length > 1 || gap < 2) return [...lines, ...text(sheet, indent, { text: right, paint: sheet.style.faint })];
  return [`${lines.join('')}${' '.repeat(gap)}${sheet.style.faint(flat(right))}`];
}
