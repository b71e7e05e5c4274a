/**
 * The place of a node in a rule file: a JSON Pointer (RFC 6901) such as `/contraindications/0/when/all/1`.
 *
 * In a rule set that extends another, the file stands before a `#`: `spinal-decompression.yaml#/contraindications/0`.
 * The file that was loaded, and a rule set that extends nothing, have no file part.
 */
export type Pointer = string;

/** The pointer one step further down. Escapes `~` and `/` in the step. */
export function at(parent: Pointer, ...steps: readonly (string | number)[]): Pointer {
  return steps.reduce<Pointer>(
    (path, step) => `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    parent,
  );
}

/** The file part (undefined where there is none) and the unescaped steps of a pointer. */
export function stepsOf(pointer: Pointer): { readonly file: string | undefined; readonly steps: readonly string[] } {
  const hash = pointer.indexOf('#');
  const file = hash < 0 ? undefined : pointer.slice(0, hash);
  const path = pointer.slice(hash + 1);
  const steps =
    path === ''
      ? []
      : path
          .slice(1)
          .split('/')
          .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { file, steps };
}
