import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { built, ROOT } from '../scripts/fresh.mjs';

/** Before all tests. `npm test` builds first; where a single file is run while working, an older build may do. */
export function setup(): void {
  if (!existsSync(join(ROOT, 'dist/rules'))) {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/ensure.mjs')], { stdio: 'inherit' });
    if (status !== 0) throw new Error('The build failed.');
  }
  if (!built())
    console.warn(
      'dist/ is older than the sources: tests of the built program and the rule sets that ship need `npm run build`.',
    );
}
