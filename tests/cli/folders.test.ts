import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleFiles } from '../../src/cli/rule-files.js';
import { diskFiles } from '../../src/cli/files.js';
import type { Io } from '../../src/cli/io.js';
import { walk } from '../../src/cli/walk.js';
import { candidacy, runIn, type Ended } from './run.js';

/** Folders as they are found on disks: links in circles, pipes, what is closed or broken. */
const RULES = `candidacy: 1
id: own
version: "1"
title: Own
indications: [{ id: pain, name: Pain, ask: Is there pain?, because: It is for pain. }]
`;
let folder: string;
const run = (...args: readonly string[]): Promise<Ended> => runIn(folder, { args });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-folders-'));
  for (const name of ['circle', 'broken', 'pipes', 'two']) mkdirSync(join(folder, name));
  symlinkSync('../circle', join(folder, 'circle/self'));
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  writeFileSync(join(folder, 'two/good.yaml'), RULES);
  symlinkSync('gone.yaml', join(folder, 'two/a.yaml'));
  symlinkSync('gone.yaml', join(folder, 'two/b.yaml'));
  symlinkSync('gone', join(folder, 'two/notes.txt'));
  execFileSync('mkfifo', ['pipes/a.yaml', 'pipes/a.test.yaml', 'pipes/a.json', 'pipes/base.yaml'], { cwd: folder });
  writeFileSync(
    join(folder, 'pipes/child.yaml'),
    'candidacy: 1\nid: child\nversion: "1"\ntitle: C\nextends: base.yaml\n',
  );
  writeFileSync(join(folder, 'large.yaml'), `${RULES}#${' '.repeat(2 ** 20)}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('links that lead in a circle are followed once', async () => {
  expect(await run('rules', 'check', 'circle')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no rule file in "circle".') as unknown,
  });
  writeFileSync(join(folder, 'circle/own.yaml'), RULES);
  expect(walk(join(folder, 'circle'), 'circle', /\.yaml$/)).toEqual({ files: ['circle/own.yaml'], unread: [] });
  expect((await run('rules', 'check', 'circle')).stdout).toContain('Looked at one file');
});

test.each([['check'], ['test'], ['prove'], ['show'], ['format']])(
  'rules %s of a link to itself says why',
  async (command) => {
    const { code, stdout, stderr } = await run('rules', command, 'loop.yaml');
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringMatching(/its links lead in a circle|it is not there/),
    ]);
  },
);

describe('of many files', () => {
  test('those that cannot be opened are all told, and the others are checked', async () => {
    const { code, stdout, stderr } = await run('rules', 'check', 'two');
    expect(stdout).toContain('Looked at one file');
    expect([code, stderr]).toEqual([
      2,
      ['a', 'b']
        .map(
          (name) =>
            `error: Cannot read "two/${name}.yaml": it is a link to what is not there.\n  = Mend it, or take it out of the folder.\n`,
        )
        .join(''),
    ]);
    expect(await run('rules', 'check', 'gone1.yaml', 'gone2.yaml')).toMatchObject({ code: 2, stdout: '' });
    expect((await run('rules', 'check', 'gone1.yaml', 'gone2.yaml')).stderr.match(/it is not there/g)).toHaveLength(2);
  });

  test.each(['prove', 'format'])('rules %s does so too, and 3 goes before 2', async (command) => {
    expect(await run('rules', command, 'two')).toMatchObject({ code: 2, stdout: '' });
    writeFileSync(join(folder, 'bad.yaml'), 'candidacy: [');
    const { code, stderr } = await run('rules', command, 'bad.yaml', 'two');
    expect(code).toBe(3);
    expect(stderr).toMatch(/bad\.yaml:1:.*Cannot read "two\/a\.yaml".*Cannot read "two\/b\.yaml"/s);
    const json = await run('rules', command, 'bad.yaml', 'two', '--format', 'json');
    if (command === 'prove')
      expect(JSON.parse(json.stderr)).toMatchObject({
        error: { kind: 'rule-file', problems: [{}, {}], diagnostics: [{}] },
      });
  });
});

describe('what is no plain file', () => {
  test('is left alone in a folder, and is no test file, no result and no parent', async () => {
    expect(await run('rules', 'test', 'pipes')).toMatchObject({ code: 2 });
    expect(await run('replay', 'pipes')).toMatchObject({ code: 2 });
    const { code, stdout } = await run('rules', 'check', 'pipes');
    expect(code).toBe(3);
    expect(stdout).toContain('The rule set that this extends cannot be read');
    expect(stdout).toContain('it is no plain file');
    expect(stdout).toContain('Looked at one file');
  });

  test('is read where it is named', () => {
    const bin = join(import.meta.dirname, '../../bin/candidacy.cjs');
    const script = `cat "${join(folder, 'two/good.yaml')}" > pipes/a.yaml & "${process.execPath}" "${bin}" rules check pipes/a.yaml`;
    const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    expect(stdout).toContain('Looked at one file');
  });
});

test.each([['check'], ['prove'], ['show'], ['format']])(
  'rules %s: a file that is too large is a fault of that file',
  async (command) => {
    const { code, stdout, stderr } = await run('rules', command, 'large.yaml');
    expect(code).toBe(3);
    expect(stdout + stderr).toContain('The file has more than 1048576 bytes');
  },
);

test.each([
  ['text that is none', Buffer.from([0xff, 0xfe, 0x00]), 'Save it as UTF-8, or check that these are the answers.'],
  ['lists in lists', '['.repeat(100), 'Write { "id": value }'],
  ['too many pieces', `[${'[],'.repeat(100_000)}]`, 'Answers take a few kB: check that these are the answers.'],
  ['two people', 'pain: yes\n---\npain: no\n', 'Give the answers of one person in one file'],
])('the way out for answers is not that of a rule file: %s', async (_name, bytes, hint) => {
  writeFileSync(join(folder, 'answers.yaml'), bytes);
  const { code, stderr } = await run('screen', '--no-input', '--answers', 'answers.yaml');
  expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  expect(stderr).not.toMatch(/rule file|rule set|condition/);
});

test('answers that are too many are a mistake of the call', async () => {
  const files = { 'a.json': `{${' '.repeat(2 ** 20)}}` };
  expect((await candidacy({ args: ['screen', '--no-input', '--answers', 'a.json'], files })).code).toBe(2);
});

test('a folder that is closed is told', () => {
  const closed = join(folder, 'wrap/closed');
  mkdirSync(closed, { recursive: true });
  writeFileSync(join(folder, 'wrap/own.yaml'), RULES);
  chmodSync(closed, 0);
  chmodSync(folder, 0o755);
  // To root nothing is closed: somebody else has to look.
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    const hint = 'Mend it, or take it out of the folder.';
    expect(walk(join(folder, 'wrap'), 'wrap', /\.yaml$/)).toEqual({
      files: ['wrap/own.yaml'],
      unread: [{ name: 'wrap/closed', problem: { message: 'Cannot read "wrap/closed": permission is denied.', hint } }],
    });
  } finally {
    if (root) process.seteuid?.(0);
    chmodSync(closed, 0o755);
  }
});

test('a folder that is closed is no folder without rule files', async () => {
  const io = {
    files: {
      ...diskFiles(() => folder),
      isFolder: () => true,
      walk: () => Promise.resolve({ files: [], unread: [{ name: 'x', problem: { message: 'Cannot read "x".' } }] }),
    },
  } as unknown as Io;
  expect(await ruleFiles(io, ['x'])).toEqual({ files: [], problems: [{ message: 'Cannot read "x".' }] });
});

test('a file that is there is not called missing', async () => {
  const files = { 'h.py': '', plain: '' };
  const { code, stderr } = await candidacy({ args: ['rules', 'test', 'h.py'], files });
  expect([code, stderr]).toEqual([
    2,
    'error: "h.py" is no rule file and no test file: it ends in ".py".\n  = Rule files end in .yaml, test files in .test.yaml.\n',
  ]);
  expect((await candidacy({ args: ['rules', 'test', 'plain'], files })).stderr).toContain('its name has no end');
  expect((await candidacy({ args: ['rules', 'test', 'gone.py'], files })).stderr).toContain('it is not there');
});
