// `npm start`: the command line from the sources, installed and built first where that is needed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensure, ROOT } from './fresh.mjs';

ensure();
// npm runs scripts at the root of the package; paths on the command line are meant from where it was called.
if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv[1] = join(ROOT, 'bin/candidacy.cjs');
createRequire(import.meta.url)(process.argv[1]).run();
