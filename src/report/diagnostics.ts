import type { Diagnostic, Place, PlacedDiagnostic } from '../model/diagnostic.js';
import { visible } from '../model/visible.js';
import type { Style, Tone } from './style.js';
import { graphemesOf, graphemeWidth } from './width.js';

/** More than this nobody reads before mending the first. */
const MOST = 100;

const TAB = 4;

const TONES: Readonly<Record<Diagnostic['severity'], Tone>> = { error: 'stop', warning: 'caution', note: 'faint' };

/**
 * Problems in a rule file as text: for each a line that an editor can jump to, the line of the file with a caret, and the
 * way out. Lines of the file are cut around the caret to fit the width.
 */
export function diagnosticsText(diagnostics: readonly PlacedDiagnostic[], style: Style, width = 100): string {
  const shown = diagnostics.slice(0, MOST).map((diagnostic) => one(diagnostic, style, width));
  const rest = diagnostics.length - shown.length;
  const more = rest > 0 ? [`… and ${rest} more ${rest === 1 ? 'problem' : 'problems'}.\n`] : [];
  return [...shown, ...more].join('\n');
}

function one({ diagnostic, place, related }: PlacedDiagnostic, style: Style, width: number): string {
  const { severity, message, code, hint } = diagnostic;
  const head = `${style[TONES[severity]](severity)}: ${style.strong(visible(message))} ${style.faint(`[${code}]`)}`;
  const others = related.flatMap((other) => [
    `${prefix(other.place, style)}${style.faint('note')}: ${visible(other.message)}`,
    ...frame(other.place, style, width, 'faint'),
  ]);
  const gutter = ' '.repeat(place === undefined ? 2 : String(place.line).length);
  return [
    `${prefix(place, style)}${head}`,
    ...frame(place, style, width, TONES[severity]),
    ...(hint === undefined ? [] : [`${gutter} ${style.faint('=')} ${visible(hint)}`]),
    ...others,
    '',
  ].join('\n');
}

function prefix(place: Place | undefined, style: Style): string {
  return place === undefined ? '' : `${style.strong(`${visible(place.path)}:${place.line}:${place.column}`)}: `;
}

/** A piece of a line as it is drawn. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly marked: boolean;
}

function frame(place: Place | undefined, style: Style, width: number, tone: Tone): readonly string[] {
  if (place === undefined) return [];
  const number = String(place.line);
  const gutter = ' '.repeat(number.length);
  const bar = style.faint('|');
  const cells = cut(cellsOf(place), Math.max(16, width - number.length - 3));
  const before = cells.slice(
    0,
    Math.max(
      0,
      cells.findIndex((cell) => cell.marked),
    ),
  );
  const marked = cells.filter((cell) => cell.marked);
  const drawn = cells.map((cell) => cell.text).join('');
  const caret = `${' '.repeat(sum(before))}${style[tone]('^'.repeat(Math.max(1, sum(marked))))}`;
  return [`${gutter} ${bar}`, `${style.faint(number)} ${bar} ${drawn}`.trimEnd(), `${gutter} ${bar} ${caret}`];
}

/** The line as cells. A mark past its end has a cell of its own, so that the caret has somewhere to stand. */
function cellsOf({ lineText, from, to }: Place): readonly Cell[] {
  const end = Math.max(to, from + 1);
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  // A line without end is not worth its parts: only what is near the mark is drawn.
  const start = Math.max(0, from - 400);
  const near = lineText.slice(start, from + 400);
  offset = start;
  for (const grapheme of graphemesOf(near)) {
    const text = grapheme === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(grapheme);
    const width = text === grapheme ? graphemeWidth(grapheme) : text.length;
    cells.push({ text, width, marked: offset < end && offset + grapheme.length > from });
    offset += grapheme.length;
    column += width;
  }
  if (offset <= from) cells.push({ text: ' ', width: 1, marked: true });
  return cells;
}

/** The cells that fit, the mark among them, with a sign on each side where something was cut off. */
function cut(cells: readonly Cell[], room: number): readonly Cell[] {
  if (sum(cells) <= room) return cells;
  const mark = Math.max(
    0,
    cells.findIndex((cell) => cell.marked),
  );
  let first = mark;
  let last = mark;
  let used = cells[mark]?.width ?? 0;
  // Two thirds of the room before the mark's end at most: what is wrong reads on from there.
  while (last + 1 < cells.length && used + cells[last + 1]!.width <= (room - 2) * 0.6) used += cells[++last]!.width;
  while (first > 0 && used + cells[first - 1]!.width <= room - 2) used += cells[--first]!.width;
  while (last + 1 < cells.length && used + cells[last + 1]!.width <= room - 2) used += cells[++last]!.width;
  const sign: Cell = { text: '…', width: 1, marked: false };
  return [...(first > 0 ? [sign] : []), ...cells.slice(first, last + 1), ...(last + 1 < cells.length ? [sign] : [])];
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, cell) => total + cell.width, 0);
}
