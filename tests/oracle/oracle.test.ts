import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/model/answer.js';
import type { Condition } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { Contraindication, RuleSet } from '../../src/model/ruleset.js';
import { before, daysOf } from './calendar.js';
import { judgeOnce, leastChanges, reachable } from './oracle.js';
import { tabulate } from './table.js';
import { holds } from './values.js';

/** The judge is judged by hand: what it says of small rule sets that a reader can work out. */
const at = '';
const says = (question: string, value = 'yes'): Condition => ({
  kind: 'comparison',
  question,
  test: { kind: 'one-of', values: [value] },
  at,
});
const yesNo = (id: string, askIf?: Condition): Question => ({
  id,
  ask: `${id}?`,
  type: 'yes-no',
  fixed: false,
  optional: false,
  codes: [],
  at,
  ...(askIf === undefined ? {} : { askIf }),
});
const against = (id: string, when: Condition, severity: 'absolute' | 'relative' = 'absolute'): Contraindication => ({
  kind: 'contraindication',
  id,
  name: id,
  because: '',
  severity,
  urgent: id === 'flag',
  when,
  at,
});

function rules(
  questions: readonly Question[],
  contraindications: readonly Contraindication[],
  ...when: Condition[]
): RuleSet {
  return {
    id: 'hand-made',
    version: '1',
    title: '',
    digest: '',
    sources: [],
    questions,
    contraindications,
    indications: when.map((each, index) => ({
      kind: 'indication' as const,
      id: `i${index + 1}`,
      name: '',
      because: '',
      when: each,
      at,
    })),
    supporting: [],
    advice: [],
    texts: {},
    evidence: [],
  };
}

function answers(given: Readonly<Record<string, string>>): Answers {
  return new Map(Object.entries(given).map(([id, value]) => [id, { kind: 'known', value, origin: 'flag' }] as const));
}

const ON = '2026-03-31';
const both: Condition = { kind: 'any', of: [says('x'), { kind: 'not', of: says('x'), at }], at };
const ladder = rules(
  [yesNo('a'), yesNo('r'), yesNo('i')],
  [against('a', says('a')), against('r', says('r'), 'relative')],
  says('i'),
);
const gated = rules(
  [yesNo('g'), yesNo('q', says('g'))],
  [against('flag', { kind: 'all', of: [says('g'), { kind: 'not', of: says('q'), at }], at })],
  says('g'),
);

describe('the verdict', () => {
  test.each([
    { given: { a: 'yes' }, outcome: 'contraindicated' },
    { given: { a: 'no', i: 'no' }, outcome: 'not-indicated' },
    { given: { a: 'no', i: 'yes', r: 'yes' }, outcome: 'candidate-with-caution' },
    { given: { a: 'no', i: 'yes', r: 'no' }, outcome: 'candidate' },
    { given: { i: 'yes', r: 'no' }, outcome: 'needs-information' },
  ])('$given is $outcome', ({ given, outcome }) => {
    expect(judgeOnce(ladder, answers(given), ON).outcome).toBe(outcome);
  });

  test('x or not x holds whatever x is', () => {
    const judged = judgeOnce(rules([yesNo('x')], [], both), answers({}), ON);
    expect([judged.outcome, judged.missing.size]).toEqual(['candidate', 0]);
  });
});

describe('a gate', () => {
  test('that is closed makes its question not applicable and never missing', () => {
    const judged = judgeOnce(gated, answers({ g: 'no' }), ON);
    expect([judged.outcome, judged.questions.get('q'), judged.urgent]).toEqual([
      'not-indicated',
      'not-applicable',
      'no',
    ]);
  });

  test('that is unknown leaves both missing, and only the gate to be asked', () => {
    const judged = judgeOnce(gated, answers({}), ON);
    expect(judged.missing).toEqual(new Set(['g', 'q']));
    expect(judged.missingForUrgent).toEqual(new Set(['g', 'q']));
    expect(judged.askable).toEqual(new Set(['g']));
  });

  test('opens together with what it gates', () => {
    const changes = leastChanges(tabulate(gated, ON), answers({ g: 'no' }));
    expect(changes.map(({ change, outcome }) => [outcome, [...change.keys()]])).toEqual([
      ['candidate', [0, 1]],
      ['contraindicated', [0, 1]],
    ]);
  });
});

test('a verdict is out of reach where only a fixed answer leads to it', () => {
  const fixed = { ...ladder, questions: ladder.questions.map((each) => ({ ...each, fixed: each.id === 'i' })) };
  expect(reachable(tabulate(fixed, ON), answers({ i: 'no' }))).toEqual(new Set(['contraindicated', 'not-indicated']));
});

describe('the calendar', () => {
  test.each([
    { on: '2026-03-31', period: { count: 1, unit: 'months' }, day: '2026-02-28' },
    { on: '2024-02-29', period: { count: 1, unit: 'years' }, day: '2023-02-28' },
    { on: '2026-01-01', period: { count: 2, unit: 'weeks' }, day: '2025-12-18' },
  ] as const)('$period.count $period.unit before $on is $day', ({ on, period, day }) => {
    expect(before(on, period)).toBe(day);
  });

  test('a partial date is all its days', () => {
    expect(daysOf('2024-02')).toHaveLength(29);
    expect(daysOf('2023')).toHaveLength(365);
    expect(daysOf('2023-05-06')).toEqual(['2023-05-06']);
  });

  test.each([
    { day: '2026-02-28', inclusive: false, within: false },
    { day: '2026-02-28', inclusive: true, within: true },
    { day: '2026-03-01', inclusive: false, within: true },
    { day: '2026-04-01', inclusive: true, within: false },
  ])('$day is within a month, inclusive $inclusive: $within', ({ day, inclusive, within }) => {
    const question: Question = { ...yesNo('d'), type: 'date', future: true };
    const period = { count: 1, unit: 'months' } as const;
    expect(holds({ kind: 'within', period, inclusive }, question, { value: day }, ON)).toBe(within);
  });
});
