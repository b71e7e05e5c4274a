/**
 * The same text as V8 keeps it where it is the name of a property: those are compared by their address. One that was cut
 * out of a file or parsed is another copy, which costs a look at it each time.
 */
export function asName(text: string): string {
  return Object.keys({ [text]: true })[0]!;
}
