/**
 * "Did you mean …?" with the nearest of the names that are known, by edit distance; without one that is near, the names
 * themselves where they are few.
 */
export function didYouMean(wrong: string, known: Iterable<string>): string | undefined {
  const names = [...new Set(known)];
  const best = nearest(wrong, names);
  if (best !== undefined) return `Did you mean "${best}"?`;
  if (names.length === 0 || names.length > 8) return undefined;
  return names.length === 1 ? `The only one is "${names[0]!}".` : `Known are ${list(names)}.`;
}

/** The known name that a wrong one is nearest to, if it is near: at most a third of its letters differ. */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  const lower = wrong.slice(0, 80).toLowerCase();
  for (const name of known) {
    if (Math.abs(name.length - lower.length) >= least) continue;
    const found = distance(lower, name.toLowerCase());
    if (found < least) {
      best = name;
      least = found;
    }
  }
  return best;
}

/** `"a", "b" and "c"`. */
export function list(names: readonly string[], word = 'and'): string {
  const quotedNames = names.map((name) => `"${name}"`);
  const last = quotedNames.pop() ?? '';
  return quotedNames.length === 0 ? last : `${quotedNames.join(', ')} ${word} ${last}`;
}

/** The letters to put in, take out, replace or swap with their neighbour to turn one text into the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
