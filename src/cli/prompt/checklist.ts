import { createPrompt, useEffect, useState } from '@inquirer/core';
import type { Answers } from '../../model/answer.js';
import type { Style } from '../../report/style.js';
import { type ChecklistState, checklistState } from './checklist-state.js';
import { checklistFrame } from './checklist-view.js';
import type { PromptIo } from './interview.js';
import type { Key } from './keys.js';
import { press } from './press.js';
import { counting, type Setting } from '../../interview/session.js';
import { enterTerminal, type Terminal } from './terminal.js';

interface Config {
  readonly setting: Setting;
  readonly style: Style;
  readonly terminal: Terminal;
  readonly start: ChecklistState;
  /** Keeps the answers; returns what went wrong, to be told once. */
  readonly keep: (answers: Answers) => string | undefined;
}

/** Keys in, frames out: what happens between is `press` and `checklistFrame`. */
const prompt = createPrompt<ChecklistState, Config>(({ setting, style, terminal, start, keep }, done) => {
  const [state, show] = useState(start);
  useEffect(() => {
    let current = start;
    terminal.onKey((key: Key) => {
      if (key.kind === 'resize' || key.kind === 'redraw') terminal.wipe();
      const next = press(setting, current, key, performance.now());
      const problem = next.session.answers === current.session.answers ? undefined : keep(next.session.answers);
      current = problem === undefined ? next : { ...next, note: { text: problem, tone: 'caution' } };
      // A fresh value each time, so that the same state is painted again.
      show({ ...current });
      if (current.end !== undefined) done(current);
    });
  }, []);
  const { lines, cursor } = checklistFrame(setting, state, style);
  return [lines.slice(0, cursor + 1).join('\n'), lines.slice(cursor + 1).join('\n')];
});

/** The checklist on a screen of its own, until the verdict is accepted; `undefined` where the person stops before. */
export async function checklist(
  io: PromptIo,
  setting: Setting,
  given: Answers,
  { style, note, keep }: { readonly style: Style; readonly note: string | undefined; readonly keep: Config['keep'] },
): Promise<Answers | undefined> {
  const terminal = enterTerminal(io);
  try {
    const start = checklistState(setting, given, terminal.size(), performance.now(), note);
    const end = await prompt(
      { setting, style, terminal, start, keep },
      { input: terminal.input, output: terminal.output, clearPromptOnDone: true },
    );
    return end.end === 'accepted' ? counting(end.session) : undefined;
  } finally {
    terminal.leave();
  }
}
