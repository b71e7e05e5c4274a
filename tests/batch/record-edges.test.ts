import { afterEach, describe, expect, test, vi } from 'vitest';
import { shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { BudgetError, compile, InvalidAnswersError, judge, type AnswerRecord } from '../../src/index.js';
import type { Answer } from '../../src/model/answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { generate } from '../../bench/generate.js';

const ON = '2026-01-01';
const ruleSet = shippedRuleSet('spinal-decompression')!;
const one = judge(ruleSet, { on: ON });
const clinical = judge(shippedRuleSet('spinal-decompression-clinical')!, { on: ON });

const IDS = ruleSet.questions.map(({ id }) => id);
/** Nobody with anything but sciatica. */
const FIT: AnswerRecord = { ...Object.fromEntries(IDS.map((id) => [id, 'no'])), sciatica: 'yes' };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what counts as no answer', () => {
  const { pregnancy: _, ...rest } = FIT;
  test.each([
    ['a name that is not there', rest],
    ['undefined', { ...FIT, pregnancy: undefined }],
    ['a blank text', { ...FIT, pregnancy: '' }],
    ['spaces', { ...FIT, pregnancy: '  ' }],
  ])('%s is not asked', (_name, record) => {
    expect(one.verdict(record).outcome).toBe('needs-information');
    expect(one.explain(record)).toMatchObject({ missing: ['pregnancy'], next: 'pregnancy' });
  });

  test.each([
    ['null', { ...FIT, pregnancy: null }],
    ['unknown', { ...FIT, pregnancy: 'unknown' }],
    ['UNKNOWN', { ...FIT, pregnancy: 'UNKNOWN' }],
  ])('%s is "don\'t know", and not asked again', (_name, record) => {
    expect(one.verdict(record).outcome).toBe('needs-information');
    expect(one.explain(record)).toMatchObject({ missing: ['pregnancy'], next: null });
  });
});

describe('what is wrong is named, all of it, and nothing is guessed', () => {
  test.each<[string, AnswerRecord, string[], RegExp]>([
    ['a word that is no answer', { ...FIT, pregnancy: 'perhaps' }, ['pregnancy'], /^pregnancy: "perhaps" is not/],
    ['the words of other programs', { ...FIT, pregnancy: 0, scoliosis: 'N' }, ['pregnancy', 'scoliosis'], /"0"[^]*"N"/],
    ['a number where none is asked', { ...FIT, pregnancy: NaN }, ['pregnancy'], /"NaN"/],
    ['an object', { ...FIT, pregnancy: { toString: () => 'no' } }, ['pregnancy'], /An object is not an answer/],
    ['a list', { ...FIT, pregnancy: ['no'] }, ['pregnancy'], /A list is not an answer/],
    ['a function', { ...FIT, pregnancy: () => 'no' }, ['pregnancy'], /A function is not an answer/],
    ['an id that is none', { ...FIT, pregnant: 'yes' }, ['pregnant'], /"pregnant" is no question of "spinal-/],
    ['one that is spelled otherwise', { ...FIT, Pregnancy: 'yes' }, ['Pregnancy'], /Did you mean "pregnancy"\?/],
    ['an id that is none, beside one that is not there', swap(FIT, 'pregnancy', 'x'), ['x'], /"x" is no question/],
    ['one without an answer', { ...FIT, pregnant: undefined }, ['pregnant'], /"pregnant"/],
    ['__proto__', parsed({ ...FIT }, '"__proto__":"yes"'), ['__proto__'], /"__proto__" is no question/],
    ['constructor', { ...FIT, constructor: 'no' }, ['constructor'], /"constructor"/],
  ])('%s', (_name, record, questions, message) => {
    for (const ask of [one.verdict, one.explain]) {
      const error = thrownBy(() => ask(record));
      expect(error).toBeInstanceOf(InvalidAnswersError);
      expect((error as InvalidAnswersError).questions).toEqual(questions);
      expect((error as InvalidAnswersError).message).toMatch(message);
    }
    expect(one.verdict(FIT).outcome).toBe('candidate');
  });

  test('an answer to a question that does not apply', () => {
    const error = thrownBy(() => clinical.verdict({ spondylolisthesis: 'no', 'slip-grade': '3' }));
    expect(error).toBeInstanceOf(InvalidAnswersError);
    expect((error as InvalidAnswersError).message).toBe(
      'slip-grade: The question does not apply: its "ask-if" does not hold.',
    );
  });

  test('a day that is none', () => {
    expect(() => judge(ruleSet, { on: '2026-02-30' })).toThrow(RangeError);
  });

  test('a rule set that is too entangled', () => {
    expect(() => judge(generate({ questions: 60, island: 60, terms: 60 }), { on: ON })).toThrow(BudgetError);
  });
});

describe('what is no record', () => {
  class Person {
    readonly #said = FIT;
    get pregnancy(): unknown {
      return this.#said['pregnancy'];
    }
  }
  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'yes'],
    ['a list', []],
    [
      'a Map of answers, as `screen` takes it',
      new Map([['pregnancy', { kind: 'known', value: 'yes', origin: 'file' }]]),
    ],
    ['an object that works its answers out', new Person()],
    ['one of a class, though all is there', Object.setPrototypeOf({ ...FIT }, new Person())],
    ['one that inherits its answers', Object.create(FIT)],
  ])('%s', (_name, record) => {
    expect(() => one.verdict(record as AnswerRecord)).toThrow(TypeError);
    expect(() => one.explain(record as AnswerRecord)).toThrow(TypeError);
  });

  test('an object without a prototype is one', () => {
    expect(one.verdict(Object.assign(Object.create(null) as object, FIT) as AnswerRecord).outcome).toBe('candidate');
  });

  test("what stands on the prototype of all objects is nobody's answer", () => {
    const { pregnancy: _, ...rest } = FIT;
    const polluted = Object.prototype as Record<string, unknown>;
    try {
      polluted['pregnancy'] = 'no';
      expect(one.verdict(rest).outcome).toBe('needs-information');
      expect(thrownBy(() => one.verdict({ ...rest, x: 'no' }))).toBeInstanceOf(InvalidAnswersError);
    } finally {
      delete polluted['pregnancy'];
    }
  });
});

describe('what comes out', () => {
  test('verdicts and lists are shared and frozen', () => {
    expect(one.verdict(FIT)).toBe(one.verdict({ ...FIT }));
    const said = one.explain({ ...FIT, pregnancy: 'unknown' });
    const again = one.explain({ ...FIT, pregnancy: 'unknown' });
    expect(said).not.toBe(again);
    for (const name of ['possible', 'contraindications', 'indications', 'missing', 'missingForUrgent'] as const) {
      expect(said[name]).toBe(again[name]);
      expect(Object.isFrozen(said[name])).toBe(true);
    }
    expect(Object.isFrozen(one.verdict(FIT))).toBe(true);
    expect(Object.isFrozen(said.contraindications[0])).toBe(true);
  });

  test('a record that is written to is read anew', () => {
    const record = { ...FIT };
    expect(one.verdict(record).outcome).toBe('candidate');
    record['pregnancy'] = 'yes';
    expect(one.verdict(record).outcome).toBe('contraindicated');
    expect(one.explain(record).contraindications).toMatchObject([{ id: 'pregnancy', state: 'present' }]);
  });

  test('a compiled rule set does as well', () => {
    expect(judge(compile(ruleSet), { on: ON }).verdict(FIT).outcome).toBe('candidate');
  });

  test('a rule set without a question has its verdict too', () => {
    const empty: RuleSet = {
      ...ruleSet,
      questions: [],
      contraindications: [],
      indications: [],
      supporting: [],
      advice: [],
    };
    expect(judge(empty, { on: ON }).verdict({}).outcome).toBe('not-indicated');
    expect(() => judge(empty, { on: ON }).verdict({ a: 'yes' })).toThrow(InvalidAnswersError);
  });
});

test('no code is made from text, whatever the ids are', () => {
  const forbidden = vi.fn(() => {
    throw new EvalError('Code generation from strings disallowed for this context');
  });
  vi.stubGlobal('Function', forbidden);
  const mine = judge(ruleSet, { on: ON });
  for (const pregnancy of ['yes', 'no', 'unknown', null, undefined])
    for (const sciatica of ['yes', 'no', 'unknown']) {
      const record = { ...FIT, pregnancy, sciatica };
      expect(mine.explain(record)).toEqual(one.explain(record));
      expect(mine.verdict(record)).toEqual(one.verdict(record));
    }
  expect(forbidden).not.toHaveBeenCalled();
});

/** `count` yes-no questions in criteria that read `together` neighbours each: by turns for, against and beside the treatment. */
function manyQuestions(count: number, together: number): RuleSet {
  const questions = Array.from({ length: count }, (_, index) => ({
    type: 'yes-no' as const,
    id: `q-${index}`,
    ask: 'Is it so?',
    fixed: false,
    optional: false,
    codes: [],
    at: `/questions/${index}`,
  }));
  const groups = Array.from({ length: Math.ceil(count / together) }, (_, group) =>
    questions.slice(group * together, (group + 1) * together),
  );
  const criteria = groups.map((members, index) => ({
    id: `c-${index}`,
    name: 'So',
    because: 'It is.',
    when: {
      kind: 'at-least' as const,
      at: '',
      count: Math.min(2, members.length),
      of: members.map(({ id }) => ({
        kind: 'comparison' as const,
        at: '',
        question: id,
        test: { kind: 'one-of' as const, values: ['yes'] },
      })),
    },
    at: `/${index}`,
  }));
  const third = (rest: number): typeof criteria => criteria.filter((_, index) => index % 3 === rest);
  return {
    ...ruleSet,
    questions,
    indications: third(0).map((one) => ({ ...one, kind: 'indication' as const })),
    contraindications: third(1).map((one) => ({
      ...one,
      kind: 'contraindication' as const,
      severity: 'absolute' as const,
      urgent: false,
    })),
    supporting: third(2).map((one) => ({ ...one, kind: 'supporting' as const })),
    advice: [],
  };
}

test.each(
  [1, 2, 14, 15, 16, 17, 29, 30, 31, 40].flatMap((count) => [1, 2, 4].map((together) => ({ count, together }))),
)('$count questions, $together together: every place of a word is read', ({ count, together }) => {
  const many = manyQuestions(count, together);
  const compiled = compile(many);
  const mine = judge(compiled, { on: ON });
  let seed = count * 31 + together;
  const word = (): string => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    // Mostly no, so that a single yes decides now and then.
    return ['no', 'no', 'no', 'no', 'no', 'no', 'yes', 'unknown'][(seed >> 16) & 7]!;
  };
  const seen = new Set<string>();
  for (let draw = 0; draw < 300; draw++) {
    const record = Object.fromEntries(many.questions.map(({ id }) => [id, word()]));
    const answers = new Map(
      Object.entries(record).map(([id, value]): [string, Answer] => [
        id,
        value === 'unknown' ? { kind: 'unknown', origin: 'file' } : { kind: 'known', value, origin: 'file' },
      ]),
    );
    const { outcome, possible } = compiled.verdict(answers, { on: ON });
    expect(mine.verdict(record)).toMatchObject({ outcome, possible });
    seen.add(outcome);
    if (draw % 30 > 0) continue;
    const beside = compiled.screen(answers, { on: ON }).supporting.filter(({ state }) => state !== 'absent');
    expect(mine.explain(record).supporting).toMatchObject(
      beside.map(({ criterion, state }) => ({ id: criterion.id, state })),
    );
  }
  expect(seen.size).toBeGreaterThan(1);

  const ids = many.questions.map(({ id }) => id);
  const none = Object.fromEntries(ids.map((id) => [id, 'no']));
  for (const id of ids) {
    const error = thrownBy(() => mine.verdict({ ...none, [id]: 'perhaps' }));
    expect(error).toBeInstanceOf(InvalidAnswersError);
    expect((error as InvalidAnswersError).questions).toEqual([id]);
    expect(mine.explain({ ...none, [id]: null })).toEqual(mine.explain({ ...none, [id]: 'unknown' }));
  }
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

function swap(record: AnswerRecord, id: string, other: string): AnswerRecord {
  const { [id]: _, ...rest } = record;
  return { ...rest, [other]: 'no' };
}

/** With a member that only a parser can put there. */
function parsed(record: AnswerRecord, member: string): AnswerRecord {
  return JSON.parse(`${JSON.stringify(record).slice(0, -1)},${member}}`) as AnswerRecord;
}
