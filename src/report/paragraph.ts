import type { Paint } from './style.js';
import { flat, graphemesOf, graphemeWidth, widthOf } from './width.js';

/** Some text in one tone. Bare text is plain. Whatever it holds is made fit for a terminal here. */
export type Span = string | { readonly text: string; readonly paint: Paint };

/** What stands before the first line of a paragraph, and before each further one. Taken as it is, colours and all. */
export interface Margin {
  readonly first: string;
  readonly rest: string;
  readonly width: number;
}

/** An indent of so many columns, a sign at its right end before the first line. */
export function margin(indent: number, sign = '', paint: Paint = (text) => text): Margin {
  const gap = ' '.repeat(Math.max(0, indent - widthOf(sign) - 1));
  const width = sign === '' ? indent : Math.max(indent, widthOf(sign) + 1);
  const rest = ' '.repeat(width);
  return { first: sign === '' ? rest : `${gap}${paint(sign)} `, rest, width };
}

/** A word or a piece of one: it may stand on a line by itself. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly paint: Paint | undefined;
  /** Whether a space stands before it, unless it begins a line. */
  readonly spaced: boolean;
}

/**
 * The lines of a paragraph, none wider than `width`; at least one.
 *
 * Broken at spaces and between wide characters, and inside a word only where the word is longer than a line.
 */
export function paragraph(
  spans: readonly Span[],
  width: number,
  { first, rest, width: taken }: Margin,
): readonly string[] {
  const room = Math.max(2, width - taken);
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of wordsOf(spans)) {
    const gap = used > 0 && word[0]?.spaced === true ? 1 : 0;
    const whole = word.reduce((sum, piece) => sum + piece.width, 0);
    if (used > 0 && used + gap + whole > room) {
      lines.push([]);
      used = 0;
    }
    for (const piece of whole > room ? word.flatMap((part) => cut(part, room)) : word) {
      const space = used > 0 && piece.spaced ? 1 : 0;
      if (used + space + piece.width > room) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(piece);
      used += (used > 0 && piece.spaced ? 1 : 0) + piece.width;
    }
  }
  return lines.map((line, index) => `${index === 0 ? first : rest}${painted(line)}`.trimEnd());
}

/** The pieces that hold together: a word, which may run over several spans. */
function wordsOf(spans: readonly Span[]): readonly (readonly Piece[])[] {
  const words: Piece[][] = [];
  let spaced = false;
  let open = false;
  for (const span of spans) {
    const source = typeof span === 'string' ? span : span.text;
    const paint = typeof span === 'string' ? undefined : span.paint;
    if (/^\s/.test(source)) {
      spaced = true;
      open = false;
    }
    for (const [index, text] of flat(source).split(' ').entries()) {
      if (index > 0) {
        spaced = true;
        open = false;
      }
      for (const part of unglued(text)) {
        const piece = { text: part, width: widthOf(part), paint, spaced };
        const last = words.at(-1);
        if (open && last !== undefined && !isWide(part)) last.push(piece);
        else words.push([piece]);
        spaced = false;
        open = piece.width > 0 && !isWide(part);
      }
    }
    if (/\s$/.test(source)) {
      spaced = true;
      open = false;
    }
  }
  return words;
}

/** A line may break on either side of a wide character; what is not wide holds together. */
function unglued(text: string): readonly string[] {
  if (text === '') return [];
  if (/^[\x20-\x7E]*$/.test(text)) return [text];
  const parts: string[] = [];
  let run = '';
  for (const grapheme of graphemesOf(text)) {
    if (!isWide(grapheme)) {
      run += grapheme;
      continue;
    }
    if (run !== '') parts.push(run);
    run = '';
    parts.push(grapheme);
  }
  return run === '' ? parts : [...parts, run];
}

function isWide(grapheme: string): boolean {
  return graphemeWidth(grapheme) === 2 && graphemesOf(grapheme).length === 1;
}

/** A piece longer than a line, in pieces that are not. */
function cut(piece: Piece, room: number): readonly Piece[] {
  if (piece.width <= room) return [piece];
  const parts: Piece[] = [];
  let text = '';
  let width = 0;
  for (const grapheme of graphemesOf(piece.text)) {
    const next = graphemeWidth(grapheme);
    if (width + next > room) {
      parts.push({ ...piece, text, width, spaced: piece.spaced && parts.length === 0 });
      text = '';
      width = 0;
    }
    text += grapheme;
    width += next;
  }
  return [...parts, { ...piece, text, width, spaced: piece.spaced && parts.length === 0 }];
}

/** Neighbours in one tone are painted together, the space between them too. */
function painted(line: readonly Piece[]): string {
  let out = '';
  let run = '';
  let paint: Paint | undefined;
  const flush = (): void => {
    if (run !== '') out += paint === undefined ? run : paint(run);
    run = '';
  };
  for (const [index, piece] of line.entries()) {
    const space = index > 0 && piece.spaced ? ' ' : '';
    if (piece.paint === paint) {
      run += `${space}${piece.text}`;
      continue;
    }
    flush();
    out += space;
    run = piece.text;
    paint = piece.paint;
  }
  flush();
  return out;
}
