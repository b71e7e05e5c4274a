import type { AnswerValue } from './answer.js';
import { parseDate, parseDay } from './date.js';
import type { Decimal } from './decimal.js';
import { compareDecimals, formatDecimal, parseDecimal, scaled, toNumber } from './decimal.js';
import { nearest } from './nearest.js';
import type { ChoiceQuestion, ChoicesQuestion, DateQuestion, NumberQuestion, Question, Scale } from './question.js';
import { visible } from './visible.js';

export interface ReadOptions {
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  /** A number without a unit is in the question's own, though others are accepted: only where the unit stands beside what is typed. */
  readonly unitOptional?: boolean;
}

export type ReadAnswer =
  | { readonly ok: true; readonly unknown?: false; readonly value: AnswerValue; readonly unit?: string }
  | { readonly ok: true; readonly unknown: true }
  /** `message` says what was given and what was expected, as a full sentence; `hint` the way out. */
  | { readonly ok: false; readonly message: string; readonly hint?: string };

/**
 * What was typed or stands in a file, read as an answer to a question. Total: every value of every type has a result.
 *
 * Text is read alike wherever it comes from; `true` and `false` are yes and no, `null` and `unknown` are "don't know", a
 * list holds the values of a `choices` question. Nothing is rounded, and nothing is guessed.
 */
export function readAnswer(question: Question, raw: unknown, options: ReadOptions): ReadAnswer {
  if (raw === null || (typeof raw === 'string' && raw.trim().toLowerCase() === 'unknown'))
    return { ok: true, unknown: true };
  if (Array.isArray(raw)) return question.type === 'choices' ? readChoices(question, raw) : refuse(question, raw);
  if (typeof raw !== 'string' && typeof raw !== 'boolean' && typeof raw !== 'number') return refuse(question, raw);
  if (raw === '' || (typeof raw === 'string' && raw.trim() === '')) {
    return wrong(`No answer is given. Expected ${expected(question)}.`, 'Write "unknown" where it is not known.');
  }
  switch (question.type) {
    case 'yes-no':
      return readYesNo(raw);
    case 'choice':
      return readChoice(question, raw);
    case 'choices':
      return readChoices(question, typeof raw === 'string' ? raw.split(',') : [raw]);
    case 'number':
      return readNumber(question, raw, options);
    case 'date':
      return readDate(question, raw, options);
  }
}

/** What a question takes for an answer, to stand behind "Expected". */
export function expected(question: Question): string {
  switch (question.type) {
    case 'yes-no':
      return 'yes, no or unknown';
    case 'choice':
      return `one of ${list(question)}, or unknown`;
    case 'choices':
      return `any of ${list(question)} with commas between, or none, or unknown`;
    case 'number':
      return numberExpected(question);
    case 'date':
      return `a date as YYYY-MM-DD (or YYYY-MM or YYYY where the day is not known)${question.future ? '' : ', not in the future'}, or unknown`;
  }
}

/** The values that a number question takes, for each unit: `34 to 300 kg in steps of 0.1, or 75 to 660 lb in steps of 0.5`. */
export function rangeOf(question: NumberQuestion): string {
  return unitsOf(question)
    .map(({ unit, scale }) => {
      const name = unit === '' ? '' : ` ${visible(unit)}`;
      return `${bound(scale, scale.min)} to ${bound(scale, scale.max)}${name} in steps of ${bound(scale, scale.step)}`;
    })
    .join(', or ');
}

function readYesNo(raw: string | boolean | number): ReadAnswer {
  const word = String(raw).trim().toLowerCase();
  if (word === 'yes' || word === 'true') return { ok: true, value: 'yes' };
  if (word === 'no' || word === 'false') return { ok: true, value: 'no' };
  const meant =
    { y: 'yes', '1': 'yes', n: 'no', '0': 'no' }[word] ?? nearest(word, ['yes', 'no', 'unknown', 'true', 'false']);
  return wrong(`${quote(raw)} is not an answer to a yes-no question. Expected yes, no or unknown.`, didYouMean(meant));
}

function readChoice(question: ChoiceQuestion, raw: string | boolean | number): ReadAnswer {
  const value = String(raw).trim();
  if (question.options.some((option) => option.value === value)) return { ok: true, value };
  return wrong(`${quote(raw)} is not among the options. Expected ${expected(question)}.`, optionMeant(question, value));
}

function readChoices(question: ChoicesQuestion, raw: readonly unknown[]): ReadAnswer {
  const chosen = new Set<string>();
  for (const part of raw) {
    if (typeof part !== 'string' && typeof part !== 'number' && typeof part !== 'boolean')
      return refuse(question, part);
    chosen.add(String(part).trim());
  }
  const known = new Set(question.options.map((option) => option.value));
  if (chosen.size === 1 && chosen.has('none') && !known.has('none')) return { ok: true, value: [] };
  const strange = [...chosen].filter((value) => !known.has(value));
  if (strange.length > 0) {
    const isWord = strange.find((value) => /^(none|unknown)$/i.test(value));
    const problem =
      isWord === undefined
        ? `${strange.map(quote).join(' and ')} ${strange.length > 1 ? 'are' : 'is'} not among the options.`
        : `${quote(isWord)} cannot stand beside other values.`;
    const hint = isWord === undefined ? optionMeant(question, strange[0] ?? '') : undefined;
    return wrong(`${problem} Expected ${expected(question)}.`, hint);
  }
  return { ok: true, value: question.options.map((option) => option.value).filter((value) => chosen.has(value)) };
}

function readNumber(question: NumberQuestion, raw: string | boolean | number, options: ReadOptions): ReadAnswer {
  if (typeof raw === 'boolean') return refuse(question, raw);
  const say = `Expected ${expected(question)}.`;
  const text = String(raw).trim();
  const [, digits = '', tail = ''] = /^([+-]?[\d.]*)(.*)$/su.exec(text) ?? [];
  const unit = tail.trim();
  if (/^[+-]?\d[\d.]*,\d/.test(text)) {
    const point = text.replace(',', '.');
    const meant =
      text.split(',').length === 2 && !digits.includes('.') ? `Write ${quote(point)} if that is meant; ` : '';
    return wrong(
      `${quote(text)} has a comma. ${say}`,
      `${meant}${meant === '' ? 'D' : 'd'}ecimals stand behind a point, and thousands are not marked.`,
    );
  }
  if (/^[+-]?\d[\d.]*e[+-]?\d/i.test(text))
    return wrong(`${quote(text)} has an exponent. ${say}`, 'Write all digits out.');
  const decimal = parseDecimal(digits);
  if (decimal === undefined) return notANumber(text, digits, say);

  const units = unitsOf(question);
  const own = units[0];
  if (unit !== '' && own.unit === '')
    return wrong(`${quote(text)} has the unit ${quote(unit)}, and the number has none. ${say}`, `Write ${digits}.`);
  if (unit === '' && units.length > 1 && options.unitOptional !== true) {
    const ways = units.filter(({ scale }) => fits(decimal, scale)).map((way) => `${digits}${visible(way.unit)}`);
    return wrong(`${quote(text)} has no unit. ${say}`, ways.length === 0 ? undefined : `Write ${ways.join(' or ')}.`);
  }
  const way = unit === '' ? own : units.find((candidate) => candidate.unit === unit);
  if (way === undefined) {
    const meant = nearest(
      unit,
      units.map((candidate) => candidate.unit),
    );
    return wrong(
      `${quote(text)} is in a unit that is not taken here. ${say}`,
      meant === undefined ? undefined : `Did you mean "${digits}${visible(meant)}"?`,
    );
  }
  if (!fits(decimal, way.scale))
    return wrong(`${quote(text)} is ${misfit(decimal, way.scale)}. ${say}`, neighbours(decimal, way, units.length > 1));
  const value = toNumber(decimal.value, decimal.places);
  return way.unit === '' ? { ok: true, value } : { ok: true, value, unit: way.unit };
}

function notANumber(text: string, digits: string, say: string): ReadAnswer {
  if (/^[+-]?\d+(\.\d+)?$/.test(digits)) return wrong(`${quote(text)} has more digits than are taken. ${say}`);
  const minus = /^[\u2010-\u2015\u2212]/.test(text) ? 'Write a minus as a plain hyphen, "-".' : undefined;
  return wrong(`${quote(text)} is not a number. ${say}`, minus);
}

function readDate(question: DateQuestion, raw: string | boolean | number, { on }: ReadOptions): ReadAnswer {
  const text = String(raw).trim();
  const span = parseDate(text);
  if (span === undefined) {
    const looksLikeOne = /^\d{4}-\d{2}(-\d{2})?$/.test(text);
    return wrong(
      `${quote(text)} is not a ${looksLikeOne ? 'day of the calendar' : 'date'}. Expected ${expected(question)}.`,
    );
  }
  if (!question.future && span.from > (parseDay(on) ?? Infinity)) {
    return wrong(`${quote(text)} is after the day of the screening, ${visible(on)}. Expected ${expected(question)}.`);
  }
  return { ok: true, value: text };
}

interface Way {
  readonly unit: string;
  readonly scale: Scale;
}

/** The question's own unit first ('' for a bare number), then those it accepts. */
function unitsOf(question: NumberQuestion): readonly [Way, ...Way[]] {
  return [{ unit: question.unit ?? '', scale: question.scale }, ...question.accepts];
}

function numberExpected(question: NumberQuestion): string {
  const unit = question.accepts.length > 0 ? ' with its unit' : '';
  return `a number${unit} from ${rangeOf(question)}, or unknown`;
}

function fits(decimal: Decimal, scale: Scale): boolean {
  const value = scaled(decimal, scale.places);
  return value !== undefined && value >= scale.min && value <= scale.max && (value - scale.min) % scale.step === 0;
}

function misfit(decimal: Decimal, scale: Scale): string {
  if (compareDecimals(decimal, { value: scale.min, places: scale.places }) < 0) return 'below the range';
  if (compareDecimals(decimal, { value: scale.max, places: scale.places }) > 0) return 'above the range';
  return 'between two steps';
}

/** The values on the scale on either side of one that is between two steps. */
function neighbours(decimal: Decimal, { unit, scale }: Way, withUnit: boolean): string | undefined {
  if (misfit(decimal, scale) !== 'between two steps') return undefined;
  const value = scaled(decimal, scale.places) ?? Math.floor(decimal.value / 10 ** (decimal.places - scale.places));
  const lower = value - ((value - scale.min) % scale.step);
  const both = [lower, lower + scale.step].filter((near) => near <= scale.max);
  return `The nearest ${both.length > 1 ? 'are' : 'is'} ${both.map((near) => `${bound(scale, near)}${withUnit ? visible(unit) : ''}`).join(' and ')}.`;
}

function bound(scale: Scale, value: number): string {
  return formatDecimal(value, scale.places);
}

function list(question: ChoiceQuestion | ChoicesQuestion): string {
  return question.options.map((option) => visible(option.value)).join(', ');
}

function optionMeant(question: ChoiceQuestion | ChoicesQuestion, value: string): string | undefined {
  const byName = question.options.find((option) => option.name.toLowerCase() === value.toLowerCase())?.value;
  return didYouMean(
    byName ??
      nearest(
        value,
        question.options.map((option) => option.value),
      ),
  );
}

function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `Did you mean "${visible(name)}"?`;
}

function refuse(question: Question, raw: unknown): ReadAnswer {
  const what = Array.isArray(raw)
    ? 'A list'
    : raw === undefined
      ? 'Nothing'
      : typeof raw === 'object' && raw !== null
        ? 'An object'
        : `A ${typeof raw}`;
  return wrong(`${what} is not an answer here. Expected ${expected(question)}.`);
}

function wrong(message: string, hint?: string): ReadAnswer {
  return hint === undefined ? { ok: false, message } : { ok: false, message, hint };
}

/** Long text is cut: a message is to be read. */
function quote(raw: unknown): string {
  const text = visible(String(raw));
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
