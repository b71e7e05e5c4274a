import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, type Decimal } from '../../src/model/decimal.js';
import type { Condition } from '../../src/model/condition.js';
import type { NumberQuestion } from '../../src/model/question.js';
import { UNITS } from '../../src/model/units.js';
import { HEAD, loadFiles, printed, problemsOf, ruleSetOf } from './load-text.js';

const QUESTIONS = `questions:
  - { id: smokes, ask: Does the patient smoke? }
  - { id: grade, ask: Which grade?, type: choice, options: [1, 2, 2.50, 10] }
  - { id: colour, ask: Which colour?, type: choice, options: [red, { value: green, name: Leaf green }] }
  - { id: tried, ask: What was tried?, type: choices, options: [rest, heat, cold] }
  - { id: t-score, ask: T-score, type: number, range: [-8, 5], step: 0.1, unit: SD }
  - { id: pain, ask: Pain, type: number, range: [0, 10], step: 1 }
  - { id: weight, ask: Weight, type: number, range: [20, 300], step: 0.5, unit: kg, accepts: [lb] }
  - { id: day-of-injection, ask: When?, type: date }
`;

/** The lowered condition of one criterion, without its places. */
function lowered(when: string): unknown {
  const ruleSet = ruleSetOf(`${QUESTIONS}indications:\n  - { id: it, name: It, because: It is., when: ${when} }\n`);
  return JSON.parse(
    JSON.stringify(ruleSet.indications[0]!.when, (key, value: unknown) => (key === 'at' ? undefined : value)),
  );
}
const comparison = (question: string, test: object): object => ({ kind: 'comparison', question, test });

test.each([
  { when: 'smokes', to: comparison('smokes', { kind: 'one-of', values: ['yes'] }) },
  { when: '{ smokes: no }', to: comparison('smokes', { kind: 'one-of', values: ['no'] }) },
  { when: '{ smokes: false }', to: comparison('smokes', { kind: 'one-of', values: ['no'] }) },
  { when: '{ smokes: { is: true } }', to: comparison('smokes', { kind: 'one-of', values: ['yes'] }) },
  { when: '{ colour: green }', to: comparison('colour', { kind: 'one-of', values: ['green'] }) },
  {
    when: '{ colour: { one-of: [red, green] } }',
    to: comparison('colour', { kind: 'one-of', values: ['red', 'green'] }),
  },
  { when: '{ grade: 2 }', to: comparison('grade', { kind: 'one-of', values: ['2'] }) },
  { when: '{ grade: 2.50 }', to: comparison('grade', { kind: 'one-of', values: ['2.50'] }) },
  { when: '{ grade: { at-least: 2 } }', to: comparison('grade', { kind: 'one-of', values: ['2', '2.50', '10'] }) },
  { when: '{ grade: { above: 2, below: 10 } }', to: comparison('grade', { kind: 'one-of', values: ['2.50'] }) },
  { when: '{ tried: { includes: heat } }', to: comparison('tried', { kind: 'includes', values: ['heat'] }) },
  {
    when: '{ tried: { includes: [heat, cold] } }',
    to: comparison('tried', { kind: 'includes', values: ['heat', 'cold'] }),
  },
  { when: '{ tried: none }', to: comparison('tried', { kind: 'none' }) },
  {
    when: '{ tried: { includes-all: [heat, cold] } }',
    to: {
      kind: 'all',
      of: [
        comparison('tried', { kind: 'includes', values: ['heat'] }),
        comparison('tried', { kind: 'includes', values: ['cold'] }),
      ],
    },
  },
  {
    when: '{ t-score: { at-most: -2.5 } }',
    to: comparison('t-score', {
      kind: 'number',
      bounds: [{ kind: 'at-most', values: { SD: { value: -25, places: 1 } } }],
    }),
  },
  { when: '{ t-score: -2.5 }', to: comparison('t-score', { kind: 'number-one-of', values: [-25] }) },
  {
    when: '{ t-score: { one-of: [0.1, 0.2, 0.3] } }',
    to: comparison('t-score', { kind: 'number-one-of', values: [1, 2, 3] }),
  },
  {
    when: '{ pain: { at-least: 4, below: 7 } }',
    to: comparison('pain', {
      kind: 'number',
      bounds: [
        { kind: 'at-least', values: { '': { value: 4, places: 0 } } },
        { kind: 'below', values: { '': { value: 7, places: 0 } } },
      ],
    }),
  },
  {
    when: '{ weight: { above: { kg: 136, lb: 300 } } }',
    to: comparison('weight', {
      kind: 'number',
      bounds: [{ kind: 'above', values: { kg: { value: 136, places: 0 }, lb: { value: 300, places: 0 } } }],
    }),
  },
  {
    // 45.359237 kg, exactly.
    when: '{ weight: { above: { lb: 100 } } }',
    to: comparison('weight', {
      kind: 'number',
      bounds: [{ kind: 'above', values: { kg: { value: 45_359_237, places: 6 }, lb: { value: 100, places: 0 } } }],
    }),
  },
  {
    // 220.462262184… lb: between that and the next.
    when: '{ weight: { above: 100 } }',
    to: comparison('weight', {
      kind: 'number',
      bounds: [
        { kind: 'above', values: { kg: { value: 100, places: 0 }, lb: { value: 2_204_622_621_845, places: 10 } } },
      ],
    }),
  },
  {
    when: '{ day-of-injection: { within: 14 days } }',
    to: comparison('day-of-injection', { kind: 'within', period: { count: 14, unit: 'days' }, inclusive: false }),
  },
  {
    when: '{ day-of-injection: { beyond: 1 month, inclusive: true } }',
    to: comparison('day-of-injection', { kind: 'beyond', period: { count: 1, unit: 'months' }, inclusive: true }),
  },
  {
    when: '{ day-of-injection: { on-or-after: 2020-02-29, before: 2021-01-01 } }',
    to: comparison('day-of-injection', {
      kind: 'date',
      bounds: [
        { kind: 'below', date: '2021-01-01' },
        { kind: 'at-least', date: '2020-02-29' },
      ],
    }),
  },
  {
    when: '{ day-of-injection: 2020-02-29 }',
    to: comparison('day-of-injection', {
      kind: 'date',
      bounds: [
        { kind: 'at-least', date: '2020-02-29' },
        { kind: 'at-most', date: '2020-02-29' },
      ],
    }),
  },
  { when: '{ not: smokes }', to: { kind: 'not', of: comparison('smokes', { kind: 'one-of', values: ['yes'] }) } },
  {
    when: '{ at-least: 1, of: [smokes] }',
    to: { kind: 'at-least', count: 1, of: [comparison('smokes', { kind: 'one-of', values: ['yes'] })] },
  },
  {
    when: '{ score: [{ add: 0.1, when: smokes }, { add: -2, when: smokes }], at-least: 0.25 }',
    to: {
      kind: 'score', places: 2, atLeast: 25,
      terms: [{ weight: 10, when: comparison('smokes', { kind: 'one-of', values: ['yes'] }) }, { weight: -200, when: comparison('smokes', { kind: 'one-of', values: ['yes'] }) }],
    }, // prettier-ignore
  },
])('$when is lowered', ({ when, to }) => {
  expect(lowered(when)).toEqual(to);
});

test('a number question is kept in whole numbers, in every unit', () => {
  const [, , , , score, , weight] = ruleSetOf(QUESTIONS).questions as readonly NumberQuestion[];
  expect(score?.scale).toEqual({ places: 1, min: -80, max: 50, step: 1 });
  // 20 kg is 44.09… lb and 300 kg 661.38… lb: the half pounds within.
  expect(weight?.accepts).toEqual([{ unit: 'lb', scale: { places: 1, min: 445, max: 6610, step: 5 } }]);
});

test('the short form is a question and a criterion of one id, where the criterion stands', () => {
  const ruleSet = ruleSetOf(
    'supporting:\n  - { id: last, name: Last, ask: "Is  it\\n last?", because: B., help: H, group: G, fixed: true, ask-if: first, codes: { icd-10-cm: [A1-], loinc: ["1-2"] } }\nquestions:\n  - { id: first, ask: Is it first? }\n',
  );
  expect(ruleSet.questions.map(({ id }) => id)).toEqual(['last', 'first']);
  expect(ruleSet.questions[0]).toMatchObject({
    ask: 'Is it last?',
    type: 'yes-no',
    help: 'H',
    group: 'G',
    fixed: true,
    optional: false,
    at: '/supporting/0',
  });
  expect(ruleSet.questions[0]?.codes).toEqual([{ system: 'icd-10-cm', code: 'A1-' }, { system: 'loinc', code: '1-2' }]); // prettier-ignore
  expect(ruleSet.questions[0]?.askIf).toMatchObject({ question: 'first', at: '/supporting/0/ask-if' });
  expect(ruleSet.supporting[0]?.when).toEqual({
    kind: 'comparison',
    question: 'last',
    test: { kind: 'one-of', values: ['yes'] },
    at: '/supporting/0/ask',
  });
});

test('every problem of a stage is told, and none of the next', () => {
  const shape = problemsOf(
    loadFiles({
      'rules.yaml': `${HEAD}questions:\n  - { id: A, ask: "" }\nindications:\n  - { id: it, when: nothing }\nstrange: 1\n`,
    }),
  );
  expect(shape).toEqual(['6:11 bad-id', '6:19 empty-text', '8:5 missing-key', '8:5 missing-key', '9:1 unknown-key']);
  const rules = problemsOf(
    loadFiles({
      'rules.yaml': `${HEAD}questions:\n  - { id: a, ask: A?, ask-if: { not: b } }\n  - { id: b, ask: B?, ask-if: a }\nindications:\n  - { id: a, name: A, because: B., when: { all: [c, { a: maybe }] }, source: { x: p } }\n`,
    }),
  );
  expect(rules).toEqual(['9:11 duplicate-id', '9:50 unknown-question', '9:58 wrong-comparison', '9:80 unknown-source']);
});

describe('a bound in another unit', () => {
  const units = Object.keys(UNITS);
  const pair = fc
    .record({ from: fc.constantFrom(...units), to: fc.constantFrom(...units) })
    .filter(({ from, to }) => from !== to && UNITS[from]!.dimension === UNITS[to]!.dimension);

  test('parts the values of an answer where the exact bound does', () => {
    fc.assert(
      fc.property(
        pair,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: -9, max: 9 }),
        ({ from, to }, digits, places, away) => {
          const bound = Number((digits / 10 ** places).toFixed(places));
          const text = `questions:\n  - { id: q, ask: Q?, type: number, unit: ${from}, accepts: { ${to}: { range: [0, 1], step: 1 } }, range: [-9000, 9000], step: 0.001 }\nindications:\n  - { id: it, name: It, because: B., when: { q: { at-least: ${bound} } } }\n`;
          const loaded = loadFiles({ 'rules.yaml': HEAD + text });
          if (!loaded.ok) {
            // Only a bound too long to be written in the other unit is refused.
            expect(printed(loaded)).toContain('too many digits');
            return;
          }
          const condition: Condition = loaded.ruleSet.indications[0]!.when;
          const values =
            condition.kind === 'comparison' && condition.test.kind === 'number' ? condition.test.bounds[0]!.values : {};
          const converted: Decimal = values[to]!;
          // An answer of six places, as near to the bound as answers come.
          const near = (BigInt(converted.value) * 10n ** 6n) / 10n ** BigInt(converted.places) + BigInt(away);
          const answer: Decimal = { value: Number(near), places: 6 };
          if (!Number.isSafeInteger(answer.value)) return;
          const source = UNITS[from]!;
          const target = UNITS[to]!;
          const exact =
            near * target.numerator * source.denominator * 10n ** BigInt(places) -
            BigInt(Math.round(bound * 10 ** places)) * source.numerator * target.denominator * 10n ** 6n;
          expect(compareDecimals(answer, converted) >= 0).toBe(exact >= 0n);
        },
      ),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 500) },
    );
  });
});
