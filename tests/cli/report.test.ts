import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/cli/sha256.js';
import { sealed } from '../../src/report/result-digest.js';
import type { Result } from '../../src/report/result.js';
import { runIn, type Ended } from './run.js';

let folder: string;
const run = (...args: readonly string[]): Promise<Ended> => runIn(folder, { args });
const NONE = ['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis', 'pregnancy'].map(
  (id) => `--no-${id}`,
);
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  candidate: [...NONE, '--sciatica', '--reference', 'case 7'],
  open: ['--sciatica', '--pregnancy=unknown'],
  contraindicated: ['--pregnancy', '--sciatica'],
  clinical: ['--rules', 'spinal-decompression-clinical', '--sciatica', '--no-pregnancy'],
};
const DECIDE = [
  '--override',
  'contraindicated',
  '--reason',
  'specialist-advice',
  '--note',
  'Seen on Monday.',
  '--until',
  '2026-06-30',
];
/** The same decision, but for one of its options. */
const decideBut = (option: string, value: string): readonly string[] =>
  DECIDE.map((word, index) => (DECIDE[index - 1] === option ? value : word));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-report-'));
  for (const [name, args] of Object.entries(PEOPLE)) {
    await run('screen', ...args, '--no-input', '--json', '--output', `${name}.json`);
    await run('screen', ...args, '--no-input', '--format', 'record', '--output', `${name}-record.json`);
  }
  await run('report', 'candidate.json', ...DECIDE, '--output', 'decided.json');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string): Result {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result;
}

function put(name: string, value: unknown): void {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
}

describe.each(Object.entries(PEOPLE))('a saved result of %s', (name, args) => {
  test.each(['text', 'markdown', 'html', 'json', 'record'])(
    'renders as %s to the byte as screen did',
    async (format) => {
      const { stdout: printed } = await run('screen', ...args, '--no-input', '--format', format);
      expect(printed).not.toBe('');
      for (const file of format === 'record' ? [`${name}-record.json`] : [`${name}.json`, `${name}-record.json`])
        expect(await run('report', file, '--format', format)).toEqual({ code: 0, stdout: printed, stderr: '' });
    },
  );
});

test('it comes from stdin, and goes to a file', async () => {
  const stdin = readFileSync(join(folder, 'open.json'), 'utf8');
  const { stdout } = await run('report', 'open.json');
  expect(await runIn(folder, { args: ['report', '-'], stdin })).toMatchObject({ code: 0, stdout });
  await run('report', 'open.json', '--output', 'open.txt');
  expect(readFileSync(join(folder, 'open.txt'), 'utf8')).toBe(stdout);
});

describe('a file that is no result', () => {
  test.each([
    { name: 'not JSON', text: '{ "candidacy": 1,\n  oops', says: 'This is not JSON' },
    { name: 'empty', text: '', says: 'It is empty.' },
    { name: 'a list', text: '[]', says: 'not an object' },
    { name: 'another object', text: '{"a":1}', says: 'This is no result of a screening' },
    { name: 'deeply nested', text: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, says: 'levels deep' },
    { name: 'too large', text: `"${'x'.repeat(17 * 2 ** 20)}"`, says: 'is larger than' },
  ])('$name: exit 2, no stack', async ({ text, says }) => {
    put('bad.json', text);
    const { code, stdout, stderr } = await run('report', 'bad.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n\s+at |zod|RangeError/i);
  });

  test('every problem is told with its place', async () => {
    const result = saved('candidate.json');
    put('bad.json', {
      ...result,
      verdict: 'safe',
      on: '2026-02-31',
      answers: { ...result.answers, sciatica: { value: 'yes', origin: '\u001b[31mhell' } },
    });
    const { code, stderr } = await run('report', 'bad.json');
    expect(code).toBe(2);
    expect(stderr).toContain('error: bad.json: /verdict: Expected "contraindicated" or');
    expect(stderr).toContain('error: bad.json: /on: Expected a day of the calendar, YYYY-MM-DD; it is "2026-02-31".');
    expect(stderr).toContain('error: bad.json: /answers/sciatica/origin: Expected "prompt" or');
    expect(stderr).not.toContain('\u001b');
  });

  test('a question that is called as what every object has breaks nothing', async () => {
    const result = saved('open.json');
    const questions = result.questions.map((one, index) => (index === 0 ? { ...one, id: 'constructor' } : one));
    put('proto.json', { ...result, questions });
    expect(await run('report', 'proto.json', '--explain', 'full')).toMatchObject({ code: 0 });
  });
});

test('an edited result says so, on stderr and before all else', async () => {
  put('edited.json', { ...saved('contraindicated.json'), verdict: 'candidate' });
  for (const format of ['text', 'markdown', 'html']) {
    const { code, stdout, stderr } = await run('report', 'edited.json', '--format', format);
    expect(code).toBe(0);
    expect(stderr).toContain('warning: edited.json was edited after it was made');
    expect(stdout.indexOf('This is not the result as it was made')).toBeGreaterThan(0);
    expect(stdout.indexOf('This is not the result as it was made')).toBeLessThan(stdout.indexOf('What would change'));
  }
});

test('laying a file out anew is no edit', async () => {
  const { candidacy, verdict, ...rest } = saved('candidate.json');
  put('laid-out.json', { ...rest, verdict, candidacy });
  expect((await run('report', 'laid-out.json')).stderr).toBe('');
});

describe('--override', () => {
  test('keeps what was computed, and adds the decision', () => {
    const { override, digest, ...rest } = saved('decided.json');
    const { digest: before, ...computed } = saved('candidate.json');
    expect(rest).toEqual(computed);
    expect(digest).not.toBe(before);
    expect(override).toEqual({
      verdict: 'contraindicated',
      reason: 'specialist-advice',
      because: 'A specialist advised otherwise',
      note: 'Seen on Monday.',
      until: '2026-06-30',
      at: '2026-01-01T00:00:00Z',
      earlier: [],
    });
  });

  test.each(['text', 'markdown', 'html'])(
    'stands in %s beside the verdict, and says when it has lapsed',
    async (format) => {
      const { stdout } = await run('report', 'decided.json', '--format', format);
      expect(stdout).toContain('Worth discussing with a clinician, because of sciatica');
      expect(stdout).toContain('A clinician decided otherwise');
      expect(stdout).toMatch(/a clinician decided:[\s┃]+contraindicated/);
      expect(stdout).toMatch(/Seen on Monday/);
      expect(stdout).not.toContain('lapsed');
      expect((await run('report', 'decided.json', '--format', format, '--on', '2026-07-01')).stdout).toContain(
        'lapsed',
      );
    },
  );

  test('a later decision keeps the earlier', async () => {
    const again = [
      '--override',
      'not-indicated',
      '--reason',
      'patient-choice',
      '--note',
      'Called.',
      '--until',
      '2026-09-01',
    ];
    await run('report', 'decided.json', ...again, '--output', 'twice.json');
    const { override } = saved('twice.json');
    expect(override?.earlier.map(({ reason }) => reason)).toEqual(['specialist-advice']);
    expect((await run('report', 'twice.json')).stdout).toContain('Before that: contraindicated');
  });

  test('is refused while a red flag is present', async () => {
    const flag = ['--rules', 'spinal-decompression-clinical', '--cauda-equina', '--no-input', '--json'];
    const { stdout } = await run('screen', ...flag);
    const { urgent } = JSON.parse(stdout) as Result;
    expect(urgent).toBe('yes');
    put('urgent.json', stdout);
    const { code, stderr } = await run('report', 'urgent.json', '--override', 'candidate', ...DECIDE.slice(2));
    expect(code).toBe(2);
    expect(stderr).toContain('A red flag is present: this verdict cannot be overridden.');
  });

  test.each([
    { name: 'no reason', args: ['--override', 'contraindicated'], says: ['--reason', '--note', '--until'] },
    {
      name: 'a reason of its own',
      args: decideBut('--reason', 'speciallist-advice'),
      says: ['Did you mean "specialist-advice"?'],
    },
    { name: 'the same verdict', args: decideBut('--override', 'candidate'), says: ['which is the verdict already'] },
    { name: 'a day that is gone', args: decideBut('--until', '2025-12-31'), says: ['before 2026-01-01'] },
    { name: 'a note with controls', args: decideBut('--note', 'a\u001b[2Jb'), says: ['characters that do not show'] },
    { name: 'no verdict', args: decideBut('--override', 'needs-information'), says: ['Expected contraindicated or'] },
    { name: 'a note alone', args: ['--note', 'x'], says: ['--note without --override'] },
  ])('$name is refused', async ({ args, says }) => {
    const { code, stdout, stderr } = await run('report', 'candidate.json', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const words of says) expect(stderr).toContain(words);
  });

  test('an edited file is not overridden', async () => {
    put('edited.json', { ...saved('candidate.json'), urgent: 'no' });
    expect(await run('report', 'edited.json', ...DECIDE)).toMatchObject({ code: 2, stdout: '' });
  });
});

test.each([{ args: DECIDE }, { args: ['--anonymous'] }])(
  'nothing is made of a record whose rules were edited: $args',
  async ({ args }) => {
    const text = readFileSync(join(folder, 'candidate-record.json'), 'utf8');
    const { ruleSet, ...rest } = JSON.parse(text) as Result & { readonly ruleSet: { readonly content: object } };
    put('rules-edited.json', { ...rest, ruleSet: { ...ruleSet, content: { ...ruleSet.content, title: 'Edited' } } });
    expect(await run('report', 'rules-edited.json', ...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('is not the one that the result names') as string,
    });
  },
);

test('--anonymous drops when each answer was given', async () => {
  const result = saved('candidate.json');
  const answers = {
    ...result.answers,
    sciatica: { value: 'yes', origin: 'prompt', answeredAt: '2026-03-04T05:06:07Z' },
  };
  const edited = { ...result, answers };
  put('prompted.json', sealed(edited, sha256));
  await run('report', 'prompted.json', '--anonymous', '--output', 'prompted-anonymous.json');
  expect(saved('prompted-anonymous.json').answers['sciatica']).toEqual({ value: 'yes', origin: 'prompt' });
});

test('--anonymous drops references, notes and days, and keeps the structure', async () => {
  await run('report', 'decided.json', '--anonymous', '--output', 'anonymous.json');
  const text = readFileSync(join(folder, 'anonymous.json'), 'utf8');
  const result = saved('anonymous.json');
  expect(text).not.toMatch(/case 7|Monday|2026-06|2025/);
  expect(result).toMatchObject({ anonymous: true, reference: null, on: '2026-01-01', verdict: 'candidate' });
  expect(result.override).toMatchObject({ verdict: 'contraindicated', note: '', until: '2026-12-31' });
  expect(result.contraindications).toEqual(saved('decided.json').contraindications);
  const told = await run('report', 'anonymous.json');
  expect(told).toMatchObject({ code: 0, stderr: '' });
  // The day in the file is made up; nobody is to take it for the real one.
  expect(told.stdout).toContain('2026 (anonymous: references, notes and days are dropped)');
  expect(told.stdout).not.toContain('2026-01-01');
  expect((await run('replay', 'anonymous.json')).stdout).toContain('It is anonymous');
  expect(existsSync(join(folder, 'anonymous.json')) && statSync(join(folder, 'anonymous.json')).size).toBeGreaterThan(
    1000,
  );
});
