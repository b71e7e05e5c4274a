import { type Comparison, type Condition, partsOf } from '../model/condition.js';
import type { Pointer } from '../model/pointer.js';
import { formatDecimal } from '../model/decimal.js';
import type { Question, QuestionId } from '../model/question.js';
import { leavesIn, withPart } from './leaves.js';
import { testMutants } from './mutate-test.js';
import { testInWords } from './test-in-words.js';

export interface ConditionMutant {
  readonly at: Pointer;
  readonly change: string;
  readonly condition: Condition;
}

/** Every small change of a condition: of each of its parts, wherever it stands. */
export function conditionMutants(
  condition: Condition,
  questions: ReadonlyMap<QuestionId, Question>,
): readonly ConditionMutant[] {
  return everyPart(condition).flatMap(({ part, path }) =>
    ownMutants(part, questions).map(({ change, condition: changed, at = part.at }) => ({
      at,
      change,
      condition: withPart(condition, path, changed),
    })),
  );
}

interface OwnMutant {
  readonly change: string;
  readonly condition: Condition;
  readonly at?: Pointer;
}

function everyPart(
  condition: Condition,
  path: readonly number[] = [],
): readonly { readonly part: Condition; readonly path: readonly number[] }[] {
  return [{ part: condition, path }, ...partsOf(condition).flatMap((part, index) => everyPart(part, [...path, index]))];
}

function ownMutants(condition: Condition, questions: ReadonlyMap<QuestionId, Question>): readonly OwnMutant[] {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const kind = condition.kind === 'all' ? 'any' : 'all';
      const swapped =
        condition.of.length < 2
          ? []
          : [{ change: `"${condition.kind}" became "${kind}"`, condition: { ...condition, kind } as Condition }];
      return [...swapped, ...dropped(condition)];
    }
    case 'not':
      return [{ change: '"not" was left out', condition: condition.of }];
    case 'at-least': {
      const counts = [condition.count - 1, condition.count + 1].filter(
        (count) => count >= 1 && count <= condition.of.length,
      );
      return [
        ...counts.map((count) => ({
          change: `"at-least: ${condition.count}" became "at-least: ${count}"`,
          condition: { ...condition, count },
        })),
        ...dropped(condition),
      ];
    }
    case 'score':
      return [...scoreMutants(condition), ...dropped(condition)];
    case 'comparison':
      return comparisonMutants(condition, questions.get(condition.question));
  }
}

/** One part left out, where more than one is left; a count that is then too large comes down with it. */
function dropped(condition: Exclude<Condition, Comparison | { kind: 'not' }>): readonly OwnMutant[] {
  const parts = partsOf(condition);
  if (parts.length < 2) return [];
  return parts.map((part, index) => {
    const change = `"${inWords(part)}" was left out`;
    if (condition.kind === 'score')
      return {
        at: part.at,
        change,
        condition: { ...condition, terms: condition.terms.filter((_, place) => place !== index) },
      };
    const of = condition.of.filter((_, place) => place !== index);
    if (condition.kind === 'at-least')
      return { at: part.at, change, condition: { ...condition, of, count: Math.min(condition.count, of.length) } };
    return { at: part.at, change, condition: { ...condition, of } };
  });
}

function scoreMutants(condition: Extract<Condition, { kind: 'score' }>): readonly OwnMutant[] {
  const { places, terms, atLeast, atMost } = condition;
  const text = (value: number): string => formatDecimal(value, places);
  // One whole point, or the finest step where points are finer.
  const step = places === 0 ? 1 : 10 ** Math.max(0, places - 1);
  const near = (value: number): readonly number[] => [value - step, value + step];
  return [
    ...terms.flatMap(({ weight, when }, index) =>
      near(weight).map((changed) => ({
        at: when.at,
        change: `"add: ${text(weight)}" for "${inWords(when)}" became "add: ${text(changed)}"`,
        condition: {
          ...condition,
          terms: terms.map((term, place) => (place === index ? { ...term, weight: changed } : term)),
        },
      })),
    ),
    ...(atLeast === undefined
      ? []
      : near(atLeast).map((changed) => ({
          change: `"at-least: ${text(atLeast)}" became "at-least: ${text(changed)}"`,
          condition: { ...condition, atLeast: changed },
        }))),
    ...(atMost === undefined
      ? []
      : near(atMost).map((changed) => ({
          change: `"at-most: ${text(atMost)}" became "at-most: ${text(changed)}"`,
          condition: { ...condition, atMost: changed },
        }))),
  ];
}

function comparisonMutants(comparison: Comparison, question: Question | undefined): readonly OwnMutant[] {
  if (question === undefined) return [];
  const before = testInWords(comparison.test, question);
  return testMutants(comparison.test, question).map((test) => ({
    change: `"${question.id} ${before}" became "${question.id} ${testInWords(test, question)}"`,
    condition: { ...comparison, test },
  }));
}

/** A condition in a few words: what it reads. */
export function inWords(condition: Condition): string {
  if (condition.kind === 'comparison') return condition.question;
  const names = [...new Set(leavesIn(condition).map(({ leaf }) => leaf.question))];
  const shown = names.length > 3 ? [...names.slice(0, 3), '…'] : names;
  return `${condition.kind}: ${shown.join(', ')}`;
}
