import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, pack } from '../package/pack.js';

// The versions of Node that are promised, each as the binary that npm has for this platform.
const VERSIONS = ['20', '22', '24', '26'];
const BINARY = `node-${process.platform}-${process.arch}`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-real-'));
  install(pack(folder).file, join(folder, 'user'));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function binary(version: string): string {
  const place = join(folder, `node-${version}`);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
  // The binaries of an old Node declare no engine that matters here; nothing of theirs is run at the installation.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...options, `${BINARY}@${version}`], {
    cwd: place,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return join(place, 'node_modules', BINARY, 'bin/node');
}

describe.each(VERSIONS)('Node %s', (version) => {
  let node: string;

  beforeAll(() => {
    node = binary(version);
  }, 300_000);

  test('is that version', () => {
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${version}\\.`));
  });

  test.each([
    ['the flags', ['screen', '--sciatica', '--no-pregnancy', '--json', '--no-input']],
    [
      'a rule file',
      ['--rules', 'node_modules/candidacy/rules/spinal-decompression.yaml', '--sciatica', '--json', '--no-input'],
    ],
  ])('screens by %s', (_, args) => {
    const { status, stdout, stderr } = spawnSync(node, ['node_modules/candidacy/bin/candidacy.cjs', ...args], {
      cwd: join(folder, 'user'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'needs-information', ruleSet: { id: 'spinal-decompression' } });
  });

  test.each([
    ['esm.mjs', `import { compile, loadRuleSet } from 'candidacy'; console.log(typeof compile, typeof loadRuleSet);`],
    [
      'common.cjs',
      `const { compile, loadRuleSet } = require('candidacy'); console.log(typeof compile, typeof loadRuleSet);`,
    ],
  ])('loads the library from %s', (file, text) => {
    writeFileSync(join(folder, 'user', file), text);
    expect(execFileSync(node, [join(folder, 'user', file)], { encoding: 'utf8' })).toBe('function function\n');
  });
});
