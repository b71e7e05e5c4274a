// `npm run laws [-- CASES]`: every law of the engine and of what looks at rule files over so many new cases (10,000 unless told).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './fresh.mjs';

const [cases = '10000'] = process.argv.slice(2);
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const laws = ['tests/engine/laws.test.ts', 'tests/analysis'];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...laws, '--reporter=verbose'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, LAWS: cases },
});
process.exitCode = status ?? 1;
