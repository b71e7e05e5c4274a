/**
 * What the digest of a result is taken over: everything, so that any edit shows, but for
 * - `digest` itself,
 * - `ruleSet.content`, which `ruleSet.digest` vouches for: a record and the JSON of one screening have one digest.
 *
 * Keys in order and no spaces, so that laying the file out anew changes nothing. Takes what was read, not what a schema made
 * of it: a field of a later version counts too.
 */
export function digestText(result: object): string {
  const { digest, ruleSet, ...rest } = result as Readonly<Record<string, unknown>>;
  return ordered({ ...rest, ...(isObject(ruleSet) ? { ruleSet: { ...ruleSet, content: undefined } } : {}) });
}

/** The result with its digest; one that it had is replaced. `sha256` gives 64 hex digits for a text in UTF-8. */
export function sealed<T extends object>(result: T, sha256: (text: string) => string): T & { readonly digest: string } {
  return { ...result, digest: `sha256:${sha256(digestText(result))}` };
}

/** Plain data as JSON with its keys in order: those that a list names, in the order of the list, is what `JSON.stringify` knows. */
function ordered(value: object): string {
  const keys = new Set<string>();
  const collect = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(collect);
    else if (isObject(part)) {
      for (const key of Object.keys(part)) {
        keys.add(key);
        collect(part[key]);
      }
    }
  };
  collect(value);
  return JSON.stringify(value, [...keys].sort());
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
