import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import type { Criterion, Evidence, RuleSet, Source } from '../model/ruleset.js';
import { ORIGIN } from '../report/words.js';
import { labelOf, questionOf } from './agenda.js';
import { fieldHint } from './entry.js';
import type { Session, Setting } from './session.js';

/** A paragraph of an explanation: what it is about, and the text. */
export interface Reason {
  readonly heading: string;
  readonly text: string;
}

/** Why a question is asked, what helps to answer it, and where the rules that read it come from. */
export function reasonsFor(setting: Setting, session: Session, id: QuestionId): readonly Reason[] {
  const { agenda } = setting;
  const { ruleSet } = setting;
  const question = questionOf(agenda, id);
  const reasons: Reason[] = [];
  const add = (heading: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') reasons.push({ heading, text });
  };
  add('Help', question.help);
  if (question.type !== 'yes-no') add('Answer', `${fieldHint(question)}.`);
  const readers = agenda.readers.get(id) ?? [];
  for (const criterion of readers) {
    const direct = questionsOf(criterion.when).includes(id);
    add(kindOf(criterion), `${criterion.id === id ? '' : `${criterion.name}. `}${criterion.because}`);
    if (criterion.help !== question.help) add('Help', criterion.help);
    if (direct) add('Source', sourceOf(ruleSet, criterion));
    add('Evidence', evidenceOf(criterion.evidence));
  }
  const gated = ruleSet.questions.filter(({ askIf }) => askIf !== undefined && questionsOf(askIf).includes(id));
  if (gated.length > 0) add('Decides whether these are asked', gated.map((one) => labelOf(agenda, one.id)).join(', '));
  if (readers.length === 0 && gated.length === 0)
    add('Asked', 'For the advice that goes with the verdict. It does not change the verdict.');
  const origin = session.answers.get(id)?.origin;
  if (origin !== undefined && origin !== 'prompt') add('Answer given', `${ORIGIN[origin]}; a new answer replaces it.`);
  return reasons;
}

function kindOf(criterion: Criterion): string {
  switch (criterion.kind) {
    case 'contraindication':
      return criterion.urgent
        ? 'Red flag'
        : criterion.severity === 'absolute'
          ? 'Rules the treatment out'
          : 'Calls for caution';
    case 'indication':
      return 'Speaks for the treatment';
    case 'supporting':
      return 'Supports it, decides nothing';
  }
}

/** Title, publisher and place, as a reader would look for it. */
function sourceOf(ruleSet: RuleSet, { source }: Criterion): string | undefined {
  if (source === undefined) return undefined;
  return Object.entries(source)
    .map(([id, place]) => {
      const entry = ruleSet.sources.find((one) => one.id === id);
      return entry === undefined ? place : [shortSource(entry), place].filter((part) => part !== '').join('; ');
    })
    .join(' / ');
}

function shortSource({ title, authors, publisher, year }: Source): string {
  const by = [authors ?? publisher, year === undefined ? undefined : String(year)]
    .filter((part) => part !== undefined)
    .join(' ');
  return by === '' ? title : `${title} (${by})`;
}

// prettier-ignore
const VERIFIED: Readonly<Record<NonNullable<Evidence['verified']>, string>> = {
  'read': 'the source was read', 'partly': 'the source was read in part', 'not-read': 'the source was not read',
};

function evidenceOf(evidence: Evidence | undefined): string | undefined {
  if (evidence === undefined) return undefined;
  const parts = [
    evidence.grade,
    evidence.verified === undefined ? undefined : VERIFIED[evidence.verified],
    evidence.reviewBy === undefined ? undefined : `to be looked at again by ${evidence.reviewBy}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `${parts.join('; ')}.`;
}
