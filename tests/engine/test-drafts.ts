import type { BoundKind, NumberBound, Period, Test } from '../../src/model/condition.js';
import type { NumberQuestion, Question } from '../../src/model/question.js';
import { addDays, before } from '../oracle/calendar.js';

/** Which test it is, and where its bounds stand, all counted around. */
export interface TestDraft {
  readonly variant: number;
  readonly first: number;
  readonly second: number;
  readonly both: boolean;
  readonly inclusive: boolean;
}

const PERIODS: readonly Period[] = [
  { count: 14, unit: 'days' },
  { count: 1, unit: 'months' },
  { count: 6, unit: 'weeks' },
  { count: 6, unit: 'months' },
  { count: 1, unit: 'years' },
  { count: 1, unit: 'days' },
];

const LOWER: readonly BoundKind[] = ['at-least', 'above'];
const UPPER: readonly BoundKind[] = ['at-most', 'below'];

export function buildTest(draft: TestDraft, question: Question, on: string): Test {
  switch (question.type) {
    case 'yes-no':
      return { kind: 'one-of', values: [draft.variant % 3 === 2 ? 'no' : 'yes'] };
    case 'choice':
      return {
        kind: 'one-of',
        values: someOf(
          question.options.map(({ value }) => value),
          draft.first,
        ),
      };
    case 'choices':
      return draft.variant % 4 === 3
        ? { kind: 'none' }
        : {
            kind: 'includes',
            values: someOf(
              question.options.map(({ value }) => value),
              draft.first,
            ),
          };
    case 'number':
      return numberTest(draft, question);
    case 'date':
      return dateTest(draft, on);
  }
}

/** Some of the values, at least one. */
function someOf(values: readonly string[], draft: number): readonly string[] {
  const bits = 1 + (draft % (2 ** values.length - 1));
  return values.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
}

function numberTest({ variant, first, second, both, inclusive }: TestDraft, question: NumberQuestion): Test {
  if (variant % 8 === 7 && question.accepts.length === 0) {
    const { min, max, step } = question.scale;
    const count = Math.floor((max - min) / step) + 1;
    return {
      kind: 'number-one-of',
      values: [...new Set([min + (first % count) * step, min + (second % count) * step])],
    };
  }
  const end = inclusive ? 0 : 1;
  const lower = bound(LOWER[end] ?? 'at-least', question, first, second);
  const upper = bound(UPPER[end] ?? 'at-most', question, second, first);
  return { kind: 'number', bounds: both && variant % 2 === 0 ? [lower, upper] : [variant % 2 === 0 ? lower : upper] };
}

/** On the scale or half a step off it, in and a little beyond the range, at a place of its own in each unit. */
function bound(
  kind: BoundKind,
  { unit = '', scale, accepts }: NumberQuestion,
  first: number,
  second: number,
): NumberBound {
  const own = { value: 10 * (scale.min - scale.step) + 5 * scale.step * first, places: scale.places + 1 };
  const others = accepts.map(({ unit: other, scale: { places, min, step } }, index) => {
    const value = 10 * (min - step) + 5 * step * (first + (second % 3) + index);
    return [other, { value, places: places + 1 }] as const;
  });
  return { kind, values: Object.fromEntries([[unit, own], ...others]) };
}

function dateTest({ variant, first, second, both, inclusive }: TestDraft, on: string): Test {
  const period = PERIODS[first % PERIODS.length] ?? { count: 1, unit: 'days' };
  switch (variant % 4) {
    case 0:
    case 1:
      return { kind: variant % 4 === 0 ? 'within' : 'beyond', period, inclusive };
    default: {
      const days = [before(on, period), addDays(before(on, period), 40), addDays(on, 1 + second)];
      const end = inclusive ? 0 : 1;
      const lower = { kind: LOWER[end] ?? 'at-least', date: days[second % 3] ?? on };
      const upper = { kind: UPPER[end] ?? 'at-most', date: days[first % 3] ?? on };
      return { kind: 'date', bounds: both ? [lower, upper] : [variant % 4 === 2 ? lower : upper] };
    }
  }
}
