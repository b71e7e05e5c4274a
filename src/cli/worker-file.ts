import { join } from 'node:path';

/** The built file of a thread. The same from src/cli and from dist/cli: threads run what is built. */
export function workerFile(name: string): string {
  return join(import.meta.dirname, '../../dist/cli', `${name}.cjs`);
}
