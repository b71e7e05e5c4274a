import type { Answer } from '../model/answer.js';
import type { Option, Question } from '../model/question.js';
import { expected, readAnswer } from '../model/read-answer.js';
import { visible } from '../model/visible.js';

/** How a question is answered at the keyboard. */
export type Entry =
  /** `y`, `n`. */
  | 'yes-no'
  /** One key for one option. */
  | 'pick'
  /** A key for each option turns it on and off; Enter accepts. */
  | 'toggle'
  /** Text, then Enter. */
  | 'typed';

/** Options past this many have no key each: they are typed. */
const MOST_KEYS = 9;

export function entryOf(question: Question): Entry {
  switch (question.type) {
    case 'yes-no':
      return 'yes-no';
    case 'choice':
      return question.options.length > MOST_KEYS ? 'typed' : 'pick';
    case 'choices':
      return question.options.length > MOST_KEYS ? 'typed' : 'toggle';
    case 'number':
    case 'date':
      return 'typed';
  }
}

export function optionsOf(question: Question): readonly Option[] {
  return question.type === 'choice' || question.type === 'choices' ? question.options : [];
}

/** The key of each option: its own digit where all values are single digits, so that grade 2 is the key 2; else 1, 2, 3 … */
export function optionKeys(question: Question): readonly string[] {
  const values = optionsOf(question).map((option) => option.value);
  return values.every((value) => /^\d$/.test(value)) ? values : values.map((_, index) => String(index + 1));
}

export type Entered = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly message: string };

/** What was typed at a prompt, where the unit stands beside it and options are shown by name. */
export function entered(question: Question, text: string, on: string): Entered {
  const options = optionsOf(question);
  const parts = question.type === 'choices' ? text.split(',') : [text];
  const meant = parts.map((part) => optionMeant(options, part.trim())).filter((value) => value !== undefined);
  const raw = meant.length < parts.length ? text.trim() : question.type === 'choices' ? meant : meant[0];
  return enteredRaw(question, raw, on);
}

/** What was chosen, or typed in the question's own words. */
export function enteredRaw(question: Question, raw: unknown, on: string): Entered {
  const read = readAnswer(question, raw, { on, unitOptional: true });
  if (!read.ok) return { ok: false, message: read.hint === undefined ? read.message : `${read.message} ${read.hint}` };
  if (read.unknown === true) return { ok: true, answer: { kind: 'unknown', origin: 'prompt' } };
  return {
    ok: true,
    answer: {
      kind: 'known',
      value: read.value,
      origin: 'prompt',
      ...(read.unit === undefined ? {} : { unit: read.unit }),
    },
  };
}

/** An option by its value or name, or by the only name that begins so. */
function optionMeant(options: readonly Option[], text: string): string | undefined {
  const wanted = text.toLowerCase();
  const exact =
    options.find((option) => option.value === text) ?? options.find((option) => option.name.toLowerCase() === wanted);
  if (exact !== undefined) return exact.value;
  const begun = wanted === '' ? [] : options.filter((option) => option.name.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0]?.value : undefined;
}

/** An answer in a word or a few. */
export function answerWords(question: Question, answer: Answer): string {
  if (answer.kind === 'unknown') return "don't know";
  const named = (value: string): string => optionsOf(question).find((option) => option.value === value)?.name ?? value;
  if (Array.isArray(answer.value))
    return answer.value.length === 0 ? 'none of these' : answer.value.map(named).map(visible).join(', ');
  if (typeof answer.value === 'number') {
    const unit = answer.unit ?? (question.type === 'number' ? question.unit : undefined);
    return unit === undefined ? String(answer.value) : visible(`${answer.value} ${unit}`);
  }
  return visible(named(String(answer.value)));
}

/** What to type, to stand beside the field. */
export function fieldHint(question: Question): string {
  return capital(expected(question).replace(/, or unknown$/, ''));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
