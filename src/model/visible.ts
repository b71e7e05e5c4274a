/**
 * What a terminal would obey or hide rather than draw: controls (line breaks among them), separators, half characters, and
 * all that is invisible by itself, the marks that turn the writing direction for one. Joiners and variation selectors
 * belong to the letters of some scripts and stay.
 */
const UNDRAWN =
  /(?![\u200C\u200D\uFE0E\uFE0F])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

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
