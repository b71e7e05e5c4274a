import { isWithin, type NumberBound, type Test } from '../model/condition.js';
import { type Day, parseDay, shift } from '../model/date.js';
import { compareDecimals, type Decimal } from '../model/decimal.js';
import { convert } from '../model/units.js';

type NumberTest = Extract<Test, { kind: 'number' | 'number-one-of' }>;
type DateTest = Extract<Test, { kind: 'within' | 'beyond' | 'date' }>;

/** The unit an answer is in, and the question's own, in which `number-one-of` is written (at `places`). */
export interface UnitsOfTest {
  readonly unit: string;
  readonly own: string;
  readonly places: number;
}

/** Whether a number in the unit passes the test. */
export function numberHolds(test: NumberTest, value: Decimal, units: UnitsOfTest): boolean {
  switch (test.kind) {
    case 'number':
      return test.bounds.every((bound) => isWithin(bound.kind, compareDecimals(value, boundIn(bound, units.unit))));
    case 'number-one-of':
      return constantsIn(test.values, units).some((constant) => compareDecimals(value, constant) === 0);
  }
}

/** The values of a `number-one-of` in the answer's unit; those that unit cannot write exactly are left out. */
export function constantsIn(values: readonly number[], { unit, own, places }: UnitsOfTest): readonly Decimal[] {
  return values.flatMap((value) => {
    const converted = convert({ value, places }, own, unit);
    return converted?.exact === true ? [converted] : [];
  });
}

/** The bound as it stands for answers in the unit. */
export function boundIn(bound: NumberBound, unit: string): Decimal {
  const value = bound.values[unit];
  if (value === undefined) throw new Error(`A bound has no value in "${unit}".`);
  return value;
}

/** Whether a day passes the test on the screening day `on`. */
export function dateHolds(test: DateTest, day: Day, on: Day): boolean {
  switch (test.kind) {
    case 'within': {
      const start = shift(on, test.period, -1);
      return day <= on && (test.inclusive ? day >= start : day > start);
    }
    case 'beyond': {
      const start = shift(on, test.period, -1);
      return test.inclusive ? day <= start : day < start;
    }
    case 'date':
      return test.bounds.every((bound) => isWithin(bound.kind, day - constantDay(bound.date)));
  }
}

/** The day of a date bound. */
export function constantDay(date: string): Day {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`"${date}" is not a day.`);
  return day;
}
