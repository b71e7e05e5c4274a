import type { QuestionId } from '../../model/question.js';
import { labelOf, orderOf, questionOf } from '../../interview/agenda.js';
import { answerWords, entryOf, fieldHint, optionKeys, optionsOf } from '../../interview/entry.js';
import { gateAnswers, type ReviewAction, type ReviewItem, reviewItems, sectionTitleOf } from './review.js';
import type { Session, Setting } from '../../interview/session.js';
import { standing, statementText } from '../../interview/standing.js';

/** Where a conversation of lines stands. */
export interface PlainState {
  readonly session: Session;
  readonly at: PlainPlace;
  readonly end: 'accepted' | 'stopped' | undefined;
}

export type PlainPlace =
  | { readonly kind: 'question'; readonly question: QuestionId; readonly fromReview: boolean }
  | { readonly kind: 'review' }
  | { readonly kind: 'contradiction'; readonly question: QuestionId; readonly from: QuestionId | undefined };

/** What stands before the line that is typed. */
export function plainPrompt(setting: Setting, { at, session }: PlainState): string {
  if (at.kind === 'question') {
    return {
      'yes-no': 'yes, no or unknown: ',
      pick: 'number or unknown: ',
      toggle: 'numbers, none or unknown: ',
      typed: 'answer or unknown: ',
    }[entryOf(questionOf(setting.agenda, at.question))];
  }
  if (at.kind !== 'review') return 'yes or edit: ';
  return `${[...reviewActions(setting, session).map(({ action }) => WORD[action]), 'edit NUMBER', 'back'].join(', ')} or quit: `;
}

/** What is typed for what the review offers. */
const WORD: Readonly<Record<ReviewAction, string>> = {
  'go-on': 'go on',
  accept: 'accept',
  supporting: 'more',
  all: 'rest',
};

function reviewActions(setting: Setting, session: Session): readonly Extract<ReviewItem, { kind: 'action' }>[] {
  return reviewItems(setting, session).flatMap((item) => (item.kind === 'action' ? [item] : []));
}

/** What is said on coming to a place, and once more where a line was not taken. */
export function announcement(setting: Setting, state: PlainState): readonly string[] {
  switch (state.at.kind) {
    case 'question':
      return ['', ...questionText(setting, state, state.at.question)];
    case 'review':
      return ['', ...reviewText(setting, state.session)];
    case 'contradiction': {
      const { question } = state.at;
      const answer = state.session.answers.get(question);
      const words = answer === undefined ? '' : answerWords(questionOf(setting.agenda, question), answer);
      const gates = gateAnswers(setting, state.session, question)
        .map(({ text }) => text)
        .join('; ');
      const origin = answer?.origin === 'file' ? 'A file' : 'The command line';
      return [
        '',
        `${origin} answers “${labelOf(setting.agenda, question)}” with “${words}”. With the other answers that question does not apply: ${gates}.`,
        'Type yes to leave that answer out, or edit to edit the answers that rule it out.',
      ];
    }
  }
}

export function questionText(setting: Setting, { session }: PlainState, id: QuestionId): readonly string[] {
  const question = questionOf(setting.agenda, id);
  const answer = session.answers.get(id);
  const keys = optionKeys(question);
  const options = optionsOf(question).map(({ name }, index) =>
    keys[index] === name ? name : `${keys[index] ?? ''} ${name}`,
  );
  const typed = entryOf(question) === 'typed' ? [`${fieldHint(question)}.`] : [];
  return [
    `${sectionTitleOf(setting, id)}, question ${numberOf(setting, id)}. ${question.ask}`,
    ...(options.length > 0 ? [`Options: ${options.join('; ')}.`] : []),
    ...typed,
    ...(answer === undefined ? [] : [`The answer so far: ${answerWords(question, answer)}.`]),
  ];
}

function reviewText(setting: Setting, session: Session): readonly string[] {
  const lines: string[] = [];
  const unasked: string[] = [];
  const tellUnasked = (): void => {
    if (unasked.length > 0) lines.push(`Not asked: ${unasked.splice(0).join(', ')}.`);
  };
  for (const item of reviewItems(setting, session)) {
    if (item.kind === 'warning') lines.push(item.text);
    if (item.kind === 'heading') {
      tellUnasked();
      lines.push(`${item.text}:`);
    }
    if (item.kind !== 'question') continue;
    const name = `${numberOf(setting, item.question)}. ${item.label}`;
    if (item.state === 'not-asked') {
      unasked.push(name);
      continue;
    }
    const state =
      item.state === 'set-aside' ? ', set aside as it does not apply' : item.state === 'given' ? ', given' : '';
    lines.push(`${name}: ${item.answer}${state}.`);
  }
  tellUnasked();
  return ['Review.', ...lines, ...verdictLines(setting, session), ...reviewWays(setting, session)];
}

/** What can be typed in the review, in the order of what fits best. */
export function reviewWays(setting: Setting, session: Session): readonly string[] {
  return [
    ...reviewActions(setting, session).map(({ action, text }) => `${WORD[action]}: ${text.replace(/^Go on: /, '')}.`),
    'edit NUMBER: Change an answer.',
  ];
}

export function helpText(state: PlainState): readonly string[] {
  return [
    'Answers: yes, no, unknown, or what the question says. Unknown means that nobody knows; it is asked no more.',
    'why: Why the question is asked, and where the rule comes from.',
    'back: Takes the last answer back.',
    'review: All answers, with the ways to go on.',
    'edit NUMBER: Asks a question again.',
    'verdict: The verdict so far, and what it hinges on.',
    'quit: Stops. So does Ctrl-C.',
    ...(state.at.kind === 'review'
      ? ['accept: Ends, and shows the verdict.', 'more: Goes on with questions that do not change the verdict.']
      : []),
  ];
}

export function verdictLines(setting: Setting, session: Session): readonly string[] {
  return standing(setting, session).map((statement) => {
    const text = statementText(statement, statement.names.length);
    return /[.!?]$/.test(text) ? text : `${text}.`;
  });
}

/** The number of a question: its place among all, so that it is the same whatever was answered. */
export function numberOf(setting: Setting, id: QuestionId): number {
  return orderOf(setting.agenda).indexOf(id) + 1;
}
