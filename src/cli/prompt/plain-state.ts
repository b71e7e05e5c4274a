import type { Answer, Answers } from '../../model/answer.js';
import { nearest } from '../../model/nearest.js';
import type { QuestionId } from '../../model/question.js';
import { visible } from '../../model/visible.js';
import { labelOf, orderOf, questionOf } from '../../interview/agenda.js';
import { answerWords, entered, entryOf, optionKeys, optionsOf } from '../../interview/entry.js';
import {
  announcement,
  helpText,
  type PlainPlace,
  type PlainState,
  questionText,
  reviewWays,
  verdictLines,
} from './plain-words.js';
import { gateAnswers, reviewItems } from './review.js';
import {
  answered,
  contradictions,
  effectText,
  type Effect,
  following,
  needed,
  type Session,
  sessionOf,
  type Setting,
  takenBack,
} from '../../interview/session.js';
import { reasonsFor } from '../../interview/why.js';

/** A place, and what is said on the way there: a paragraph each. */
export interface Said {
  readonly state: PlainState;
  readonly said: readonly string[];
}

const WORDS = ['back', 'review', 'edit', 'why', 'verdict', 'help', 'quit'] as const;

export function plainStart(setting: Setting, given: Answers): Said {
  const { ruleSet, reference } = setting;
  const session = sessionOf(setting, given);
  const title = `${ruleSet.title} ${ruleSet.version}.${reference === undefined ? '' : ` Reference: ${reference}.`}`;
  const next = moveOn(setting, { session, at: { kind: 'review' }, end: undefined }, undefined);
  return {
    state: next.state,
    said: [title, 'Type an answer and press Enter. Type help for other words.', ...next.said],
  };
}

/** One line: where it leads, and what is said. Total: every line has an answer. */
export function plainLine(setting: Setting, state: PlainState, line: string): Said {
  const text = line.replace(/\p{Cc}/gu, '').trim();
  const word = text.toLowerCase();
  switch (word) {
    case '':
      return stay(setting, state, 'An empty line answers nothing.');
    case 'back':
      return back(setting, state);
    case 'review':
      return openReview(setting, state);
    case 'verdict':
      return stay(setting, state, ...verdictLines(setting, state.session));
    case 'help':
      return stay(setting, state, ...helpText(state));
    case 'quit':
      return { state: { ...state, end: 'stopped' }, said: [] };
    case 'why':
    case '?':
      if (state.at.kind === 'review') return stay(setting, state, 'Why is for a question. Type edit NUMBER first.');
      return stay(
        setting,
        state,
        ...reasonsFor(setting, state.session, state.at.question).map(
          ({ heading, text: reason }) => `${heading}: ${reason}`,
        ),
      );
    default:
      break;
  }
  const edit = /^edit\s+(\d+)$/.exec(word);
  if (edit !== null) return editNumber(setting, state, Number(edit[1]));
  switch (state.at.kind) {
    case 'question':
      return answerLine(setting, state, state.at.question, text);
    case 'review':
      return reviewLine(setting, state, word);
    case 'contradiction':
      return contradictionLine(setting, state, state.at, word);
  }
}

function answerLine(setting: Setting, state: PlainState, id: QuestionId, text: string): Said {
  const question = questionOf(setting.agenda, id);
  const word = text.toLowerCase();
  const keyed = text.split(',').map((part) => optionsOf(question)[optionKeys(question).indexOf(part.trim())]?.value);
  const abbreviated = question.type === 'yes-no' ? { y: 'yes', n: 'no', u: 'unknown' }[word] : { u: 'unknown' }[word];
  const raw =
    abbreviated ??
    (optionsOf(question).length > 0 && keyed.every((value) => value !== undefined) ? keyed.join(',') : text);
  const result = entered(question, raw, setting.on);
  if (!result.ok) {
    const meant = nearest(word, WORDS);
    const hint = /^edit\b/.test(word)
      ? 'Type edit and the number of a question, such as edit 3.'
      : meant === undefined
        ? 'Type help for the words that are understood.'
        : `Did you mean ${meant}?`;
    return stay(
      setting,
      state,
      result.message,
      ...(entryOf(question) === 'typed' && meant === undefined ? [] : [hint]),
    );
  }
  return give(setting, state, id, result.answer);
}

function give(setting: Setting, state: PlainState, id: QuestionId, answer: Answer): Said {
  const effect = answered(setting, state.session, id, answer);
  const session = effect.session;
  const said = [
    `${labelOf(setting.agenda, id)}: ${answerWords(questionOf(setting.agenda, id), answer)}.`,
    ...changesOf(setting, state.session, effect),
  ];
  const after: PlainState = { ...state, session };
  const fromReview = state.at.kind === 'question' && state.at.fromReview;
  const known = new Set(needed(setting, state.session));
  const opened = needed(setting, session).filter((one) => !known.has(one));
  const next =
    fromReview && contradictions(session).length === 0 && opened.length === 0
      ? openReview(setting, after)
      : moveOn(setting, after, id);
  return { state: next.state, said: [...said, ...next.said] };
}

/** What an answer did besides: what was set aside or came back, and the verdict where it is another now. */
function changesOf(setting: Setting, before: Session, effect: Effect): readonly string[] {
  const text = effectText(setting, effect);
  const was = before.standing.verdict;
  const is = effect.session.standing.verdict;
  const changed = was.outcome !== is.outcome || was.urgent !== is.urgent;
  return [...(text === undefined ? [] : [text]), ...(changed ? verdictLines(setting, effect.session) : [])];
}

function moveOn(setting: Setting, state: PlainState, after: QuestionId | undefined): Said {
  const [contradicting] = contradictions(state.session);
  if (contradicting !== undefined) {
    return placed(setting, state, { kind: 'contradiction', question: contradicting, from: after });
  }
  const next = following(setting, state.session, after);
  return next === undefined
    ? openReview(setting, state)
    : placed(setting, state, { kind: 'question', question: next, fromReview: false });
}

function openReview(setting: Setting, state: PlainState): Said {
  const [contradicting] = contradictions(state.session);
  if (contradicting !== undefined)
    return placed(setting, state, { kind: 'contradiction', question: contradicting, from: undefined });
  return placed(setting, state, { kind: 'review' });
}

function placed(setting: Setting, state: PlainState, at: PlainPlace): Said {
  const next = { ...state, at };
  return { state: next, said: announcement(setting, next) };
}

function stay(setting: Setting, state: PlainState, ...said: readonly string[]): Said {
  return {
    state,
    said: [...said, ...(state.at.kind === 'question' ? questionText(setting, state, state.at.question) : [])],
  };
}

function reviewLine(setting: Setting, state: PlainState, word: string): Said {
  const actions = reviewItems(setting, state.session).flatMap((item) => (item.kind === 'action' ? [item.action] : []));
  const may = (action: (typeof actions)[number]): boolean => actions.includes(action);
  const further = (scope: 'supporting' | 'all'): Said =>
    moveOn(setting, { ...state, session: { ...state.session, scope } }, undefined);
  if (word === 'accept') {
    if (may('accept')) return { state: { ...state, end: 'accepted' }, said: [] };
    return stay(setting, state, 'Not yet: red flags have not been asked about. Type go on.');
  }
  if (word === 'go on' || word === 'go') {
    return may('go-on')
      ? moveOn(setting, state, undefined)
      : stay(setting, state, 'No open question can change the verdict.', ...reviewWays(setting, state.session));
  }
  if (word === 'more' || word === 'rest') {
    if (word === 'more' && may('supporting')) return further('supporting');
    if (may('all')) return further('all');
    return may('supporting') ? further('supporting') : stay(setting, state, 'There are no more questions.');
  }
  const ways = reviewWays(setting, state.session);
  return stay(setting, state, `“${visible(word)}” is not understood here. The words are:`, ...ways);
}

function contradictionLine(
  setting: Setting,
  state: PlainState,
  at: Extract<PlainPlace, { kind: 'contradiction' }>,
  word: string,
): Said {
  if (word === 'yes' || word === 'y') {
    const confirmed = new Set([...state.session.confirmed, at.question]);
    const next = moveOn(setting, { ...state, session: { ...state.session, confirmed } }, at.from);
    return {
      state: next.state,
      said: [`Left out: “${labelOf(setting.agenda, at.question)}”. It comes back if it applies again.`, ...next.said],
    };
  }
  if (word === 'edit' || word === 'no' || word === 'n') {
    const gates = gateAnswers(setting, state.session, at.question);
    const gate = gates.find(({ question }) => state.session.answers.has(question)) ?? gates[0];
    if (gate !== undefined)
      return placed(setting, state, { kind: 'question', question: gate.question, fromReview: false });
  }
  return stay(setting, state, 'Type yes to leave that answer out, or edit to edit the answers that rule it out.');
}

function editNumber(setting: Setting, state: PlainState, number: number): Said {
  const id = orderOf(setting.agenda)[number - 1];
  if (id === undefined) return stay(setting, state, `There is no question ${number}. Type review for the numbers.`);
  const applies =
    state.session.standing.applying.has(id) ||
    (state.session.answers.has(id) && state.session.standing.questions.get(id) !== 'not-applicable');
  if (!applies)
    return stay(
      setting,
      state,
      `Question ${number}, “${labelOf(setting.agenda, id)}”, does not apply: ${gateAnswers(setting, state.session, id)
        .map(({ text }) => text)
        .join('; ')}.`,
    );
  return placed(setting, state, { kind: 'question', question: id, fromReview: true });
}

function back(setting: Setting, state: PlainState): Said {
  const effect = takenBack(setting, state.session);
  if (effect === undefined) return stay(setting, state, 'There is no answer to take back.');
  const next = placed(
    setting,
    { ...state, session: effect.session },
    { kind: 'question', question: effect.question, fromReview: false },
  );
  return {
    state: next.state,
    said: [
      `Taken back: “${labelOf(setting.agenda, effect.question)}”.`,
      ...changesOf(setting, state.session, effect),
      ...next.said,
    ],
  };
}
