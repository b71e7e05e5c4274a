// `npm run golden`: rewrites what tests hold against files: golden output, schemas, the catalogue of diagnostics.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensure, ROOT } from './fresh.mjs';

ensure();
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, GOLDEN: 'write' } },
);
process.exitCode = status ?? 1;
