import { margin, paragraph } from '../../report/paragraph.js';
import type { ChecklistState } from './checklist-state.js';
import type { Line } from './frame.js';
import { beside, type Look, openSign, rowMargin, shortAnswer } from './look.js';
import { reviewItems, type ReviewItem, type Row, sameRow } from './review.js';
import type { Setting } from '../../interview/session.js';

/** The review as a list: what can be done, then every answer, safety first. */
export function reviewLines(setting: Setting, state: ChecklistState, row: Row, look: Look): readonly Line[] {
  return reviewItems(setting, state.session).flatMap((item) => itemLines(item, row, look));
}

function itemLines(item: ReviewItem, row: Row, look: Look): readonly Line[] {
  const { style, width, marker } = look;
  switch (item.kind) {
    case 'action': {
      const marked = 'action' in row && row.action === item.action;
      const sign = marked ? style.strong(marker) : ' ';
      const span = marked ? { text: item.text, paint: style.strong } : item.text;
      return paragraph([span], width, beside(`${sign} `, 2)).map((text) => ({ text, marked, cursor: marked }));
    }
    case 'warning':
      return still(
        paragraph([{ text: item.text, paint: style.caution }], width, margin(4, style.signs.warning, style.caution)),
      );
    case 'heading':
      return still(['', ...paragraph([{ text: item.text, paint: style.heading }], width, margin(0))]);
    case 'question': {
      const marked = sameRow({ question: item.question }, row);
      const paint = marked
        ? style.strong
        : item.state === 'not-asked' || item.state === 'set-aside'
          ? style.faint
          : undefined;
      const aside =
        item.state === 'set-aside' ? ' (does not apply; set aside)' : item.state === 'given' ? ' (given)' : '';
      const word = item.state === 'not-asked' ? openSign(look) : shortAnswer(item.answer, look);
      const text = word === undefined ? `${item.label}: ${item.answer}${aside}` : `${item.label}${aside}`;
      const first = rowMargin(marked, word ?? style.signs.arrow, look, paint);
      const lines = paragraph([paint === undefined ? text : { text, paint }], width, first);
      return lines.map((line) => ({ text: line, marked, cursor: marked }));
    }
  }
}

function still(lines: readonly string[]): readonly Line[] {
  return lines.map((text) => ({ text, marked: false, cursor: false }));
}
