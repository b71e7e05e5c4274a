import type { BoundKind, DateBound, Period, Test } from '../model/condition.js';
import { compareDecimals, parseDecimal, scaled } from '../model/decimal.js';
import { parseDay } from '../model/date.js';
import { at, type Pointer } from '../model/pointer.js';
import type {
  ChoiceQuestion,
  ChoicesQuestion,
  DateQuestion,
  NumberQuestion,
  Question,
  YesNoQuestion,
} from '../model/question.js';
import { decimalIn, lowerBound } from './lower-number.js';
import type { Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { TestInput, TestMap } from './schema-condition.js';

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

// prettier-ignore
const WAYS: Readonly<Record<Question['type'], string>> = {
  'yes-no': 'yes or no',
  choice:   'one of its options, { one-of: [ … ] }, or a bound where the options are numbers',
  choices:  '{ includes: … }, { includes-all: [ … ] } or none',
  number:   '{ at-least: … }, { at-most: … }, { above: … }, { below: … } or a number',
  date:     '{ within: 14 days }, { beyond: 6 months }, { before: 2020-01-01 } and the like',
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

type Place = (key: keyof TestMap) => Pointer;

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
      bounds.every(({ kind, bound }) => holds(kind, compareDecimals(numbers[index]!, decimalIn(bound as number)))),
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

function holds(kind: BoundKind, order: number): boolean {
  switch (kind) {
    case 'at-least':
      return order >= 0;
    case 'at-most':
      return order <= 0;
    case 'above':
      return order > 0;
    case 'below':
      return order < 0;
  }
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

const DATE_BOUNDS = { before: 'below', after: 'above', 'on-or-before': 'at-most', 'on-or-after': 'at-least' } as const;

function lowerDate(
  test: TestMap,
  keys: readonly (keyof TestMap)[],
  question: DateQuestion,
  where: Pointer,
  place: Place,
  lowering: Lowering,
): Test | undefined {
  const span = test.within === undefined ? (test.beyond === undefined ? undefined : 'beyond') : 'within';
  if (span !== undefined) {
    const others = keys.filter((key) => key !== span && key !== 'inclusive');
    if (others.length > 0) {
      lowering.report(
        wrongComparison(question, place(others[0]!), `"${span}" stands alone, or with "inclusive".`, 'key'),
      );
      return undefined;
    }
    const period = periodOf(test[span] ?? '', place(span), lowering);
    return period === undefined ? undefined : { kind: span, period, inclusive: test.inclusive ?? false };
  }
  if (test.inclusive !== undefined) {
    lowering.report(
      wrongComparison(question, place('inclusive'), '"inclusive" goes with "within" or "beyond".', 'key'),
    );
    return undefined;
  }
  const bounds: (DateBound | undefined)[] = [];
  for (const [key, kind] of Object.entries(DATE_BOUNDS) as [keyof typeof DATE_BOUNDS, BoundKind][]) {
    const date = test[key];
    if (date !== undefined) bounds.push(dateBound(kind, date, place(key), lowering));
  }
  if (test.is !== undefined) {
    bounds.push(dateBound('at-least', String(test.is), place('is'), lowering));
    if (bounds.at(-1) !== undefined) bounds.push({ kind: 'at-most', date: String(test.is) });
  }
  const good = bounds.filter((bound) => bound !== undefined);
  return good.length === bounds.length ? { kind: 'date', bounds: good } : undefined;
}

function dateBound(kind: BoundKind, date: string, where: Pointer, lowering: Lowering): DateBound | undefined {
  if (parseDay(date) !== undefined) return { kind, date };
  lowering.report(
    problem('bad-date', where, `${quoted(date)} is not a day of the calendar.`, {
      hint: 'Write it as YYYY-MM-DD, such as 2026-03-01.',
    }),
  );
  return undefined;
}

function periodOf(text: string, where: Pointer, lowering: Lowering): Period | undefined {
  const match = /^(\d{1,5}) (day|week|month|year)s?$/.exec(text.trim());
  const count = Number(match?.[1] ?? 0);
  // Longer ones leave the years that a date can have.
  const most = { day: 99_999, week: 9999, month: 9999, year: 999 }[match?.[2] ?? 'day'] ?? 0;
  if (match !== null && count >= 1 && count <= most)
    return { count, unit: `${match[2] as 'day' | 'week' | 'month' | 'year'}s` };
  lowering.report(
    problem('bad-period', where, `${quoted(text)} is not a span of time.`, {
      hint: 'Write a whole number and a unit: "14 days", "6 weeks", "3 months", "2 years".',
    }),
  );
  return undefined;
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

function wrongComparison(question: Question, where: Pointer, message: string, side: 'key' | 'value' = 'value') {
  return problem('wrong-comparison', where, message, {
    side,
    hint: `${quoted(question.id)} is held against ${WAYS[question.type]}.`,
  });
}
