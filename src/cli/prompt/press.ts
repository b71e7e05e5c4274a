import type { Answer } from '../../model/answer.js';
import type { Question, QuestionId } from '../../model/question.js';
import { visible } from '../../model/visible.js';
import { labelOf, pageOf, questionOf } from './agenda.js';
import {
  afterAnswer,
  ask,
  type ChecklistState,
  chosenIn,
  draftOf,
  type Moment,
  moveOn,
  openReview,
  shownPages,
  shownWith,
  taken,
  withDraft,
} from './checklist-state.js';
import { helpPages } from './checklist-view.js';
import { entered, entryOf, optionKeys, optionsOf } from './entry.js';
import { ruled } from './guard.js';
import type { Key } from './keys.js';
import { gateAnswers, reviewItems, type Row, rowsOf, sameRow } from './review.js';
import { answered, effectText, following, type Setting, takenBack } from './session.js';

/** The longest text that a field takes. */
const LONGEST_TEXT = 200;

/** A review accepts nothing before it has been on the screen for this many ms; after an Enter, which may be held, for more. */
export const LOOK = { ms: 400, afterEnter: 1200 } as const;

const KEPT = 'Ctrl-C ends; nothing is lost.';

/** One key: the screen that follows. Total: every key on every screen. `time` in ms of a clock that only goes forward. */
export function press(setting: Setting, state: ChecklistState, key: Key, time: number): ChecklistState {
  if (state.end !== undefined) return state;
  if (key.kind === 'resize') return { ...state, size: { columns: key.columns, rows: key.rows } };
  const cleared = { ...state, note: undefined };
  if (key.kind === 'interrupt') return { ...cleared, end: 'interrupted' };
  if (key.kind === 'end-of-input') return typedText(setting, state) === '' ? { ...cleared, end: 'interrupted' } : state;
  if (key.kind === 'redraw') return state;

  const burst = burstOf(key);
  const decides = decision(setting, state, burst ?? key);
  if (decides === undefined) return step(setting, cleared, key, { time, byEnter: false });
  const { guard, ruling } = ruled(state.guard, decides, time, burst !== undefined);
  switch (ruling) {
    case 'pass': {
      const after = step(setting, { ...cleared, guard }, key, { time, byEnter: key.kind === 'enter' });
      return { ...after, before: { ...state, before: undefined } };
    }
    case 'held':
      return noted({ ...cleared, guard }, `${decides} is held down: it answers one question only.`);
    case 'withdraw':
      return noted({ ...(state.before ?? cleared), size: state.size, guard, before: undefined }, `${decides} is held down: it answered one question only.`);
    case 'too-quick':
      return noted({ ...cleared, guard }, `Two keys at once: ${decides} was not taken. Press it again.`);
  }
}

/** The key that was held down where one came several times at once. */
function burstOf(key: Key): Key | undefined {
  if (key.kind !== 'text' || key.pasted) return undefined;
  const [first = '', ...rest] = Array.from(key.text);
  if (rest.some((char) => char !== first)) return undefined;
  return first === '\n' ? { kind: 'enter' } : { kind: 'char', char: first };
}

/** The name of a key that answers, accepts or takes back; `undefined` for one that only moves, shows or types. */
function decision(setting: Setting, state: ChecklistState, key: Key): string | undefined {
  if (key.kind === 'enter') return 'Enter';
  if (key.kind === 'backspace') return typedText(setting, state) === '' ? 'Backspace' : undefined;
  if (key.kind !== 'char') return undefined;
  if (state.view.kind === 'review') return undefined;
  if (state.view.kind === 'asking') {
    const question = questionOf(setting.agenda, state.view.question);
    if (entryOf(question) === 'typed' && !isCommand(setting, state, key.char)) return undefined;
  }
  return /^[?rR]$/.test(key.char) ? undefined : `“${visible(key.char)}”`;
}

/** What stands in the field of the question on the screen. */
function typedText(setting: Setting, state: ChecklistState): string {
  const { view } = state;
  return view.kind === 'asking' && entryOf(questionOf(setting.agenda, view.question)) === 'typed' ? draftOf(state, view.question).text : '';
}

/** In an empty field for numbers or dates, letters are keys as elsewhere; options past nine are typed, so there they are text. */
function isCommand(setting: Setting, state: ChecklistState, char: string): boolean {
  if (state.view.kind !== 'asking') return true;
  if (char === '?') return true;
  const question = questionOf(setting.agenda, state.view.question);
  const text = question.type === 'choice' || question.type === 'choices';
  return !text && typedText(setting, state) === '' && /^[a-z]$/i.test(char);
}

function step(setting: Setting, state: ChecklistState, key: Key, moment: Moment): ChecklistState {
  switch (state.view.kind) {
    case 'asking':
      return inQuestion(setting, state, state.view.question, key, moment);
    case 'review':
      return inReview(setting, state, key, moment);
    case 'contradiction':
      return inContradiction(setting, state, key, moment);
  }
}

function inQuestion(setting: Setting, state: ChecklistState, id: QuestionId, key: Key, moment: Moment): ChecklistState {
  const question = questionOf(setting.agenda, id);
  switch (key.kind) {
    case 'char':
      return charInQuestion(setting, state, question, key.char, moment);
    case 'enter':
      return enterInQuestion(setting, state, question, moment);
    case 'text':
      return textInQuestion(setting, state, question, key.text);
    case 'backspace': {
      const text = typedText(setting, state);
      return text === '' ? back(setting, state) : withDraft(state, id, { text: Array.from(text).slice(0, -1).join('') });
    }
    case 'escape':
      return escapeInQuestion(setting, state, question, moment);
    case 'up':
    case 'back-tab':
      return moveInPage(setting, state, id, -1, moment);
    case 'down':
    case 'tab':
      return moveInPage(setting, state, id, 1, moment);
    case 'home':
      return ask(state, shownWith(setting, state.session, id)[0] ?? id, isFromReview(state));
    case 'end':
      return ask(state, shownWith(setting, state.session, id).at(-1) ?? id, isFromReview(state));
    case 'left':
    case 'page-up':
      return movePage(setting, state, id, -1, moment);
    case 'right':
    case 'page-down':
      return movePage(setting, state, id, 1, moment);
    default:
      return noted(state, 'That key does nothing here.');
  }
}

function charInQuestion(setting: Setting, state: ChecklistState, question: Question, char: string, moment: Moment): ChecklistState {
  const entry = entryOf(question);
  if (char === '?') return nextHelp(setting, state);
  if (entry === 'typed' && !isCommand(setting, state, char)) return typed(state, question, char);
  const key = char.toLowerCase();
  // Who asks for the review has seen it coming.
  if (key === 'r') return openReview(setting, state, { time: -Infinity, byEnter: false });
  if (key === 'u') return give(setting, state, question, { kind: 'unknown', origin: 'prompt' }, moment);
  const option = optionsOf(question)[optionKeys(question).indexOf(key)];
  switch (entry) {
    case 'yes-no':
      if (key === 'y') return give(setting, state, question, known('yes'), moment);
      if (key === 'n') return give(setting, state, question, known('no'), moment);
      return noted(state, `“${visible(char)}” is not an answer. Press y, n or u.`);
    case 'pick':
      if (option !== undefined) return give(setting, state, question, known(option.value), moment);
      return noted(state, `“${visible(char)}” is not an answer. Press the number of an option, or u.`);
    case 'toggle': {
      if (key === 'n') return give(setting, state, question, known([]), moment);
      if (option === undefined) return noted(state, `“${visible(char)}” is not an option. Press numbers, then Enter; n for none of these; u for don't know.`);
      const now = chosenIn(state, question.id);
      const { value } = option;
      const chosen = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
      return withDraft(state, question.id, { chosen });
    }
    case 'typed':
      return noted(state, `“${visible(char)}” is not an answer. Type it in digits, or press u.`);
  }
}

/** Opens the explanation, turns its page, and closes it after the last. */
function nextHelp(setting: Setting, state: ChecklistState): ChecklistState {
  const page = state.help === undefined ? 0 : state.help + 1;
  return { ...state, help: page < helpPages(setting, state) ? page : undefined };
}

function enterInQuestion(setting: Setting, state: ChecklistState, question: Question, moment: Moment): ChecklistState {
  const draft = draftOf(state, question.id);
  const entry = entryOf(question);
  if (entry === 'toggle' && draft.chosen !== undefined) {
    const chosen = optionsOf(question).map(({ value }) => value).filter((value) => draft.chosen?.includes(value));
    if (chosen.length === 0) return noted(state, 'Nothing is chosen. Press n if none of these holds.');
    return give(setting, state, question, known(chosen), moment);
  }
  if (entry === 'typed' && draft.text.trim() !== '') {
    const result = entered(question, draft.text, setting.on);
    if (!result.ok) return withDraft(state, question.id, { problem: result.message });
    return give(setting, state, question, result.answer, moment);
  }
  if (state.session.answers.has(question.id)) return afterAnswer(setting, state, state, question.id, moment);
  const how = { 'yes-no': 'Press y, n or u', pick: 'Press the number of an option, or u', toggle: 'Press numbers, n for none, or u', typed: 'Type an answer, or u' };
  return noted(state, `Enter alone answers nothing. ${how[entry]}; the arrows move on.`);
}

/** Text that came at once may fill a field, its first line alone; it never answers. */
function textInQuestion(setting: Setting, state: ChecklistState, question: Question, text: string): ChecklistState {
  const line = (text.split(/[\r\n]/).find((part) => part.trim() !== '') ?? '').replace(/\p{Cc}/gu, '').trim();
  const field = entryOf(question) === 'typed';
  if (!field || line === '') return noted(state, 'Several keys came at once, as from a paste or a slow line. None was taken: press one at a time.');
  return typed(state, question, line);
}

function typed(state: ChecklistState, question: Question, text: string): ChecklistState {
  const whole = draftOf(state, question.id).text + text;
  if (whole.length > LONGEST_TEXT) return noted(state, 'The field is full.');
  return withDraft({ ...state, help: undefined }, question.id, { text: whole });
}

function escapeInQuestion(setting: Setting, state: ChecklistState, question: Question, moment: Moment): ChecklistState {
  if (state.help !== undefined) return { ...state, help: undefined };
  const draft = draftOf(state, question.id);
  if (draft.text !== '' || draft.chosen !== undefined) return withDraft(state, question.id, { text: '', chosen: undefined });
  if (isFromReview(state)) return openReview(setting, state, moment, { question: question.id });
  return noted(state, `Nothing to leave here. r shows all answers. ${KEPT}`);
}

function give(setting: Setting, state: ChecklistState, question: Question, answer: Answer, moment: Moment): ChecklistState {
  const after = taken(setting, { ...state, help: undefined }, answered(setting, state.session, question.id, answer), question.id);
  return afterAnswer(setting, state, after, question.id, moment);
}

function back(setting: Setting, state: ChecklistState): ChecklistState {
  const effect = takenBack(setting, state.session);
  if (effect === undefined) return noted(state, 'No answer to take back. The arrows move to others.');
  const text = `Taken back: “${labelOf(setting.agenda, effect.question)}”.`;
  const more = effectText(setting, effect);
  return noted(ask({ ...state, session: effect.session }, effect.question, false), more === undefined ? text : `${text} ${more}`);
}

function moveInPage(setting: Setting, state: ChecklistState, id: QuestionId, by: 1 | -1, moment: Moment): ChecklistState {
  const shown = shownWith(setting, state.session, id);
  const next = shown[shown.indexOf(id) + by];
  return next === undefined ? movePage(setting, state, id, by, moment) : ask(state, next, false);
}

/** To the page before or after; past the last one is the review. */
function movePage(setting: Setting, state: ChecklistState, id: QuestionId, by: 1 | -1, moment: Moment): ChecklistState {
  const pages = shownPages(setting, state.session);
  const here = pageOf(setting.agenda, id);
  const place = pages.includes(here) ? pages.indexOf(here) : pages.findIndex((page) => setting.agenda.pages.indexOf(page) > setting.agenda.pages.indexOf(here)) - by;
  const page = pages[place + by];
  if (page === undefined) return by < 0 ? noted(state, 'This is the first page.') : openReview(setting, state, moment);
  const shown = page.questions.filter((one) => shownWith(setting, state.session, page.questions[0] ?? one).includes(one));
  const first = by > 0 ? shown.find((one) => !state.session.answers.has(one)) ?? shown[0] : shown.at(-1);
  return first === undefined ? state : ask(state, first, false);
}

function inReview(setting: Setting, state: ChecklistState, key: Key, moment: Moment): ChecklistState {
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
      const words = 'question' in row ? 'Enter opens the question that is marked.' : 'Enter does what is marked; the arrows move.';
      return noted(state, key.char === 'r' ? words : `“${visible(key.char)}” does nothing here. ${words}`);
    }
    default:
      return noted(state, 'That key does nothing here.');
  }
}

function chosenRow(setting: Setting, state: ChecklistState, row: Row, key: 'enter' | 'right', moment: Moment): ChecklistState {
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
      if (moment.time - state.view.since < wait) return noted(state, 'The review has only just opened. Look, then press Enter.');
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

function inContradiction(setting: Setting, state: ChecklistState, key: Key, moment: Moment): ChecklistState {
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

function isFromReview(state: ChecklistState): boolean {
  return state.view.kind === 'asking' && state.view.fromReview;
}

function known(value: string | readonly string[]): Answer {
  return { kind: 'known', value, origin: 'prompt' };
}

function noted(state: ChecklistState, text: string): ChecklistState {
  return { ...state, note: { text, tone: 'caution' } };
}
