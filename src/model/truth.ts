/** Kleene's three values. Strings, so that `if (truth)` is a lint error rather than a wrong verdict. */
export type Truth = 'true' | 'false' | 'unknown';

export function not(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true';
}

/** True where every part is; false as soon as one part is. */
export function all(parts: readonly Truth[]): Truth {
  if (parts.includes('false')) return 'false';
  return parts.includes('unknown') ? 'unknown' : 'true';
}

/** True as soon as one part is; false where every part is. */
export function any(parts: readonly Truth[]): Truth {
  if (parts.includes('true')) return 'true';
  return parts.includes('unknown') ? 'unknown' : 'false';
}
