import type { AnswerValue, Origin } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { Citation, Source } from '../model/ruleset.js';
import type { ChangePart, FindingState, Outcome, QuestionState } from '../model/screening.js';
import type { AnswerResult, CriterionResult, QuestionResult, Result } from './result.js';

type Asked = Pick<Result, 'contraindications' | 'indications' | 'supporting' | 'questions'>;

/** A verdict in words that a patient in the room may hear. */
// prettier-ignore
export const VERDICT: Readonly<Record<Outcome, string>> = {
  'contraindicated':        'not a candidate: something rules it out',
  'not-indicated':          'not a candidate: nothing speaks for it',
  'candidate-with-caution': 'worth discussing with a clinician, with caution',
  'candidate':              'worth discussing with a clinician',
  'needs-information':      'not settled yet',
};

// prettier-ignore
export const STATE: Readonly<Record<FindingState, string>> = { present: 'present', absent: 'absent', unknown: 'open' };

/** Why there is no value. */
// prettier-ignore
export const NO_ANSWER: Readonly<Record<Exclude<QuestionState, 'answered'>, string>> = {
  'not-asked': 'not asked', 'unknown': "don't know", 'not-applicable': 'does not apply',
};

// prettier-ignore
export const ORIGIN: Readonly<Record<Origin, string>> = {
  prompt: 'asked', flag: 'from a flag', file: 'from a file', fhir: 'from a health record', assumed: 'assumed',
};

/** The question as a heading: its name, that of the criterion that brought it along, else the question itself. */
export function labelOf(result: Asked, id: QuestionId): string {
  const question = result.questions.find((one) => one.id === id);
  if (question === undefined) return id;
  return question.name ?? criterionOf(result, question)?.name ?? question.ask;
}

/** The label inside a sentence: of one clause, without a mark at its end. */
export function shortLabelOf(result: Asked, id: QuestionId): string {
  const question = result.questions.find((one) => one.id === id);
  if (question?.name !== undefined && !endsSentence(question.name)) return nameOf({ name: question.name, because: '' });
  const criterion = question === undefined ? undefined : criterionOf(result, question);
  if (criterion !== undefined && !endsSentence(criterion.name)) return nameOf(criterion);
  const ask = question?.ask.replace(/[\s.?!:…]+$/, '') ?? '';
  return ask === '' || endsSentence(ask) ? id.replaceAll('-', ' ') : ask;
}

/** A criterion of the short form stands where its question stands. */
function criterionOf(result: Asked, question: QuestionResult): CriterionResult | undefined {
  return [...result.contraindications, ...result.indications, ...result.supporting].find(
    ({ at }) => question.at === at || question.at.startsWith(`${at}/`),
  );
}

export function endsSentence(text: string): boolean {
  return /[.!?…](\s|$)/.test(text);
}

/** A criterion's name inside a sentence: in lower case, but for abbreviations and what the file itself spells with a capital. */
export function nameOf({ name, because }: Pick<CriterionResult, 'name' | 'because'>): string {
  const [first = ''] = name.split(/[\s,]/, 1);
  const abbreviation = (
    isPlain(first) ? /^[^A-Z]|^.(?![a-z])|\d|['-][A-Z]/ : /^\P{Lu}|^.(?!\p{Ll})|\d|['’-]\p{Lu}/u
  ).test(first);
  const properName = because
    .split(/\s+/)
    .slice(1)
    .some((word) => word.replace(isPlain(word) ? /[^A-Za-z0-9'-]/g : /[^\p{L}\p{N}'’-]/gu, '') === first);
  return abbreviation || properName ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** ASCII: V8 takes milliseconds to look up classes of letters by their names, and most words need none. */
function isPlain(text: string): boolean {
  return /^[\0-\x7F]*$/.test(text);
}

/** `one answer`, `3 answers`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export function valueText(question: QuestionResult | undefined, value: AnswerValue | 'unknown', unit?: string): string {
  if (typeof value === 'number') return joined(String(value), unit ?? question?.unit ?? undefined);
  if (typeof value !== 'string')
    return value.length === 0 ? 'none of these' : value.map((one) => optionText(question, one)).join(', ');
  if (value === 'unknown') return NO_ANSWER.unknown;
  return optionText(question, value);
}

function optionText(question: QuestionResult | undefined, value: string): string {
  return question?.options.find((option) => option.value === value)?.name ?? value;
}

function joined(number: string, unit: string | undefined): string {
  return unit === undefined || unit === '' ? number : `${number} ${unit}`;
}

/** `no (from a flag)`; where there is no answer, which of the three reasons. */
export function answerText(question: QuestionResult, answer: AnswerResult | undefined): string {
  if (answer === undefined)
    return question.state === 'not-applicable' ? NO_ANSWER['not-applicable'] : NO_ANSWER['not-asked'];
  const text = `${valueText(question, answer.value, answer.unit)} (${ORIGIN[answer.origin]})`;
  return question.state === 'not-applicable' ? `${NO_ANSWER['not-applicable']}; answered ${text}` : text;
}

/** Whether an answer is still to come: none was given, nobody knows, or a date is known to the month or year alone. */
export function isOpen(result: Pick<Result, 'questions' | 'answers'>, id: QuestionId): boolean {
  const question = result.questions.find((one) => one.id === id);
  const value = result.answers[id]?.value;
  if (question?.state === 'answered') return question.type === 'date' && typeof value === 'string' && value.length < 10;
  return question?.state !== 'not-applicable';
}

/** What the answer would have to be, and how it stands now. */
export function partText(
  question: QuestionResult | undefined,
  part: ChangePart,
): { readonly to: string; readonly now: string } {
  const now = part.from === 'unknown' ? openText(question) : `now ${valueText(question, part.from, part.fromUnit)}`;
  if (part.fromDate !== undefined)
    return {
      to: part.untilDate === undefined ? `from ${part.fromDate} on` : `from ${part.fromDate} to ${part.untilDate}`,
      now: `the answer staying ${now.replace(/^now /, '')}`,
    };
  return { to: rangeText(question, part) ?? valueText(question, part.to, part.toUnit), now };
}

function openText(question: QuestionResult | undefined): string {
  const state = question?.state ?? 'not-asked';
  return state === 'answered' ? 'open' : NO_ANSWER[state];
}

/** `136 kg or more`, `from 2020-01-01 to 2020-06-30`; nothing where the value stands for itself alone. */
function rangeText(question: QuestionResult | undefined, { range, toUnit }: ChangePart): string | undefined {
  const low = range?.atLeast;
  const high = range?.atMost;
  const date = question?.type === 'date';
  const text = (value: number | string): string =>
    joined(String(value), date ? undefined : (toUnit ?? question?.unit ?? undefined));
  if (low !== undefined && high !== undefined)
    return low === high ? text(low) : `${date ? 'from ' : ''}${low} to ${text(high)}`;
  if (low !== undefined) return date ? `on ${low} or later` : `${text(low)} or more`;
  if (high !== undefined) return date ? `on ${high} or earlier` : `${text(high)} or less`;
  return undefined;
}

/** The sources that a report names, numbered in the order in which it names them. */
export interface Bibliography {
  /** `[1] Section 4  [3] Table 2`; nothing where nothing is cited. */
  readonly cite: (cited: Citation | undefined) => string;
  /** What has been cited so far, the first first. */
  readonly cited: () => readonly Source[];
}

export function bibliographyOf(sources: readonly Source[]): Bibliography {
  const cited: Source[] = [];
  const numberOf = (id: string): number | string => {
    const source = sources.find((one) => one.id === id);
    if (source === undefined) return id;
    if (!cited.includes(source)) cited.push(source);
    return cited.indexOf(source) + 1;
  };
  return {
    cite: (citation = {}) =>
      Object.entries(citation)
        .map(([id, place]) => `[${numberOf(id)}]${place === '' ? '' : ` ${place}`}`)
        .join('  '),
    cited: () => cited,
  };
}

/** Authors. Title. Publisher, year. Address. */
export function sourceText({ title, authors, publisher, year, doi, url }: Source): string {
  const imprint = [publisher, year === undefined ? undefined : String(year)]
    .filter((part) => part !== undefined)
    .join(', ');
  const address = doi === undefined ? url : `doi:${doi}`;
  return [authors, title, imprint, address]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (/[.?!]$/.test(part ?? '') || part === address ? part : `${part ?? ''}.`))
    .join(' ');
}

/** `sha256:` and the first twelve digits: enough to tell two rule sets apart by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}
