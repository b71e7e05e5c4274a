import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assumeNo,
  inapplicable,
  merge,
  overrodeBy,
  readLevel,
  same,
  spell,
  type RawAnswer,
} from '../../src/cli/answers.js';
import type { Problem } from '../../src/cli/errors.js';
import { compile } from '../../src/engine/compile.js';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { loadRuleSet } from '../../src/rulefile/load.js';

const RULES = `
candidacy: 1
id: levels
version: "1"
title: For the levels of answers
questions:
  - { id: weight, ask: Weight, type: number, range: [30, 300], step: 1, unit: kg, accepts: [lb] }
  - { id: grade, ask: Grade, type: choice, options: [1, 2, 3], ask-if: slip }
  - { id: smoker, ask: Smoker }
  - { id: fall, ask: A fall }
  - { id: weak-bones, ask: Weak bones }
  - { id: scan, ask: A scan, ask-if: { all: [slip, fall] } }
  - { id: scan-result, ask: Its result, type: choice, options: [good, bad], ask-if: scan }
contraindications:
  - { id: pregnancy, name: Pregnancy, ask: Pregnant, severity: absolute, because: No. }
  - { id: high-grade, name: High grade, when: { grade: { at-least: 3 } }, severity: absolute, because: No. }
  - { id: fracture, name: Fracture, when: { all: [fall, weak-bones] }, severity: absolute, because: No. }
indications:
  - { id: sciatica, name: Sciatica, ask: Sciatica, because: Yes. }
  - { id: slip, name: Slip, ask: Slip, because: Yes. }
supporting:
  - { id: smokes, name: Smokes, when: smoker, because: Maybe. }
`;

const loaded = loadRuleSet('rules.yaml', { read: () => new TextEncoder().encode(RULES) });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
const ruleSet: RuleSet = loaded.ruleSet;
const compiled = compile(ruleSet);
const screen = (answers: Answers) => compiled.screen(answers, { on: '2026-01-01' });

function level(
  origin: 'flag' | 'file',
  given: Readonly<Record<string, unknown>> | readonly (readonly [string, unknown])[],
) {
  const problems: Problem[] = [];
  const rows = Array.isArray(given) ? (given as [string, unknown][]) : Object.entries(given);
  const raw: RawAnswer[] = rows.map(([question, value]) => ({ question, raw: value, origin, where: `--${question}` }));
  return { ...readLevel(ruleSet, raw, '2026-01-01', problems), problems };
}

describe('one level', () => {
  test('the same answer twice is one answer', () => {
    const { answers, problems } = level('flag', [
      ['weight', '80kg'],
      ['weight', '80.0 kg'],
      ['sciatica', 'yes'],
      ['sciatica', true],
    ]);
    expect(problems).toEqual([]);
    expect([...answers].map(([id, answer]) => `${id}: ${spell(answer)}`)).toEqual(['weight: 80 kg', 'sciatica: yes']);
  });

  test.each([
    ['yes and no', 'sciatica', 'yes', 'no'],
    ['yes and unknown', 'sciatica', 'yes', 'unknown'],
    ['two units', 'weight', '80kg', '80lb'],
    ['two numbers', 'weight', '80kg', '81kg'],
  ])('%s are a contradiction', (_name, id, first, second) => {
    const { problems } = level('flag', [
      [id, first],
      [id, second],
    ]);
    expect(problems).toMatchObject([{ message: expect.stringContaining(`"${id}" is given twice`) as string }]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    '"%s" is an unknown id like any other',
    (id) => {
      const { answers, problems } = level('file', [[id, 'yes']]);
      expect(answers.size).toBe(0);
      expect(problems).toMatchObject([{ message: `"levels" has no question "${id}".` }]);
    },
  );

  test('every problem is told', () => {
    const { problems } = level('flag', { sciatica: 'maybe', weight: '80', pregnency: 'no', fracture: 'yes' });
    expect(problems.map(({ hint }) => hint)).toEqual([
      undefined,
      'Write 80kg or 80lb.',
      'Did you mean "pregnancy"?',
      'It is a criterion; answer what it reads: "fall", "weak-bones".',
    ]);
  });
});

describe('two levels', () => {
  test.each([
    ['no', 'yes', 'no (flag)'],
    ['unknown', 'yes', 'yes (file)'],
    ['yes', 'unknown', 'yes (flag)'],
    ['unknown', 'unknown', 'unknown (flag)'],
    [undefined, 'yes', 'yes (file)'],
    ['no', undefined, 'no (flag)'],
  ])('flag %s over file %s is %s', (flag, file, result) => {
    const strong = level('flag', flag === undefined ? {} : { pregnancy: flag }).answers;
    const weak = level('file', file === undefined ? {} : { pregnancy: file }).answers;
    const answer = merge(strong, weak).get('pregnancy')!;
    expect(`${spell(answer)} (${answer.origin})`).toBe(result);
  });

  const overrode = (flags: Record<string, unknown>, file: Record<string, unknown>) => {
    const levels = [level('flag', flags), level('file', file)];
    const final = screen(merge(levels[0]!.answers, levels[1]!.answers));
    return overrodeBy(final, levels, screen).map(
      ({ question, was, by, removed }) => `${question}: ${spell(was)} -> ${spell(by)} [${removed.join()}]`,
    );
  };

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
    ['the same answer overrides nothing', { pregnancy: 'no' }, { pregnancy: 'no' }, []],
    ['an unknown overrides nothing', { pregnancy: 'unknown' }, { pregnancy: 'yes' }, []],
    ['a contraindication goes', { pregnancy: 'no' }, { pregnancy: 'yes' }, ['pregnancy: yes -> no [pregnancy]']],
    ['a contraindication comes', { pregnancy: 'yes' }, { pregnancy: 'no' }, ['pregnancy: no -> yes []']],
    ['an unknown is answered', { pregnancy: 'no' }, { pregnancy: 'unknown' }, ['pregnancy: unknown -> no []']],
    [
      'one that needs both answers goes with both',
      { fall: 'no', 'weak-bones': 'no' },
      { fall: 'yes', 'weak-bones': 'yes', smoker: 'no' },
      ['fall: yes -> no [fracture]', 'weak-bones: yes -> no [fracture]'],
    ],
    [
      'one that one answer brings back goes with that one',
      { fall: 'no' },
      { fall: 'yes', 'weak-bones': 'yes' },
      ['fall: yes -> no [fracture]'],
    ],
    ['another unit is another answer', { weight: '80kg' }, { weight: '176lb' }, ['weight: 176 lb -> 80 kg []']],
  ])('%s', (_name, flags, file, told) => {
    expect(overrode(flags, file)).toEqual(told);
  });

  test('what a person changes when asked is told too, with what the file said', () => {
    const levels = [level('flag', { pregnancy: 'unknown' }), level('file', { pregnancy: 'yes' })];
    const final = screen(new Map<string, Answer>([['pregnancy', { kind: 'known', value: 'no', origin: 'prompt' }]]));
    expect(overrodeBy(final, levels, screen).map(({ was, removed }) => [spell(was), removed])).toEqual([
      ['unknown', []],
      ['yes', ['pregnancy']],
    ]);
  });
});

describe('--assume-no', () => {
  const assumed = (given: Record<string, unknown>) =>
    [...assumeNo(ruleSet, level('flag', given).answers, screen)]
      .filter(([, { origin }]) => origin === 'assumed')
      .map(([id]) => id);

  test('takes what no contraindication and no gate reads', () => {
    expect(assumed({})).toEqual(['smoker', 'sciatica']);
  });

  test('leaves what was answered, an unknown too', () => {
    expect(assumed({ smoker: 'unknown', sciatica: 'yes' })).toEqual([]);
  });

  test('never settles what contraindications hang on', () => {
    const answered = fc.dictionary(
      fc.constantFrom('fall', 'weak-bones', 'slip', 'pregnancy'),
      fc.constantFrom('yes', 'no', 'unknown'),
    );
    fc.assert(
      fc.property(answered, (given) => {
        const { answers } = level('flag', given);
        const before = screen(answers);
        const after = screen(assumeNo(ruleSet, answers, screen));
        expect(after.contraindications.map(({ state }) => state)).toEqual(
          before.contraindications.map(({ state }) => state),
        );
        expect(inapplicable(after, [], screen)).toEqual(inapplicable(before, [], screen));
      }),
    );
  });
});

describe('an answer to a question that does not apply', () => {
  test.each<[Record<string, unknown>, number]>([
    [{ grade: '2', slip: 'no' }, 1],
    [{ grade: 'unknown', slip: 'no' }, 0],
    [{ grade: '2', slip: 'yes' }, 0],
    [{ grade: '2', slip: 'unknown' }, 0],
    [{ grade: '2' }, 0],
  ])('%o: %i problems', (given, count) => {
    const answers = level('flag', given);
    const problems = inapplicable(screen(answers.answers), [answers], screen);
    expect(problems).toHaveLength(count);
    if (count > 0)
      expect(problems[0]).toMatchObject({ message: '"grade" is given as 2 and does not apply: "slip" is no.' });
  });
});

test.each<[Record<string, unknown>, string, string]>([
  [{ 'scan-result': 'bad', slip: 'no' }, '"slip" is no', '"slip"'],
  [{ 'scan-result': 'bad', slip: 'no', fall: 'yes', scan: 'yes' }, '"slip" is no', '"slip"'],
  [{ 'scan-result': 'bad', slip: 'yes', fall: 'yes', scan: 'no' }, '"scan" is no', '"scan"'],
  [{ scan: 'yes', slip: 'no', fall: 'no' }, '"fall" is no', '"fall"'],
])('%o does not apply for one answer alone: %s', (given, because, correct) => {
  const answers = level('flag', given);
  const [problem] = inapplicable(screen(answers.answers), [answers], screen).toReversed();
  expect(problem?.message).toContain(`does not apply: ${because}.`);
  expect(problem?.hint).toBe(`Leave it out, or correct ${correct}.`);
});

test('answers are the same whatever their origin', () => {
  const known = (value: Answer & { kind: 'known' }): Answer => value;
  expect(
    same(known({ kind: 'known', value: 'yes', origin: 'flag' }), { kind: 'known', value: 'yes', origin: 'file' }),
  ).toBe(true);
  expect(same({ kind: 'known', value: [], origin: 'flag' }, { kind: 'unknown', origin: 'flag' })).toBe(false);
});
