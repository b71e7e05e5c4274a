import type { BoundKind, NumberBound } from '../model/condition.js';
import { decimalOf, scaled, type Decimal } from '../model/decimal.js';
import { at, type Pointer } from '../model/pointer.js';
import type { NumberQuestion, Scale } from '../model/question.js';
import { convert, convertBound, convertible } from '../model/units.js';
import type { Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { Bound } from './schema-condition.js';
import type { QuestionInput } from './schema.js';
import { list } from './suggest.js';

/** The finest step that a question may have: conversions are cut at nine places, and must tell its values apart. */
const MAX_PLACES = 6;

/** The decimal that a number of the file spells: numbers that print otherwise are refused when the file is read. */
export function decimalIn(number: number): Decimal {
  return decimalOf(number) ?? { value: Math.trunc(number), places: 0 };
}

/** The scale that a range and a step make; `undefined` where they make none, which is reported. */
export function lowerScale(
  range: readonly [number, number],
  step: number,
  where: Pointer,
  lowering: Lowering,
): Scale | undefined {
  const low = decimalIn(range[0]);
  const high = decimalIn(range[1]);
  const by = decimalIn(step);
  const places = Math.max(low.places, high.places, by.places);
  const min = scaled(low, places);
  const max = scaled(high, places);
  const stride = scaled(by, places);
  const wrong = (message: string, hint: string, key = 'range'): Scale | undefined => {
    lowering.report(problem('bad-range', at(where, key), message, { hint }));
    return undefined;
  };
  if (places > MAX_PLACES || min === undefined || max === undefined || stride === undefined) {
    return wrong(
      `The range and the step have more than ${MAX_PLACES} decimal places, or too many digits.`,
      'Choose a coarser step.',
    );
  }
  if (min >= max)
    return wrong(
      `The range starts at ${range[0]}, which is not below its end, ${range[1]}.`,
      'Write [smallest, largest].',
    );
  if (stride > max - min) return wrong(`The step ${step} is wider than the range.`, 'Choose a finer step.', 'step');
  if ((max - min) % stride !== 0) {
    return wrong(
      `Steps of ${step} from ${range[0]} do not end on ${range[1]}.`,
      'Choose a range that is whole steps long.',
    );
  }
  return { places, min, max, step: stride };
}

/** The other units that an answer may be given in, each with its values. */
export function lowerAccepts(
  input: NonNullable<QuestionInput['accepts']>,
  own: { readonly unit: string; readonly scale: Scale },
  where: Pointer,
  lowering: Lowering,
): NumberQuestion['accepts'] {
  const lowered: { unit: string; scale: Scale }[] = [];
  const units = Array.isArray(input)
    ? input.map((unit) => ({ unit, given: undefined }))
    : Object.entries(input).map(([unit, given]) => ({ unit, given }));
  for (const [index, { unit, given }] of units.entries()) {
    const place = at(where, given === undefined ? index : unit);
    if (unit === own.unit || lowered.some((other) => other.unit === unit)) {
      lowering.report(
        problem('wrong-unit', place, `The unit ${quoted(unit)} is named twice.`, {
          side: 'key',
          hint: 'Name each unit once; the own unit is accepted anyway.',
        }),
      );
      continue;
    }
    if (!convertible(own.unit, unit)) {
      lowering.report(
        problem('wrong-unit', place, `${quoted(unit)} cannot be converted into ${quoted(own.unit)}.`, {
          side: 'key',
          hint: 'Units that convert are kg, g, lb, st; m, cm, mm, in, ft; days, weeks, hours; mmHg, kPa.',
        }),
      );
      continue;
    }
    const scale =
      given === undefined ? convertedScale(own, unit) : lowerScale(given.range, given.step, place, lowering);
    if (scale !== undefined) lowered.push({ unit, scale });
    else if (given === undefined) {
      lowering.report(
        problem('bad-range', place, `The range has no whole steps in ${quoted(unit)}.`, {
          hint: `Give them: { ${unit}: { range: [ … ], step: … } }.`,
        }),
      );
    }
  }
  return lowered;
}

/** The scale in another unit, with the same step there, cut to whole steps within the range. */
function convertedScale(own: { readonly unit: string; readonly scale: Scale }, unit: string): Scale | undefined {
  const { places, step } = own.scale;
  const low = convert({ value: own.scale.min, places }, own.unit, unit);
  const high = convert({ value: own.scale.max, places }, own.unit, unit);
  if (low === undefined || high === undefined) return undefined;
  // Both are cut towards minus infinity at nine places, so an inexact lower end is above what it says.
  const unitStep = BigInt(step) * 10n ** BigInt(9 - places);
  const from = BigInt(low.value) * 10n ** BigInt(9 - low.places) + (low.exact ? 0n : 1n);
  const to = BigInt(high.value) * 10n ** BigInt(9 - high.places);
  const first = ceilDivide(from, unitStep);
  const last = -ceilDivide(-to, unitStep);
  if (first >= last) return undefined;
  return { places, min: Number(first) * step, max: Number(last) * step, step };
}

function ceilDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b > 0n ? quotient + 1n : quotient;
}

/** A bound in every unit that the question knows; `undefined` where it is wrong, which is reported. */
export function lowerBound(
  kind: BoundKind,
  input: Bound,
  question: NumberQuestion,
  where: Pointer,
  lowering: Lowering,
): NumberBound | undefined {
  const own = question.unit ?? '';
  const units = [own, ...question.accepts.map((other) => other.unit)];
  if (typeof input === 'number')
    return inEveryUnit(kind, new Map([[own, decimalIn(input)]]), own, units, where, lowering);
  const given = new Map<string, Decimal>();
  let wrong = false;
  for (const [unit, number] of Object.entries(input)) {
    if (own !== '' && units.includes(unit)) given.set(unit, decimalIn(number));
    else {
      wrong = true;
      const hint =
        own === ''
          ? 'The question has no unit: write the number alone.'
          : (lowering.didYouMean(unit, units) ?? `It is asked in ${list(units, 'or')}.`);
      lowering.report(
        problem('wrong-unit', at(where, unit), `${quoted(question.id)} is not asked in ${quoted(unit)}.`, {
          side: 'key',
          hint,
        }),
      );
    }
  }
  if (!wrong && given.size === 0) {
    lowering.report(
      problem('empty-list', where, 'The bound names no value.', {
        hint: `Write a number, or { ${own === '' ? 'kg' : own}: … }.`,
      }),
    );
    wrong = true;
  }
  return wrong ? undefined : inEveryUnit(kind, given, own, units, where, lowering);
}

function inEveryUnit(
  kind: BoundKind,
  given: ReadonlyMap<string, Decimal>,
  own: string,
  units: readonly string[],
  where: Pointer,
  lowering: Lowering,
): NumberBound | undefined {
  const from = given.has(own) ? own : [...given.keys()][0]!;
  const values: Record<string, Decimal> = {};
  for (const unit of units) {
    const value = given.get(unit) ?? convertBound(given.get(from)!, from, unit);
    if (value === undefined) {
      lowering.report(
        problem('wrong-unit', where, `The bound has too many digits to be written in ${quoted(unit)}.`, {
          hint: `Give it there too: { ${unit}: … }.`,
        }),
      );
      return undefined;
    }
    values[unit] = value;
  }
  return { kind, values };
}
