import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = 'dist/cli/main.cjs';
const BYTECODE = `${MAIN}.bytecode`;

/** The program as it is installed, to be damaged. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-bytecode-'));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function node(root: string, args: readonly string[]): string {
  const { NODE_OPTIONS, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...env, SOURCE_DATE_EPOCH: '1767225600' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function screened(root: string): string {
  return node(root, ['bin/candidacy.cjs', 'screen', '--sciatica', '--pregnancy', '--json', '--no-input']);
}

function fromBytecode(root: string): string {
  const code = `const { load, loaded } = require('./bin/candidacy.cjs');
    load('main.cjs');
    console.log(loaded.get('main.cjs').fromBytecode);`;
  return node(root, ['-e', code]).trim();
}

describe('bytecode', () => {
  it('is taken where the program was built', () => {
    expect(fromBytecode(ROOT)).toBe('true');
    expect(fromBytecode(folder)).toBe('true');
  });

  it('is left alone where the program is another, even one of the same length', () => {
    const built = readFileSync(join(folder, MAIN), 'latin1');
    expectLeftAlone(MAIN, Buffer.from(built.replace(/[0-9a-f]{64}\n$/, `${'0'.repeat(64)}\n`), 'latin1'));
  });

  it('is left alone where another Node made it', () => {
    const bytes = readFileSync(join(folder, BYTECODE));
    bytes.write(' v19.0.0', bytes.indexOf(` ${process.version}`), 'latin1');
    expectLeftAlone(BYTECODE, bytes);
  });

  it.each([128, 150, 1000])('is left alone where V8 does not know it: cut after %i bytes', (length) => {
    expectLeftAlone(BYTECODE, readFileSync(join(folder, BYTECODE)).subarray(0, length));
  });

  it('is not missed where it is not there', () => {
    expectLeftAlone(BYTECODE, undefined);
  });

  it('is not missed where V8 may make no code, which has no WebAssembly either', () => {
    const args = ['bin/candidacy.cjs', 'screen', '--sciatica', '--pregnancy', '--json', '--no-input'];
    expect(node(ROOT, ['--jitless', '--no-expose-wasm', ...args])).toBe(screened(ROOT));
  });
});

/** With the file as it is given, or without it, the program says the same as ever, and no bytecode is taken. */
function expectLeftAlone(path: string, bytes: Uint8Array | undefined): void {
  const file = join(folder, path);
  const built = readFileSync(file);
  if (bytes === undefined) rmSync(file);
  else writeFileSync(file, bytes);
  expect(fromBytecode(folder)).toBe('false');
  expect(screened(folder)).toBe(screened(ROOT));
  writeFileSync(file, built);
}
