import type { Margin } from '../../report/paragraph.js';
import type { Paint, Style } from '../../report/style.js';

/** The signs and columns of a screen. */
export interface Look {
  readonly style: Style;
  /** Columns that a line may take: one less than there are, so that no terminal wraps it. */
  readonly width: number;
  readonly narrow: boolean;
  readonly marker: string;
  /** Columns of the marker and the answer, with the space behind. */
  readonly indent: number;
}

/** Below this many columns answers are shortened to three letters. */
const WIDE = 60;

export function lookOf({ columns }: { readonly columns: number }, style: Style): Look {
  const narrow = columns < WIDE;
  return {
    style,
    width: Math.max(10, columns - 1),
    narrow,
    marker: style.signs.bar === '|' ? '>' : '❯',
    indent: narrow ? 6 : 10,
  };
}

/** A margin with a sign of its own in front. */
export function beside(first: string, indent: number): Margin {
  return { first, rest: ' '.repeat(indent), width: indent };
}

/** The sign of what nobody has answered yet. */
export function openSign({ style }: Look): string {
  return style.signs.bar === '|' ? '.' : '·';
}

/** The marker and the answer in front of a row. */
export function rowMargin(marked: boolean, word: string, { style, marker, indent }: Look, paint?: Paint): Margin {
  const tone = paint ?? (word === 'yes' ? style.strong : (text: string) => text);
  const first = `${marked ? style.strong(marker) : ' '} ${tone(word)}${' '.repeat(Math.max(1, indent - 2 - word.length))}`;
  return beside(first, indent);
}

/** The answer where it fits beside the question; `undefined` where it needs a line of its own. */
export function shortAnswer(words: string, look: Look): string | undefined {
  const { narrow, indent } = look;
  if (words === '') return openSign(look);
  if (words === "don't know") return narrow ? 'unk' : 'unknown';
  return words.length <= indent - 3 ? words : undefined;
}
