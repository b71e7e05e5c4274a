import type { Result } from './result.js';
import { counted, endsSentence, listed, nameOf, shortLabelOf } from './words.js';

/** As much as a person can read aloud in one breath. */
const BREATH = 160;

const URGENT = 'Urgent: this needs medical assessment now';
const NO = 'Not a candidate under these rules';
const DISCUSS = 'Worth discussing with a clinician';
const OPEN = 'Not settled yet';
const EITHER_WAY = 'whichever way the open questions are answered';

/** How an open verdict begins: with what is settled all the same. */
const STARTS: Readonly<Record<Result['eligible'], string>> = {
  yes: `${DISCUSS}, perhaps with caution`,
  no: `${NO} either way, though the reason is open`,
  unknown: OPEN,
};

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
  if (result.urgent === 'yes') return URGENT;
  switch (result.verdict) {
    case 'contraindicated':
    case 'not-indicated':
      return NO;
    case 'candidate-with-caution':
      return `${DISCUSS}, with caution`;
    case 'candidate':
      return DISCUSS;
    case 'needs-information':
      return { yes: DISCUSS, no: NO, unknown: OPEN }[result.eligible];
  }
}

function verdictClause(result: Headlined, named: number): string {
  switch (result.verdict) {
    case 'contraindicated':
      return contraindicatedClause(result, named);
    case 'not-indicated':
      return `${NO}: nothing that would speak for the treatment was found`;
    case 'candidate-with-caution': {
      const cautions = presentIn(result, 'relative');
      if (cautions.length > 0) return `${DISCUSS}, with caution because of ${list(cautions, named)}`;
      return `${DISCUSS}, with caution, ${EITHER_WAY}`;
    }
    case 'candidate': {
      const indications = result.indications.filter(({ state }) => state === 'present').map(nameOf);
      if (indications.length > 0) return `${DISCUSS}, because of ${list(indications, named)}`;
      return `${DISCUSS}, ${EITHER_WAY}`;
    }
    case 'needs-information':
      return openClause(result, named);
  }
}

function contraindicatedClause(result: Headlined, named: number): string {
  if (result.urgent === 'yes') {
    const flags = result.contraindications.filter(({ state, urgent }) => urgent && state === 'present').map(nameOf);
    if (flags.length === 0) return `${URGENT}, ${EITHER_WAY}`;
    return `${URGENT}, because of ${list(flags, named)}`;
  }
  const reasons = presentIn(result, 'absolute');
  if (reasons.length > 0) return `${NO}, because of ${list(reasons, named)}`;
  return `${NO}, ${EITHER_WAY}`;
}

function openClause(result: Headlined, named: number): string {
  const { missing, next, eligible } = result;
  const start = STARTS[eligible];
  const first = next ?? missing[0];
  const name = first === undefined || named === 0 ? undefined : shortLabelOf(result, first);
  const others = missing.filter((id) => id !== first).length;
  if (next === null) {
    if (name === undefined) return `${start}: it hangs on ${counted(missing.length, 'answer')} that nobody knows yet`;
    const more = others === 0 ? '' : ` and ${counted(others, 'more answer')}`;
    return `${start}: it hangs on “${name}”${more}, not known so far`;
  }
  const count = missing.includes(next) || missing.length === 0 ? others + 1 : missing.length + 1;
  if (name === undefined) return `${start}: ${counted(count, 'answer')} ${count === 1 ? 'is' : 'are'} still needed`;
  return count === 1
    ? `${start}: the answer to “${name}” is still needed`
    : `${start}: ${counted(count, 'answer')} are still needed, first “${name}”`;
}

/** What nobody may overhear. */
function warningsOf(result: Headlined): readonly string[] {
  const removed = new Set(result.overrode.flatMap((entry) => entry.removed)).size;
  const assumed = Object.values(result.answers).filter(({ origin }) => origin === 'assumed').length;
  const candidate = result.eligible === 'yes';
  return [
    ...(result.urgent === 'yes' ? ['not a candidate'] : []),
    ...(result.urgent === 'unknown' ? ['an emergency is not ruled out'] : []),
    ...(result.urgent === 'not-asked' && candidate ? ['red flags were not asked about'] : []),
    ...(removed > 0 ? ['an answer that ruled it out was overridden'] : []),
    ...(assumed > 0 ? [`${counted(assumed, 'answer')} ${assumed === 1 ? 'was' : 'were'} assumed`] : []),
  ];
}

function presentIn(result: Headlined, severity: 'absolute' | 'relative'): readonly string[] {
  return result.contraindications.filter((one) => one.severity === severity && one.state === 'present').map(nameOf);
}

/** `a, b and 3 more`; where none is to be named, or a name would end the sentence: `4 findings`. */
function list(names: readonly string[], named: number): string {
  const shown = names.slice(0, named);
  if (shown.length === 0 || shown.some(endsSentence)) {
    return names.length === 1 ? 'one finding' : `${names.length} findings`;
  }
  const others = names.length - shown.length;
  const parts = others === 0 ? shown : [...shown, `${others} more`];
  return listed(parts);
}
