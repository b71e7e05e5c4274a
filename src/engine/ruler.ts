import type { Answer } from '../model/answer.js';
import type { Test } from '../model/condition.js';
import { type Day, formatDate, parseDate, shift } from '../model/date.js';
import { decimalOf, type Decimal, scaled, toNumber } from '../model/decimal.js';
import type { DateQuestion, NumberQuestion, Scale } from '../model/question.js';
import { boundIn, constantDay, constantsIn, dateHolds, numberHolds } from './holds.js';

type Known = Extract<Answer, { kind: 'known' }>;

/** The first day that a date answer can name: 1000-01-01. */
const FIRST_DAY: Day = -354_285;
/** The last: 9999-12-31. */
export const LAST_DAY: Day = 2_932_896;

/** Positions from `from` to `to` (inclusive) that no test of the rule set tells apart, and the region they belong to. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly region: number;
}

/** The values of a number (in one unit) or date question, in order: position 0, 1, 2, … of a grid, or days. */
export interface Ruler {
  readonly unit: string;
  readonly first: number;
  readonly last: number;
  /** Positions at which the outcome of some test may change; unsorted, maybe twice, maybe outside. */
  readonly cuts: readonly number[];
  readonly holds: (test: Test, position: number) => boolean;
  /** The positions that an answer may stand for, both ends inclusive; undefined where it is not on the ruler. */
  readonly place: (answer: Known) => { readonly from: number; readonly to: number } | undefined;
  readonly valueAt: (position: number) => number | string;
}

/** One ruler for each unit that answers may be given in, the question's own first. */
export function numberRulers(question: NumberQuestion, tests: readonly Test[]): readonly Ruler[] {
  const own = question.unit ?? '';
  return [{ unit: own, scale: question.scale }, ...question.accepts].map(({ unit, scale }) => {
    const units = { unit, own, places: question.scale.places };
    const decimalAt = (position: number): Decimal => ({
      value: scale.min + position * scale.step,
      places: scale.places,
    });
    return {
      unit,
      first: 0,
      last: Math.floor((scale.max - scale.min) / scale.step),
      cuts: tests.flatMap((test) => {
        if (test.kind === 'number') return test.bounds.flatMap((bound) => around(boundIn(bound, unit), scale));
        return test.kind === 'number-one-of'
          ? constantsIn(test.values, units).flatMap((constant) => around(constant, scale))
          : [];
      }),
      holds: (test, position) =>
        (test.kind === 'number' || test.kind === 'number-one-of') && numberHolds(test, decimalAt(position), units),
      place: (answer) => {
        if (typeof answer.value !== 'number' || (answer.unit ?? own) !== unit) return undefined;
        const position = positionOf(answer.value, scale);
        return position === undefined ? undefined : { from: position, to: position };
      },
      valueAt: (position) => toNumber(scale.min + position * scale.step, scale.places),
    };
  });
}

/** The days that can be answered: up to the screening day, unless the question allows later ones. */
export function dateRuler(question: DateQuestion, tests: readonly Test[], on: Day): Ruler {
  const last = question.future ? LAST_DAY : on;
  return {
    unit: '',
    first: FIRST_DAY,
    last,
    cuts: tests.flatMap((test) => dateCuts(test, on)),
    holds: (test, day) =>
      (test.kind === 'within' || test.kind === 'beyond' || test.kind === 'date') && dateHolds(test, day, on),
    place: (answer) => {
      const span = typeof answer.value === 'string' ? parseDate(answer.value) : undefined;
      return span === undefined || span.from > last ? undefined : { from: span.from, to: Math.min(span.to, last) };
    },
    valueAt: formatDate,
  };
}

function dateCuts(test: Test, on: Day): readonly Day[] {
  switch (test.kind) {
    case 'within':
    case 'beyond': {
      const start = shift(on, test.period, -1);
      return [start, start + 1, on + 1];
    }
    case 'date':
      return test.bounds.flatMap((bound) => [constantDay(bound.date), constantDay(bound.date) + 1]);
    default:
      return [];
  }
}

/** The first grid position that is not below the value, and the first above it. */
function around(value: Decimal, scale: Scale): readonly number[] {
  const places = Math.max(value.places, scale.places);
  const unit = 10n ** BigInt(places - scale.places);
  const distance = BigInt(value.value) * 10n ** BigInt(places - value.places) - BigInt(scale.min) * unit;
  const step = BigInt(scale.step) * unit;
  const below = distance >= 0n ? distance / step : -((-distance + step - 1n) / step);
  return [Number(below * step === distance ? below : below + 1n), Number(below + 1n)];
}

/** Where a number stands on a scale; undefined where it is out of range or off the step. */
function positionOf(number: number, scale: Scale): number | undefined {
  const decimal = decimalOf(number);
  const value = decimal === undefined ? undefined : scaled(decimal, scale.places);
  if (value === undefined || value < scale.min || value > scale.max) return undefined;
  const position = (value - scale.min) / scale.step;
  return Number.isInteger(position) ? position : undefined;
}

/** A ruler cut into bands; `regionOf` names the region of a position by how the tests come out there. */
export function bandsOf(ruler: Ruler, regionOf: (position: number) => number): readonly Band[] {
  const inside = ruler.cuts.filter((cut) => cut > ruler.first && cut <= ruler.last);
  const starts = [...new Set([ruler.first, ...inside])].sort((a, b) => a - b);
  const bands: Band[] = [];
  starts.forEach((from, index) => {
    const next = starts[index + 1];
    const to = next === undefined ? ruler.last : next - 1;
    const region = regionOf(from);
    const previous = bands.at(-1);
    if (previous?.region === region) bands[bands.length - 1] = { from: previous.from, to, region };
    else bands.push({ from, to, region });
  });
  return bands;
}
