import type { PromptIo } from './interview.js';

/** Lines that were there before a question could be read, in ms from the question, are no answer to it: a paste of several. */
const UNREAD_MS = 50;

export type Line =
  | { readonly kind: 'line'; readonly text: string }
  /** Came together with the line before, and was not taken. */
  | { readonly kind: 'early'; readonly text: string }
  | { readonly kind: 'stop' };

/** Whole lines from a terminal that edits and echoes them itself. */
export interface Lines {
  /** Writes the prompt, and waits for the line that answers it. */
  readonly ask: (prompt: string) => Promise<Line>;
  readonly close: () => void;
}

/** A line longer than this is cut: nothing that long is an answer. */
const LONGEST_LINE = 10_000;

export function readLines({ stdin, stderr }: Pick<PromptIo, 'stdin' | 'stderr'>): Lines {
  const decoder = new TextDecoder();
  let pending = '';
  let asked = -Infinity;
  let stopped = false;
  let settle: ((line: Line) => void) | undefined;
  const early: string[] = [];

  const tell = (line: Line): void => {
    const told = settle;
    settle = undefined;
    told?.(line);
  };
  const stop = (): void => {
    stopped = true;
    tell({ kind: 'stop' });
  };
  const onData = (chunk: Uint8Array | string): void => {
    pending += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = pending.split(/\r?\n/);
    pending = (lines.pop() ?? '').slice(-LONGEST_LINE);
    for (const [index, line] of lines.entries()) {
      const text = line.slice(0, LONGEST_LINE);
      if (settle === undefined) early.push(text);
      else tell({ kind: index > 0 || performance.now() - asked < UNREAD_MS ? 'early' : 'line', text });
    }
  };
  stdin.on('data', onData).on('end', stop).on('error', stop);
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  stdin.resume();

  return {
    ask: async (prompt) => {
      if (stopped) return { kind: 'stop' };
      const text = early.shift();
      if (text !== undefined) return { kind: 'early', text };
      asked = performance.now();
      stderr.write(prompt);
      return await new Promise<Line>((resolve) => (settle = resolve));
    },
    close() {
      stdin.off('data', onData).off('end', stop).off('error', stop);
      process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
      stdin.pause();
    },
  };
}
