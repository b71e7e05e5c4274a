import { visible } from '../model/visible.js';

/** What is wrong with a reference, to stand behind its name; it goes into every report, and must be read there as it was written. */
export function referenceProblem(reference: string): string | undefined {
  if (reference === '') return 'is empty';
  if (reference.length > 200) return 'is longer than 200 characters';
  return visible(reference) === reference ? undefined : 'has characters that do not show';
}
