/**
 * What a terminal would obey or hide rather than draw: controls (line breaks among them), separators, half characters, and
 * all that is invisible by itself, the marks that turn the writing direction for one. Joiners and variation selectors
 * belong to the letters of some scripts and stay.
 *
 * Of Unicode the classes Cc, Zl, Zp, Cs and Default_Ignorable_Code_Point, spelled out: V8 takes milliseconds to look up a class
 * by its name, in every run. A test compares.
 */
const UNDRAWN =
  /[\0-\x1F\x7F-\x9F\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uD800-\uDFFF\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;

/** Text that came from outside, fit for a line on a terminal: what is not drawn is spelled out as `\u{1b}`. */
export function visible(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  return text.replace(UNDRAWN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON text without what is not drawn: the same JSON, spelled with escapes. */
export function visibleJson(json: string): string {
  // Nearly all of it is plain ASCII, which is told apart much quicker.
  return json.replace(/[^\x20-\x7E\n]+/g, (run) => run.replace(UNDRAWN, escaped));
}

function escaped(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
