import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
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
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { misfits, readSession, type SavedSession, sessionText } from '../../../src/cli/prompt/saved-session.js';
import {
  claimSession,
  fileOf,
  isAlive,
  keepSession,
  newName,
  removeSession,
  sessionFolder,
  sessionNamed,
  storedSessions,
} from '../../../src/cli/prompt/session-store.js';
import type { Answer } from '../../../src/model/answer.js';
import { EVERY_KIND, given } from './desk.js';

const SESSION: SavedSession = {
  savedAt: new Date('2026-01-01T10:00:00Z'),
  ruleSet: { id: 'every-kind', version: '1.0.0', digest: 'sha256:00' },
  on: '2026-01-01',
  reference: 'bed 7',
  answers: given({ numb: 'no', 't-score': -2.5, slip: 'unknown' }, 'prompt'),
  process: 0,
};

describe('what a file says', () => {
  test('every session is read as it was written', () => {
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      fc.constant<Answer>({ kind: 'unknown', origin: 'prompt' }),
      fc.record({
        kind: fc.constant('known' as const),
        value: fc.oneof(
          fc.string(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
          fc.array(fc.string()),
        ),
        origin: fc.constantFrom('prompt', 'flag', 'file'),
      }),
      fc.record({
        kind: fc.constant('known' as const),
        value: fc.integer(),
        unit: fc.constantFrom('kg', 'lb'),
        origin: fc.constant('prompt' as const),
      }),
    );
    const session = fc.record({
      savedAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      ruleSet: fc.constant(SESSION.ruleSet),
      on: fc.constant('2026-01-01'),
      reference: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      answers: fc.array(fc.tuple(fc.string(), answer)).map((entries) => new Map(entries)),
      process: fc.nat(),
    });
    fc.assert(
      fc.property(session, (saved) => {
        expect(readSession(sessionText(saved))).toEqual({ ok: true, session: saved });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  const text = sessionText(SESSION);
  const changed = (change: object): string => JSON.stringify({ ...(JSON.parse(text) as object), ...change });

  test.each([
    { name: 'nothing', text: '', problem: 'it is not JSON, or was cut off' },
    { name: 'half a file', text: text.slice(0, 100), problem: 'it is not JSON, or was cut off' },
    { name: 'a list', text: '[]', problem: 'it is not a saved session' },
    { name: 'other JSON', text: '{"candidacy":1}', problem: 'it is not a saved session' },
    {
      name: 'a later format',
      text: changed({ 'candidacy-session': 2 }),
      problem: 'it was written by another version of candidacy',
    },
    { name: 'no time', text: changed({ savedAt: 'yesterday' }), problem: 'it does not say when it was saved' },
    { name: 'no rule set', text: changed({ ruleSet: {} }), problem: 'it does not say which rule set it is for' },
    { name: 'no date', text: changed({ on: 'today' }), problem: 'it has no screening date' },
    { name: 'a reference that is no text', text: changed({ reference: 7 }), problem: 'its reference is not text' },
    { name: 'no answers', text: changed({ answers: null }), problem: 'it has no answers' },
    {
      name: 'an answer of no kind',
      text: changed({ answers: { numb: 'yes' } }),
      problem: 'its answer to "numb" cannot be read',
    },
    {
      name: 'an answer from nowhere',
      text: changed({ answers: { numb: { kind: 'known', value: 'yes', origin: 'x' } } }),
      problem: 'its answer to "numb" cannot be read',
    },
    {
      name: 'a list of numbers',
      text: changed({ answers: { numb: { kind: 'known', value: [1], origin: 'prompt' } } }),
      problem: 'its answer to "numb" cannot be read',
    },
  ])('$name is refused', ({ text: file, problem }) => {
    expect(readSession(file)).toEqual({ ok: false, problem });
  });

  test('a single byte that is lost is noticed, or changes no answer', () => {
    for (let cut = 0; cut < text.length; cut++) {
      const read = readSession(text.slice(0, cut) + text.slice(cut + 1));
      if (!read.ok || misfits(read.session, EVERY_KIND).length > 0) continue;
      const known = [...read.session.answers].map(([id, answer]) => [
        id,
        answer.kind === 'known' ? answer.value : 'unknown',
      ]);
      expect(known.length).toBe(3);
    }
  });

  test('answers that a rule set does not take are told', () => {
    const answers = new Map([
      ...SESSION.answers,
      ...given({ 't-score': -9, weight: 80.5, gone: 'yes', 'slip-grade': '7', disc: 'maybe' }, 'prompt'),
    ]);
    expect(misfits({ ...SESSION, answers }, EVERY_KIND).toSorted()).toEqual([
      'disc',
      'gone',
      'slip-grade',
      't-score',
      'weight',
    ]);
    expect(misfits(SESSION, EVERY_KIND)).toEqual([]);
  });
});

describe('where files stand', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'candidacy-sessions-')), 'a', 'sessions');
  });
  afterEach(() => {
    rmSync(join(folder, '../..'), { recursive: true, force: true });
  });

  test.each([
    { platform: 'linux', env: { HOME: '/h' }, path: '/h/.local/state/candidacy/sessions' },
    { platform: 'linux', env: { HOME: '/h', XDG_STATE_HOME: '/s' }, path: '/s/candidacy/sessions' },
    { platform: 'linux', env: { HOME: '/h', XDG_STATE_HOME: 'relative' }, path: '/h/.local/state/candidacy/sessions' },
    {
      platform: 'darwin',
      env: { HOME: '/h', XDG_STATE_HOME: '/s' },
      path: '/h/Library/Application Support/candidacy/sessions',
    },
    { platform: 'win32', env: { USERPROFILE: '/h', LOCALAPPDATA: '/l' }, path: '/l/candidacy/sessions' },
    { platform: 'win32', env: { USERPROFILE: '/h' }, path: '/h/AppData/Local/candidacy/sessions' },
  ])('$platform with $env', ({ platform, env, path }) => {
    expect(sessionFolder(env, platform)).toBe(path);
  });

  test('only the owner can read them, whatever the mask says', () => {
    const before = process.umask(0);
    try {
      const file = fileOf(folder, newName(new Date()));
      keepSession(file, SESSION);
      keepSession(file, SESSION);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(readdirSync(folder)).toHaveLength(1);
    } finally {
      process.umask(before);
    }
  });

  test("a file left half-written by a crash is in nobody's way", () => {
    const file = fileOf(folder, newName(new Date()));
    keepSession(file, SESSION);
    writeFileSync(`${file}.${process.pid}.tmp`, 'half');
    keepSession(file, { ...SESSION, reference: 'second' });
    expect(readFileSync(file, 'utf8')).toContain('second');
    expect(storedSessions(folder)).toHaveLength(1);
  });

  test('the newest comes first, and what is not a session is not listed', () => {
    for (const hour of ['08', '10', '09'])
      keepSession(fileOf(folder, newName(new Date(`2026-01-01T${hour}:00:00Z`))), SESSION);
    writeFileSync(join(folder, 'notes.json'), '{}');
    expect(storedSessions(folder).map(({ name }) => name.slice(9, 11))).toEqual(['10', '09', '08']);
    expect(storedSessions(join(folder, 'none'))).toEqual([]);
  });

  test('what is not a plain file is not waited for', () => {
    mkdirSync(folder, { recursive: true });
    const name = '20260101-000000-abcdef';
    expect(spawnSync('mkfifo', [fileOf(folder, name)]).status).toBe(0);
    expect(sessionNamed(folder, name)?.read).toEqual({ ok: false, problem: 'it is not a file' });
    symlinkSync('/dev/zero', join(folder, 'zero'));
    expect(sessionNamed(folder, join(folder, 'zero'))?.read).toEqual({ ok: false, problem: 'it is not a file' });
    expect(sessionNamed(folder, '../../../etc/nothing-there')).toBeUndefined();
  });

  test('of two that take a session over at once, one gets it', () => {
    const file = fileOf(folder, newName(new Date()));
    keepSession(file, SESSION);
    const claims = ['1', '2'].map((second) =>
      claimSession(file, fileOf(folder, newName(new Date(`2026-01-01T10:00:0${second}Z`)))),
    );
    expect(claims).toEqual([true, false]);
    removeSession(file);
  });

  test('who is at work is known', () => {
    expect([0, process.pid, process.ppid, 2 ** 22 + 5].map(isAlive)).toEqual([false, false, true, false]);
  });
});
