import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import { against, all, date, given, not, rules, says, yesNo } from '../engine/made.js';
import { before, daysOf } from './calendar.js';
import { judgeOnce, leastChanges, reachable } from './oracle.js';
import { tabulate } from './table.js';
import { holds } from './values.js';

/** The judge is judged by hand: what it says of small rule sets that a reader can work out. */
const ON = '2026-03-31';
const both: Condition = { kind: 'any', of: [says('x'), not(says('x'))], at: '' };
const ladder = rules({
  questions: [yesNo('a'), yesNo('r'), yesNo('i')],
  contraindications: [against('a', says('a')), against('r', says('r'), 'relative')],
  indications: [says('i')],
});
const gated = rules({
  questions: [yesNo('g'), yesNo('q', says('g'))],
  contraindications: [against('flag', all(says('g'), not(says('q'))), 'absolute', true)],
  indications: [says('g')],
});

describe('the verdict', () => {
  test.each([
    { answers: { a: 'yes' }, outcome: 'contraindicated' },
    { answers: { a: 'no', i: 'no' }, outcome: 'not-indicated' },
    { answers: { a: 'no', i: 'yes', r: 'yes' }, outcome: 'candidate-with-caution' },
    { answers: { a: 'no', i: 'yes', r: 'no' }, outcome: 'candidate' },
    { answers: { i: 'yes', r: 'no' }, outcome: 'needs-information' },
  ])('$answers is $outcome', ({ answers, outcome }) => {
    expect(judgeOnce(ladder, given(answers), ON).outcome).toBe(outcome);
  });

  test('x or not x holds whatever x is', () => {
    const judged = judgeOnce(rules({ questions: [yesNo('x')], indications: [both] }), given({}), ON);
    expect([judged.outcome, judged.missing.size]).toEqual(['candidate', 0]);
  });
});

describe('a gate', () => {
  test('that is closed makes its question not applicable and never missing', () => {
    const judged = judgeOnce(gated, given({ g: 'no' }), ON);
    expect([judged.outcome, judged.questions.get('q'), judged.urgent]).toEqual([
      'not-indicated',
      'not-applicable',
      'no',
    ]);
  });

  test('that is unknown leaves both missing, and only the gate to be asked', () => {
    const judged = judgeOnce(gated, given({}), ON);
    expect(judged.missing).toEqual(new Set(['g', 'q']));
    expect(judged.missingForUrgent).toEqual(new Set(['g', 'q']));
    expect(judged.askable).toEqual(new Set(['g']));
  });

  test('opens together with what it gates', () => {
    const changes = leastChanges(tabulate(gated, ON), given({ g: 'no' }));
    expect(changes.map(({ change, outcome }) => [outcome, [...change.keys()]])).toEqual([
      ['candidate', [0, 1]],
      ['contraindicated', [0, 1]],
    ]);
  });
});

test('a verdict is out of reach where only a fixed answer leads to it', () => {
  const fixed = { ...ladder, questions: ladder.questions.map((each) => ({ ...each, fixed: each.id === 'i' })) };
  expect(reachable(tabulate(fixed, ON), given({ i: 'no' }))).toEqual(new Set(['contraindicated', 'not-indicated']));
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
    const question = date('d', true);
    const period = { count: 1, unit: 'months' } as const;
    expect(holds({ kind: 'within', period, inclusive }, question, { value: day }, ON)).toBe(within);
  });
});
