// `npm test`: every check, each with its name and time, then one line that counts them. `--real` runs what needs more
// than this machine has by itself: other versions of Node, a terminal's own tools.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensure, ROOT } from './fresh.mjs';

const REAL = process.argv.includes('--real');
const RESULTS = join(ROOT, 'coverage/results.json');

const VITEST = ['vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];

const CODE = ['{src,tests,bench,scripts,bin}/**/*.{ts,mts,mjs,cjs}', '*.{ts,js,cjs}'];

const CHECKS = REAL
  ? [['tests', VITEST, { REAL: '1' }]]
  : [
      ['types', ['typescript/bin/tsc', '-p', '.']],
      ['types without Node', ['typescript/bin/tsc', '-p', 'tsconfig.pure.json']],
      ['types of the page', ['typescript/bin/tsc', '-p', 'src/web/page']],
      ['lint', ['eslint/bin/eslint.js', '.', '--max-warnings=0']],
      [
        'format',
        ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--no-error-on-unmatched-pattern', ...CODE],
      ],
      ['layers', ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs']],
      ['unused code', ['knip/bin/knip.js']],
      ['tests', [...VITEST, '--coverage']],
    ];

ensure({ types: true });
mkdirSync(join(ROOT, 'coverage'), { recursive: true });
rmSync(RESULTS, { force: true });

let passed = 0;
let failed = 0;
const failures = [];
for (const [name, [script, ...args], env] of CHECKS) {
  console.log(`— ${name}`);
  const start = Date.now();
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(`  ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  if (status !== 0) failures.push(name);
  if (name === 'tests') {
    const counts = testCounts();
    passed += counts.passed;
    failed += status === 0 ? counts.failed : Math.max(counts.failed, 1);
  } else if (status === 0) {
    passed += 1;
  } else {
    failed += 1;
  }
}

if (failures.length > 0) console.log(`Failed: ${failures.join(', ')}.`);
if (!REAL) console.log('Not run: other versions of Node (`npm run test:real`), speed (`npm run bench`).');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function testCounts() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(RESULTS, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
