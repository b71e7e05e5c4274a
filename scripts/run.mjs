// Runs a TypeScript file: `node scripts/run.mjs FILE [ARGUMENT …]`. Packages stay outside of the bundle.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensure, ROOT } from './fresh.mjs';

ensure();
const { build } = await import('esbuild');
const [file, ...args] = process.argv.slice(2);
const temp = await mkdtemp(join(ROOT, 'node_modules/.run-'));
try {
  const outfile = join(temp, 'run.mjs');
  await build({
    entryPoints: [file],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  process.chdir(ROOT);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(temp, { recursive: true, force: true });
}
