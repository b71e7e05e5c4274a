// Both Node and browsers have it; neither's types are loaded here.
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

/** The most bytes that a rule file may have. A rule set of 200 criteria takes about a tenth. */
export const MAX_BYTES = 1024 * 1024;

/** The text that bytes spell in UTF-8, without a byte order mark; `undefined` where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Characters that no text of a rule file may hold, since a terminal, an editor or a page would obey them rather than show
 * them: controls but tab and line feed, line separators, marks that turn the direction of writing, halves of pairs, and
 * code points that are no characters.
 */
const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first forbidden character at or after an offset; in a file, a carriage return before a line feed is not one. */
export function forbiddenCharacter(
  text: string,
  from = 0,
): { readonly offset: number; readonly name: string } | undefined {
  FORBIDDEN.lastIndex = from;
  for (let match = FORBIDDEN.exec(text); match !== null; match = FORBIDDEN.exec(text)) {
    if (match[0] === '\r' && text[match.index + 1] === '\n') continue;
    return { offset: match.index, name: `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
  }
  return undefined;
}
