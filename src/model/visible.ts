/**
 * Text that came from outside, fit for a terminal: control characters (C0, DEL, C1), line separators, characters that turn
 * the direction of writing and invisible ones become `\u{1b}` and so on. A line break counts as one of them.
 *
 * Nothing from a rule file, an answer or a reference reaches a terminal without it.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Whether `visible` would change anything. */
export function isVisible(text: string): boolean {
  return visible(text) === text;
}

const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
