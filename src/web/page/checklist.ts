import { questionOf } from '../../interview/agenda.js';
import { following, isShown, needed } from '../../interview/session.js';
import { reasonsFor } from '../../interview/why.js';
import type { QuestionId } from '../../model/question.js';
import { cardOf, type Card } from './card.js';
import type { Desk } from './desk.js';
import { element } from './element.js';

export interface Checklist {
  readonly element: HTMLElement;
  /** Lays it out anew, as the answers are now. */
  readonly update: () => void;
  /** To the next question that can change the verdict, after this one; to `done` where there is none. */
  readonly goOn: (after?: QuestionId) => void;
  /** A key that was pressed anywhere on the page. */
  readonly key: (event: KeyboardEvent) => void;
}

export interface ChecklistEvents {
  /** After each answer, with what it did to others. */
  readonly changed: (note: string | undefined) => void;
  readonly done: () => void;
}

const PLACES: Readonly<Record<string, string>> = {
  supporting: 'Shown in the result. They never change the verdict.',
  other: 'Asked for the advice that goes with the verdict, which they do not change.',
};

/** All questions in the order in which they are put to a person, a group under each heading. */
export function checklistOf(desk: Desk, { changed, done }: ChecklistEvents): Checklist {
  const { agenda } = desk.setting;
  const cards = new Map<QuestionId, Card>();
  const groups = agenda.pages.map(({ title, section, questions }, index) => {
    const own = questions.map((id) => {
      const card = cardOf(questionOf(agenda, id), desk.language, {
        on: () => desk.setting.on,
        answered: (answer) => changed(desk.answer(id, answer)),
        wrong: (wrong) => desk.wrong(id, wrong),
        reasons: () => reasonsFor(desk.setting, desk.session(), id),
      });
      cards.set(id, card);
      return card;
    });
    const heading = element('h2', { id: `page-group-${index}` }, title);
    const said = PLACES[section];
    const group = element(
      'section',
      { className: `group ${section}`, attributes: { 'aria-labelledby': heading.id } },
      heading,
      ...(said === undefined ? [] : [element('p', { className: 'faint' }, said)]),
      ...own.map((card) => card.element),
    );
    return { group, own };
  });

  const shown = (): readonly Card[] => [...cards.values()].filter((card) => !card.element.hidden);
  const cardAt = (target: EventTarget | null): Card | undefined => {
    const fieldset = target instanceof Element ? target.closest('fieldset') : null;
    return cards.get(fieldset?.dataset['question'] ?? '');
  };
  const goOn = (after?: QuestionId): void => {
    const next = following(desk.setting, desk.session(), after);
    const card = next === undefined ? undefined : cards.get(next);
    if (card === undefined) done();
    else card.focus();
  };

  return {
    element: element('div', { className: 'checklist' }, ...groups.map(({ group }) => group)),
    update: () => {
      const session = desk.session();
      for (const [id, card] of cards) {
        const applies =
          session.standing.questions.get(id) !== 'not-applicable' &&
          (session.answers.has(id) || session.standing.applying.has(id));
        card.show(applies, isShown(desk.setting, session, id));
      }
      for (const { group, own } of groups) group.hidden = own.every((card) => card.element.hidden);
    },
    goOn,
    key: (event) => {
      const { key, target } = event;
      const card = cardAt(target);
      const typing = target instanceof HTMLInputElement && target.type === 'text';
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        if (target instanceof HTMLSelectElement || (typing && card === undefined)) return;
        event.preventDefault();
        const all = shown();
        const place = card === undefined ? -1 : all.indexOf(card);
        if (card?.accept() === false) return;
        all[key === 'ArrowDown' ? Math.min(place + 1, all.length - 1) : Math.max(place - 1, 0)]?.focus();
        return;
      }
      if (card === undefined) return;
      if (key === 'Enter' && target instanceof HTMLInputElement) {
        event.preventDefault();
        if (!event.repeat && card.accept()) goOn(card.question.id);
        return;
      }
      if (typing ? !(key === 'u' && target.value === '') : target instanceof HTMLSelectElement) return;
      // A key that is held down answers one question.
      if (event.repeat) {
        event.preventDefault();
        return;
      }
      if (key === 'Delete') card.clear();
      else if (key === '?') {
        const why = card.element.querySelector('details');
        if (why !== null) why.open = !why.open;
      } else {
        const done = card.press(key.toLowerCase());
        if (done === undefined) return;
        if (done === 'moves') goOn(card.question.id);
      }
      event.preventDefault();
    },
  };
}

/** What is still to be asked, as a button says it. */
export function stillOpen(desk: Desk): string {
  const open = needed(desk.setting, desk.session());
  if (open.length === 0) return 'Show the result';
  return `Next question (${open.length} open)`;
}
