import { questionsOf } from '../../model/condition.js';
import type { QuestionId } from '../../model/question.js';
import { counted } from '../../report/words.js';
import { labelOf, pageOf, questionOf, type Section, SECTION_TITLES } from '../../interview/agenda.js';
import { answerWords } from '../../interview/entry.js';
import {
  furtherQuestions,
  needed,
  openRedFlags,
  type Session,
  setAside,
  type Setting,
} from '../../interview/session.js';

export type ReviewAction = 'go-on' | 'accept' | 'supporting' | 'all';

/** What stands in the review: what can be done next, then every question that applies, safety first. */
export type ReviewItem =
  | { readonly kind: 'action'; readonly action: ReviewAction; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'question';
      readonly question: QuestionId;
      readonly label: string;
      readonly answer: string;
      readonly state: QuestionRow;
    };

export type QuestionRow = 'answered' | 'given' | 'not-asked' | 'set-aside';

/** The row that is chosen: an action, or a question. */
export type Row = { readonly action: ReviewAction } | { readonly question: QuestionId };

export function reviewItems(setting: Setting, session: Session): readonly ReviewItem[] {
  return [...actionItems(setting, session), ...answerItems(setting, session)];
}

/** The actions offered, the one that fits best in front. */
function actionItems(setting: Setting, session: Session): readonly ReviewItem[] {
  const items: ReviewItem[] = [];
  const open = needed(setting, session);
  const flags = openRedFlags(session);
  const names = (ids: readonly QuestionId[]): string => ids.map((id) => labelOf(setting.agenda, id)).join(', ');
  const action = (name: ReviewAction, text: string): void => void items.push({ kind: 'action', action: name, text });

  if (open.length > 0) action('go-on', `Go on: ${counted(open.length, 'question')} can still change the verdict`);
  if (flags.unasked.length > 0) {
    items.push({ kind: 'warning', text: `Not to be ended yet. Red flags not asked about: ${names(flags.unasked)}.` });
  } else {
    const { outcome } = session.standing.verdict;
    if (flags.unknown.length > 0) {
      items.push({
        kind: 'warning',
        text: `Red flags that are not known: ${names(flags.unknown)}. An emergency is not ruled out.`,
      });
    }
    if (flags.unknown.length > 0) action('accept', 'Accept the verdict with red flags open');
    else if (outcome === 'needs-information')
      action('accept', open.length > 0 ? 'End now, with the verdict open' : 'Accept, with the verdict open');
    else action('accept', 'Accept, and show the verdict');
  }
  const supporting = furtherQuestions(setting, session, 'supporting').length;
  const others = furtherQuestions(setting, session, 'all').length - supporting;
  if (supporting > 0)
    action('supporting', `Ask supporting factors too (${supporting}); they do not change the verdict`);
  if (others > 0) action('all', `Ask all the rest too (${supporting + others}); it can no longer change the verdict`);
  return items;
}

function answerItems(setting: Setting, session: Session): readonly ReviewItem[] {
  const { agenda } = setting;
  const items: ReviewItem[] = [];
  for (const section of Object.keys(SECTION_TITLES) as Section[]) {
    const rows = agenda.pages
      .filter((page) => page.section === section)
      .flatMap((page) => page.questions.flatMap((id) => rowOf(setting, session, id)));
    if (rows.length > 0) items.push({ kind: 'heading', text: SECTION_TITLES[section] }, ...rows);
  }
  return items;
}

function rowOf(setting: Setting, session: Session, id: QuestionId): readonly ReviewItem[] {
  const { agenda } = setting;
  const answer = session.answers.get(id);
  const label = labelOf(agenda, id);
  if (answer === undefined) {
    if (!session.standing.applying.has(id)) return [];
    return [{ kind: 'question', question: id, label, answer: 'not asked', state: 'not-asked' }];
  }
  const words = answerWords(questionOf(agenda, id), answer);
  if (session.standing.questions.get(id) === 'not-applicable') {
    return [{ kind: 'question', question: id, label, answer: words, state: 'set-aside' }];
  }
  return [
    { kind: 'question', question: id, label, answer: words, state: answer.origin === 'prompt' ? 'answered' : 'given' },
  ];
}

/** The rows that can be chosen, in order. A set-aside answer is not one: its question does not apply. */
export function rowsOf(items: readonly ReviewItem[]): readonly Row[] {
  return items.flatMap((item): readonly Row[] => {
    if (item.kind === 'action') return [{ action: item.action }];
    return item.kind === 'question' && item.state !== 'set-aside' ? [{ question: item.question }] : [];
  });
}

/** The row a review opens on: never one that ends the session while a red flag is open. */
export function firstRow(setting: Setting, session: Session): Row {
  const [flag] = openRedFlags(session).unknown;
  const rows = rowsOf(reviewItems(setting, session));
  const action = rows.find((row) => 'action' in row);
  if (flag !== undefined && !(action !== undefined && action.action === 'go-on')) return { question: flag };
  return action ?? rows[0] ?? { action: 'accept' };
}

export function sameRow(a: Row, b: Row): boolean {
  return 'action' in a ? 'action' in b && a.action === b.action : 'question' in b && a.question === b.question;
}

/** Why a question does not apply: the answers that its gate reads. */
export function gateAnswers(
  setting: Setting,
  session: Session,
  id: QuestionId,
): readonly { readonly question: QuestionId; readonly text: string }[] {
  const gate = questionOf(setting.agenda, id).askIf;
  if (gate === undefined) return [];
  return questionsOf(gate).map((question) => {
    const answer = session.answers.get(question);
    const words = answer === undefined ? 'not asked' : answerWords(questionOf(setting.agenda, question), answer);
    const aside =
      setAside(session).includes(question) ||
      (answer === undefined && session.standing.questions.get(question) === 'not-applicable');
    return { question, text: `${labelOf(setting.agenda, question)}: ${aside ? 'does not apply' : words}` };
  });
}

/** The section a question stands in, for a sentence. */
export function sectionTitleOf(setting: Setting, id: QuestionId): string {
  return SECTION_TITLES[pageOf(setting.agenda, id).section];
}
