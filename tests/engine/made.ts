import type { Answer, Answers, AnswerValue } from '../../src/model/answer.js';
import type { Comparison, Condition, Period, Test } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { Advice, Contraindication, RuleSet } from '../../src/model/ruleset.js';

/** Rule sets made by hand, in few words. */
const at = '';
const base = { fixed: false, optional: false, codes: [], at };

export function yesNo(id: string, askIf?: Condition): Question {
  return { ...base, id, ask: `${id}?`, type: 'yes-no', ...(askIf === undefined ? {} : { askIf }) };
}

export function choice(id: string, type: 'choice' | 'choices', ...values: string[]): Question {
  return { ...base, id, ask: `${id}?`, type, options: values.map((value) => ({ value, name: value })) };
}

/** In centimetres, whole, or in inches. */
export function height(id: string): Question {
  const scale = { places: 0, min: 0, max: 300, step: 1 };
  return { ...base, id, ask: `${id}?`, type: 'number', unit: 'cm', scale, accepts: [{ unit: 'in', scale }] };
}

/** From −8 to 5 in tenths, without a unit. */
export function score(id: string): Question {
  return { ...base, id, ask: `${id}?`, type: 'number', scale: { places: 1, min: -80, max: 50, step: 1 }, accepts: [] };
}

/** From 0 to 100 in fives, without a unit. */
export function inFives(id: string): Question {
  return { ...base, id, ask: `${id}?`, type: 'number', scale: { places: 0, min: 0, max: 100, step: 5 }, accepts: [] };
}

export function date(id: string, future = false): Question {
  return { ...base, id, ask: `${id}?`, type: 'date', future };
}

export function holds(question: string, test: Test): Comparison {
  return { kind: 'comparison', question, test, at };
}

export function says(question: string, ...values: string[]): Comparison {
  return holds(question, { kind: 'one-of', values: values.length === 0 ? ['yes'] : values });
}

export function within(question: string, count: number, unit: Period['unit'] = 'days'): Comparison {
  return holds(question, { kind: 'within', period: { count, unit }, inclusive: false });
}

export function all(...of: Condition[]): Condition {
  return { kind: 'all', of, at };
}

export function not(of: Condition): Condition {
  return { kind: 'not', of, at };
}

export function against(
  id: string,
  when: Condition,
  severity: 'absolute' | 'relative' = 'absolute',
  urgent = false,
): Contraindication {
  return { kind: 'contraindication', id, name: id, because: '', severity, urgent, when, at };
}

export interface Made {
  readonly questions: readonly Question[];
  readonly contraindications?: readonly Contraindication[];
  readonly indications?: readonly Condition[];
  readonly supporting?: readonly Condition[];
  readonly advice?: readonly Advice[];
}

/** Indications are `i1`, `i2`, …, supporting factors `s1`, `s2`, … */
export function rules({
  questions,
  contraindications = [],
  indications = [],
  supporting = [],
  advice = [],
}: Made): RuleSet {
  const words = { name: '', because: '', at };
  return {
    id: 'hand-made',
    version: '1',
    title: '',
    digest: '',
    sources: [],
    questions,
    contraindications,
    indications: indications.map((when, index) => ({ kind: 'indication', id: `i${index + 1}`, ...words, when })),
    supporting: supporting.map((when, index) => ({ kind: 'supporting', id: `s${index + 1}`, ...words, when })),
    advice,
    texts: {},
    evidence: [],
  };
}

export function known(value: AnswerValue, unit?: string): Answer & { readonly kind: 'known' } {
  return { kind: 'known', value, ...(unit === undefined ? {} : { unit }), origin: 'flag' };
}

/** `null` is "don't know". */
export function given(values: Readonly<Record<string, AnswerValue | null>>): Answers {
  return new Map(
    Object.entries(values).map(([id, value]) => [
      id,
      value === null ? { kind: 'unknown', origin: 'flag' } : known(value),
    ]),
  );
}
