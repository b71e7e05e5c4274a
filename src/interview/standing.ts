import type { QuestionId } from '../model/question.js';
import type { Finding, SettledOutcome, Verdict } from '../model/screening.js';
import type { Tone } from '../report/style.js';
import { VERDICT } from '../report/words.js';
import { labelOf } from './agenda.js';
import { openRedFlags, type Session, type Setting } from './session.js';

/** One thing to say about the verdict so far: a sentence with room for names, of which as many are told as there is room for. */
export interface Statement {
  readonly tone: Tone;
  readonly lead: string;
  readonly names: readonly string[];
}

/** The verdicts in a word or two, to stand in a row. */
// prettier-ignore
const POSSIBLE: Readonly<Record<SettledOutcome, string>> = {
  'contraindicated': 'ruled out', 'not-indicated': 'no indication', 'candidate-with-caution': 'worth discussing with caution', 'candidate': 'worth discussing',
};

// prettier-ignore
export const TONES: Readonly<Record<Verdict['outcome'], Tone>> = {
  'contraindicated': 'stop', 'not-indicated': 'stop', 'candidate-with-caution': 'caution', 'candidate': 'go', 'needs-information': 'open',
};

/** The verdict so far, and what it hinges on. The first statement is the verdict, or the red flag that comes before it. */
export function standing(setting: Setting, session: Session): readonly Statement[] {
  const { verdict } = session.standing;
  const statements: Statement[] = [];
  if (verdict.urgent === 'yes')
    statements.push({ tone: 'danger', lead: 'Urgent, medical assessment now:', names: redFlags(session) });
  statements.push({ tone: TONES[verdict.outcome], lead: `So far: ${soFar(verdict)}`, names: [] });
  if (verdict.outcome === 'needs-information') {
    statements.push({
      tone: 'faint',
      lead: 'Can still be:',
      names: verdict.possible.map((outcome) => POSSIBLE[outcome]),
    });
  } else {
    statements.push(because(session, verdict.outcome));
  }
  const flags = openRedFlags(session);
  const open = flags.unasked.length > 0 ? flags.unasked : flags.unknown;
  if (verdict.urgent === 'unknown' && open.length > 0) {
    const lead = flags.unasked.length > 0 ? 'Red flags to ask:' : 'Red flags not known:';
    statements.push({ tone: 'caution', lead, names: labels(setting, open) });
  }
  const rest = verdict.missing.filter((id) => !open.includes(id));
  if (rest.length > 0) statements.push({ tone: 'faint', lead: 'Hinges on:', names: labels(setting, rest) });
  return statements;
}

function soFar({ outcome, eligible }: Verdict): string {
  if (outcome !== 'needs-information') return VERDICT[outcome];
  if (eligible === 'no') return 'not a candidate either way, though the reason is open';
  if (eligible === 'yes') return 'worth discussing with a clinician, perhaps with caution';
  return VERDICT[outcome];
}

const EITHER_WAY = 'Whichever way the open questions are answered.';

/** What a settled verdict rests on, as far as one finding shows it. */
function because(session: Session, outcome: SettledOutcome): Statement {
  const { contraindications, indications } = session.standing;
  const present = (findings: readonly Finding[]): readonly string[] =>
    findings.filter(({ state }) => state === 'present').map(({ criterion }) => criterion.name);
  const severe = (severity: 'absolute' | 'relative'): readonly string[] =>
    present(contraindications.filter(({ criterion }) => criterion.severity === severity));
  const say = (lead: string, names: readonly string[]): Statement =>
    names.length === 0 ? { tone: 'faint', lead: EITHER_WAY, names } : { tone: 'faint', lead, names };
  switch (outcome) {
    case 'contraindicated':
      return say('Ruled out by:', severe('absolute'));
    case 'not-indicated':
      return { tone: 'faint', lead: 'No indication is present.', names: [] };
    case 'candidate-with-caution':
      return say('Caution because of:', severe('relative'));
    case 'candidate':
      return say('Because of:', present(indications));
  }
}

function redFlags(session: Session): readonly string[] {
  const present = session.standing.contraindications.filter(
    ({ state, criterion }) => state === 'present' && criterion.urgent,
  );
  return present.length === 0
    ? ['a red flag, whichever way the open questions are answered']
    : present.map(({ criterion }) => criterion.name);
}

function labels(setting: Setting, ids: readonly QuestionId[]): readonly string[] {
  return ids.map((id) => labelOf(setting.agenda, id));
}

/** As many names as told, and how many more there are. */
export function statementText({ lead, names }: Statement, most: number): string {
  if (names.length === 0) return lead;
  const told = names.slice(0, Math.max(1, most));
  const more = names.length - told.length;
  return `${lead} ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
