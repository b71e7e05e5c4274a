import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalText } from '../../src/model/canonical.js';
import { digestText } from '../../src/report/result-digest.js';
import type { Result } from '../../src/report/result.js';
import { sha256 } from '../../src/cli/sha256.js';
import { runIn, type Ended } from './run.js';

let folder: string;
const run = (...args: readonly string[]): Promise<Ended> => runIn(folder, { args });

const RULES = (version: string, limit: number): string => `candidacy: 1
id: clinic
version: "${version}"
title: The clinic's treatment
questions:
  - { id: weight, ask: Weight, type: number, range: [20, 300], step: 1, unit: kg, accepts: { lb: { range: [44, 661], step: 1 } } }
  - { id: born, ask: Date of birth, type: date, fixed: true }
contraindications:
  - { id: heavy, name: Too heavy, when: { weight: { above: { kg: ${limit}, lb: 300 } } }, severity: absolute, because: The table bears no more. }
  - { id: young, name: Too young, when: { born: { within: 18 years } }, severity: absolute, because: Not for children. }
indications:
  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated. }
override-reasons:
  - { code: table, text: Another table bears more }
`;
const PERSON = ['--rules', 'then.yaml', '--weight', '140kg', '--born', '1980-05', '--pain', '--no-input'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-replay-'));
  put('then.yaml', RULES('1', 136));
  put('now.yaml', RULES('2', 150));
  await run('screen', ...PERSON, '--json', '--output', 'plain.json');
  await run('screen', ...PERSON, '--format', 'record', '--output', 'record.json');
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, value: unknown): void {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
}

function saved(name: string): Result {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result;
}

function resealed(result: Result): Result {
  return { ...result, digest: `sha256:${sha256(digestText(result))}` };
}

interface Replayed {
  readonly status: string;
  readonly file: string;
  readonly findings: readonly { readonly kind: string }[];
  readonly differences: readonly { readonly what: string; readonly was: string | null; readonly is: string | null }[];
  readonly rules: readonly string[];
}

async function replayed(...args: readonly string[]): Promise<readonly Replayed[]> {
  const { stdout } = await run('replay', ...args, '--format', 'json');
  return (JSON.parse(stdout) as { readonly results: readonly Replayed[] }).results;
}

test.each(['plain.json', 'record.json'])('%s, by the same rules, is the same', async (file) => {
  expect(await run('replay', file, '--rules', 'then.yaml')).toEqual({
    code: 0,
    stdout: 'Looked at one result: 1 the same, 0 differ.\n',
    stderr: '',
  });
});

test('how an answer came, and when, is no difference', async () => {
  const result = saved('record.json');
  const answers = {
    ...result.answers,
    pain: { value: 'yes', origin: 'prompt' as const, answeredAt: '2026-01-01T09:00:00Z' },
  };
  put('prompted.json', resealed({ ...result, answers }));
  expect((await run('replay', 'prompted.json', '--rules', 'then.yaml')).stdout).toContain('1 the same, 0 differ');
});

test('what came from a file, was replaced and assumed is the same too', async () => {
  put('answers.json', { pregnancy: 'yes', sciatica: 'yes' });
  const args = [
    '--answers',
    'answers.json',
    '--no-pregnancy',
    '--assume-no',
    '--no-input',
    '--json',
    '--output',
    'mixed.json',
  ];
  await run('screen', ...args);
  expect(saved('mixed.json').overrode).toHaveLength(1);
  expect(await run('replay', 'mixed.json')).toMatchObject({ code: 0 });
});

test('another screening day, tool or origin makes no other result, an answer does', async () => {
  const result = saved('plain.json');
  put('other.json', resealed({ ...result, screenedAt: '2027-01-01T00:00:00Z', tool: { name: 'page', version: '9' } }));
  expect(await replayed('other.json', '--rules', 'then.yaml')).toMatchObject([{ status: 'same' }]);
  put('other.json', resealed({ ...result, answers: { ...result.answers, pain: { value: 'no', origin: 'flag' } } }));
  expect(await replayed('other.json', '--rules', 'then.yaml')).toMatchObject([
    { status: 'differs', findings: [{ kind: 'unexplained' }] },
  ]);
});

describe('by a rule set that changed', () => {
  test('a record says what that does to the patient, and which rules', async () => {
    const { code, stdout } = await run('replay', 'record.json', '--rules', 'now.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('The rule set clinic changed: it was 1, it is 2.');
    expect(stdout).toContain('verdict: was contraindicated, is candidate');
    expect(stdout).toMatch(/Rules: .*contraindication heavy says something else/s);
    expect(stdout).not.toMatch(/Digests|edited/);
  });

  test('a plain result names the two digests, or takes the old rules from --old', async () => {
    const { stdout } = await run('replay', 'plain.json', '--rules', 'now.yaml');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Digests: was sha256:[0-9a-f]{64}, is sha256:[0-9a-f]{64}\./);
    expect(await replayed('plain.json', '--rules', 'now.yaml', '--old', 'then.yaml')).toMatchObject([
      { findings: [{ kind: 'rule-set-changed' }], rules: ['contraindication heavy says something else'] },
    ]);
  });

  test('an answer that is taken no more is told', async () => {
    put('fewer.yaml', RULES('3', 136).replace(/.*born.*\n/g, ''));
    const [row] = await replayed('record.json', '--rules', 'fewer.yaml');
    expect(row?.differences).toContainEqual({ what: 'answer born', was: '1980-05', is: null });
  });
});

test('an edit is named, and so is a digest that is gone or a rule set that was exchanged', async () => {
  const { digest, ...result } = saved('record.json');
  put('edited.json', { ...result, verdict: 'candidate', digest });
  put('undated.json', result);
  put('exchanged.json', {
    ...result,
    digest,
    ruleSet: { ...result.ruleSet, content: { ...result.ruleSet.content, title: 'X' } },
  });
  const kinds = async (file: string): Promise<unknown> =>
    (await replayed(file, '--rules', 'then.yaml'))[0]?.findings.map(({ kind }) => kind);
  expect(await kinds('edited.json')).toEqual(['edited']);
  expect(await kinds('undated.json')).toEqual(['no-digest']);
  expect(await kinds('exchanged.json')).toEqual(['rules-edited']);
});

test('a result of another version of the program that comes out otherwise is laid to that', async () => {
  const result = saved('plain.json');
  put('tool.json', resealed({ ...result, tool: { ...result.tool, version: '0.0.1' }, notice: 'Other words.' }));
  const [row] = await replayed('tool.json', '--rules', 'then.yaml');
  expect(row?.findings.map(({ kind }) => kind)).toEqual(['tool-changed']);
});

test('a decision that has lapsed is found', async () => {
  const decide = ['--override', 'candidate', '--reason', 'table', '--note', 'Moved.', '--until', '2026-03-01'];
  await run('report', 'record.json', ...decide, '--output', 'decided.json');
  expect(await run('replay', 'decided.json', '--rules', 'then.yaml', '--on', '2026-03-01')).toMatchObject({ code: 0 });
  const { code, stdout } = await run('replay', 'decided.json', '--rules', 'then.yaml', '--on', '2026-03-02');
  expect(code).toBe(1);
  expect(stdout).toContain('The decision for candidate (table) lapsed after 2026-03-01.');
});

test('a rule set inside that goes in circles is as good as none', async () => {
  const { digest, ...result } = saved('record.json');
  const content = result.ruleSet.content!;
  const gate = (id: string) =>
    ({ kind: 'comparison', question: id, test: { kind: 'one-of', values: ['yes'] }, at: '' }) as const;
  const circle = {
    ...content,
    questions: content.questions.map((one) => ({ ...one, askIf: gate(one.id) })),
    contraindications: content.contraindications.map((one) => ({ ...one, when: gate('nobody') })),
  };
  const ruleSet = { ...result.ruleSet, content: circle, digest: `sha256:${sha256(canonicalText(circle))}` };
  put('circle.json', resealed({ ...result, ruleSet }));
  const { code, stderr } = await run('replay', 'circle.json', '--rules', 'now.yaml');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

test('one that cannot be read keeps the others from nothing', async () => {
  put('broken.json', '{');
  const { code, stdout } = await run('replay', 'broken.json', 'plain.json', 'gone.json', '--rules', 'then.yaml');
  expect(code).toBe(2);
  expect(stdout).toContain('broken.json: not evaluated');
  expect(stdout).toContain('gone.json: not evaluated');
  expect(stdout).toContain('Looked at 3 results: 1 the same, 0 differ, 2 could not be evaluated.');
});

test(
  'of a thousand, the one that was edited and the one of older rules are named, and no other',
  { timeout: 120_000 },
  async () => {
    const result = saved('record.json');
    mkdirSync(join(folder, 'year/deep'), { recursive: true });
    for (let index = 0; index < 999; index++)
      put(`year/${index % 2 === 0 ? '' : 'deep/'}${index}.json`, resealed({ ...result, reference: `case ${index}` }));
    put('older.yaml', RULES('0', 120));
    await run(
      'screen',
      '--rules',
      'older.yaml',
      ...PERSON.slice(2),
      '--format',
      'record',
      '--output',
      'year/older.json',
    );
    put('year/500.json', { ...saved('year/500.json'), reference: 'case 501' });
    const { code, stdout } = await run('replay', 'year', '--rules', 'then.yaml');
    expect(code).toBe(1);
    expect([...stdout.matchAll(/^(\S+\.json) .*: differs$/gm)].map(([, file]) => file)).toEqual(['year/500.json']);
    expect(stdout).toContain('year/older.json: differs');
    expect(stdout).toContain('Looked at 1000 results: 998 the same, 2 differ.');
  },
);

describe('a rule file that is given and is of another rule set', () => {
  const KNEE = RULES('1', 136).replace('id: clinic', 'id: knee-brace');
  const ships = ['screen', '--sciatica', '--no-input', '--json', '--output', 'ships.json'];

  test('--rules: nothing is evaluated by one that ships instead', async () => {
    put('knee.yaml', KNEE);
    await run(...ships);
    const { code, stdout } = await run('replay', 'ships.json', '--rules', 'knee.yaml');
    expect([code, stdout.replace(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringContaining('made with the rule set "spinal-decompression", and --rules names "knee-brace".'),
    ]);
    expect(stdout).toContain('0 the same, 0 differ, 1 could not be evaluated.');
  });

  test('--old: it is refused, and one that is only not needed is told', async () => {
    put('knee.yaml', KNEE);
    const foreign = await run('replay', 'plain.json', '--rules', 'now.yaml', '--old', 'knee.yaml');
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('it is the rule set "knee-brace"');
    expect(foreign.stdout).toContain('plain.json');
    expect(await run('replay', 'plain.json', '--rules', 'then.yaml', '--old', 'now.yaml')).toEqual({
      code: 0,
      stdout: 'Looked at one result: 1 the same, 0 differ.\n',
      stderr: 'note: --old "now.yaml" was not used: no result was made with clinic 2 as it is there.\n',
    });
    expect(await run('replay', 'plain.json', '--rules', 'then.yaml', '--old', 'then.yaml')).toMatchObject({
      stderr: '',
    });
  });
});
