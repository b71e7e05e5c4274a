import { visible } from '../../model/visible.js';
import { questionOf } from '../../interview/agenda.js';
import type { ChecklistState, Moment } from './checklist-state.js';
import { entryOf } from '../../interview/entry.js';
import { ruled } from './guard.js';
import type { Key } from './keys.js';
import { inQuestion } from './press-question.js';
import { inContradiction, inReview } from './press-review.js';
import { isCommand, noted, typedText } from './press-shared.js';
import type { Setting } from '../../interview/session.js';

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
      return noted(
        { ...(state.before ?? cleared), size: state.size, guard, before: undefined },
        `${decides} is held down: it answered one question only.`,
      );
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
