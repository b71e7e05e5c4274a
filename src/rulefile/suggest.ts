import { nearest } from '../model/nearest.js';

/**
 * "Did you mean …?" with the nearest of the names that are known, by edit distance; without one that is near, the names
 * themselves where they are few.
 */
export function didYouMean(wrong: string, known: Iterable<string>): string | undefined {
  const names = [...new Set(known)];
  const best = nearest(wrong.slice(0, 80), names);
  if (best !== undefined) return `Did you mean "${best}"?`;
  if (names.length === 0 || names.length > 8) return undefined;
  return names.length === 1 ? `The only one is "${names[0]!}".` : `Known are ${list(names)}.`;
}

const MOST_SUGGESTIONS = 50;

/** `didYouMean` for the first few names: who has hundreds of wrong ones has another problem than spelling, and each takes time. */
export function sparingly(): typeof didYouMean {
  let left = MOST_SUGGESTIONS;
  return (wrong, known) => (left-- > 0 ? didYouMean(wrong, known) : undefined);
}

/** `"a", "b" and "c"`. */
export function list(names: readonly string[], word = 'and'): string {
  const quotedNames = names.map((name) => `"${name}"`);
  const last = quotedNames.pop() ?? '';
  return quotedNames.length === 0 ? last : `${quotedNames.join(', ')} ${word} ${last}`;
}
