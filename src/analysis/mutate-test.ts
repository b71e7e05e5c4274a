import type { BoundKind, NumberBound, Period, Test } from '../model/condition.js';
import { formatDate, parseDay } from '../model/date.js';
import { compareDecimals, type Decimal } from '../model/decimal.js';
import type { NumberQuestion, Question, Scale } from '../model/question.js';
import { convertBound } from '../model/units.js';

/** Every small change of what an answer is held against. */
export function testMutants(test: Test, question: Question): readonly Test[] {
  const changed = changes(test, question);
  const seen = new Set([JSON.stringify(test)]);
  return changed.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function changes(test: Test, question: Question): readonly Test[] {
  switch (test.kind) {
    case 'one-of':
      return valueSets(test.values, valuesOf(question)).map((values) => ({ ...test, values }));
    case 'includes':
      return valueSets(test.values, valuesOf(question)).map((values) => ({ ...test, values }));
    case 'none':
      return [{ kind: 'includes', values: valuesOf(question) }];
    case 'number':
      return question.type === 'number' ? numberMutants(test, question) : [];
    case 'number-one-of':
      return question.type === 'number' ? numberSets(test.values, question.scale) : [];
    case 'within':
    case 'beyond':
      return [
        { ...test, inclusive: !test.inclusive },
        { ...test, kind: test.kind === 'within' ? 'beyond' : 'within' },
        ...periods(test.period).map((period) => ({ ...test, period })),
      ];
    case 'date':
      return dateMutants(test);
  }
}

function valuesOf(question: Question): readonly string[] {
  if (question.type === 'yes-no') return ['yes', 'no'];
  return 'options' in question ? question.options.map(({ value }) => value) : [];
}

/** One value more, one less; of two values the other one. */
function valueSets(values: readonly string[], all: readonly string[]): readonly (readonly string[])[] {
  if (all.length === 2 && values.length === 1) return [all.filter((value) => !values.includes(value))];
  const fewer = values.length < 2 ? [] : values.map((value) => values.filter((other) => other !== value));
  const more = all
    .filter((value) => !values.includes(value))
    .map((value) => all.filter((one) => one === value || values.includes(one)));
  return [...fewer, ...more.filter((set) => set.length < all.length)];
}

const TURNED: Readonly<Record<BoundKind, BoundKind>> = {
  'at-least': 'at-most',
  'at-most': 'at-least',
  above: 'below',
  below: 'above',
};

/** The bound itself in, where it was out, and the other way round. */
const CLOSED: Readonly<Record<BoundKind, BoundKind>> = {
  'at-least': 'above',
  above: 'at-least',
  'at-most': 'below',
  below: 'at-most',
};

function numberMutants(test: Extract<Test, { kind: 'number' }>, question: NumberQuestion): readonly Test[] {
  const put = (index: number, bound: NumberBound): Test => ({
    ...test,
    bounds: test.bounds.map((one, place) => (place === index ? bound : one)),
  });
  return test.bounds.flatMap((bound, index) => [
    put(index, { ...bound, kind: CLOSED[bound.kind] }),
    put(index, { ...bound, kind: TURNED[bound.kind] }),
    ...moved(bound, question).map((one) => put(index, one)),
    ...(test.bounds.length > 1 ? [{ ...test, bounds: test.bounds.filter((_, place) => place !== index) }] : []),
  ]);
}

/**
 * The bound a step down and a step up. One that is converted into other units moves in all of them; one that the file gives
 * for each unit moves in each by itself.
 */
function moved(bound: NumberBound, question: NumberQuestion): readonly NumberBound[] {
  const own = question.unit ?? '';
  const given = bound.values[own];
  if (given === undefined) return [];
  const converted = (value: Decimal): NumberBound['values'] =>
    Object.fromEntries(
      question.accepts.flatMap(({ unit }) => {
        const result = convertBound(value, own, unit);
        return result === undefined ? [] : [[unit, result]];
      }),
    );
  const derived = Object.entries(converted(given)).filter(([unit, value]) => {
    const other = bound.values[unit];
    return other !== undefined && compareDecimals(other, value) === 0;
  });
  const together = new Set(derived.map(([unit]) => unit));
  return [{ unit: own, scale: question.scale }, ...question.accepts]
    .filter(({ unit }) => !together.has(unit))
    .flatMap(({ unit, scale }) =>
      steps(bound.values[unit]!, scale).map((value) => {
        const others = unit === own ? Object.entries(converted(value)).filter(([other]) => together.has(other)) : [];
        return { ...bound, values: { ...bound.values, [unit]: value, ...Object.fromEntries(others) } };
      }),
    );
}

function steps(from: Decimal, scale: Scale): readonly Decimal[] {
  const places = Math.max(from.places, scale.places);
  const value = from.value * 10 ** (places - from.places);
  const step = scale.step * 10 ** (places - scale.places);
  return [value - step, value + step].map((changed) => ({ value: changed, places }));
}

function numberSets(values: readonly number[], { step, min, max }: Scale): readonly Test[] {
  const put = (changed: readonly number[]): Test => ({ kind: 'number-one-of', values: changed });
  return values.flatMap((value, index) => [
    ...(values.length < 2 ? [] : [put(values.filter((_, place) => place !== index))]),
    ...[value - step, value + step]
      .filter((near) => near >= min && near <= max && !values.includes(near))
      .map((near) => put(values.map((one, place) => (place === index ? near : one)))),
  ]);
}

function periods(period: Period): readonly Period[] {
  return [period.count - 1, period.count + 1].filter((count) => count >= 1).map((count) => ({ ...period, count }));
}

function dateMutants(test: Extract<Test, { kind: 'date' }>): readonly Test[] {
  return test.bounds.flatMap((bound, index) => {
    const put = (changed: typeof bound): Test => ({
      ...test,
      bounds: test.bounds.map((one, place) => (place === index ? changed : one)),
    });
    const day = parseDay(bound.date) ?? 0;
    return [
      put({ ...bound, kind: CLOSED[bound.kind] }),
      put({ ...bound, kind: TURNED[bound.kind] }),
      put({ ...bound, date: formatDate(day - 1) }),
      put({ ...bound, date: formatDate(day + 1) }),
      ...(test.bounds.length > 1 ? [{ ...test, bounds: test.bounds.filter((_, place) => place !== index) }] : []),
    ];
  });
}
