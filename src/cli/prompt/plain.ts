import { columnsOf } from '../io.js';
import type { Answers } from '../../model/answer.js';
import { visible } from '../../model/visible.js';
import { margin, paragraph } from '../../report/paragraph.js';
import type { PromptIo } from './interview.js';
import { type Lines, readLines } from './lines.js';
import { plainLine, plainStart } from './plain-state.js';
import { announcement, plainPrompt, type PlainState } from './plain-words.js';
import { counting, type Setting } from '../../interview/session.js';

/** Asks line by line, and repaints nothing: for screen readers, dumb terminals and logs. `undefined` where the person stops. */
export async function plain(
  io: PromptIo,
  setting: Setting,
  given: Answers,
  { note, keep }: { readonly note: string | undefined; readonly keep: (answers: Answers) => string | undefined },
): Promise<Answers | undefined> {
  const lines: Lines = readLines(io);
  const say = (paragraphs: readonly string[]): void =>
    void io.stderr.write(linesOf(paragraphs, columnsOf(io.stderr) ?? 80));
  try {
    const start = plainStart(setting, given);
    say([...(note === undefined ? [] : [note]), ...start.said]);
    let { state }: { state: PlainState } = start;
    for (;;) {
      const line = await lines.ask(plainPrompt(setting, state));
      if (line.kind === 'stop') {
        io.stderr.write('\n');
        return undefined;
      }
      if (line.kind === 'early') {
        say([`Not taken, as it came with the line before: “${visible(line.text)}”.`, ...announcement(setting, state)]);
        continue;
      }
      const next = plainLine(setting, state, line.text);
      const problem =
        next.state.session.answers === state.session.answers ? undefined : keep(next.state.session.answers);
      say([...(problem === undefined ? [] : [problem]), ...next.said]);
      state = next.state;
      if (state.end === 'accepted') return counting(state.session);
      if (state.end === 'stopped') return undefined;
    }
  } finally {
    lines.close();
  }
}

/** Each paragraph broken at spaces, so that no terminal breaks a word. */
export function linesOf(paragraphs: readonly string[], columns: number): string {
  const width = Math.max(20, columns - 1);
  return paragraphs
    .flatMap((text) => (text === '' ? [''] : paragraph([text], width, margin(0))))
    .map((line) => `${line}\n`)
    .join('');
}
