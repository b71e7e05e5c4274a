import { accountOf } from './account.js';
import type { Block, Document, Item, Row, Run, Section } from './document.js';
import { margin, paragraph, type Margin, type Span } from './paragraph.js';
import type { Style } from './style.js';
import type { Renderer } from './view.js';
import { flat, widthOf } from './width.js';

/** Lines longer than this tire the eye, however wide the terminal is. */
const WIDEST = 92;

/** Below this a key has no column of its own. */
const NARROW = 56;

/** The verdict, why, and what it hangs on, for a person at a terminal or reading a log. */
export const textReport: Renderer = (result, view, style) => documentText(accountOf(result, view), view.width, style);

/** A document for a terminal of so many columns. */
export function documentText(document: Document, columns: number, style: Style): string {
  const { tone, headline, facts, meaning, sections } = document;
  const width = Math.max(30, Math.min(WIDEST, Math.floor(columns)));
  const sheet = { width, style };
  const bar = `${style[tone](style.signs.bar)} `;
  const beside = { first: bar, rest: bar, width: 2 };
  const loud = tone === 'danger' ? style.danger : (text: string): string => style[tone](style.strong(text));
  const lines = [
    ...paragraph([{ text: headline, paint: loud }], width, beside),
    ...paragraph([{ text: facts.join(', '), paint: style.faint }], width, beside),
    ...meaning.flatMap((words) => ['', ...paragraph([words], width, margin(0))]),
    ...sections.flatMap((section) => sectionLines(sheet, section)),
  ];
  return `${style.signs.bar === '|' ? typed(lines) : lines.join('\n')}\n`;
}

interface Sheet {
  /** No line is wider. */
  readonly width: number;
  readonly style: Style;
}

function sectionLines(sheet: Sheet, { heading, blocks }: Section): readonly string[] {
  const keys = blocks.flatMap((block) => (block.kind === 'row' ? [widthOf(flat(block.key))] : []));
  const column = Math.max(0, ...keys) + 2;
  return [
    '',
    ...paragraph([{ text: heading, paint: sheet.style.heading }], sheet.width, margin(0)),
    ...blocks.flatMap((block) => blockLines(sheet, block, 2, column)),
  ];
}

function blockLines(sheet: Sheet, block: Block, indent: number, column: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(spansOf(sheet, block.runs), sheet.width, margin(indent));
    case 'item':
      return [
        ...itemLines(sheet, block, indent + 2),
        ...block.under.flatMap((one) => blockLines(sheet, one, indent + 2, 0)),
      ];
    case 'row':
      return rowLines(sheet, block, indent, column);
    case 'steps':
      return block.steps.flatMap((step, index) => paragraph([step], sheet.width, margin(indent + 4, `${index + 1}.`)));
  }
}

/** The place stands at the right end; where there is no room for both, on the line below. */
function itemLines({ width, style }: Sheet, { sign, tone, runs, place }: Item, indent: number): readonly string[] {
  const spans = spansOf({ width, style }, runs);
  const lines = paragraph(spans, width, margin(indent, style.signs[sign], style[tone]));
  if (place === undefined || place === '') return lines;
  const used = indent + widthOf(flat(spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')));
  const gap = width - used - widthOf(flat(place));
  if (lines.length === 1 && gap >= 2) return [`${lines.join('')}${' '.repeat(gap)}${style.faint(flat(place))}`];
  return [...lines, ...paragraph([{ text: place, paint: style.faint }], width, margin(indent))];
}

/** A key in a column of its own; where there is no room for a column, the text goes on behind it. */
function rowLines(sheet: Sheet, { key, runs }: Row, indent: number, column: number): readonly string[] {
  const { width, style } = sheet;
  const spans = spansOf(sheet, runs);
  if (width < NARROW) {
    const deep = indent + 2;
    const first = ' '.repeat(key === '' ? deep : indent);
    const label: readonly Span[] = key === '' ? [] : [{ text: `${key}:`, paint: style.faint }, ' '];
    return paragraph([...label, ...spans], width, { first, rest: ' '.repeat(deep), width: deep });
  }
  const taken = indent + column;
  const first = `${' '.repeat(indent)}${style.faint(flat(key))}${' '.repeat(column - widthOf(flat(key)))}`;
  const hanging: Margin = { first, rest: ' '.repeat(taken), width: taken };
  return paragraph(spans, width, hanging);
}

function spansOf({ style }: Sheet, runs: readonly Run[]): readonly Span[] {
  return runs.map((run): Span => {
    if (typeof run === 'string') return run;
    return 'sign' in run ? style.signs[run.sign] : { text: run.text, paint: style[run.tone] };
  });
}

/** For a terminal that has only the letters of ASCII: the tool's own quotation marks become those. */
function typed(lines: readonly string[]): string {
  return lines.join('\n').replace(/[“”]/g, '"').replaceAll('…', '.').replaceAll('’', "'");
}
