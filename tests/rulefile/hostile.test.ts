import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE } from './hostile-files.js';

const folder = mkdtempSync(join(tmpdir(), 'candidacy-hostile-'));
const child = join(folder, 'child.cjs');

interface Measured {
  readonly milliseconds: number;
  readonly mebibytes: number;
  readonly codes: readonly string[];
  readonly printed: number;
  readonly controls: boolean;
}

beforeAll(async () => {
  const entry = join(import.meta.dirname, 'hostile-child.ts');
  await build({
    entryPoints: [entry],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function measure(name: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, name], { timeout: 100_000 });
  return JSON.parse(stdout) as Measured;
}

test.each(Object.entries(HOSTILE))(
  '%s',
  async (name, { refused }) => {
    let measured = await measure(name);
    // On a busy machine all takes longer; the least of three is the truth.
    for (let more = 2; more > 0 && measured.milliseconds >= 1000; more--) measured = await measure(name);
    expect(measured.codes).toContain(refused);
    expect(measured.milliseconds).toBeLessThan(1000);
    expect(measured.mebibytes).toBeLessThan(256);
    expect(measured.printed).toBeLessThan(100_000);
    expect(measured.controls).toBe(false);
  },
  200_000,
);
