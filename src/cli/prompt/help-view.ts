import type { QuestionId } from '../../model/question.js';
import { margin, paragraph } from '../../report/paragraph.js';
import { questionOf } from '../../interview/agenda.js';
import type { ChecklistState } from './checklist-state.js';
import type { Line } from './frame.js';
import { beside, type Look } from './look.js';
import type { Setting } from '../../interview/session.js';
import { reasonsFor } from '../../interview/why.js';

/** The question, and why it is asked: in pages of so many lines. */
export function helpPagesOf(
  setting: Setting,
  state: ChecklistState,
  id: QuestionId,
  height: number,
  look: Look,
): readonly (readonly Line[])[] {
  const { style, width, marker } = look;
  const question = paragraph(
    [{ text: questionOf(setting.agenda, id).ask, paint: style.strong }],
    width,
    beside(`${style.strong(marker)} `, 2),
  );
  const reasons = reasonsFor(setting, state.session, id).flatMap(({ heading, text }) =>
    paragraph([{ text: `${heading}: `, paint: style.strong }, text], width, margin(4)),
  );
  const head = question.map((text, index) => ({ text, marked: true, cursor: index === question.length - 1 }));
  const still = (text: string): Line => ({ text, marked: false, cursor: false });
  if (head.length + reasons.length <= height) return [[...head, ...reasons.map(still)]];
  const size = Math.max(1, height - head.length - 1);
  const pages = Math.ceil(reasons.length / size);
  return Array.from({ length: pages }, (_, page) => [
    ...head,
    ...reasons.slice(page * size, (page + 1) * size).map(still),
    still(style.faint(`    page ${page + 1} of ${pages}`)),
  ]);
}
