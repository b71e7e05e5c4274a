import type { BoundKind, NumberBound, Test } from '../model/condition.js';
import { formatDecimal } from '../model/decimal.js';
import type { Question } from '../model/question.js';

/** A test as a rule file would spell it. */
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
      return `${test.kind} ${test.period.count} ${test.period.unit}${test.inclusive ? ' inclusive' : ''}`;
    case 'date':
      return test.bounds.map(({ kind, date }) => `${DATE_WORDS[kind]} ${date}`).join(', ');
  }
}

const DATE_WORDS: Readonly<Record<BoundKind, string>> = {
  'at-least': 'on-or-after',
  'at-most': 'on-or-before',
  above: 'after',
  below: 'before',
};

function boundInWords({ values }: NumberBound): string {
  return Object.entries(values)
    .map(([unit, { value, places }]) => `${formatDecimal(value, places)}${unit === '' ? '' : ` ${unit}`}`)
    .join(' / ');
}
