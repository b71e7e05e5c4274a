import type { Comparison, Condition, Score } from '../model/condition.js';
import { scaled } from '../model/decimal.js';
import { at, type Pointer } from '../model/pointer.js';
import { decimalIn } from './lower-number.js';
import { lowerTest } from './lower-test.js';
import type { Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { ConditionInput, TestInput } from './schema-condition.js';

/** Weights are summed as whole numbers of 10^-places; three are enough for any score in use. */
const MAX_WEIGHT_PLACES = 3;

interface CountInput {
  readonly 'at-least': number;
  readonly of: readonly ConditionInput[];
}

interface ScoreInput {
  readonly score: readonly { readonly add: number; readonly when: ConditionInput }[];
  readonly 'at-least'?: number | undefined;
  readonly 'at-most'?: number | undefined;
}

/** Lowers a condition; `undefined` where something in it is wrong, which is reported. */
export function lowerCondition(input: ConditionInput, where: Pointer, lowering: Lowering): Condition | undefined {
  if (typeof input === 'string') return lowerComparison(input, 'yes', where, where, 'value', lowering);
  if ('all' in input) return lowerParts('all', input.all as readonly ConditionInput[], where, lowering);
  if ('any' in input) return lowerParts('any', input.any as readonly ConditionInput[], where, lowering);
  if ('not' in input) {
    const of = lowerCondition(input.not as ConditionInput, at(where, 'not'), lowering);
    return of === undefined ? undefined : { kind: 'not', of, at: where };
  }
  if ('of' in input) return lowerAtLeast(input as CountInput, where, lowering);
  if ('score' in input) return lowerScore(input as ScoreInput, where, lowering);
  const [question, test] = Object.entries(input)[0]!;
  return lowerComparison(question, test, where, at(where, question), 'key', lowering);
}

function lowerParts(
  kind: 'all' | 'any',
  parts: readonly ConditionInput[],
  where: Pointer,
  lowering: Lowering,
): Condition | undefined {
  const of = lowerAll(parts, at(where, kind), lowering);
  return of === undefined ? undefined : { kind, of, at: where };
}

function lowerAll(
  parts: readonly ConditionInput[],
  where: Pointer,
  lowering: Lowering,
): readonly Condition[] | undefined {
  const lowered = parts.map((part, index) => lowerCondition(part, at(where, index), lowering));
  const good = lowered.filter((part) => part !== undefined);
  return good.length === lowered.length ? good : undefined;
}

function lowerAtLeast(input: CountInput, where: Pointer, lowering: Lowering): Condition | undefined {
  const { 'at-least': count, of: parts } = input;
  const of = lowerAll(parts, at(where, 'of'), lowering);
  if (count <= parts.length) return of === undefined ? undefined : { kind: 'at-least', count, of, at: where };
  lowering.report(
    problem('at-least-count', at(where, 'at-least'), `At least ${count} of ${parts.length} parts can never hold.`, {
      hint: `Write a whole number from 1 to ${parts.length}.`,
    }),
  );
  return undefined;
}

function lowerScore(input: ScoreInput, where: Pointer, lowering: Lowering): Score | undefined {
  const low = input['at-least'];
  const high = input['at-most'];
  if (low === undefined && high === undefined) {
    lowering.report(
      problem('score-bounds', where, 'The score is held against nothing.', {
        hint: 'Add "at-least:" or "at-most:" beside "score:".',
      }),
    );
  }
  if (low !== undefined && high !== undefined && low > high) {
    lowering.report(
      problem('score-bounds', at(where, 'at-least'), `No score is at least ${low} and at most ${high}.`, {
        hint: 'Swap the two.',
      }),
    );
    return undefined;
  }
  const spots = [
    ...input.score.map((term, index) => ({ number: term.add, spot: at(where, 'score', index, 'add') })),
    { number: low, spot: at(where, 'at-least') },
    { number: high, spot: at(where, 'at-most') },
  ];
  let places = 0;
  for (const { number, spot } of spots) {
    if (number === undefined) continue;
    const decimal = decimalIn(number);
    places = Math.max(places, decimal.places);
    if (
      decimal.places > MAX_WEIGHT_PLACES ||
      scaled(decimal, MAX_WEIGHT_PLACES) === undefined ||
      Math.abs(number) > 1e9
    ) {
      lowering.report(
        problem(
          'weight-places',
          spot,
          `${quoted(String(number))} has more than ${MAX_WEIGHT_PLACES} decimal places, or is beyond a thousand million.`,
          { hint: 'Round it, or multiply all points and bounds.' },
        ),
      );
    }
  }
  const whens = input.score.map((term, index) =>
    lowerCondition(term.when, at(where, 'score', index, 'when'), lowering),
  );
  const whole = (number: number): number | undefined => scaled(decimalIn(number), places);
  const terms = input.score.flatMap((term, index) => {
    const weight = whole(term.add);
    const when = whens[index];
    return weight === undefined || when === undefined ? [] : [{ weight, when }];
  });
  if (terms.length < input.score.length || (low === undefined && high === undefined) || places > MAX_WEIGHT_PLACES)
    return undefined;
  const atLeast = low === undefined ? undefined : whole(low);
  const atMost = high === undefined ? undefined : whole(high);
  return {
    kind: 'score',
    places,
    terms,
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
    at: where,
  };
}

function lowerComparison(
  id: string,
  test: TestInput,
  where: Pointer,
  testAt: Pointer,
  side: 'key' | 'value',
  lowering: Lowering,
): Condition | undefined {
  if (!lowering.questions.has(id)) {
    lowering.report(
      problem('unknown-question', testAt, `No question has the id ${quoted(id)}.`, {
        side,
        hint: lowering.didYouMean(id, lowering.questions.keys()) ?? 'Add it under "questions:", or correct the id.',
      }),
    );
    return undefined;
  }
  const question = lowering.questions.get(id);
  if (question === undefined) return undefined;
  if (side === 'value' && question.type !== 'yes-no') {
    lowering.report(
      problem(
        'wrong-comparison',
        where,
        `${quoted(id)} is a ${question.type} question: its id alone does not say what it is held against.`,
        {
          hint: `Write { ${id}: … }.`,
        },
      ),
    );
    return undefined;
  }
  const lowered = lowerTest(test, question, testAt, lowering);
  if (lowered === undefined) return undefined;
  if (lowered.kind !== 'includes-all') return { kind: 'comparison', question: id, test: lowered, at: where };
  const each = lowered.values.map((value, index): Comparison => ({
    kind: 'comparison',
    question: id,
    test: { kind: 'includes', values: [value] },
    at: at(testAt, 'includes-all', index),
  }));
  return each.length === 1 ? each[0]! : { kind: 'all', of: each, at: where };
}
