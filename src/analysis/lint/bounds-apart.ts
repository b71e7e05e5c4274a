import { comparisonsIn } from '../../engine/plan.js';
import { formatDecimal, toNumber } from '../../model/decimal.js';
import type { NumberQuestion } from '../../model/question.js';
import { convert } from '../../model/units.js';
import { comparisonsInProperty } from '../statement.js';
import { type GivenBound, givenIn } from '../test-in-words.js';
import { waysOf } from './bounds.js';
import { finding, type Check, type Finding } from './finding.js';

/** What sources round by when they write a bound in two units: "135 kg (300 lb)" are 0.8 % apart. */
const ROUNDED_BY = 0.01;

/** A bound in two units that are not the same: who is on its one side in kilograms is on the other in pounds. */
export const boundsApart: Check = ({ ruleSet }) => {
  const numbers = new Map(
    ruleSet.questions.flatMap((question) => (question.type === 'number' ? [[question.id, question] as const] : [])),
  );
  const read = [...comparisonsIn(ruleSet), ...(ruleSet.properties ?? []).flatMap(comparisonsInProperty)];
  return read.flatMap(({ question: id, test, at }): readonly Finding[] => {
    const question = numbers.get(id);
    if (question === undefined || test.kind !== 'number') return [];
    return test.bounds.flatMap((bound) => {
      const [first, ...others] = givenIn(bound);
      return others.flatMap((other): readonly Finding[] => {
        const value = first === undefined ? undefined : inUnitOf(first, other);
        if (first === undefined || value === undefined || !areApart(question, first, other, value)) return [];
        const places = scaleOf(question, first.unit).places + 1;
        return [
          finding(
            'bounds-apart',
            'warning',
            at,
            `The bounds ${inWords(first)} and ${inWords(other)} of "${id}" are no rounding of one another: ${inWords(other)} is ${Number(value.toFixed(places))} ${first.unit}.`,
            { hint: 'Correct one of them, or give one alone: it is converted exactly.' },
          ),
        ];
      });
    });
  });
};

function inWords({ unit, value, places }: GivenBound): string {
  return `${formatDecimal(value, places)} ${unit}`;
}

/** The other bound in the unit of the first. */
function inUnitOf({ unit }: GivenBound, other: GivenBound): number | undefined {
  const converted = convert(other, other.unit, unit);
  return converted === undefined ? undefined : toNumber(converted.value, converted.places);
}

/** By more than one step of the coarser unit, and by more than sources round by. */
function areApart(question: NumberQuestion, first: GivenBound, other: GivenBound, value: number): boolean {
  const [own, foreign] = [scaleOf(question, first.unit), scaleOf(question, other.unit)];
  const step = inUnitOf(first, { unit: other.unit, value: foreign.step, places: foreign.places }) ?? 0;
  const coarser = Math.max(toNumber(own.step, own.places), step);
  const bound = toNumber(first.value, first.places);
  return Math.abs(value - bound) > Math.max(coarser, ROUNDED_BY * Math.abs(bound));
}

function scaleOf(question: NumberQuestion, unit: string): NumberQuestion['scale'] {
  return waysOf(question).find((way) => way.unit === unit)!.scale;
}
