import { execFile, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendLine, LINE_START } from '../../src/cli/audit-log.js';
import { candidacy, runIn } from './run.js';

let folder: string;
let child: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-log-'));
  child = join(folder, 'child.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'log-child.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly log: number;
  readonly writer: string;
  readonly line: number;
}

function linesOf(file: string): readonly Line[] {
  const text = readFileSync(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const line = (): string => `${LINE_START}"writer":"me","line":0}`;

test('sixty processes that append at once lose no line and tear none', { timeout: 120_000 }, async () => {
  const file = join(folder, 'many.ndjson');
  const writers = Array.from({ length: 60 }, (_, index) => `w${index}`);
  await Promise.all(writers.map((name) => promisify(execFile)(process.execPath, [child, file, name, '5'])));
  const lines = linesOf(file);
  expect(lines).toHaveLength(300);
  for (const writer of writers)
    expect(lines.filter((one) => one.writer === writer).map((one) => one.line)).toEqual([0, 1, 2, 3, 4]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => /many.*(lock|torn|removal)/.test(name))).toEqual([]);
});

test('a writer that is killed in the middle keeps nobody from writing', { timeout: 120_000 }, async () => {
  const file = join(folder, 'killed.ndjson');
  for (let round = 0; round < 5; round++) {
    const victim = spawn(process.execPath, [child, file, `victim${round}`, '100000'], { stdio: 'ignore' });
    await new Promise((done) => setTimeout(done, 150 + 37 * round));
    victim.kill('SIGKILL');
    await new Promise((done) => victim.once('exit', done));
    await appendLine(file, file, line);
  }
  expect(linesOf(file).filter(({ writer }) => writer === 'me')).toHaveLength(5);
});

describe('a torn last line', () => {
  test.each([
    { name: 'half of it', torn: '{"log":1,"screenedAt":"2026-0' },
    { name: 'its first sign', torn: '{' },
    { name: 'zeros in its place', torn: '\0'.repeat(4096) },
    { name: 'longer than what is read at once', torn: `{"log":1,"x":"${'y'.repeat(200_000)}` },
  ])('$name is set aside, and said', async ({ torn }) => {
    const file = join(folder, `torn-${torn.length}.ndjson`);
    writeFileSync(file, `${line()}\n${torn}`);
    const told: number[] = [];
    const { torn: found } = await appendLine(file, file, (bytes) => {
      told.push(bytes);
      return line();
    });
    expect(found).toEqual({ bytes: torn.length, file: `${file}.torn` });
    expect(told).toEqual([torn.length]);
    expect(linesOf(file)).toHaveLength(2);
    expect(readFileSync(`${file}.torn`, 'utf8')).toBe(`${torn}\n`);
    expect(statSync(`${file}.torn`).mode & 0o777).toBe(0o600);
  });

  test('a file that is no log is not cut short', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'my notes\nwithout an end');
    await expect(appendLine(file, file, line)).rejects.toThrow('no log of screenings');
    expect(readFileSync(file, 'utf8')).toBe('my notes\nwithout an end');
    writeFileSync(file, 'my notes\n');
    await expect(appendLine(file, file, line)).rejects.toThrow('no log of screenings');
    expect(readFileSync(file, 'utf8')).toBe('my notes\n');
    await appendLine(join(folder, 'log'), 'log', line);
    appendFileSync(join(folder, 'log'), 'my notes');
    await expect(appendLine(join(folder, 'log'), 'log', line)).rejects.toThrow('its last line is none of a log');
  });
});

describe('the lock', () => {
  const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;
  const namespace = existsSync('/proc/self/ns/pid') ? readlinkSync('/proc/self/ns/pid') : '';
  const heldBy = (process: number, id: string, more: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ process, host: hostname(), namespace, at: Date.now(), id, ...more });

  test.each<{ name: string; leave: (lock: string) => void }>([
    { name: 'of a process that is gone', leave: (lock) => writeFileSync(lock, heldBy(gone(), '1-a')) },
    {
      name: 'from before this machine was started',
      leave: (lock) => writeFileSync(lock, heldBy(process.pid, '2-b', { at: 0 })),
    },
    {
      name: 'from before this machine was started, which does not say whose it is,',
      leave: (lock) => {
        writeFileSync(lock, '');
        utimesSync(lock, 0, 0);
      },
    },
    {
      name: 'whose removal was not ended either, by two of them,',
      leave: (lock) => {
        writeFileSync(lock, heldBy(gone(), '3-c'));
        writeFileSync(`${lock}.removal.3-c.0`, heldBy(gone(), '4-d'));
        writeFileSync(`${lock}.removal.3-c.1`, heldBy(gone(), '5-e'));
      },
    },
  ])('$name does not hold', async ({ name, leave }) => {
    const file = join(folder, `lock-${name.length}.ndjson`);
    leave(`${file}.lock`);
    await appendLine(file, file, line);
    expect(linesOf(file)).toHaveLength(1);
    expect(readdirSync(folder).filter((other) => other.startsWith(`lock-${name.length}.ndjson.`))).toEqual([]);
  });

  test('of a process that is gone is left to the one that removes it', async () => {
    const file = join(folder, 'removed.ndjson');
    writeFileSync(`${file}.lock`, heldBy(gone(), '6-f'));
    writeFileSync(`${file}.lock.removal.6-f.0`, heldBy(process.pid, '7-g'));
    const appended = appendLine(file, file, line);
    await new Promise((done) => setTimeout(done, 600));
    expect(existsSync(`${file}.lock`)).toBe(true);
    rmSync(`${file}.lock`);
    await appended;
    expect(linesOf(file)).toHaveLength(1);
    rmSync(`${file}.lock.removal.6-f.0`);
  });

  test.each([
    { name: 'of a process that runs', lock: () => heldBy(process.pid, '8-h') },
    { name: 'of a process of another machine', lock: () => heldBy(gone(), '9-i', { host: 'elsewhere' }) },
    { name: 'of a process of another container', lock: () => heldBy(gone(), '10-j', { namespace: 'pid:[1]' }) },
  ])('$name is waited for', async ({ name, lock }) => {
    const file = join(folder, `waited-${name.length}.ndjson`);
    writeFileSync(`${file}.lock`, lock());
    const appended = appendLine(file, file, line);
    await new Promise((done) => setTimeout(done, 600));
    expect(existsSync(file)).toBe(false);
    rmSync(`${file}.lock`);
    await appended;
    expect(linesOf(file)).toHaveLength(1);
  });

  test('is the same by either name of a link', async () => {
    const file = join(folder, 'behind.ndjson');
    writeFileSync(file, '');
    symlinkSync(file, join(folder, 'link.ndjson'));
    writeFileSync(`${file}.lock`, heldBy(process.pid, '8-h'));
    const appended = appendLine(join(folder, 'link.ndjson'), 'link.ndjson', line);
    await new Promise((done) => setTimeout(done, 200));
    expect(readFileSync(file, 'utf8')).toBe('');
    rmSync(`${file}.lock`);
    await appended;
    expect(linesOf(file)).toHaveLength(1);
  });
});

describe('screen --log', () => {
  const args = ['--sciatica', '--pregnancy', '--no-input', '--log', 'log.ndjson', '--reference', 'case 7'];

  test('appends which screening it was, and the digest of its result', async () => {
    const where = mkdtempSync(join(folder, 'screen-'));
    const { stdout, stderr, code } = await runIn(where, { args: [...args, '--json'] });
    const result = JSON.parse(stdout) as { digest: string; ruleSet: { digest: string } };
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(JSON.parse(readFileSync(join(where, 'log.ndjson'), 'utf8'))).toEqual({
      log: 1,
      screenedAt: '2026-01-01T00:00:00Z',
      on: '2026-01-01',
      reference: 'case 7',
      verdict: 'contraindicated',
      eligible: 'no',
      urgent: 'not-asked',
      ruleSet: { id: 'spinal-decompression', version: '1.0.0', digest: result.ruleSet.digest },
      tool: { name: 'candidacy', version: '0.1.0' },
      result: result.digest,
    });
  });

  test('says on stderr and in the line that a torn one was set aside', async () => {
    const where = mkdtempSync(join(folder, 'screen-'));
    writeFileSync(join(where, 'log.ndjson'), '{"log":1,"scr');
    const { stderr, code } = await runIn(where, { args });
    expect(code).toBe(0);
    expect(stderr).toBe(
      'warning: The last line of "log.ndjson" was torn (13 bytes); it was set aside in "log.ndjson.torn".\n',
    );
    expect(JSON.parse(readFileSync(join(where, 'log.ndjson'), 'utf8'))).toMatchObject({ tornBefore: 13 });
  });

  test('tells no verdict that it could not write down', async () => {
    const ended = await candidacy({ args, files: { 'log.ndjson/x': '' } });
    expect(ended).toMatchObject({ code: 74, stdout: '' });
  });
});
