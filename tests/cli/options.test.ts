import { describe, expect, test } from 'vitest';
import { candidacy } from './run.js';

const RULES = `candidacy: 1
id: own
version: "1"
title: Own
questions:
  - { id: surgery, ask: Was there surgery? }
  - { id: surgeon-agrees, ask: Does the surgeon agree?, ask-if: surgery }
  - { id: girth, ask: Girth, type: number, range: [20, 90], step: 1, unit: cm, accepts: { in: { range: [8, 36], step: 1 } } }
contraindications:
  - { id: large, name: Large, when: { girth: { above: { cm: 80, in: 32 } } }, severity: absolute, because: It does not fit. }
  - { id: against, name: Against, when: { all: [surgery, { not: surgeon-agrees }] }, severity: absolute, because: He knows. }
indications: [{ id: pain, name: Pain, ask: Is there pain?, because: It is for pain. }]
`;
const TESTS =
  'candidacy-tests: 1\npatients:\n  - { name: Pain, answers: { pain: yes }, expect: { eligible: unknown } }\n';
const files = {
  'own.yaml': RULES,
  'own.test.yaml': TESTS,
  'rows.csv': 'id,pain\nA,yes\n',
  'rows.ndjson': '{"pain":"yes"}\n',
};
const run = (...args: readonly string[]) => candidacy({ args, files });

describe('an option that is given twice has the same value', () => {
  test.each([
    ['batch rows.csv --rules own.yaml --keep id', '--rules own.yaml', '--rules other'],
    ['batch rows.csv --rules own.yaml --keep id', '--format csv', '--format full'],
    ['export sql --rules own.yaml --dialect ansi', '--table a', '--table b'],
    ['export page', '--lang en', '--lang es'],
    ['report r.json', '--on 2026-01-01', '--on 2026-01-02'],
    ['rules check own.yaml', '--on 2026-01-01', '--on 2026-01-02'],
    ['rules show own.yaml', '--format html', '--format json'],
    ['rules new', '--id a', '--id b'],
    ['replay r.json', '--old a.yaml', '--old b.yaml'],
  ])('%s %s %s', async (command, once, again) => {
    const words = (text: string): readonly string[] => text.split(' ');
    const [option] = words(once);
    const twice = await run(...words(command), ...words(once), ...words(again));
    expect([twice.code, twice.stdout, twice.stderr]).toEqual([
      2,
      '',
      expect.stringMatching(`${option!} is given more than once`),
    ]);
    const same = await run(...words(command), ...words(once), ...words(once));
    expect(same.stderr).not.toContain('more than once');
  });

  test('all are told at once, and --json is a format', async () => {
    const { stderr } = await run('rules', 'check', 'own.yaml', '--json', '--format', 'sarif', '--on', 'a', '--on', 'b');
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        problems: [
          { message: '--on is given more than once, with "a" and "b".' },
          { message: '--json and --format sarif ask for different things.' },
        ],
      },
    });
    expect((await run('rules', 'check', 'own.yaml', '--json', '--format', 'json')).stderr).toBe('');
  });

  test('what may be repeated may be', async () => {
    const args = ['--rules', 'own.yaml', '--keep', 'id', '--map', 'x=girth', '--map', 'y=surgery'];
    expect((await run('batch', 'rows.csv', ...args)).stderr).not.toContain('more than once');
  });
});

test.each([
  [['rules', 'check', 'own.yaml']],
  [['rules', 'show', 'own.yaml']],
  [['rules', 'prove', 'own.yaml']],
  [['rules', 'diff', 'own.yaml', 'own.yaml']],
  [['rules', 'test', 'own.yaml']],
  [['replay', 'own.yaml']],
])('%j --json is --format json', async (args) => {
  const short = await run(...args, '--json');
  expect(short).toEqual(await run(...args, '--format', 'json'));
  expect(() => JSON.parse(short.stdout) as unknown).not.toThrow();
});

test.each([
  ['--json=yes', '--json takes no value.'],
  ['--no-color=yes', '--no-color takes no value.'],
  ['rules check own.yaml --json=yes', '--json takes no value.'],
  ['batch rows.csv --no-color=yes', '--no-color takes no value.'],
  ['rules check -dash.yaml', 'write ./-dash.yaml'],
  ['handout r.json --output h.pdf', '"h.pdf" ends in ".pdf", and no page for a patient is written so.'],
  ['handout r.json --output h.pdf', 'Let it end in .txt, .md or .html. Or say --format.'],
  ['--rules own.yaml --pain --handout h.pdf', '"h.pdf" ends in ".pdf"'],
  ['ruls check own.yaml', 'There is no command "ruls".\n  = Did you mean "rules"?\n'],
  ['--rules own --pain', 'Did you mean "own.yaml"?'],
  ['rules schema answers', '--answers NAME'],
  [
    'rules test own.yaml --generate --mutate --json',
    '--generate writes patients and runs no tests: --mutate and --format would do nothing.',
  ],
  ['batch rows.csv --rules own.yaml --keep id --answers-at a', '--answers-at is for NDJSON, and the rows are CSV.'],
  ['batch rows.ndjson --rules own.yaml --delimiter ;', '--delimiter is for CSV, and the rows are NDJSON.'],
])('%s', async (line, said) => {
  const { code, stdout, stderr } = await run(...line.split(' '));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});

test('short options may stand in one word', async () => {
  const { code, stdout } = await run('-qa', 'pain=yes', '-qrown.yaml', '--no-input');
  expect([code, stdout]).toEqual([0, expect.stringContaining('Not settled yet')]);
  expect((await run('-qr', 'own.yaml', '-q', '-a', 'pain=yes', '--no-input')).stdout).toBe(stdout);
});

test('two meanings of one spelling are told once', async () => {
  const { stderr } = await run(
    'batch',
    'rows.csv',
    '--rules',
    'own.yaml',
    '--keep',
    'id',
    '--map-values',
    'yes=no,yes=yes',
  );
  expect(stderr).toBe('error: --map-values gives "yes" two meanings.\n');
});

test('what contradicts itself is told beside what cannot be read', async () => {
  const { code, stderr } = await run('--rules', 'own.yaml', '--girth', '60', '--surgeon-agrees', 'no', '--no-surgery');
  expect(code).toBe(2);
  expect(stderr).toMatch(/--girth: .*unit.*"surgeon-agrees" is given as no and does not apply: "surgery" is no\./s);
  // Which of two answers holds is not known, and so not what follows from them.
  const twice = await run('--rules', 'own.yaml', '--surgery', '--no-surgery', '--surgeon-agrees');
  expect(twice.stderr).toContain('given twice');
  expect(twice.stderr).not.toContain('does not apply');
});

describe('help', () => {
  test('comes even where the rule set that is named does not', async () => {
    const env = { CANDIDACY_RULES: 'nowhere' };
    const { code, stdout, stderr } = await candidacy({ args: ['--help'], env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^No rule set is called "nowhere" \(CANDIDACY_RULES\), and no file\. These are the flags of spinal-dec/,
    );
    expect(stdout).toContain('--[no-]pregnancy');
    expect((await candidacy({ args: ['--version', '--rules', 'nowhere'] })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const wrong = await candidacy({ args: ['--rules', 'bad.yaml', '-qh'], files: { 'bad.yaml': 'candidacy: 1\n' } });
    expect(wrong.stdout).toContain('The rule file is wrong: "candidacy rules check" says how.');
  });

  test('but nobody is screened by another', async () => {
    const { code, stdout } = await candidacy({ args: ['--rules', 'nowhere', '--reference', '--help', '--no-input'] });
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each([
    ['rules help', 'Usage: candidacy rules'],
    ['rules help check', 'Usage: candidacy rules check'],
    ['export help', 'Usage: candidacy export'],
    ['help rules', 'Usage: candidacy rules'],
  ])('%s', async (line, usage) => {
    const { code, stdout } = await run(...line.split(' '));
    expect([code, stdout]).toEqual([0, expect.stringContaining(usage)]);
  });

  test('tells no defaults that are none', async () => {
    expect((await run('batch', '--help')).stdout).not.toContain('[]');
    expect((await run('export', 'sql', '--help')).stdout).not.toContain('[]');
  });
});
