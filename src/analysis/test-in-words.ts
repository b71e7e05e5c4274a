import type { BoundKind, NumberBound, Period, Test } from '../model/condition.js';
import { compareDecimals, type Decimal, formatDecimal } from '../model/decimal.js';
import type { Question } from '../model/question.js';
import { convertBound } from '../model/units.js';

/** A test as a rule file would spell it; a period with its direction, which a file leaves unsaid. */
export function testInWords(test: Test, question: Question): string {
  switch (test.kind) {
    case 'one-of':
      return test.values.length === 1 ? `is ${test.values.join()}` : `one-of ${test.values.join(', ')}`;
    case 'includes':
      return `includes ${test.values.join(' or ')}`;
    case 'none':
      return 'none';
    case 'number':
      return test.bounds.map((bound) => `${bound.kind} ${boundInWords(bound)}`).join(', ');
    case 'number-one-of': {
      const places = question.type === 'number' ? question.scale.places : 0;
      const values = test.values.map((value) => formatDecimal(value, places));
      return values.length === 1 ? `is ${values.join()}` : `one-of ${values.join(', ')}`;
    }
    case 'within':
    case 'beyond':
      return `${test.kind} the ${periodInWords(test.period)} before the screening${test.inclusive ? ', inclusive' : ''}`;
    case 'date':
      return test.bounds.map(({ kind, date }) => `${DATE_WORDS[kind]} ${date}`).join(', ');
  }
}

/** `14 days`, `1 month`. */
export function periodInWords({ count, unit }: Period): string {
  return `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`;
}

const DATE_WORDS: Readonly<Record<BoundKind, string>> = {
  'at-least': 'on-or-after',
  'at-most': 'on-or-before',
  above: 'after',
  below: 'before',
};

/** A bound in one unit ('' where the question has none). */
export interface GivenBound extends Decimal {
  readonly unit: string;
}

/** The bound in the units in which the file gives it, not in those into which it was converted. */
export function givenIn({ values }: NumberBound): readonly GivenBound[] {
  const units = Object.entries(values);
  const given = units.filter(
    ([unit, value], index) =>
      !units.some(([other, from], place) => {
        const result = convertBound(from, other, unit);
        const first = from.places < value.places || (from.places === value.places && place < index);
        return other !== unit && first && result !== undefined && compareDecimals(result, value) === 0;
      }),
  );
  return given.map(([unit, value]) => ({ unit, ...value }));
}

function boundInWords(bound: NumberBound): string {
  return givenIn(bound)
    .map(({ unit, value, places }) => `${formatDecimal(value, places)}${unit === '' ? '' : ` ${unit}`}`)
    .join(' / ');
}
