import type { Answer } from '../../model/answer.js';
import type { Question, QuestionId } from '../../model/question.js';
import { visible } from '../../model/visible.js';
import { pageOf, questionOf } from '../../interview/agenda.js';
import {
  afterAnswer,
  ask,
  type ChecklistState,
  chosenIn,
  draftOf,
  type Moment,
  openReview,
  shownPages,
  shownWith,
  taken,
  withDraft,
} from './checklist-state.js';
import { helpPages } from './checklist-view.js';
import { entered, entryOf, optionKeys, optionsOf } from '../../interview/entry.js';
import type { Key } from './keys.js';
import { back, isCommand, isFromReview, KEPT, known, noted, typedText } from './press-shared.js';
import { answered, type Setting } from '../../interview/session.js';

/** The longest text that a field takes. */
const LONGEST_TEXT = 200;

export function inQuestion(
  setting: Setting,
  state: ChecklistState,
  id: QuestionId,
  key: Key,
  moment: Moment,
): ChecklistState {
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
      return text === ''
        ? back(setting, state)
        : withDraft(state, id, { text: Array.from(text).slice(0, -1).join('') });
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

function charInQuestion(
  setting: Setting,
  state: ChecklistState,
  question: Question,
  char: string,
  moment: Moment,
): ChecklistState {
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
      if (option === undefined)
        return noted(
          state,
          `“${visible(char)}” is not an option. Press numbers, then Enter; n for none of these; u for don't know.`,
        );
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
    const chosen = optionsOf(question)
      .map(({ value }) => value)
      .filter((value) => draft.chosen?.includes(value) === true);
    if (chosen.length === 0) return noted(state, 'Nothing is chosen. Press n if none of these holds.');
    return give(setting, state, question, known(chosen), moment);
  }
  if (entry === 'typed' && draft.text.trim() !== '') {
    const result = entered(question, draft.text, setting.on);
    if (!result.ok) return withDraft(state, question.id, { problem: result.message });
    return give(setting, state, question, result.answer, moment);
  }
  if (state.session.answers.has(question.id)) return afterAnswer(setting, state, state, question.id, moment);
  const how = {
    'yes-no': 'Press y, n or u',
    pick: 'Press the number of an option, or u',
    toggle: 'Press numbers, n for none, or u',
    typed: 'Type an answer, or u',
  };
  return noted(state, `Enter alone answers nothing. ${how[entry]}; the arrows move on.`);
}

/** Text that came at once may fill a field, its first line alone; it never answers. */
function textInQuestion(setting: Setting, state: ChecklistState, question: Question, text: string): ChecklistState {
  const line = (text.split(/[\r\n]/).find((part) => part.trim() !== '') ?? '').replace(/\p{Cc}/gu, '').trim();
  const field = entryOf(question) === 'typed';
  if (!field || line === '')
    return noted(
      state,
      'Several keys came at once, as from a paste or a slow line. None was taken: press one at a time.',
    );
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
  if (draft.text !== '' || draft.chosen !== undefined)
    return withDraft(state, question.id, { text: '', chosen: undefined });
  if (isFromReview(state)) return openReview(setting, state, moment, { question: question.id });
  return noted(state, `Nothing to leave here. r shows all answers. ${KEPT}`);
}

function give(
  setting: Setting,
  state: ChecklistState,
  question: Question,
  answer: Answer,
  moment: Moment,
): ChecklistState {
  const after = taken(
    setting,
    { ...state, help: undefined },
    answered(setting, state.session, question.id, answer),
    question.id,
  );
  return afterAnswer(setting, state, after, question.id, moment);
}

function moveInPage(
  setting: Setting,
  state: ChecklistState,
  id: QuestionId,
  by: 1 | -1,
  moment: Moment,
): ChecklistState {
  const shown = shownWith(setting, state.session, id);
  const next = shown[shown.indexOf(id) + by];
  return next === undefined ? movePage(setting, state, id, by, moment) : ask(state, next, false);
}

/** To the page before or after; past the last one is the review. */
function movePage(setting: Setting, state: ChecklistState, id: QuestionId, by: 1 | -1, moment: Moment): ChecklistState {
  const pages = shownPages(setting, state.session);
  const here = pageOf(setting.agenda, id);
  const place = pages.includes(here)
    ? pages.indexOf(here)
    : pages.findIndex((page) => setting.agenda.pages.indexOf(page) > setting.agenda.pages.indexOf(here)) - by;
  const page = pages[place + by];
  if (page === undefined) return by < 0 ? noted(state, 'This is the first page.') : openReview(setting, state, moment);
  const shown = page.questions.filter((one) =>
    shownWith(setting, state.session, page.questions[0] ?? one).includes(one),
  );
  const first = by > 0 ? (shown.find((one) => !state.session.answers.has(one)) ?? shown[0]) : shown.at(-1);
  return first === undefined ? state : ask(state, first, false);
}
