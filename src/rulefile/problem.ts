import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import type { Code } from './codes.js';

/** An error in a rule file. The value is meant unless it says otherwise. */
export function problem(
  code: Code,
  at: Pointer,
  message: string,
  more: {
    readonly side?: 'key' | 'value';
    readonly hint?: string | undefined;
    readonly related?: Diagnostic['related'];
  } = {},
): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    at,
    side: more.side ?? 'value',
    ...(more.hint === undefined ? {} : { hint: more.hint }),
    ...(more.related === undefined ? {} : { related: more.related }),
  };
}

/** An error at a place in the text that no pointer leads to. */
export function textProblem(
  code: Code,
  file: Pointer,
  range: { readonly start: number; readonly end: number },
  message: string,
  hint?: string,
): Diagnostic {
  return { code, severity: 'error', message, at: file, side: 'value', range, ...(hint === undefined ? {} : { hint }) };
}

/** A text from the file, quoted for a message: on one line, and not longer than a reader takes in. */
export function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const shown = Array.from(line);
  return `"${shown.length > 40 ? `${shown.slice(0, 39).join('')}…` : line}"`;
}
