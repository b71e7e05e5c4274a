import { visible } from '../../model/visible.js';
import { labelOf } from '../../interview/agenda.js';
import { ask, type ChecklistState, type Moment, moveOn, shownPages, shownWith } from './checklist-state.js';
import type { Key } from './keys.js';
import { back, KEPT, noted } from './press-shared.js';
import { gateAnswers, reviewItems, type Row, rowsOf, sameRow } from './review.js';
import { following, type Setting } from '../../interview/session.js';

/** A review accepts nothing before it has been on the screen for this many ms; after an Enter, which may be held, for more. */
export const LOOK = { ms: 400, afterEnter: 1200 } as const;

export function inReview(setting: Setting, state: ChecklistState, key: Key, moment: Moment): ChecklistState {
  if (state.view.kind !== 'review') return state;
  const { view } = state;
  const rows = rowsOf(reviewItems(setting, state.session));
  const place = rows.findIndex((row) => sameRow(row, view.row));
  const to = (index: number): ChecklistState => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    return row === undefined ? state : { ...state, view: { ...view, row } };
  };
  switch (key.kind) {
    case 'up':
    case 'back-tab':
      return to(place - 1);
    case 'down':
    case 'tab':
      return to(place + 1);
    case 'page-up':
      return to(place - 8);
    case 'page-down':
      return to(place + 8);
    case 'home':
      return to(0);
    case 'end':
      return to(rows.length - 1);
    case 'enter':
    case 'right':
      return chosenRow(setting, state, view.row, key.kind, moment);
    case 'backspace':
      return back(setting, state);
    case 'left':
    case 'escape':
      return leaveReview(setting, state);
    case 'text':
      return noted(state, 'Several keys came at once, as from a paste. None was taken: press one at a time.');
    case 'char': {
      const row = view.row;
      const words =
        'question' in row ? 'Enter opens the question that is marked.' : 'Enter does what is marked; the arrows move.';
      return noted(state, key.char === 'r' ? words : `“${visible(key.char)}” does nothing here. ${words}`);
    }
    default:
      return noted(state, 'That key does nothing here.');
  }
}

function chosenRow(
  setting: Setting,
  state: ChecklistState,
  row: Row,
  key: 'enter' | 'right',
  moment: Moment,
): ChecklistState {
  if ('question' in row) return ask(state, row.question, true);
  switch (row.action) {
    case 'go-on':
      return moveOn(setting, state, undefined, moment);
    case 'supporting':
    case 'all': {
      const further: ChecklistState = { ...state, session: { ...state.session, scope: row.action } };
      return moveOn(setting, further, undefined, moment);
    }
    case 'accept': {
      if (key === 'right') return noted(state, 'Enter accepts.');
      if (state.view.kind !== 'review') return state;
      const wait = state.view.byEnter ? LOOK.afterEnter : LOOK.ms;
      if (moment.time - state.view.since < wait)
        return noted(state, 'The review has only just opened. Look, then press Enter.');
      return { ...state, end: 'accepted' };
    }
  }
}

/** Back to asking: to what is open, else to the last question answered. */
function leaveReview(setting: Setting, state: ChecklistState): ChecklistState {
  const { session } = state;
  const last = session.past.at(-1)?.question;
  const next = following(setting, session, undefined);
  if (next !== undefined) return ask(state, next, false);
  const page = shownPages(setting, session).at(-1);
  const question = last ?? page?.questions.find((id) => shownWith(setting, session, id).includes(id));
  return question === undefined ? noted(state, `There is nothing to go back to. ${KEPT}`) : ask(state, question, false);
}

export function inContradiction(setting: Setting, state: ChecklistState, key: Key, moment: Moment): ChecklistState {
  if (state.view.kind !== 'contradiction') return state;
  const { question, from } = state.view;
  if (key.kind === 'char' && /^y$/i.test(key.char)) {
    const confirmed = new Set([...state.session.confirmed, question]);
    const text = `Left out: “${labelOf(setting.agenda, question)}”. It comes back if it applies again.`;
    return moveOn(setting, noted({ ...state, session: { ...state.session, confirmed } }, text), from, moment);
  }
  if (key.kind === 'backspace') return back(setting, state);
  if ((key.kind === 'char' && /^[ne]$/i.test(key.char)) || key.kind === 'escape') {
    const gates = gateAnswers(setting, state.session, question);
    const gate = gates.find((one) => state.session.answers.has(one.question)) ?? gates[0];
    return gate === undefined ? state : ask(state, gate.question, false);
  }
  return noted(state, 'Press y to leave the answer out, or e to edit the answers that rule it out.');
}
