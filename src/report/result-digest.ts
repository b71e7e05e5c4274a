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

/** Plain data as JSON with its keys in order: what is laid out anew first is quicker than a list of keys for `JSON.stringify`. */
function ordered(value: object): string {
  return JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) put(ordered, key, inOrder(value[key]));
  return ordered;
}

/** A key `__proto__`, which an assignment would not keep, is data as well, and an edit of it shows. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
