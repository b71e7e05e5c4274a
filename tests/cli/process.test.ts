import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The built program as a shell runs it: pipes that close, disks that are full, signals. */
const BIN = join(import.meta.dirname, '../../bin/candidacy.cjs');
const PREGNANT = `"${process.execPath}" "${BIN}" --pregnancy --explain full`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-process-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function shell(script: string, env: Readonly<Record<string, string>> = {}) {
  const { CI: _ci, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...rest, ...env },
  });
  return { code: status, stdout, stderr };
}

describe('a reader of stdout that goes away', () => {
  const gone = '(exec 0<&-; sleep 0.5); exit ${PIPESTATUS[0]}';

  test.each([
    ['after a line', `${PREGNANT} | head -1; exit \${PIPESTATUS[0]}`],
    ['before anything is written', `${PREGNANT} | ${gone}`],
    ['before anything is written in JSON', `${PREGNANT} --json | ${gone}`],
  ])('%s is nothing wrong', (_name, script) => {
    expect(shell(script)).toMatchObject({ code: 0, stderr: '' });
  });

  test('leaves a verdict its exit code: 0 would be a candidate', () => {
    expect(shell(`${PREGNANT} --exit-code | ${gone}`)).toMatchObject({ code: 30, stderr: '' });
  });
});

test('a reader that takes its time gets all of it, more than a pipe holds', () => {
  const rows = `yes '{"sciatica":"yes"}' | head -20000`;
  const batch = `${rows} | "${process.execPath}" "${BIN}" batch --input ndjson`;
  const { code, stdout } = shell(`${batch} | (sleep 1; cat) | wc -l; exit \${PIPESTATUS[1]}`);
  expect({ code, rows: Number(stdout) }).toEqual({ code: 0, rows: 20_000 });
  const page = `"${process.execPath}" "${BIN}" rules show "${join(import.meta.dirname, '../../rules/spinal-decompression-clinical.yaml')}" --format html`;
  const whole = shell(`${page} | wc -c`).stdout;
  expect(Number(whole)).toBeGreaterThan(100_000);
  expect(shell(`${page} | (sleep 2; cat) | wc -c`).stdout).toBe(whole);
});

test.runIf(existsSync('/dev/full'))('a full disk is an error on stderr', () => {
  expect(shell(`${PREGNANT} > /dev/full`)).toMatchObject({
    code: 74,
    stderr: 'error: Cannot write the result: the disk is full.\n',
  });
  expect(shell(`${PREGNANT} --output /dev/full`)).toMatchObject({
    code: 74,
    stderr: 'error: Cannot write "/dev/full": the disk is full.\n',
  });
  // Nobody can be told, but the exit code is right.
  expect(shell(`${PREGNANT} --nope 2> /dev/full`).code).toBe(2);
});

describe('streams that are closed or no terminal', () => {
  test.each([
    ['no stdin', `${PREGNANT} <&-`, 0],
    ['no stdout', `${PREGNANT} >&-`, 0],
    ['no stderr', `${PREGNANT} 2>&-`, 0],
    ['no terminal at all', `"${process.execPath}" "${BIN}" --sciatica < /dev/null`, 0],
    ['a mistake and no stderr', `${PREGNANT} --nope 2>&-`, 2],
  ])('%s', (_name, script, code) => {
    expect(shell(script)).toMatchObject({ code, stderr: '' });
  });

  test('a file may be a pipe of the shell', () => {
    const { code, stdout } = shell(
      `"${process.execPath}" "${BIN}" --json --answers <(sleep 0.3; echo '{"pregnancy":"yes"}')`,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'contraindicated' });
  });
});

describe('--output', () => {
  test('keeps permissions, and a link stays a link', () => {
    writeFileSync(join(folder, 'kept.txt'), 'old');
    chmodSync(join(folder, 'kept.txt'), 0o640);
    symlinkSync('kept.txt', join(folder, 'link.txt'));
    expect(shell(`${PREGNANT} --output link.txt`)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(lstatSync(join(folder, 'link.txt')).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, 'kept.txt')).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toContain('contraindicated');
  });

  test('leaves what was there where writing fails, and nothing beside it', () => {
    writeFileSync(join(folder, 'old.txt'), 'old');
    const before = readdirSync(folder);
    // A file may not grow past 2 KiB here, which stands for a disk that fills up.
    const { code, stderr } = shell(`ulimit -f 2; ${PREGNANT} --output old.txt`);
    expect({ code, stderr }).toEqual({ code: 74, stderr: 'error: Cannot write "old.txt": it would be too large.\n' });
    expect(readFileSync(join(folder, 'old.txt'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('a device is written as it is', () => {
    const { code, stdout } = shell(`"${process.execPath}" "${BIN}" --pregnancy --json --output /dev/stdout | cat`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'contraindicated' });
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends a run that waits for its answers', async (signal) => {
  const child = spawn(process.execPath, [BIN, '--answers', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('close', (code, by) => resolve([code, by])));
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  await new Promise((resolve) => setTimeout(resolve, 700));
  child.kill(signal);
  expect(await ended).toEqual([null, signal]);
  expect(printed).toEqual([]);
});

test('a run that asks nothing is silent, whatever the environment', () => {
  const { code, stdout, stderr } = shell(`"${process.execPath}" "${BIN}" --sciatica --no-pregnancy --json --no-input`, {
    NODE_OPTIONS: '',
    FORCE_COLOR: '',
    NO_COLOR: '1',
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'needs-information', on: new Date().toLocaleDateString('sv') });
});
