import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/cli/errors.js';
import { interview, type Interviewed, type InterviewOptions } from '../../../src/cli/prompt/interview.js';
import { fileOf, keepSession, newName } from '../../../src/cli/prompt/session-store.js';
import { compile } from '../../../src/engine/compile.js';
import type { Answers } from '../../../src/model/answer.js';
import { EVERY_KIND, given, ON } from './desk.js';

const RULES = { ...EVERY_KIND, digest: 'sha256:now' };
const NOW = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'candidacy-interview-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const folder = (): string => join(home, 'candidacy/sessions');

interface Ended {
  readonly result: Interviewed;
  readonly said: string;
}

/** A conversation of lines: each is typed once a prompt stands there. */
async function talk(
  lines: readonly string[],
  options: Partial<InterviewOptions> = {},
  answers: Answers = new Map(),
  typedAhead = '',
): Promise<Ended> {
  const stdin = new PassThrough();
  stdin.write(typedAhead);
  const rest = [...lines];
  let said = '';
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      const text = String(chunk);
      said += text;
      if (text.endsWith(': ')) {
        const line = rest.shift();
        setTimeout(() => (line === undefined ? stdin.end() : stdin.write(`${line}\n`)), 60);
      }
      done();
    },
  });
  const io = { stdin, stderr, env: { XDG_STATE_HOME: home }, platform: 'linux', now: () => NOW };
  const result = await interview(io, compile(RULES), answers, {
    on: ON,
    save: true,
    now: () => '2026-01-01T10:00:00Z',
    plain: true,
    colour: 0,
    ...options,
  });
  return { result, said: said.replace(/\s+/g, ' ') };
}

function saved(
  answers: Answers,
  { hours = 1, digest = 'sha256:now', reference = 'bed 7', process: pid = 0 } = {},
): string {
  const savedAt = new Date(NOW - hours * HOUR);
  const name = newName(savedAt);
  keepSession(fileOf(folder(), name), {
    savedAt,
    ruleSet: { ...RULES, digest },
    on: ON,
    reference,
    answers,
    process: pid,
  });
  return name;
}

async function refused(options: Partial<InterviewOptions>): Promise<string> {
  const error: unknown = await talk([], options).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (!(error instanceof UsageError)) throw new Error('Nothing was refused.');
  return error.problems.map(({ message, hint }) => `${message} ${hint ?? ''}`).join(' ');
}

const MINE = given({ numb: 'no', 't-score': -3 }, 'prompt');

describe('resuming', () => {
  test('a fresh session of the same rule set needs no name', async () => {
    saved(MINE);
    const { result, said } = await talk(['yes', 'accept'], { resume: true });
    expect(said).toContain('A saved session, saved one hour ago.');
    expect(said).toContain('Reference: bed 7');
    expect(said).toContain('Saddle numbness: no');
    expect(said).toContain('What is the lowest T-score: -3');
    expect(result).toMatchObject({ kind: 'answered', answers: MINE, reference: 'bed 7' });
    expect(readdirSync(folder())).toHaveLength(1);
    if (result.kind === 'answered') result.forget();
    expect(readdirSync(folder())).toEqual([]);
  });

  test('an answer keeps the time at which it was given; what came with the call has none', async () => {
    const earlier = '2025-12-31T23:00:00Z';
    saved(new Map([['numb', { kind: 'known', value: 'no', origin: 'prompt', answeredAt: earlier }]]));
    const { result } = await talk(['yes', '-3', 'accept'], { resume: true }, given({ weight: 80 }));
    const times =
      result.kind === 'answered' ? [...result.answers].map(([id, { answeredAt }]) => [id, answeredAt]) : undefined;
    expect(times).toEqual(
      expect.arrayContaining([
        ['numb', earlier],
        ['t-score', '2026-01-01T10:00:00Z'],
        ['weight', undefined],
      ]),
    );
  });

  test('anything but a yes goes nowhere', async () => {
    const name = saved(MINE);
    for (const words of [['no'], ['n'], ['ye', 'no'], []]) {
      const { result } = await talk(words, { resume: true });
      expect(result).toEqual({ kind: 'interrupted' });
      expect(readdirSync(folder())).toEqual([`${name}.json`]);
    }
  });

  test('a yes in one letter will do, but none that was typed before the answers could be read', async () => {
    saved(MINE);
    const early = await talk(['no'], { resume: true }, new Map(), 'yes\n');
    expect(early.said).toContain('Not taken, as it was typed before this question: “yes”.');
    expect(early.result.kind).toBe('interrupted');
    const { result } = await talk(['y', 'accept'], { resume: true });
    expect(result).toMatchObject({ kind: 'answered', answers: MINE });
  });

  test('there is none', async () => {
    expect(await refused({ resume: true })).toContain('There is no saved session to resume. Leave --resume out');
    expect(await refused({ resume: 'bed-7' })).toContain(
      'There is no saved session and no file "bed-7". There are no saved sessions.',
    );
  });

  test.each([
    { name: 'an old one', about: { hours: 25 }, why: 'over 24 hours old', said: 'This session is over 24 hours old.' },
    { name: 'one of tomorrow', about: { hours: -25 }, why: 'over 24 hours old', said: 'saved in the future' },
    {
      name: 'one of other rules',
      about: { digest: 'sha256:then' },
      why: 'of another rule set: every-kind 1.0.0',
      said: 'The rule set is another now',
    },
  ])('$name must be named, and is told', async ({ about, why, said: told }) => {
    const name = saved(MINE, about);
    expect(await refused({ resume: true })).toContain(`${name} (${why})`);
    const { result, said } = await talk(['yes', 'accept'], { resume: name });
    expect(said).toContain(told);
    expect(result).toMatchObject({ kind: 'answered', answers: MINE });
  });

  test('one that is still open elsewhere must be named', async () => {
    const name = saved(MINE, { process: process.ppid });
    expect(await refused({ resume: true })).toContain(`${name} (still open in another terminal)`);
  });

  test('of several, none is guessed', async () => {
    const one = saved(MINE, { reference: 'bed 1' });
    const two = saved(MINE, { reference: 'bed 2', hours: 2 });
    const message = await refused({ resume: true });
    expect(message).toContain('may be of different people');
    for (const text of [one, two, 'bed 1', 'bed 2']) expect(message).toContain(text);
    const { said } = await talk(['no'], { resume: two });
    expect(said).toContain('Reference: bed 2');
  });

  test('what is given now counts, which is said; but "don\'t know" takes nothing away', async () => {
    saved(MINE);
    const { result, said } = await talk(['yes', 'accept'], { resume: true }, given({ 't-score': -4, numb: 'unknown' }));
    expect(said).toContain('What is the lowest T-score: -3 SD — given now, and counts: -4');
    if (result.kind !== 'answered') throw new Error('It was not accepted.');
    expect(result.answers.get('t-score')).toMatchObject({ value: -4, origin: 'flag' });
    expect(result.answers.get('numb')).toMatchObject({ value: 'no', origin: 'prompt' });
  });

  test('another reference is pointed out', async () => {
    saved(MINE);
    const { said } = await talk(['no'], { resume: true, reference: 'bed 9' });
    expect(said).toContain('The reference given now is another: bed 9. Is it the same person?');
  });

  test('answers that the rules do not take now are left out, which is said', async () => {
    const name = saved(new Map([...MINE, ...given({ gone: 'yes', 'slip-grade': '9' }, 'prompt')]), {
      digest: 'sha256:then',
    });
    const { result, said } = await talk(['yes', 'accept'], { resume: name });
    expect(said).toContain('Left out, since the rule set does not ask or take them now: gone, slip-grade.');
    expect(result).toMatchObject({ kind: 'answered', answers: MINE });
  });

  test('with --no-save the file stays as it is until the verdict is told', async () => {
    const name = saved(MINE);
    const { result } = await talk(['yes', 'edit 2', '-4', 'accept'], { resume: true, save: false });
    expect(readdirSync(folder())).toEqual([`${name}.json`]);
    if (result.kind === 'answered') result.forget();
    expect(readdirSync(folder())).toEqual([]);
  });
});

describe('saving', () => {
  test('answers given by flags alone are not worth a file', async () => {
    const { said } = await talk(['quit'], {}, given({ numb: 'no' }));
    expect(said).toContain('Stopped; nothing was answered, so nothing was saved.');
    expect(() => readdirSync(folder())).toThrow('ENOENT');
  });

  test('nor are answers that were taken back', async () => {
    const { said } = await talk(['no', 'back', 'quit']);
    expect(said).toContain('nothing was answered');
    expect(readdirSync(folder())).toEqual([]);
  });

  test('a session that waits is mentioned at the start, and then the new one is named', async () => {
    saved(MINE);
    const { said } = await talk(['no', 'quit']);
    expect(said).toContain('one saved session can be taken up');
    expect(said).toMatch(/The same command with --resume \d{8}-\d{6}-[0-9a-f]{6} takes it up\./);
  });
});

describe('line by line', () => {
  test('all that the checklist has: help, why, back, review, edit, and what stops applying', async () => {
    const { result, said } = await talk([
      'help',
      'why',
      'maybe',
      'hlep',
      '',
      'no',
      'x',
      '-1',
      '80 kg',
      'yes',
      '3',
      'edit 4',
      'no',
      'review',
      'verdict',
      'back',
      'back',
      '1',
      '2020',
      'more',
      '1,2',
      'edit 99',
      'edit 3',
      'unknown',
      'go on',
      'accept',
    ]);
    for (const sentence of [
      'edit NUMBER: Asks a question again.',
      'Red flag: It may be an emergency.',
      'Did you mean help?',
      'An empty line answers nothing.',
      '"x" is not a number.',
      'Ruled out by: High slip.',
      'No longer applies, answer set aside: “Which grade is the slip”.',
      'set aside as it does not apply',
      'There is no question 99.',
      'Not asked: ',
    ]) {
      expect(said).toContain(sentence);
    }
    expect(result.kind).toBe('answered');
  });

  test('a given answer that does not apply is left out on a yes alone', async () => {
    const { said } = await talk(['accept', 'yes', 'quit'], {}, given({ slip: 'no', 'slip-grade': '2' }));
    expect(said).toContain('Type yes to leave that answer out');
    expect(said).toContain('Left out: “Which grade is the slip”.');
  });

  test('the end is not offered while a red flag was not asked about', async () => {
    const { said, result } = await talk(['review', 'accept', 'go on', 'no', 'accept'], {}, given({ 't-score': -3 }));
    expect(said).toContain('Not to be ended yet. Red flags not asked about: Saddle numbness.');
    expect(said).toContain('Not yet: red flags have not been asked about.');
    expect(result.kind).toBe('answered');
  });
});
