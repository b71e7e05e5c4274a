import { describe, expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Advice } from '../../src/model/ruleset.js';
import { given, rules, says, yesNo } from './made.js';

const item: Advice = {
  id: 'walk',
  title: 'Walk',
  type: 'exercise',
  steps: [],
  when: says('able'),
  unless: [
    { condition: says('fracture'), because: 'A fracture has to heal.', at: '/advice/0/unless/0' },
    { condition: says('old-fracture'), at: '/advice/0/unless/1' },
  ],
  at: '/advice/0',
};
const questions = [yesNo('able'), yesNo('fracture'), yesNo('old-fracture', says('fracture'))];

describe('advice is held back by what is not known to be absent', () => {
  test.each([
    { answers: { able: 'yes', fracture: 'no', 'old-fracture': 'no' }, shown: true, withheld: [] },
    { answers: { able: 'no', fracture: 'no', 'old-fracture': 'no' }, shown: false, withheld: [] },
    { answers: { able: 'yes', fracture: 'no' }, shown: false, withheld: [['not-applicable', ['old-fracture']]] },
    {
      answers: { able: 'yes', fracture: 'yes', 'old-fracture': null },
      shown: false,
      withheld: [
        ['present', ['fracture']],
        ['unknown', ['old-fracture']],
      ],
    },
    { answers: { able: 'yes', 'old-fracture': 'no' }, shown: false, withheld: [['unknown', ['fracture']]] },
  ])('$answers: $withheld', ({ answers, shown, withheld }) => {
    const [finding] = compile(rules({ questions, advice: [item] })).screen(given(answers), { on: '2026-01-01' }).advice;
    expect(finding?.shown).toBe(shown);
    expect(finding?.withheld.map(({ state, questions: open }) => [state, open])).toEqual(withheld);
  });

  test('and by what was only assumed', () => {
    const answers = new Map([
      ...given({ able: 'yes', 'old-fracture': 'no' }),
      ['fracture', { kind: 'known', value: 'no', origin: 'assumed' }] as const,
    ]);
    const [finding] = compile(rules({ questions, advice: [item] })).screen(answers, { on: '2026-01-01' }).advice;
    expect(finding?.shown).toBe(false);
    expect(finding?.withheld).toMatchObject([{ state: 'unknown', questions: ['fracture'] }]);
  });

  test('and by what is not asked at all, with the reason where there is one', () => {
    const unasked: Advice = {
      ...item,
      unless: [
        { unasked: 'a pacemaker', because: 'It may be disturbed.', at: '/advice/0/unless/0' },
        { unasked: 'a fever', at: '/advice/0/unless/1' },
      ],
    };
    const [finding] = compile(rules({ questions, advice: [unasked] })).screen(given({ able: 'yes' }), {
      on: '2026-01-01',
    }).advice;
    expect(finding?.shown).toBe(false);
    expect(finding?.withheld).toEqual([
      {
        at: '/advice/0/unless/0',
        unasked: 'a pacemaker',
        because: 'It may be disturbed.',
        state: 'not-asked',
        questions: [],
      },
      { at: '/advice/0/unless/1', unasked: 'a fever', state: 'not-asked', questions: [] },
    ]);
  });
});
