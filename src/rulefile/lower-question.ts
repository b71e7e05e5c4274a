import { parseDecimal } from '../model/decimal.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import type { Code, Option, Question } from '../model/question.js';
import { lowerAccepts, lowerScale } from './lower-number.js';
import { oneLine, present, type Lowering, type Placed } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { QuestionInput } from './schema.js';

/** A question without its gate: gates read other questions, and so come when all of those are known. */
export type Ungated = Question & { readonly askIf?: never };

type QuestionType = Question['type'];

/** The keys that belong to some types alone. */
// prettier-ignore
const OWN_KEYS: Readonly<Record<'options' | 'range' | 'step' | 'unit' | 'accepts' | 'future', readonly QuestionType[]>> = {
  options: ['choice', 'choices'],
  range:   ['number'],
  step:    ['number'],
  unit:    ['number'],
  accepts: ['number'],
  future:  ['date'],
};

/** The keys that a type cannot do without. */
// prettier-ignore
const NEEDS: Readonly<Record<QuestionType, readonly (keyof typeof OWN_KEYS)[]>> = {
  'yes-no': [],
  choice:   ['options'],
  choices:  ['options'],
  number:   ['range', 'step'],
  date:     [],
};

/** Lowers a question, without its gate; `undefined` where it is wrong, which is reported. */
export function lowerQuestion(input: QuestionInput, where: Pointer, lowering: Lowering): Ungated | undefined {
  const type = input.type ?? 'yes-no';
  if (!keysFit(input, type, where, lowering)) return undefined;
  const base = {
    id: input.id,
    ask: oneLine(input.ask),
    ...present({
      name: input.name === undefined ? undefined : oneLine(input.name),
      help: input.help === undefined ? undefined : oneLine(input.help),
      group: input.group === undefined ? undefined : oneLine(input.group),
    }),
    fixed: input.fixed ?? false,
    optional: input.optional ?? false,
    codes: lowerCodes(input.codes),
    at: where,
  };
  switch (type) {
    case 'yes-no':
      return { ...base, type };
    case 'choice':
    case 'choices': {
      const options = lowerOptions(input, type, where, lowering);
      return options === undefined ? undefined : { ...base, type, options };
    }
    case 'number': {
      const scale = lowerScale(input.range ?? [0, 0], input.step ?? 1, where, lowering);
      if (scale === undefined) return undefined;
      if (input.accepts !== undefined && input.unit === undefined) {
        lowering.report(
          problem('missing-key', at(where, 'unit'), 'The key "unit" is missing; other units are converted into it.', {
            hint: 'Add "unit:".',
          }),
        );
        return undefined;
      }
      const own = { unit: input.unit ?? '', scale };
      const accepts =
        input.accepts === undefined ? [] : lowerAccepts(input.accepts, own, at(where, 'accepts'), lowering);
      return { ...base, type, ...present({ unit: input.unit }), scale, accepts };
    }
    case 'date':
      return { ...base, type, future: input.future ?? false };
  }
}

function keysFit(input: QuestionInput, type: QuestionType, where: Pointer, lowering: Lowering): boolean {
  let fit = true;
  for (const [key, types] of Object.entries(OWN_KEYS) as [keyof typeof OWN_KEYS, readonly QuestionType[]][]) {
    if (input[key] === undefined || types.includes(type)) continue;
    fit = false;
    const hint = input.type === undefined ? `Add "type: ${types[0]!}".` : `Take it out, or change the type.`;
    lowering.report(
      problem('key-of-other-type', at(where, key), `"${key}" does not go with a ${type} question.`, {
        side: 'key',
        hint,
      }),
    );
  }
  for (const key of NEEDS[type]) {
    if (input[key] !== undefined) continue;
    fit = false;
    lowering.report(
      problem('missing-key', at(where, key), `The key "${key}" is missing: a ${type} question cannot do without.`, {
        hint: `Add "${key}:".`,
      }),
    );
  }
  return fit;
}

/** What an answer can mean besides an option: no option may be called so. */
const TAKEN: Readonly<Record<'choice' | 'choices', readonly string[]>> = {
  choice: ['unknown'],
  choices: ['unknown', 'none', 'yes', 'no', 'true', 'false'],
};

function lowerOptions(
  input: QuestionInput,
  type: 'choice' | 'choices',
  where: Pointer,
  lowering: Lowering,
): readonly Option[] | undefined {
  const options: Placed<Option>[] = [];
  const given = input.options ?? [];
  for (const [index, option] of given.entries()) {
    const map = typeof option === 'object';
    const place = map ? at(where, 'options', index, 'value') : at(where, 'options', index);
    const spelled = map ? option.value : option;
    const value = typeof spelled === 'number' ? (lowering.spelling(place) ?? String(spelled)) : spelled;
    const wrong = wrongOption(value, type, place, options);
    if (wrong !== undefined) lowering.report(wrong);
    else
      options.push({
        value: { value, name: map && option.name !== undefined ? oneLine(option.name) : value },
        at: place,
      });
  }
  return options.length < given.length ? undefined : options.map((option) => option.value);
}

function wrongOption(
  value: string,
  type: 'choice' | 'choices',
  where: Pointer,
  before: readonly Placed<Option>[],
): Diagnostic | undefined {
  const first = before.find((other) => same(other.value.value, value));
  if (first !== undefined) {
    return problem('duplicate-option', where, `The option ${quoted(value)} stands here a second time.`, {
      hint: 'Options must differ by more than capitals or zeros.',
      related: [{ at: first.at, message: 'The first is here.' }],
    });
  }
  if (TAKEN[type].includes(value.toLowerCase())) {
    return problem(
      'wrong-value',
      where,
      `${quoted(value)} cannot be an option: it already means something as an answer.`,
      {
        hint: 'Choose another word.',
      },
    );
  }
  if (!/^\s|^-(?!\d)|[,=\n]|\s$/.test(value) && value.length <= 64) return undefined;
  return problem('wrong-value', where, `${quoted(value)} cannot be an option.`, {
    hint: 'A value is a short word or number without commas; what is shown stands in { value: …, name: … }.',
  });
}

/** Whether two options would be taken for one another. */
function same(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  return left !== undefined && right !== undefined && left.value === right.value && left.places === right.places;
}

function lowerCodes(input: QuestionInput['codes']): readonly Code[] {
  const systems = ['icd-10-cm', 'snomed-ct', 'loinc'] as const;
  return systems.flatMap((system) => (input?.[system] ?? []).map((code) => ({ system, code: oneLine(code) })));
}
