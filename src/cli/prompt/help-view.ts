import type { QuestionId } from '../../model/question.js';
import { margin, paragraph } from '../../report/paragraph.js';
import { plainStyle } from '../../report/style.js';
import { questionOf } from './agenda.js';
import type { ChecklistState } from './checklist-state.js';
import type { Line } from './frame.js';
import { beside, type Look, lookOf } from './look.js';
import type { Setting } from './session.js';
import { reasonsFor } from './why.js';

/** The question, and a page of why it is asked. */
export function helpLines(setting: Setting, state: ChecklistState, id: QuestionId, page: number, look: Look): readonly Line[] {
  const { style, width, marker } = look;
  const all = reasonLines(setting, state, id, look);
  const size = pageSize(state);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const question = paragraph([{ text: questionOf(setting.agenda, id).ask, paint: style.strong }], width, beside(`${style.strong(marker)} `, 2));
  return [
    ...question.map((text, index) => ({ text, marked: true, cursor: index === question.length - 1 })),
    ...all.slice(page * size, (page + 1) * size).map((text) => ({ text, marked: false, cursor: false })),
    ...(pages > 1 ? [{ text: style.faint(`  page ${page + 1} of ${pages}`), marked: false, cursor: false }] : []),
  ];
}

/** How many pages an explanation takes on this terminal. */
export function helpPages(setting: Setting, state: ChecklistState, id: QuestionId): number {
  return Math.max(1, Math.ceil(reasonLines(setting, state, id, lookOf(state.size, plainStyle())).length / pageSize(state)));
}

/** What the frame leaves beside the question, the verdict so far and the keys. */
function pageSize({ size }: ChecklistState): number {
  return Math.max(3, Math.min(size.rows, 32) - 15);
}

function reasonLines(setting: Setting, state: ChecklistState, id: QuestionId, { style, width }: Look): readonly string[] {
  return reasonsFor(setting, state.session, id).flatMap(({ heading, text }) =>
    paragraph([{ text: `${heading}: `, paint: style.strong }, text], width, margin(4)),
  );
}
