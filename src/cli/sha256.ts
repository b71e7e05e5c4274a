/** 64 hex digits for a text in UTF-8. Node's cryptography is loaded when it is first asked for: a start that needs none is quicker. */
export function sha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
