import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../src/model/date.js';
import { formatDecimal, parseDecimal, scaled } from '../../src/model/decimal.js';
import type { NumberQuestion, Question } from '../../src/model/question.js';
import { expected, rangeOf, readAnswer } from '../../src/model/read-answer.js';
import { visible } from '../../src/model/visible.js';

const base = { ask: 'What?', fixed: false, optional: false, codes: [], at: '/questions/0' } as const;
const options = [
  { value: 'physical-therapy', name: 'Physical therapy' },
  { value: 'injections', name: 'Injections' },
  { value: '2', name: 'Two' },
];
const yesNo: Question = { ...base, id: 'yes-no', type: 'yes-no' };
const choice: Question = { ...base, id: 'choice', type: 'choice', options };
const choices: Question = { ...base, id: 'choices', type: 'choices', options };
const date: Question = { ...base, id: 'date', type: 'date', future: false };
const futureDate: Question = { ...date, future: true };
const pain: NumberQuestion = {
  ...base,
  id: 'pain',
  type: 'number',
  scale: { places: 0, min: 0, max: 10, step: 1 },
  accepts: [],
};
const tScore: NumberQuestion = { ...pain, unit: 'SD', scale: { places: 1, min: -80, max: 50, step: 1 } };
const weight: NumberQuestion = {
  ...pain,
  unit: 'kg',
  scale: { places: 1, min: 340, max: 3000, step: 1 },
  accepts: [{ unit: 'lb', scale: { places: 1, min: 750, max: 6600, step: 5 } }],
};
/** 0.5, 1.2, 1.9: the steps are counted from the smallest value. */
const anchored: NumberQuestion = { ...pain, scale: { places: 1, min: 5, max: 19, step: 7 } };

const on = { on: '2026-01-01' };

describe('an answer that is understood', () => {
  // prettier-ignore
  test.each<[Question, unknown, object]>([
    [yesNo, 'yes', { value: 'yes' }],        [yesNo, 'NO', { value: 'no' }],         [yesNo, ' True ', { value: 'yes' }],
    [yesNo, 'false', { value: 'no' }],       [yesNo, true, { value: 'yes' }],        [yesNo, false, { value: 'no' }],
    [yesNo, 'Unknown', { unknown: true }],   [yesNo, null, { unknown: true }],       [weight, 'unknown', { unknown: true }],
    [choice, 'injections', { value: 'injections' }], [choice, '2', { value: '2' }],  [choice, 2, { value: '2' }],
    [choices, 'injections', { value: ['injections'] }],
    [choices, 'injections , physical-therapy,injections', { value: ['physical-therapy', 'injections'] }],
    [choices, ['2', 'injections'], { value: ['injections', '2'] }],
    [choices, [], { value: [] }],            [choices, 'none', { value: [] }],       [choices, ['none'], { value: [] }],
    [choices, 'unknown', { unknown: true }],
    [pain, '0', { value: 0 }],               [pain, '10', { value: 10 }],            [pain, ' 7.0 ', { value: 7 }],
    [pain, 7, { value: 7 }],                 [pain, '007', { value: 7 }],            [pain, '+7', { value: 7 }],
    [tScore, '-2.5', { value: -2.5, unit: 'SD' }],      [tScore, '-2.5SD', { value: -2.5, unit: 'SD' }],
    [tScore, -2.5, { value: -2.5, unit: 'SD' }],        [tScore, '-0', { value: 0, unit: 'SD' }],
    [weight, '80kg', { value: 80, unit: 'kg' }],        [weight, '80.10 kg', { value: 80.1, unit: 'kg' }],
    [weight, '176.5lb', { value: 176.5, unit: 'lb' }],  [anchored, '1.2', { value: 1.2 }],
    [date, '2025-12-31', { value: '2025-12-31' }],      [date, '2026-01-01', { value: '2026-01-01' }],
    [date, '2026', { value: '2026' }],       [date, 2020, { value: '2020' }],        [date, '2024-02-29', { value: '2024-02-29' }],
    [date, '2025-06', { value: '2025-06' }], [futureDate, '2030-01-01', { value: '2030-01-01' }],
  ])('%#: %o', (question, raw, answer) => {
    expect(readAnswer(question, raw, on)).toEqual({ ok: true, ...answer });
  });

  test('a number without a unit is in the own unit where the unit stands beside it', () => {
    expect(readAnswer(weight, '80', { ...on, unitOptional: true })).toEqual({ ok: true, value: 80, unit: 'kg' });
  });
});

describe('an answer that is refused says why', () => {
  // prettier-ignore
  test.each<[Question, unknown, RegExp, RegExp?]>([
    [yesNo, 'y', /"y" is not an answer to a yes-no question\. Expected yes, no or unknown/, /"yes"/],
    [yesNo, 1, /"1" is not an answer/, /"yes"/],            [yesNo, 'n', /"n" is not/, /"no"/],
    [yesNo, 'unkown', /"unkown" is not/, /"unknown"/],      [yesNo, '', /No answer is given/, /unknown/],
    [yesNo, '  ', /No answer is given/],                    [yesNo, undefined, /Nothing is not an answer/],
    [yesNo, ['yes'], /A list is not an answer/],            [yesNo, { value: 'yes' }, /An object is not an answer/],
    [choice, 'injectoins', /not among the options\. Expected one of physical-therapy, injections, 2/, /"injections"/],
    [choice, 'Injections', /not among/, /"injections"/],    [choice, 'physical therapy', /not among/, /"physical-therapy"/],
    [choice, '2.0', /not among/],                           [choice, true, /"true" is not among/],
    [choices, 'none,injections', /"none" cannot stand beside/],
    [choices, ['unknown', '2'], /"unknown" cannot stand beside/],
    [choices, 'a,b', /"a" and "b" are not among/],          [choices, [['2']], /A list is not an answer/],
    [choices, 'injections,', /"" is not among/],
    [pain, '2.5', /between two steps/, /2 and 3/],          [pain, '11', /above the range\. Expected a number from 0 to 10/],
    [pain, '-1', /below the range/],                        [pain, '1e1', /exponent/, /digits/],
    [pain, 'NaN', /not a number/],                          [pain, Number.NaN, /not a number/],
    [pain, Infinity, /not a number/],                       [pain, 1e21, /exponent/],
    [pain, '7 cm', /has the unit "cm"/, /Write 7\./],       [pain, true, /A boolean is not an answer/],
    [pain, '.5', /not a number/],                           [pain, '1.2.3', /not a number/],
    [pain, '0x5', /unit "x5"/],                             [pain, '1,5', /comma/, /"1\.5"/],
    [pain, '1,000,000', /comma/, /Decimals stand/],         [pain, '\u22122', /not a number/, /hyphen/],
    [pain, '3.0000000000000000000001', /more digits/],      [pain, 0.1 + 0.2, /more digits/],
    [weight, '80', /has no unit/, /Write 80kg or 80lb/],    [weight, '50', /has no unit/, /Write 50kg\./],
    [weight, 80, /has no unit/],                            [weight, '80 KG', /unit that is not taken/, /80kg/],
    [weight, '80.05kg', /between two steps/, /80kg and 80\.1kg/],
    [weight, '176.3lb', /between two steps/, /176lb and 176\.5lb/],
    [weight, '80 stone', /unit that is not taken/],         [weight, 'kg', /not a number/],
    [anchored, '0.7', /between two steps/, /0\.5 and 1\.2/], [anchored, '1.29', /between two steps/, /1\.2 and 1\.9/],
    [date, '2025-02-30', /not a day of the calendar/],      [date, '2025-13', /not a day of the calendar/],
    [date, '01.02.2025', /not a date\. Expected a date as YYYY-MM-DD/], [date, '2026-01-02', /after the day of the screening/],
    [date, '2027', /after the day/],                        [date, 'yesterday', /not a date/],
    [date, '2025-1-1', /not a date/],                       [futureDate, '2030-02-30', /not a day/],
  ])('%#: %o', (question, raw, message, hint) => {
    const read = readAnswer(question, raw, on);
    expect(read).toMatchObject({ ok: false, message: expect.stringMatching(message) as string });
    if (hint !== undefined) expect(read).toMatchObject({ hint: expect.stringMatching(hint) as string });
  });
});

test('what is expected names range, units and steps', () => {
  expect(rangeOf(weight)).toBe('34 to 300 kg in steps of 0.1, or 75 to 660 lb in steps of 0.5');
  expect(expected(weight)).toBe(`a number with its unit from ${rangeOf(weight)}, or unknown`);
});

const scales = fc
  .record({
    places: fc.integer({ min: 0, max: 3 }),
    min: fc.integer({ min: -5000, max: 5000 }),
    step: fc.integer({ min: 1, max: 40 }),
    steps: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ places, min, step, steps }) => ({ places, min, step, max: min + step * steps }));

test('every value of a scale is read as it is spelled, and nothing else is', () => {
  fc.assert(
    fc.property(
      scales,
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: 0, max: 4 }),
      (scale, value, places) => {
        const text = formatDecimal(value, places);
        const exact = scaled(parseDecimal(text)!, scale.places);
        const onScale =
          exact !== undefined && exact >= scale.min && exact <= scale.max && (exact - scale.min) % scale.step === 0;
        const read = readAnswer({ ...pain, scale }, text, on);
        expect(read.ok).toBe(onScale);
        if (read.ok) expect(read).toEqual({ ok: true, value: Number(text) });
      },
    ),
    { numRuns: 2000 },
  );
});

test('the nearest values that are named are answers', () => {
  fc.assert(
    fc.property(scales, fc.integer({ min: -20_000, max: 20_000 }), (scale, value) => {
      const question = { ...pain, scale };
      const read = readAnswer(question, formatDecimal(value, 4), on);
      const named = read.ok
        ? []
        : [...(/^The nearest (?:is|are) (.*)\.$/.exec(read.hint ?? '')?.[1]?.split(' and ') ?? [])];
      for (const near of named) expect(readAnswer(question, near, on)).toMatchObject({ ok: true });
      if (!read.ok && read.message.includes('between two steps')) expect(named.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

test('every value of every type has a result, and a message is fit for a terminal', () => {
  const raw = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+\d.,e kglb]{0,12}$/));
  fc.assert(
    fc.property(
      fc.constantFrom(yesNo, choice, choices, pain, weight, tScore, date, futureDate),
      raw,
      (question, value) => {
        const read = readAnswer(question, value, on);
        if (!read.ok) {
          expect(visible(read.message)).toBe(read.message);
          expect(visible(read.hint ?? '')).toBe(read.hint ?? '');
          expect(read.message).toMatch(/Expected .*unknown\.?$/);
        } else if (read.unknown !== true && question.type === 'date') {
          expect(parseDate(String(read.value))).toBeDefined();
        }
      },
    ),
    { numRuns: 1500 },
  );
});
