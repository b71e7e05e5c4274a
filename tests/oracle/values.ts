import type { Answer, AnswerValue } from '../../src/model/answer.js';
import type { BoundKind, Comparison, NumberBound, Test } from '../../src/model/condition.js';
import type { NumberQuestion, Question, Scale } from '../../src/model/question.js';
import { addDays, before, daysOf } from './calendar.js';

/** One complete answer: a partial date is several of these. */
export interface Raw {
  readonly value: AnswerValue;
  readonly unit?: string;
}

/** A decimal as a fraction of two big integers: nothing is rounded. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The fraction that a number's shortest decimal spelling says: 0.1 is one tenth. */
function fraction(value: number): Fraction {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === '') throw new Error(`The oracle does not read the number ${String(value)}.`);
  return { top: BigInt(sign + whole + decimals), bottom: 10n ** BigInt(decimals.length) };
}

function compare(left: Fraction, right: Fraction): number {
  const difference = left.top * right.bottom - right.top * left.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Every value of a scale, as the numbers that a person gives. */
export function grid({ places, min, max, step }: Scale): readonly number[] {
  const values: number[] = [];
  for (let value = min; value <= max; value += step) values.push(Number((value / 10 ** places).toFixed(places)));
  return values;
}

const SATISFIED: Readonly<Record<BoundKind, (sign: number) => boolean>> = {
  'at-least': (sign) => sign >= 0,
  'at-most': (sign) => sign <= 0,
  above: (sign) => sign > 0,
  below: (sign) => sign < 0,
};

/** Whether a complete answer to a question that applies passes the test. */
export function holds(test: Test, question: Question, { value, unit }: Raw, on: string): boolean {
  switch (test.kind) {
    case 'one-of':
      return test.values.includes(String(value));
    case 'includes':
      return test.values.some((option) => (value as readonly string[]).includes(option));
    case 'none':
      return (value as readonly string[]).length === 0;
    case 'number':
      return test.bounds.every((bound) =>
        numberWithin(bound, Number(value), unit ?? (question as NumberQuestion).unit),
      );
    case 'number-one-of': {
      const { places } = (question as NumberQuestion).scale;
      return test.values.some(
        (whole) => compare(fraction(Number(value)), { top: BigInt(whole), bottom: 10n ** BigInt(places) }) === 0,
      );
    }
    case 'within': {
      const limit = before(on, test.period);
      return String(value) <= on && (String(value) > limit || (test.inclusive && String(value) === limit));
    }
    case 'beyond': {
      const limit = before(on, test.period);
      return String(value) < limit || (test.inclusive && String(value) === limit);
    }
    case 'date':
      return test.bounds.every(({ kind, date }) =>
        SATISFIED[kind](String(value) < date ? -1 : String(value) > date ? 1 : 0),
      );
  }
}

function numberWithin({ kind, values }: NumberBound, value: number, unit = ''): boolean {
  const limit = values[unit];
  if (limit === undefined) throw new Error(`The bound has no value for the unit "${unit}".`);
  return SATISFIED[kind](compare(fraction(value), { top: BigInt(limit.value), bottom: 10n ** BigInt(limit.places) }));
}

/**
 * Every complete answer to a question: each number of each unit, each subset of the options. Of the days, those at and
 * around each day that a test speaks of, and around the screening date: no test tells the days between them apart.
 */
export function everyAnswer(question: Question, comparisons: readonly Comparison[], on: string): readonly Raw[] {
  switch (question.type) {
    case 'yes-no':
      return [{ value: 'yes' }, { value: 'no' }];
    case 'choice':
      return question.options.map(({ value }) => ({ value }));
    case 'choices':
      return subsets(question.options.map(({ value }) => value)).map((value) => ({ value }));
    case 'number':
      return [
        ...grid(question.scale).map((value) => inUnit(value, question.unit)),
        ...question.accepts.flatMap(({ unit, scale }) => grid(scale).map((value) => inUnit(value, unit))),
      ];
    case 'date': {
      const marks = new Set([on]);
      for (const { question: id, test } of comparisons) {
        if (id !== question.id) continue;
        if (test.kind === 'within' || test.kind === 'beyond') marks.add(before(on, test.period));
        if (test.kind === 'date') for (const { date } of test.bounds) marks.add(date);
      }
      const days = new Set([...marks].flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]));
      return [...days].filter((day) => question.future || day <= on).map((value) => ({ value }));
    }
  }
}

/** What a known answer can mean: itself, or every day of a partial date that may be an answer. */
export function meaningsOf(
  question: Question,
  answer: Answer & { readonly kind: 'known' },
  on: string,
): readonly Raw[] {
  if (question.type === 'number') return [inUnit(Number(answer.value), answer.unit ?? question.unit)];
  if (question.type !== 'date') return [{ value: answer.value }];
  return daysOf(String(answer.value))
    .filter((day) => question.future || day <= on)
    .map((value) => ({ value }));
}

function inUnit(value: number, unit: string | undefined): Raw {
  return unit === undefined ? { value } : { value, unit };
}

export function subsets<T>(values: readonly T[]): readonly (readonly T[])[] {
  return values.reduce<readonly (readonly T[])[]>(
    (found, value) => [...found, ...found.map((set) => [...set, value])],
    [[]],
  );
}
