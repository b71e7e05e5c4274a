import { wordsIn, type HeadlineWords } from './catalogue.js';
import type { Result } from './result.js';
import { endsSentence, nameOf, shortLabelOf } from './words.js';

/** As much as a person can read aloud in one breath. */
const BREATH = 160;

/** What a headline is made from: everything of a result but what is made from the headline. */
export type Headlined = Omit<Result, 'summary'>;

/**
 * One sentence without jargon: the verdict, what it rests on, and what a listener must not miss.
 *
 * Where not everything can be said in one breath, names give way to counts; no warning ever does.
 */
export function headline(result: Headlined): string {
  const warnings = warningsOf(result);
  for (const named of [3, 2, 1, 0]) {
    const sentence = `${[verdictClause(result, named), ...warnings].join('; ')}.`;
    if (sentence.length <= BREATH) return sentence;
  }
  return `${[bareClause(result), ...warnings].join('; ')}.`;
}

/** The verdict without its reasons, which the warnings left no breath for. */
function bareClause(result: Headlined): string {
  const words = wordsOf(result);
  if (result.urgent === 'yes') return words.urgent;
  switch (result.verdict) {
    case 'contraindicated':
    case 'not-indicated':
      return words.no;
    case 'candidate-with-caution':
      return words.discussWithCaution;
    case 'candidate':
      return words.discuss;
    case 'needs-information':
      return { yes: words.discuss, no: words.no, unknown: words.open }[result.eligible];
  }
}

function verdictClause(result: Headlined, named: number): string {
  const words = wordsOf(result);
  switch (result.verdict) {
    case 'contraindicated':
      return contraindicatedClause(result, named);
    case 'not-indicated':
      return words.notIndicated;
    case 'candidate-with-caution': {
      const cautions = presentIn(result, 'relative');
      if (cautions.length > 0) return words.cautionBecause(list(cautions, named, words));
      return words.eitherWay(words.discussWithCaution);
    }
    case 'candidate': {
      const indications = result.indications.filter(({ state }) => state === 'present').map(nameOf);
      if (indications.length > 0) return words.because(words.discuss, list(indications, named, words));
      return words.eitherWay(words.discuss);
    }
    case 'needs-information':
      return openClause(result, named);
  }
}

function contraindicatedClause(result: Headlined, named: number): string {
  const words = wordsOf(result);
  if (result.urgent === 'yes') {
    const flags = result.contraindications.filter(({ state, urgent }) => urgent && state === 'present').map(nameOf);
    if (flags.length === 0) return words.eitherWay(words.urgent);
    return words.because(words.urgent, list(flags, named, words));
  }
  const reasons = presentIn(result, 'absolute');
  if (reasons.length > 0) return words.because(words.no, list(reasons, named, words));
  return words.eitherWay(words.no);
}

function openClause(result: Headlined, named: number): string {
  const { missing, next, eligible } = result;
  const words = wordsOf(result);
  const start = words.starts[eligible];
  const first = next ?? missing[0];
  const name = first === undefined || named === 0 ? undefined : shortLabelOf(result, first);
  const others = missing.filter((id) => id !== first).length;
  if (next === null) {
    if (name === undefined) return words.nobodyKnows(start, missing.length);
    const answered = result.questions.some(({ id, state }) => id === first && state === 'answered');
    return words.hangsOn(start, name, others, answered);
  }
  const count = missing.includes(next) || missing.length === 0 ? others + 1 : missing.length + 1;
  return name === undefined ? words.needed(start, count) : words.neededFirst(start, count, name);
}

/** What nobody may overhear. */
function warningsOf(result: Headlined): readonly string[] {
  const { warnings } = wordsOf(result);
  const removed = new Set(result.overrode.flatMap((entry) => entry.removed));
  const ruledOut = result.contraindications.some(({ id, severity }) => severity === 'absolute' && removed.has(id));
  const assumed = Object.values(result.answers).filter(({ origin }) => origin === 'assumed').length;
  const candidate = result.eligible === 'yes';
  return [
    ...(result.urgent === 'yes' ? [warnings.notCandidate] : []),
    ...(result.urgent === 'unknown' ? [warnings.emergencyOpen] : []),
    ...(result.urgent === 'not-asked' && candidate ? [warnings.redFlagsUnasked] : []),
    ...(removed.size === 0 ? [] : [ruledOut ? warnings.overridden : warnings.cautionOverridden]),
    ...(assumed > 0 ? [warnings.assumed(assumed)] : []),
  ];
}

function presentIn(result: Headlined, severity: 'absolute' | 'relative'): readonly string[] {
  return result.contraindications.filter((one) => one.severity === severity && one.state === 'present').map(nameOf);
}

/** `a, b and 3 more`; where none is to be named, or a name would end the sentence: `4 findings`. */
function list(names: readonly string[], named: number, words: HeadlineWords): string {
  const shown = names.slice(0, named);
  if (shown.length === 0 || shown.some(endsSentence)) return words.findings(names.length);
  const others = names.length - shown.length;
  const parts = others === 0 ? shown : [...shown, words.more(others)];
  return parts.length < 2 ? parts.join('') : words.and(parts.slice(0, -1).join(', '), parts.at(-1) ?? '');
}

function wordsOf({ language }: Headlined): HeadlineWords {
  return wordsIn(language).headline;
}
