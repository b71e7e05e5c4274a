import type { Answer } from '../../model/answer.js';
import type { QuestionId } from '../../model/question.js';
import { labelOf, type Page, pageOf } from '../../interview/agenda.js';
import {
  contradictions,
  effectText,
  following,
  isShown,
  needed,
  type Effect,
  type Session,
  sessionOf,
  type Setting,
} from '../../interview/session.js';
import { type Guard, NO_KEY_YET } from './guard.js';
import { firstRow, type Row } from './review.js';
import type { Answers } from '../../model/answer.js';

/** What the screen shows. */
export type View =
  | {
      readonly kind: 'asking';
      readonly question: QuestionId;
      /** Whether it was chosen in the review, and answering leads back there. */
      readonly fromReview: boolean;
    }
  | {
      readonly kind: 'review';
      readonly row: Row;
      /** When it opened, and by which key: an Enter meant for the question before must not accept the verdict. */
      readonly since: number;
      readonly byEnter: boolean;
    }
  /** A flag or file answers a question that does not apply: leave it out? */
  | { readonly kind: 'contradiction'; readonly question: QuestionId; readonly from: QuestionId | undefined };

/** What is typed or toggled and not accepted yet. Kept while the person looks elsewhere. */
export interface Draft {
  readonly text: string;
  readonly chosen: readonly string[] | undefined;
  readonly problem: string | undefined;
}

export const NO_DRAFT: Draft = { text: '', chosen: undefined, problem: undefined };

export interface Note {
  readonly text: string;
  readonly tone: 'caution' | 'strong';
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A whole screen as a value: a key makes the next one. */
export interface ChecklistState {
  readonly session: Session;
  readonly view: View;
  readonly drafts: ReadonlyMap<QuestionId, Draft>;
  /** The page of the explanation that is open. */
  readonly help: number | undefined;
  readonly note: Note | undefined;
  readonly guard: Guard;
  /** As it was before the last key that decided something: where that key turns out to have been held. */
  readonly before: ChecklistState | undefined;
  readonly size: Size;
  readonly end: 'accepted' | 'interrupted' | undefined;
}

export function checklistState(
  setting: Setting,
  given: Answers,
  size: Size,
  time: number,
  note?: string,
): ChecklistState {
  const session = sessionOf(setting, given);
  const state: ChecklistState = {
    session,
    view: { kind: 'review', row: { action: 'accept' }, since: time, byEnter: false },
    drafts: new Map(),
    help: undefined,
    note: note === undefined ? undefined : { text: note, tone: 'strong' },
    guard: NO_KEY_YET,
    before: undefined,
    size,
    end: undefined,
  };
  return moveOn(setting, state, undefined, { time, byEnter: false });
}

/** How a step came about. */
export interface Moment {
  readonly time: number;
  readonly byEnter: boolean;
}

/** Goes to what comes next: a contradiction to be confirmed, the next question, else the review. */
export function moveOn(
  setting: Setting,
  state: ChecklistState,
  after: QuestionId | undefined,
  moment: Moment,
): ChecklistState {
  const [contradicting] = contradictions(state.session);
  if (contradicting !== undefined)
    return { ...state, view: { kind: 'contradiction', question: contradicting, from: after }, help: undefined };
  const next = following(setting, state.session, after);
  return next === undefined ? openReview(setting, state, moment) : ask(state, next, false);
}

export function openReview(
  setting: Setting,
  state: ChecklistState,
  { time, byEnter }: Moment,
  row?: Row,
): ChecklistState {
  const [contradicting] = contradictions(state.session);
  if (contradicting !== undefined)
    return { ...state, view: { kind: 'contradiction', question: contradicting, from: undefined }, help: undefined };
  const view: View = { kind: 'review', row: row ?? firstRow(setting, state.session), since: time, byEnter };
  return { ...state, view, help: undefined };
}

export function ask(state: ChecklistState, question: QuestionId, fromReview: boolean): ChecklistState {
  return { ...state, view: { kind: 'asking', question, fromReview }, help: undefined };
}

/** Takes the effect of an answer in, and says what it did to others. */
export function taken(setting: Setting, state: ChecklistState, effect: Effect, question: QuestionId): ChecklistState {
  const drafts = new Map(state.drafts);
  drafts.delete(question);
  const text = effectText(setting, effect);
  return {
    ...state,
    session: effect.session,
    drafts,
    note: text === undefined ? state.note : { text, tone: 'caution' },
  };
}

/** After an answer: back to the review it was chosen in, unless the answer opened new questions; else on. */
export function afterAnswer(
  setting: Setting,
  before: ChecklistState,
  state: ChecklistState,
  question: QuestionId,
  moment: Moment,
): ChecklistState {
  const fromReview = before.view.kind === 'asking' && before.view.fromReview;
  if (!fromReview || contradictions(state.session).length > 0) return moveOn(setting, state, question, moment);
  const known = new Set(needed(setting, before.session));
  const opened = needed(setting, state.session).filter((id) => !known.has(id));
  const [first] = opened;
  if (first === undefined) return openReview(setting, state, moment, known.size === 0 ? undefined : { question });
  const names = opened.map((id) => `“${labelOf(setting.agenda, id)}”`).join(', ');
  return {
    ...ask(state, first, false),
    note: state.note ?? { text: `That answer makes these matter: ${names}.`, tone: 'caution' },
  };
}

export function draftOf(state: ChecklistState, question: QuestionId): Draft {
  return state.drafts.get(question) ?? NO_DRAFT;
}

export function withDraft(state: ChecklistState, question: QuestionId, draft: Partial<Draft>): ChecklistState {
  const drafts = new Map(state.drafts);
  drafts.set(question, { ...draftOf(state, question), problem: undefined, ...draft });
  return { ...state, drafts };
}

/** The options turned on: those in the draft, else those answered. */
export function chosenIn(state: ChecklistState, question: QuestionId): readonly string[] {
  const answer: Answer | undefined = state.session.answers.get(question);
  const value = answer?.kind === 'known' ? answer.value : undefined;
  return draftOf(state, question).chosen ?? (Array.isArray(value) ? (value as readonly string[]) : []);
}

/** The questions that stand on the screen with this one. */
export function shownWith(setting: Setting, session: Session, question: QuestionId): readonly QuestionId[] {
  return pageOf(setting.agenda, question).questions.filter((id) => id === question || isShown(setting, session, id));
}

/** The pages that have something to show. */
export function shownPages(setting: Setting, session: Session): readonly Page[] {
  return setting.agenda.pages.filter((page) => page.questions.some((id) => isShown(setting, session, id)));
}
