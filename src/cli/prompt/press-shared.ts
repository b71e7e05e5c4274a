import type { Answer } from '../../model/answer.js';
import { labelOf, questionOf } from '../../interview/agenda.js';
import { ask, type ChecklistState, draftOf } from './checklist-state.js';
import { entryOf } from '../../interview/entry.js';
import { effectText, type Setting, takenBack } from '../../interview/session.js';

export const KEPT = 'Ctrl-C ends; nothing is lost.';

/** What stands in the field of the question on the screen. */
export function typedText(setting: Setting, state: ChecklistState): string {
  const { view } = state;
  return view.kind === 'asking' && entryOf(questionOf(setting.agenda, view.question)) === 'typed'
    ? draftOf(state, view.question).text
    : '';
}

/** In an empty field for numbers or dates, letters are keys as elsewhere; options past nine are typed, so there they are text. */
export function isCommand(setting: Setting, state: ChecklistState, char: string): boolean {
  if (state.view.kind !== 'asking') return true;
  if (char === '?') return true;
  const question = questionOf(setting.agenda, state.view.question);
  const text = question.type === 'choice' || question.type === 'choices';
  return !text && typedText(setting, state) === '' && /^[a-z]$/i.test(char);
}

export function back(setting: Setting, state: ChecklistState): ChecklistState {
  const effect = takenBack(setting, state.session);
  if (effect === undefined) return noted(state, 'No answer to take back. The arrows move to others.');
  const text = `Taken back: “${labelOf(setting.agenda, effect.question)}”.`;
  const more = effectText(setting, effect);
  return noted(
    ask({ ...state, session: effect.session }, effect.question, false),
    more === undefined ? text : `${text} ${more}`,
  );
}

export function isFromReview(state: ChecklistState): boolean {
  return state.view.kind === 'asking' && state.view.fromReview;
}

export function known(value: string | readonly string[]): Answer {
  return { kind: 'known', value, origin: 'prompt' };
}

export function noted(state: ChecklistState, text: string): ChecklistState {
  return { ...state, note: { text, tone: 'caution' } };
}
