import { comparisonsIn } from '../../engine/plan.js';
import { compareDecimals, formatDecimal } from '../../model/decimal.js';
import type { NumberQuestion } from '../../model/question.js';
import { finding, type Check, type Finding } from './finding.js';

/** Bounds outside of what can be answered: the comparison holds for all answers, or for none. */
export const bounds: Check = ({ ruleSet }) => {
  const numbers = new Map(
    ruleSet.questions.flatMap((question) => (question.type === 'number' ? [[question.id, question] as const] : [])),
  );
  return comparisonsIn(ruleSet).flatMap(({ question: id, test, at }): readonly Finding[] => {
    const question = numbers.get(id);
    if (question === undefined || test.kind !== 'number') return [];
    return test.bounds.flatMap((bound) =>
      waysOf(question).flatMap(({ unit, scale }): readonly Finding[] => {
        const value = bound.values[unit];
        if (value === undefined) return [];
        const { places, min, max } = scale;
        const under = compareDecimals(value, { value: min, places }) < 0;
        const over = compareDecimals(value, { value: max, places }) > 0;
        if (!under && !over) return [];
        const name = unit === '' ? '' : ` ${unit}`;
        return [
          finding(
            'bound-out-of-range',
            'warning',
            at,
            `The bound ${formatDecimal(value.value, value.places)}${name} is ${under ? 'under' : 'over'} every answer to "${id}".`,
            {
              hint: `Answers go from ${formatDecimal(min, places)} to ${formatDecimal(max, places)}${name}: correct the bound or the range.`,
            },
          ),
        ];
      }),
    );
  });
};

/** Each unit that an answer may be given in, with its values. */
export function waysOf(question: NumberQuestion): readonly Pick<NumberQuestion['accepts'][number], 'unit' | 'scale'>[] {
  return [{ unit: question.unit ?? '', scale: question.scale }, ...question.accepts];
}
