import { visible } from '../model/visible.js';

/** More marks than any script puts on one letter. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu;

/** Text from a rule file or an answer as words of a paragraph: spaces and line breaks collapsed, the rest made visible. */
export function flat(text: string): string {
  const line = text.replace(/[\t\n\v\f\r ]+/g, ' ').trim();
  return /^[\x20-\x7E]*$/.test(line) ? line : visible(line).replace(PILED_MARKS, '$1');
}

/** The columns that text takes, once it is `flat`. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** A pair of flag letters; else a character with the marks, joined characters and closing Korean letters that go with it. */
const GRAPHEME =
  /\p{Regional_Indicator}{2}|.[\p{M}\p{Emoji_Modifier}\u1160-\u11FF\u200C]*(?:\u200D.[\p{M}\p{Emoji_Modifier}]*)*/gsu;

/**
 * What a reader takes for one character each. Not `Intl.Segmenter`, whose time grows with the square of the length:
 * a word of a megabyte must not hang a report.
 */
export function graphemesOf(text: string): readonly string[] {
  return /^[\x20-\x7E]*$/.test(text) ? text.split('') : (text.match(GRAPHEME) ?? []);
}

const EMOJI = /\p{Regional_Indicator}{2}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[#*0-9]\uFE0F\u20E3/u;

/** Two for the wide characters of East Asia and for emoji, none for marks, else one. */
export function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  return Array.from(grapheme).reduce((sum, char) => sum + charWidth(char), 0);
}

function charWidth(char: string): number {
  if (/[\p{M}\p{Emoji_Modifier}\u1160-\u11FF\u200C\u200D]/u.test(char)) return 0;
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x1100 && WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** The wide and full-width characters that are not emoji. Source: Unicode Standard Annex #11, East Asian Width. */
// prettier-ignore
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2329, 0x232a], [0x2630, 0x2637], [0x268a, 0x268f], [0x2e80, 0x303e], [0x3041, 0xa4cf],
  [0xa960, 0xa97c], [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe10, 0xfe19], [0xfe30, 0xfe6f], [0xff01, 0xff60],
  [0xffe0, 0xffe6], [0x16fe0, 0x18cff], [0x1aff0, 0x1b2ff], [0x1d300, 0x1d376], [0x1f200, 0x1f265], [0x20000, 0x3fffd],
];
