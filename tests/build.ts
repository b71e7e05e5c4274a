import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Before all tests: dist/ is built from the sources as they are, so that no test meets yesterday's rule sets. */
export function setup(): void {
  const root = join(import.meta.dirname, '..');
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/ensure.mjs'), '--types'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}
