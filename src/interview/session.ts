import type { Answer, Answers } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Standing } from '../model/screening.js';
import { type Agenda, labelOf, orderOf, pageOf, type Section } from './agenda.js';

/** What a conversation is held against. Never changes while it lasts. */
export interface Setting {
  readonly ruleSet: RuleSet;
  readonly agenda: Agenda;
  readonly stand: (answers: Answers) => Standing;
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  /** The time that an answer is stamped with: RFC 3339 in UTC, to the second. */
  readonly now: () => string;
  readonly reference: string | undefined;
}

/** How far to ask: for the verdict and for urgency alone, or on to what cannot change them. */
export type Scope = 'needed' | 'supporting' | 'all';

/** The answers of one person as they come in. A value: every step makes a new one. */
export interface Session {
  /** All that was answered, with what is set aside because its question does not apply now. */
  readonly answers: Answers;
  readonly standing: Standing;
  readonly scope: Scope;
  /** Answers of flags and files to questions that do not apply, which the person has agreed to leave out. */
  readonly confirmed: ReadonlySet<QuestionId>;
  readonly past: readonly { readonly answers: Answers; readonly question: QuestionId }[];
}

export function sessionOf(setting: Setting, given: Answers): Session {
  return { answers: given, standing: setting.stand(given), scope: 'needed', confirmed: new Set(), past: [] };
}

/** What an answer did to others. */
export interface Effect {
  readonly session: Session;
  /** Answers set aside, because their questions do not apply any more. */
  readonly dropped: readonly QuestionId[];
  /** Answers that count again. */
  readonly restored: readonly QuestionId[];
}

/** Answers a question. Who answers one that cannot change the verdict wants to be asked the others of its kind too. */
export function answered(setting: Setting, session: Session, question: QuestionId, answer: Answer): Effect {
  const answers = new Map(session.answers).set(question, { ...answer, answeredAt: setting.now() });
  const wantsMore = session.scope === 'needed' && isExtra(pageOf(setting.agenda, question).section);
  return effect(setting, session, {
    ...session,
    answers,
    scope: wantsMore ? 'supporting' : session.scope,
    past: [...session.past, { answers: session.answers, question }],
  });
}

/** As if the question had not been answered. */
export function cleared(setting: Setting, session: Session, question: QuestionId): Effect {
  const answers = new Map(session.answers);
  answers.delete(question);
  const past = [...session.past, { answers: session.answers, question }];
  return effect(setting, session, { ...session, answers, past });
}

/** Takes the last answer back; `undefined` where none was given here. Tells which question it was. */
export function takenBack(
  setting: Setting,
  session: Session,
): (Effect & { readonly question: QuestionId }) | undefined {
  const last = session.past.at(-1);
  if (last === undefined) return undefined;
  const before = { ...session, answers: last.answers, past: session.past.slice(0, -1) };
  return { ...effect(setting, session, before), question: last.question };
}

function effect(setting: Setting, before: Session, changed: Session): Effect {
  const session = { ...changed, standing: setting.stand(changed.answers) };
  const wasAside = new Set(setAside(before));
  const isAside = new Set(setAside(session));
  return {
    session,
    dropped: [...isAside].filter((id) => !wasAside.has(id)),
    restored: [...wasAside].filter((id) => !isAside.has(id) && session.answers.has(id)),
  };
}

/** Answers that do not count, because their questions do not apply. */
export function setAside({ answers, standing }: Session): readonly QuestionId[] {
  return [...answers.keys()].filter((id) => standing.questions.get(id) === 'not-applicable');
}

/** Of these the ones that nobody answered here: a flag or file says what another answer rules out. To be confirmed. */
export function contradictions(session: Session): readonly QuestionId[] {
  return setAside(session).filter((id) => {
    const answer = session.answers.get(id);
    const given =
      answer?.kind === 'known' && (answer.origin === 'flag' || answer.origin === 'file' || answer.origin === 'fhir');
    return given && !session.confirmed.has(id);
  });
}

/** The answers that count. */
export function counting(session: Session): Answers {
  const aside = new Set(setAside(session));
  return new Map([...session.answers].filter(([id]) => !aside.has(id)));
}

/** Questions to be asked now that the verdict or urgency hangs on: they apply, and nobody has been asked yet. In the order of the agenda. */
export function needed(setting: Setting, session: Session): readonly QuestionId[] {
  const { verdict } = session.standing;
  const matter = new Set([...verdict.missingForUrgent, ...verdict.missing]);
  return orderOf(setting.agenda).filter((id) => matter.has(id) && isOpen(session, id));
}

/** Red flags that were not asked about, and those that nobody knows. The first hold back the end, the others are warned of. */
export function openRedFlags(session: Session): {
  readonly unasked: readonly QuestionId[];
  readonly unknown: readonly QuestionId[];
} {
  const { missingForUrgent } = session.standing.verdict;
  return {
    unasked: missingForUrgent.filter((id) => isOpen(session, id)),
    unknown: missingForUrgent.filter((id) => session.answers.get(id)?.kind === 'unknown'),
  };
}

/** Questions that apply, were not asked, and can change neither the verdict nor urgency. */
export function furtherQuestions(setting: Setting, session: Session, scope: Scope): readonly QuestionId[] {
  if (scope === 'needed') return [];
  const wanted = new Set(needed(setting, session));
  return orderOf(setting.agenda).filter(
    (id) => isOpen(session, id) && !wanted.has(id) && (scope === 'all' || isExtra(pageOf(setting.agenda, id).section)),
  );
}

/** The question to go to after this one: the next further down that is needed, then from the top, then what else the scope asks. */
export function following(setting: Setting, session: Session, after: QuestionId | undefined): QuestionId | undefined {
  const order = orderOf(setting.agenda);
  const place = after === undefined ? -1 : order.indexOf(after);
  const nearest = (ids: readonly QuestionId[]): QuestionId | undefined =>
    ids.find((id) => order.indexOf(id) > place) ?? ids[0];
  return nearest(needed(setting, session)) ?? nearest(furtherQuestions(setting, session, session.scope));
}

/** Whether a question has a place on the screen: it counts or can be asked, and asking is not for nothing. */
export function isShown(setting: Setting, session: Session, id: QuestionId): boolean {
  if (session.standing.questions.get(id) === 'not-applicable') return false;
  if (session.answers.has(id)) return true;
  if (!session.standing.applying.has(id)) return false;
  const { verdict } = session.standing;
  return (
    verdict.missing.includes(id) ||
    verdict.missingForUrgent.includes(id) ||
    session.scope === 'all' ||
    isExtra(pageOf(setting.agenda, id).section)
  );
}

/** What was dropped and what came back, as sentences; nothing where nothing was. */
export function effectText(setting: Setting, { dropped, restored }: Effect): string | undefined {
  const names = (ids: readonly QuestionId[]): string => ids.map((id) => `“${labelOf(setting.agenda, id)}”`).join(', ');
  const parts = [
    ...(dropped.length > 0 ? [`No longer applies, answer set aside: ${names(dropped)}.`] : []),
    ...(restored.length > 0 ? [`Applies again, with its answer: ${names(restored)}.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

function isOpen(session: Session, id: QuestionId): boolean {
  return !session.answers.has(id) && session.standing.applying.has(id);
}

function isExtra(section: Section): boolean {
  return section === 'supporting' || section === 'other';
}
