import type { Question, QuestionId } from '../../model/question.js';
import { margin, paragraph, type Span } from '../../report/paragraph.js';
import { plainStyle, type Style } from '../../report/style.js';
import { labelOf, pageOf, questionOf } from '../../interview/agenda.js';
import { type ChecklistState, chosenIn, draftOf, shownWith } from './checklist-state.js';
import { answerWords, entryOf, fieldHint, optionKeys, optionsOf } from '../../interview/entry.js';
import { fitted, type Frame, framed, type Line, type Parts, segments } from './frame.js';
import { helpPagesOf } from './help-view.js';
import { beside, type Look, lookOf, rowMargin, shortAnswer } from './look.js';
import { reviewLines } from './review-view.js';
import { gateAnswers, type ReviewAction } from './review.js';
import type { Setting } from '../../interview/session.js';
import { standing, statementText } from '../../interview/standing.js';

/** A smaller terminal shows no questions: nobody should answer what cannot be read. */
const LEAST = { columns: 20, rows: 5 } as const;

/** A page of an explanation has room for the question and at least this many lines. */
const LEAST_REASONS = 6;

/** The whole screen: what is asked, the verdict so far and what it hinges on, and the keys that lead on. */
export function checklistFrame(setting: Setting, state: ChecklistState, style: Style): Frame {
  if (state.size.columns < LEAST.columns || state.size.rows < LEAST.rows) return tooSmall(state.size.columns);
  const parts = partsOf(setting, state, style);
  const pages = state.help === undefined ? [] : helpOf(setting, state, style);
  const page = pages[state.help ?? 0];
  if (page === undefined) return framed(parts, state.size, style);
  // All pages alike, so that what stands below stays where it is.
  const least = Math.max(...pages.map((one) => one.length));
  const list = [...page, ...Array<Line>(least - page.length).fill({ text: '', marked: false, cursor: false })];
  return framed({ ...parts, list, least }, state.size, style);
}

/** How many pages the explanation of the question takes on this terminal. */
export function helpPages(setting: Setting, state: ChecklistState): number {
  return helpOf(setting, state, plainStyle()).length;
}

function helpOf(setting: Setting, state: ChecklistState, style: Style): readonly (readonly Line[])[] {
  if (state.view.kind !== 'asking') return [];
  const open = { ...state, help: state.help ?? 0, note: undefined };
  const look = lookOf(state.size, style);
  const whole = helpPagesOf(setting, open, state.view.question, Infinity, look).flat();
  const least = whole.filter((line) => line.marked).length + LEAST_REASONS;
  const { room } = fitted({ ...partsOf(setting, open, style), list: whole, least }, state.size, style);
  return helpPagesOf(setting, open, state.view.question, room, look);
}

function partsOf(setting: Setting, state: ChecklistState, style: Style): Parts {
  const look = lookOf(state.size, style);
  return {
    head: headLine(setting, look),
    ...body(setting, state, look),
    panel: panelLines(setting, state, look),
    note:
      state.note === undefined
        ? []
        : paragraph(
            [{ text: state.note.text, paint: style[state.note.tone] }],
            look.width,
            margin(2, '!', style.caution),
          ),
    keys: segments(keysOf(setting, state), look.width).map((line) => style.faint(line)),
  };
}

function tooSmall(columns: number): Frame {
  return { lines: ['Enlarge the terminal'.slice(0, Math.max(1, columns - 1))], cursor: 0 };
}

function headLine({ ruleSet, reference }: Setting, { style, width }: Look): string {
  const mine: readonly Span[] =
    reference === undefined ? [] : [`Reference: ${reference}`, { text: ' / ', paint: style.faint }];
  const [line = ''] = paragraph(
    [...mine, { text: `${ruleSet.title} ${ruleSet.version}`, paint: style.faint }],
    width,
    margin(0),
  );
  return line;
}

function body(
  setting: Setting,
  state: ChecklistState,
  look: Look,
): { readonly title: readonly string[]; readonly list: readonly Line[] } {
  const { view, session } = state;
  switch (view.kind) {
    case 'asking': {
      const shown = shownWith(setting, session, view.question);
      const done = shown.filter((id) => session.answers.has(id)).length;
      const page = pageOf(setting.agenda, view.question);
      const aside = page.section === 'supporting' || page.section === 'other' ? '; they cannot change the verdict' : '';
      const count: Span = { text: ` (${done} of ${shown.length} answered${aside})`, paint: look.style.faint };
      const title = paragraph([{ text: page.title, paint: look.style.heading }, count], look.width, margin(0));
      const list = shown.flatMap((id) => questionLines(setting, state, id, id === view.question, look));
      return { title, list };
    }
    case 'review':
      return {
        title: paragraph([{ text: 'Review', paint: look.style.heading }], look.width, margin(0)),
        list: reviewLines(setting, state, view.row, look),
      };
    case 'contradiction':
      return {
        title: paragraph([{ text: 'An answer that does not apply', paint: look.style.heading }], look.width, margin(0)),
        list: contradictionLines(setting, state, view.question, look),
      };
  }
}

/** One question of a page: its answer, its text, and where it is marked what it takes to answer it. */
export function questionLines(
  setting: Setting,
  state: ChecklistState,
  id: QuestionId,
  marked: boolean,
  look: Look,
): readonly Line[] {
  const { style, width, indent } = look;
  const question = questionOf(setting.agenda, id);
  const answer = state.session.answers.get(id);
  const words = answer === undefined ? '' : answerWords(question, answer);
  const short = shortAnswer(words, look);
  const first = rowMargin(marked, short ?? style.signs.arrow, look);
  const paint = marked ? style.strong : answer === undefined ? undefined : style.faint;
  const text = paragraph([paint === undefined ? question.ask : { text: question.ask, paint }], width, first);
  const lines = text.map((line, index): Line => ({ text: line, marked, cursor: marked && index === text.length - 1 }));
  const draft = draftOf(state, id);
  const beneath = (spans: readonly Span[], sign: string): void => {
    lines.push(
      ...paragraph(spans, width, margin(indent + 2, sign, style.faint)).map((line) => ({
        text: line,
        marked,
        cursor: false,
      })),
    );
  };
  if (short === undefined) beneath([words], style.signs.arrow);
  if (!marked && (draft.text !== '' || draft.chosen !== undefined)) {
    const typed = draft.text === '' ? 'options chosen' : `“${draft.text}” typed`;
    beneath([{ text: `${typed}, not accepted yet`, paint: style.caution }], style.signs.warning);
  }
  if (marked) lines.push(...entryLines(state, question, look));
  return lines;
}

/** What it takes to answer: the options, or the field. */
function entryLines(state: ChecklistState, question: Question, look: Look): readonly Line[] {
  const { style, width, indent, marker } = look;
  const at = margin(indent).rest;
  const plain = (text: string): Line => ({ text, marked: true, cursor: false });
  const draft = draftOf(state, question.id);
  const entry = entryOf(question);
  if (entry === 'yes-no') return [];
  if (entry === 'pick' || entry === 'toggle') {
    const chosen = new Set(entry === 'toggle' ? chosenIn(state, question.id) : []);
    const keys = optionKeys(question);
    const box = (value: string): string => (entry === 'pick' ? '' : chosen.has(value) ? '[x] ' : '[ ] ');
    return optionsOf(question).flatMap((option, index) => {
      const key = keys[index] ?? '';
      const name = option.name === key ? '' : option.name;
      const first = `${at}${style.strong(key)} ${box(option.value)}`;
      return paragraph([name], width, beside(first, indent + 2 + box(option.value).length)).map(plain);
    });
  }
  const field = `${at}${style.strong(marker)} ${draft.text.slice(-Math.max(8, width - indent - 4))}`;
  const unit =
    question.type === 'number' && question.unit !== undefined && !/[^\d.,\s+-]/.test(draft.text)
      ? ` ${question.unit}`
      : '';
  const hint = [
    ...(draft.problem === undefined
      ? []
      : paragraph(
          [{ text: draft.problem, paint: style.caution }],
          width,
          margin(indent + 2, style.signs.warning, style.caution),
        )),
    ...paragraph(
      [{ text: `${unit === '' ? '' : `In${unit}. `}${fieldHint(question)}.`, paint: style.faint }],
      width,
      margin(indent + 2),
    ),
    ...(optionsOf(question).length === 0
      ? []
      : paragraph(
          [
            {
              text: optionsOf(question)
                .map(({ name }) => name)
                .join(', '),
              paint: style.faint,
            },
          ],
          width,
          margin(indent + 2),
        )),
  ];
  return [{ text: field, marked: true, cursor: true }, ...hint.map(plain)];
}

function contradictionLines(setting: Setting, state: ChecklistState, id: QuestionId, look: Look): readonly Line[] {
  const { style, width } = look;
  const answer = state.session.answers.get(id);
  const words = answer === undefined ? '' : answerWords(questionOf(setting.agenda, id), answer);
  const origin = answer?.origin === 'file' ? 'A file' : 'The command line';
  const gates = gateAnswers(setting, state.session, id)
    .map(({ text }) => text)
    .join('; ');
  const paragraphs = [
    [
      `${origin} answers “${labelOf(setting.agenda, id)}” with “${words}”. With the other answers that question does not apply:`,
    ],
    [{ text: gates, paint: style.strong }],
    ['Leave that answer out, or edit the answers that rule it out?'],
  ];
  return paragraphs.flatMap((spans, index): readonly Line[] => [
    ...(index === 0 ? [] : [{ text: '', marked: true, cursor: false }]),
    ...paragraph(spans, width, margin(index === 1 ? 4 : 2)).map((text) => ({
      text,
      marked: true,
      cursor: index === 2,
    })),
  ]);
}

/** The verdict so far: each statement on at most two lines, with as many names as fit. */
function panelLines(setting: Setting, state: ChecklistState, { style, width }: Look): readonly string[] {
  return standing(setting, state.session).flatMap((statement, index) => {
    const paint = style[statement.tone];
    const most = statement.tone === 'danger' || index === 0 ? 3 : 2;
    let lines: readonly string[] = [];
    for (let names = statement.names.length; names >= 0; names--) {
      lines = paragraph([{ text: statementText(statement, names), paint }], width, { first: '', rest: '  ', width: 2 });
      if (lines.length <= most || names <= 1) break;
    }
    return lines;
  });
}

// prettier-ignore
const ENTER: Readonly<Record<ReviewAction, string>> = {
  'go-on': 'Enter go on', 'accept': 'Enter accept', 'supporting': 'Enter ask them', 'all': 'Enter ask them',
};

/** The keys that lead on, the most useful first. */
function keysOf(setting: Setting, state: ChecklistState): readonly string[] {
  const { view } = state;
  const stop = 'Ctrl-C stop';
  if (view.kind === 'contradiction') return ['y leave it out', 'e edit', 'Backspace take back', stop];
  if (view.kind === 'review') {
    const enter = 'question' in view.row ? 'Enter ask it again' : ENTER[view.row.action];
    return [enter, '↑↓ choose', '← back', 'Backspace take back', stop];
  }
  const question = questionOf(setting.agenda, view.question);
  const unknown = "u don't know";
  const answers = {
    'yes-no': ['y yes', 'n no', unknown],
    pick: ['number chooses', unknown],
    toggle: ['numbers choose', 'Enter accept', 'n none', unknown],
    typed: ['type', 'Enter accept', optionsOf(question).length > 0 ? 'or “unknown”' : unknown],
  }[entryOf(question)];
  const why = state.help === undefined ? '? why' : '? more, Esc close';
  const leave = view.fromReview ? ['Esc review'] : ['←→ page', 'r review'];
  return [...answers, why, '↑↓ move', ...leave, 'Backspace take back', stop];
}
