import { describe, expect, test } from 'vitest';
import { BudgetError, compile } from '../../src/engine/compile.js';
import { evaluate } from '../../src/engine/evaluate.js';
import { NOTHING } from '../../src/engine/outcome.js';
import { codeOf } from '../../src/engine/plan.js';
import type { Condition } from '../../src/model/condition.js';
import { generate } from '../../bench/generate.js';
import { against, all, choice, date, given, height, holds, known, not, rules, says, within, yesNo } from './made.js';

const ON = '2026-01-01';

function told(work: () => unknown): BudgetError {
  try {
    work();
  } catch (error) {
    if (error instanceof BudgetError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** A score over so many choices that every sum is another. */
function sums(count: number): Condition {
  const terms = Array.from({ length: count }, (_, index) => ({ weight: 2 ** index, when: says(`q${index}`) }));
  return { kind: 'score', places: 0, terms, atLeast: 1, atMost: 2 ** count - 7, at: '' };
}

describe('the budget', () => {
  const questions = Array.from({ length: 12 }, (_, index) => yesNo(`q${index}`));

  test.each([
    ['a contraindication', rules({ questions, contraindications: [against('many', sums(12))] }), ['many']],
    ['a supporting factor', rules({ questions, supporting: [sums(12)] }), ['s1']],
    ['a gate', rules({ questions: [...questions, yesNo('gated', sums(12))] }), ['gated']],
  ])('names %s that goes past it', (_, ruleSet, ids) => {
    const error = told(() => compile(ruleSet, { budget: 40 }));
    expect(error.criteria).toEqual(ids);
    expect(error.message).toContain(`"${ids[0]!}"`);
    expect(error.message).toContain('40');
    expect(() => compile(ruleSet)).not.toThrow();
  });

  test('names the item of advice', () => {
    const item = { id: 'walk', title: 'Walk', type: 'exercise', steps: [], unless: [], at: '' };
    const error = told(() => compile(rules({ questions, advice: [{ ...item, when: sums(12) }] }), { budget: 40 }));
    expect(error.criteria).toEqual(['walk']);
  });

  test('of islands is that of the largest plans: sixty questions in islands of twelve are within it', () => {
    expect(() => compile(generate({ questions: 60 }))).not.toThrow();
  });

  test('refuses what it cannot judge, in a message that can be read', () => {
    const error = told(() => compile(generate({ questions: 60, island: 60, terms: 60 }), { budget: 2000 }));
    expect(error.criteria.length).toBeGreaterThan(10);
    expect(error.message.length).toBeLessThan(1000);
  });
});

describe('a rule set that no loader lets through', () => {
  test('with a condition over no question', () => {
    const broken = rules({ questions: [yesNo('a')], indications: [says('b')] });
    expect(() => compile(broken)).toThrow();
    expect(() => evaluate(broken, given({}), ON)(says('b'))).toThrow('"b"');
  });

  test('with a supporting factor over no question', () => {
    expect(() => compile(rules({ questions: [yesNo('a')], supporting: [says('b')] }))).toThrow('"b"');
  });

  test('with a test of another type: nobody passes it', () => {
    const yes = { kind: 'one-of', values: ['yes'] } as const;
    const broken = rules({ questions: [height('h'), date('d')], indications: [holds('h', yes), holds('d', yes)] });
    expect(compile(broken).verdict(given({}), { on: ON }).outcome).toBe('not-indicated');
  });

  test('with a bound that says nothing of the unit', () => {
    const bound = { kind: 'at-least', values: { cm: { value: 3, places: 0 } } } as const;
    expect(() =>
      compile(rules({ questions: [height('h')], indications: [holds('h', { kind: 'number', bounds: [bound] })] })),
    ).toThrow('"in"');
  });

  test('with a bound that is no day', () => {
    const bound = { kind: 'at-least', date: '2026-02-30' } as const;
    expect(() =>
      compile(rules({ questions: [date('d')], indications: [holds('d', { kind: 'date', bounds: [bound] })] })),
    ).toThrow('2026-02-30');
  });
});

test('a supporting factor says nothing', () => {
  const { supporting } = rules({ questions: [yesNo('a')], supporting: [says('a')] });
  expect(supporting.map(codeOf)).toEqual([NOTHING]);
});

describe('tests that all answers pass, or none', () => {
  test.each([
    ['every option', choice('c', 'choice', 'a', 'b'), says('c', 'a', 'b'), 'candidate'],
    ['no option', choice('c', 'choice', 'a', 'b'), says('c', 'z'), 'not-indicated'],
    ['none of the options that there are', choice('c', 'choices'), holds('c', { kind: 'none' }), 'candidate'],
    [
      'a day before there are any',
      date('d'),
      holds('d', { kind: 'date', bounds: [{ kind: 'below', date: '1000-01-01' }] }),
      'not-indicated',
    ],
  ])('%s', (_, question, condition, outcome) => {
    const ruleSet = rules({ questions: [question], indications: [condition] });
    const { verdict } = compile(ruleSet).screen(given({}), { on: ON });
    expect([verdict.outcome, verdict.missing]).toEqual([outcome, []]);
  });
});

describe('a number that must be one of some', () => {
  const tall = rules({
    questions: [height('h')],
    indications: [holds('h', { kind: 'number-one-of', values: [254, 180] })],
  });

  test.each([
    [known(254, 'cm'), 'candidate'],
    [known(100, 'in'), 'candidate'],
    [known(71, 'in'), 'not-indicated'],
    [known(180), 'candidate'],
    [known(181), 'not-indicated'],
  ])('%o is %s: in another unit only where it is exactly that', (answer, outcome) => {
    expect(compile(tall).verdict(new Map([['h', answer]]), { on: ON }).outcome).toBe(outcome);
  });
});

test('a change leads where it says whichever day a partial date turns out to be', () => {
  const ruleSet = rules({
    questions: [date('d1'), yesNo('q'), yesNo('i')],
    contraindications: [against('c', says('q'))],
    indications: [all(says('q', 'no'), within('d1', 20)), says('i')],
  });
  const compiled = compile(ruleSet);
  const answers = given({ d1: '2025-12', q: 'yes', i: 'no' });
  const ways = compiled.screen(answers, { on: ON }).changes.filter(({ verdict }) => verdict === 'candidate');
  // Without the other indication the day would decide.
  expect(ways.map(({ change }) => change.map(({ question }) => question))).toContainEqual(['q', 'i']);
  for (const { change } of ways) {
    const changed = new Map([...answers, ...change.map(({ question, to }) => [question, known(to)] as const)]);
    expect(compiled.verdict(changed, { on: ON }).outcome).toBe('candidate');
  }
});

test('a number is the nearest that the verdict allows, not the nearest at which its own criteria say what others say already', () => {
  const above = (value: number): Condition =>
    holds('h', {
      kind: 'number',
      bounds: [{ kind: 'above', values: { cm: { value, places: 0 }, in: { value, places: 0 } } }],
    });
  const ruleSet = rules({
    questions: [height('h'), yesNo('i')],
    contraindications: [against('c', all(above(40), not(above(60))), 'relative')],
    indications: [above(100), says('i')],
  });
  const { changes } = compile(ruleSet).screen(given({ h: 50, i: 'yes' }), { on: ON });
  const values = changes.flatMap(({ change, verdict }) => (verdict === 'candidate' ? change.map(({ to }) => to) : []));
  expect(values).toEqual([40]);
});

describe('what time changes', () => {
  const recent = rules({
    questions: [date('d1'), date('d2'), yesNo('i')],
    contraindications: [against('c', within('d1', 14))],
    indications: [says('i')],
    supporting: [within('d2', 14)],
  });

  test('names only the dates that matter', () => {
    const answers = given({ d1: '2025-12-30', d2: '2025-12-30', i: 'yes' });
    const { changes } = compile(recent).screen(answers, { on: ON });
    const later = changes.flatMap(({ change }) => change.filter(({ fromDate }) => fromDate !== undefined));
    expect(later).toEqual([{ question: 'd1', from: '2025-12-30', to: '2025-12-30', fromDate: '2026-01-13' }]);
  });

  test('says until when, where a second period ends it', () => {
    const twice = rules({
      questions: [date('d1'), yesNo('i')],
      contraindications: [against('c', within('d1', 14)), against('old', not(within('d1', 20)))],
      indications: [says('i')],
    });
    const { changes } = compile(twice).screen(given({ d1: '2025-12-30', i: 'yes' }), { on: ON });
    const later = changes.flatMap(({ change }) => change.filter(({ fromDate }) => fromDate !== undefined));
    expect(later).toMatchObject([{ question: 'd1', fromDate: '2026-01-13', untilDate: '2026-01-18' }]);
  });

  test('names a day to come that comes of age', () => {
    const expected = rules({
      questions: [date('d1', true), date('d2', true), yesNo('i')],
      contraindications: [against('c', within('d1', 14)), against('e', within('d2', 14))],
      indications: [says('i')],
    });
    const answers = given({ d1: '2026-01-10', d2: '2026-01-10', i: 'yes' });
    const { changes } = compile(expected).screen(answers, { on: ON });
    const later = changes.flatMap(({ change }) => change.filter(({ fromDate }) => fromDate !== undefined));
    expect(later.map(({ question, fromDate }) => ({ question, fromDate }))).toEqual([
      { question: 'd1', fromDate: '2026-01-10' },
      { question: 'd2', fromDate: '2026-01-10' },
    ]);
  });

  test('is not taken for a date that crosses another bound', () => {
    const crossed = rules({
      questions: [date('d1'), yesNo('i')],
      contraindications: [
        against('old', holds('d1', { kind: 'beyond', period: { count: 6, unit: 'weeks' }, inclusive: false })),
        against('new', holds('d1', { kind: 'date', bounds: [{ kind: 'above', date: '2025-11-20' }] })),
      ],
      indications: [says('i')],
    });
    const { changes } = compile(crossed).screen(given({ d1: '2025-11-20', i: 'yes' }), { on: ON });
    const later = changes.flatMap(({ change }) => change.flatMap(({ fromDate }) => fromDate ?? []));
    expect(later).toEqual(['2026-01-02']);
  });

  test('is not said of the wrong date, where a partial one did it before', () => {
    const two = rules({
      questions: [date('d1', true), date('d2')],
      contraindications: [against('c', within('d1', 40), 'relative')],
      indications: [within('d2', 14)],
    });
    const { changes } = compile(two).screen(given({ d1: '2026-02-01', d2: '2025-12' }), { on: ON });
    expect(changes.flatMap(({ change }) => change.flatMap(({ fromDate }) => fromDate ?? []))).toEqual([]);
  });

  test('ends with the calendar', () => {
    const answers = given({ d1: '9999-12-25', i: 'yes' });
    expect(compile(recent).screen(answers, { on: '9999-12-30' }).verdict.outcome).toBe('contraindicated');
  });

  test('is not said of a partial date, nor where nothing settled comes of it', () => {
    const { changes } = compile(recent).screen(given({ d1: '2025-12', i: 'yes' }), { on: ON });
    expect(changes.flatMap(({ change }) => change.flatMap(({ fromDate }) => fromDate ?? []))).toEqual([]);
  });
});

describe('a trace', () => {
  const ruleSet = rules({
    questions: [yesNo('g'), yesNo('q', says('g'))],
    indications: [all(says('g'), not(says('q')))],
  });

  test('mirrors the condition and says what was read', () => {
    const trace = evaluate(ruleSet, given({ g: 'yes' }), ON)(ruleSet.indications[0]!.when);
    expect(trace.truth).toBe('unknown');
    expect(trace.parts.map(({ truth }) => truth)).toEqual(['true', 'unknown']);
    expect(trace.parts[1]!.parts[0]!.read).toMatchObject({ answer: undefined, applies: 'true' });
  });

  test('is unknown over an answer that cannot be', () => {
    expect(evaluate(ruleSet, given({ g: 'perhaps' }), ON)(says('g')).truth).toBe('unknown');
  });

  test('wants a day', () => {
    expect(() => evaluate(ruleSet, given({}), '2026')).toThrow(RangeError);
  });
});
