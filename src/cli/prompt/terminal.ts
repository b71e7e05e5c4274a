import { columnsOf } from '../io.js';
import { PassThrough, Writable } from 'node:stream';
import { type Key, KeyReader } from './keys.js';
import type { PromptIo } from './interview.js';

/** A lone Escape is one once nothing has followed for this many ms. */
const ESCAPE_MS = 50;

/** A sequence whose rest has not come after this many ms is given up: on a slow line the `1` at its end must not choose an option. */
const SEQUENCE_MS = 500;

/** What was typed before the first question could be read, in ms from the start, is no answer to it. */
const UNSEEN_MS = 50;

/** Bracketed paste on, and a screen of its own: what was on the terminal before comes back afterwards, and no answer stays behind. */
const ENTER = '\u001b[?1049h\u001b[?2004h\u001b[H\u001b[2J';
const LEAVE = '\u001b[?2004l\u001b[?1049l';
const WIPE = '\u001b[H\u001b[2J';

/** Around each frame: a terminal that knows synchronized output never shows half of one; any other ignores it. */
const FRAME_START = '\u001b[?2026h';
const FRAME_END = '\u001b[?2026l';

/** The terminal while a checklist is on it: raw keys, and its own screen. */
export interface Terminal {
  /** What the prompt reads: nothing. Keys come by `onKey`, whole and never twice. */
  readonly input: PassThrough;
  /** stderr with its size, which a prompt may end without ending stderr. */
  readonly output: Writable;
  /** Tells each key until the terminal is left. */
  readonly onKey: (listener: (key: Key) => void) => void;
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** The screen is emptied with the next frame, which paints it anew. */
  readonly wipe: () => void;
  /** Gives the terminal back as it was. Does nothing the second time. */
  readonly leave: () => void;
}

export function enterTerminal({ stdin, stderr }: PromptIo): Terminal {
  const reader = new KeyReader();
  const waiting: Key[] = [];
  let listener: ((key: Key) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let left = false;
  let wipe = '';
  const tell = (keys: readonly Key[]): void => {
    for (const key of keys) {
      if (listener === undefined) waiting.push(key);
      else listener(key);
    }
  };
  const size = (): { columns: number; rows: number } => ({
    columns: columnsOf(stderr) ?? 80,
    rows: stderr.rows === 0 ? 24 : (stderr.rows ?? 24),
  });
  const started = performance.now();
  const onData = (chunk: Uint8Array | string): void => {
    clearTimeout(timer);
    const keys = reader.read(chunk);
    const early = performance.now() - started < UNSEEN_MS;
    tell(early ? keys.filter((key) => key.kind === 'interrupt') : keys);
    if (reader.waiting !== undefined)
      timer = setTimeout(() => tell(reader.flush()), reader.waiting === 'escape' ? ESCAPE_MS : SEQUENCE_MS);
  };
  const onEnd = (): void => tell([{ kind: 'interrupt' }]);
  const onResize = (): void => tell([{ kind: 'resize', ...size() }]);
  const leave = (): void => {
    if (left) return;
    left = true;
    clearTimeout(timer);
    stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
    stderr.off('resize', onResize);
    process.off('SIGTERM', onEnd).off('SIGHUP', onEnd).off('exit', leave);
    stdin.setRawMode?.(false);
    stdin.pause();
    stderr.write(LEAVE);
  };

  const output = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      stderr.write(`${FRAME_START}${wipe}${chunk}${FRAME_END}`);
      wipe = '';
      done();
    },
  });
  Object.defineProperties(output, { columns: { get: () => size().columns }, rows: { get: () => size().rows } });

  stdin.setRawMode?.(true);
  stdin.on('data', onData).on('end', onEnd).on('error', onEnd);
  stderr.on('resize', onResize);
  process.on('SIGTERM', onEnd).on('SIGHUP', onEnd).on('exit', leave);
  stdin.resume();
  stderr.write(ENTER);
  return {
    input: new PassThrough(),
    output,
    onKey(next) {
      listener = next;
      tell(waiting.splice(0));
    },
    size,
    wipe: () => void (wipe = WIPE),
    leave,
  };
}
