import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The built program in a pipe: readers that go away, full disks, signals. */
const BIN = join(import.meta.dirname, '../../bin/candidacy.cjs');
const ROW = 'A,yes,no,no,no,no,no\n';
const HEAD = 'id,sciatica,pregnancy,metallic-hardware,spinal-fracture,spine-infection,severe-osteoporosis\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-batch-'));
  writeFileSync(join(folder, 'many.csv'), HEAD + ROW.repeat(200_000));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function shell(script: string) {
  const run = `"${process.execPath}" "${BIN}" batch`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script.replaceAll('batch', run)], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

test('a reader that goes away is told how many rows were written', () => {
  const { code, stdout, stderr } = shell('batch many.csv --keep id | head -1; exit ${PIPESTATUS[0]}');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^{"row":1,"id":"A","verdict":"candidate"/);
  expect(stderr).toMatch(
    /^The reader of stdout went away while rows were written; before that, [\d,]+ rows were judged and written\.\n$/,
  );
});

test.runIf(existsSync('/dev/full'))('a full disk', () => {
  expect(shell('batch many.csv --keep id > /dev/full')).toMatchObject({
    code: 74,
    stderr: 'error: Cannot write the result: the disk is full. 0 rows were judged and written.\n',
  });
});

describe('signals and time', () => {
  test('the first rows are out before the last are in', async () => {
    const child = spawn(process.execPath, [BIN, 'batch', '--keep', 'id'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.write(HEAD + ROW);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^{"row":1,.*\n$/);
    child.stdin.write(ROW);
    const [second] = (await once(child.stdout, 'data')) as [Buffer];
    expect(second.toString()).toMatch(/^{"row":2,.*\n$/);
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('interrupted: what was done is said, and no part of the output is left', async () => {
    const args = [BIN, 'batch', '--keep', 'id', '--output', 'never.ndjson', '--errors', 'never.csv'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
    child.stdin.write(HEAD + ROW + ROW);
    // The file that is being written is there under another name.
    while (!readdirSync(folder).some((name) => name.startsWith('.never.ndjson')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    const [chunk] = (await once(child.stderr, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('Interrupted. 2 rows were judged; "never.ndjson" was not written.\n');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(readdirSync(folder)).toEqual(['many.csv']);
  });
});
