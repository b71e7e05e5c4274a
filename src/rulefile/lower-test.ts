import { isWithin, type BoundKind, type Test } from '../model/condition.js';
import { compareDecimals, parseDecimal, scaled } from '../model/decimal.js';
import { at, type Pointer } from '../model/pointer.js';
import type { ChoiceQuestion, ChoicesQuestion, NumberQuestion, Question, YesNoQuestion } from '../model/question.js';
import { lowerDate } from './lower-date.js';
import { decimalIn, lowerBound } from './lower-number.js';
import type { Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { TestInput, TestMap } from './schema-condition.js';
import { wrongComparison, type Place } from './wrong-comparison.js';

/** A test on the answer to one question; several that must all hold for `includes-all`; `undefined` where it is wrong, which is reported. */
export type LoweredTest = Test | { readonly kind: 'includes-all'; readonly values: readonly string[] };

type Constant = string | number | boolean;

const BOUND_KINDS = ['at-least', 'at-most', 'above', 'below'] as const satisfies readonly BoundKind[];

/** The keys that a test on a question of each type may have. */
// prettier-ignore
const KEYS: Readonly<Record<Question['type'], readonly (keyof TestMap)[]>> = {
  'yes-no': ['is', 'one-of'],
  choice:   ['is', 'one-of', 'at-least', 'at-most', 'above', 'below'],
  choices:  ['includes', 'includes-all', 'is'],
  number:   ['is', 'one-of', 'at-least', 'at-most', 'above', 'below'],
  date:     ['within', 'beyond', 'inclusive', 'before', 'after', 'on-or-before', 'on-or-after', 'is'],
};

/** Lowers what an answer is held against, by the type of its question. */
export function lowerTest(
  input: TestInput,
  question: Question,
  where: Pointer,
  lowering: Lowering,
): LoweredTest | undefined {
  const test: TestMap = typeof input === 'object' ? input : { is: input };
  const place = (key: keyof TestMap): Pointer => (typeof input === 'object' ? at(where, key) : where);
  const keys = (Object.keys(test) as (keyof TestMap)[]).filter((key) => test[key] !== undefined);
  const strange = keys.filter((key) => !KEYS[question.type].includes(key));
  for (const key of strange) {
    lowering.report(
      wrongComparison(
        question,
        place(key),
        `${quoted(key)} does not fit ${quoted(question.id)}, a ${question.type} question.`,
        'key',
      ),
    );
  }
  if (keys.length === 0)
    lowering.report(wrongComparison(question, where, `${quoted(question.id)} is held against nothing.`));
  if (strange.length > 0 || keys.length === 0) return undefined;
  switch (question.type) {
    case 'yes-no':
      return alone(keys, question, where, lowering) ? lowerYesNo(test, question, place, lowering) : undefined;
    case 'choice':
      return lowerChoice(test, keys, question, where, place, lowering);
    case 'choices':
      return alone(keys, question, where, lowering) ? lowerChoices(test, question, place, lowering) : undefined;
    case 'number':
      return lowerNumber(test, keys, question, where, place, lowering);
    case 'date':
      return lowerDate(test, keys, question, where, place, lowering);
  }
}

function lowerYesNo(test: TestMap, question: YesNoQuestion, place: Place, lowering: Lowering): Test | undefined {
  const values = constantsOf(test, place).map(({ value, at: where }) => {
    const text = value === true ? 'yes' : value === false ? 'no' : value;
    if (text === 'yes' || text === 'no') return text;
    lowering.report(
      wrongComparison(question, where, `${quoted(String(value))} is not an answer to ${quoted(question.id)}.`),
    );
    return undefined;
  });
  return distinct(values, question, place('is'), lowering);
}

function lowerChoice(
  test: TestMap,
  keys: readonly (keyof TestMap)[],
  question: ChoiceQuestion,
  where: Pointer,
  place: Place,
  lowering: Lowering,
): Test | undefined {
  if (test.is !== undefined || test['one-of'] !== undefined) {
    if (!alone(keys, question, where, lowering)) return undefined;
    return distinct(
      constantsOf(test, place).map((constant) => optionOf(constant.value, question, constant.at, lowering)),
      question,
      where,
      lowering,
    );
  }
  const numbers = question.options.map((option) => parseDecimal(option.value));
  if (numbers.includes(undefined)) {
    lowering.report(
      wrongComparison(
        question,
        where,
        `The options of ${quoted(question.id)} are not all numbers, so none is more than another.`,
      ),
    );
    return undefined;
  }
  const bounds = BOUND_KINDS.flatMap((kind) => (test[kind] === undefined ? [] : [{ kind, bound: test[kind] }]));
  for (const { kind, bound } of bounds) {
    if (typeof bound === 'number') continue;
    lowering.report(
      problem('wrong-unit', place(kind), `${quoted(question.id)} is a choice and has no unit.`, {
        hint: 'Write the number alone.',
      }),
    );
    return undefined;
  }
  const values = question.options
    .filter((_, index) =>
      bounds.every(({ kind, bound }) => isWithin(kind, compareDecimals(numbers[index]!, decimalIn(bound as number)))),
    )
    .map((option) => option.value);
  if (values.length > 0) return { kind: 'one-of', values };
  lowering.report(
    problem('unknown-option', where, `No option of ${quoted(question.id)} is in these bounds.`, {
      hint: `Its options are ${question.options.map((option) => quoted(option.value)).join(', ')}.`,
    }),
  );
  return undefined;
}

function lowerChoices(
  test: TestMap,
  question: ChoicesQuestion,
  place: Place,
  lowering: Lowering,
): LoweredTest | undefined {
  if (test.is !== undefined) {
    if (test.is === 'none') return { kind: 'none' };
    lowering.report(
      wrongComparison(question, place('is'), `${quoted(question.id)} may have several answers, so it is not "is" one.`),
    );
    return undefined;
  }
  const key = test.includes === undefined ? 'includes-all' : 'includes';
  const given = test[key] ?? [];
  const constants = Array.isArray(given)
    ? given.map((value, index) => ({ value, at: at(place(key), index) }))
    : [{ value: given, at: place(key) }];
  const lowered = distinct(
    constants.map((constant) => optionOf(constant.value, question, constant.at, lowering)),
    question,
    place(key),
    lowering,
  );
  return lowered === undefined ? undefined : { kind: key, values: lowered.values };
}

function lowerNumber(
  test: TestMap,
  keys: readonly (keyof TestMap)[],
  question: NumberQuestion,
  where: Pointer,
  place: Place,
  lowering: Lowering,
): Test | undefined {
  if (test.is === undefined && test['one-of'] === undefined) {
    const bounds = BOUND_KINDS.flatMap((kind) =>
      test[kind] === undefined ? [] : [lowerBound(kind, test[kind], question, place(kind), lowering)],
    );
    const good = bounds.filter((bound) => bound !== undefined);
    return good.length === bounds.length ? { kind: 'number', bounds: good } : undefined;
  }
  if (!alone(keys, question, where, lowering)) return undefined;
  if (question.accepts.length > 0) {
    lowering.report(
      wrongComparison(
        question,
        where,
        `${quoted(question.id)} may be answered in several units, where rounding leaves no value exactly equal.`,
      ),
    );
    return undefined;
  }
  const values = constantsOf(test, place).map(({ value, at: spot }) => {
    if (typeof value !== 'number') {
      lowering.report(wrongComparison(question, spot, `${quoted(String(value))} is not a number.`));
      return undefined;
    }
    const whole = scaled(decimalIn(value), question.scale.places);
    if (whole === undefined || (whole - question.scale.min) % question.scale.step !== 0) {
      lowering.report(
        problem('off-step', spot, `No answer to ${quoted(question.id)} can be ${value}: it is off the step.`, {
          hint: 'Use a bound, or make the step finer.',
        }),
      );
      return undefined;
    }
    return whole;
  });
  const good = values.filter((value) => value !== undefined);
  return good.length === values.length ? { kind: 'number-one-of', values: [...new Set(good)] } : undefined;
}

/** The constants of `is` or `one-of`. */
function constantsOf(test: TestMap, place: Place): readonly { readonly value: Constant; readonly at: Pointer }[] {
  if (test.is !== undefined) return [{ value: test.is, at: place('is') }];
  return (test['one-of'] ?? []).map((value, index) => ({ value, at: at(place('one-of'), index) }));
}

function optionOf(
  value: Constant,
  question: ChoiceQuestion | ChoicesQuestion,
  where: Pointer,
  lowering: Lowering,
): string | undefined {
  const text = typeof value === 'string' ? value : (lowering.spelling(where) ?? String(value));
  if (question.options.some((option) => option.value === text)) return text;
  const hint =
    lowering.didYouMean(
      text,
      question.options.map((option) => option.value),
    ) ?? 'See the options of the question.';
  lowering.report(
    problem('unknown-option', where, `${quoted(text)} is not an option of ${quoted(question.id)}.`, { hint }),
  );
  return undefined;
}

function distinct(
  values: readonly (string | undefined)[],
  question: Question,
  where: Pointer,
  lowering: Lowering,
): { readonly kind: 'one-of'; readonly values: readonly string[] } | undefined {
  const good = values.filter((value) => value !== undefined);
  if (good.length < values.length) return undefined;
  if (good.length === 0)
    lowering.report(wrongComparison(question, where, `${quoted(question.id)} is held against nothing.`));
  return good.length === 0 ? undefined : { kind: 'one-of', values: [...new Set(good)] };
}

/** Whether a test has one key, as it must where two would have to be joined. */
function alone(keys: readonly (keyof TestMap)[], question: Question, where: Pointer, lowering: Lowering): boolean {
  if (keys.length === 1) return true;
  lowering.report(
    wrongComparison(
      question,
      where,
      `Only one of ${keys.map(quoted).join(', ')} can stand here; join two comparisons with "all:".`,
    ),
  );
  return false;
}
