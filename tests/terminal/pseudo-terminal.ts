import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import headless from '@xterm/headless';

const ROOT = join(import.meta.dirname, '../..');

export interface Opening {
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The home of an earlier session, to find what that one saved. */
  readonly home?: string;
}

/** What is waited for at most, in ms: a busy machine may take its time. */
const PATIENCE = 20_000;

/** From what one key did to the next key, in ms: above what counts as a repeat of a key that is held down. */
const BETWEEN_KEYS = 150;

/** How long a review is looked at before the verdict is accepted, in ms: above what the checklist asks for. */
const LOOK = 450;

/** How long a prompt is read before a line is typed, in ms: above what counts as typed ahead. */
const READ = 70;

/** A line that waits for one to be typed: all its last words are there, and the cursor stands behind them. */
const PROMPT = /(unknown|quit|edit|delete): $/;

/** Synchronized output, DEC private mode 2026: what comes between is one frame. */
const SYNCHRONIZED = 2026;

/** A screen of one's own, DEC private mode 1049. */
const OWN_SCREEN = 1049;

// prettier-ignore
const BYTES: Readonly<Record<string, string>> = {
  Enter: '\r', Escape: '\u001b', Backspace: '\u007f', Tab: '\t', 'Ctrl-C': '\u0003', 'Ctrl-D': '\u0004', 'Ctrl-L': '\f',
  Up: '\u001b[A', Down: '\u001b[B', Right: '\u001b[C', Left: '\u001b[D', Home: '\u001b[H', End: '\u001b[F',
};

/**
 * The built program in a real pseudo-terminal, made by util-linux's `script`, and a terminal emulator that reads what it writes.
 *
 * stdout goes to a file, as when a script calls: the screen shows what a person sees, `stdout` what the caller gets.
 */
export class PseudoTerminal {
  readonly home: string;
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number>;
  #waiting: (() => void)[] = [];
  #ready = 0;
  #frames = 0;
  #painting = false;
  #over = false;

  private constructor({ args = [], columns = 80, rows = 24, env = {}, home }: Opening, show: boolean) {
    this.home = home ?? mkdtempSync(join(tmpdir(), 'candidacy-terminal-'));
    this.#terminal = new headless.Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true });
    const program = [process.execPath, join(ROOT, 'bin/candidacy.cjs'), ...args].map(quoted).join(' ');
    const output = show ? '' : ` > ${quoted(join(this.home, 'stdout'))}`;
    const command = `stty cols ${columns} rows ${rows}; tty > ${quoted(join(this.home, 'tty'))}; exec ${program}${output}`;
    this.#child = spawn('script', ['-qfec', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.home,
        XDG_STATE_HOME: join(this.home, 'state'),
        TERM: 'xterm-256color',
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        SHELL: '/bin/sh',
        SOURCE_DATE_EPOCH: '1767225600',
        ...env,
      },
    });
    // What is written arrives in pieces, cut anywhere: half of a frame is not what a person sees.
    this.#onMode(SYNCHRONIZED, 'h', () => (this.#painting = true));
    this.#onMode(SYNCHRONIZED, 'l', () => {
      this.#painting = false;
      this.#frames++;
    });
    // What is typed in the first moment of a checklist, before a person could have read a question, is dropped:
    // also where a line was asked for before it.
    this.#onMode(OWN_SCREEN, 'h', () => (this.#ready = Date.now() + BETWEEN_KEYS));
    this.#child.stdout?.on('data', (chunk: Uint8Array) => {
      this.#terminal.write(chunk, () => this.#wake());
    });
    this.#ended = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        this.#terminal.write('', () => {
          this.#over = true;
          resolve(code ?? -1);
          this.#wake();
        });
      });
    });
  }

  /** Opens a terminal, and lets it go at the end. `show`: what goes to stdout is seen too. */
  static async with<T>(opening: Opening, use: (terminal: PseudoTerminal) => Promise<T>, show = false): Promise<T> {
    const terminal = new PseudoTerminal(opening, show);
    try {
      return await use(terminal);
    } finally {
      terminal.#child.kill('SIGKILL');
      terminal.#terminal.dispose();
      if (opening.home === undefined) rmSync(terminal.home, { recursive: true, force: true });
    }
  }

  /** The lines that are seen, without the blanks at their ends. */
  get lines(): readonly string[] {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  get screen(): string {
    return this.lines.join('\n').trimEnd();
  }

  /** All of it on one line: for sentences that are broken. */
  get text(): string {
    return this.lines.join(' ').replace(/\s+/g, ' ').trim();
  }

  /** Everything that has run over the screen, with what has been scrolled away. */
  get scroll(): string {
    const { normal } = this.#terminal.buffer;
    return Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true) ?? '')
      .join('\n')
      .trim();
  }

  /** Whether the program has a screen of its own. */
  get isOnOwnScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get cursor(): { readonly row: number; readonly column: number } {
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    return { row: cursorY, column: cursorX };
  }

  get stdout(): string {
    return readFileSync(join(this.home, 'stdout'), 'utf8');
  }

  /** The exit code, once the program has ended. */
  get ended(): Promise<number> {
    return this.#ended;
  }

  /** Waits until the screen shows it: all of a frame, never a part. */
  async shows(what: string | RegExp): Promise<void> {
    const seen = (): boolean => (typeof what === 'string' ? this.text.includes(what) : what.test(this.text));
    await this.#until(seen, String(what));
    await pause(this.#ready - Date.now());
  }

  /** Presses keys as a person does: each once the screen shows what the last one did, and not in a hurry. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await pause(this.#ready - Date.now());
      const before = this.#frames;
      this.send(BYTES[key] ?? key);
      // Every key paints a frame. From there on the next one is a key of its own, however late this one was read.
      await this.#until(() => this.#over || this.#frames > before, `what ${key} does`);
      this.#ready = Date.now() + BETWEEN_KEYS;
    }
  }

  /** Presses Enter in a review that has been looked at. */
  async accept(): Promise<void> {
    await this.shows('Enter accept');
    await pause(LOOK);
    await this.press('Enter');
  }

  /** Sends bytes as they are, at once. */
  send(bytes: string): void {
    this.#child.stdin?.write(bytes);
  }

  /** Waits until a line can be typed, and has been waited for long enough to be read. */
  async asks(): Promise<void> {
    await this.#until(() => this.#isAsking, 'a line to be typed');
    await pause(READ);
  }

  /** A line of text and Enter; waits for the next that can be typed, or the end. */
  async line(text: string): Promise<void> {
    await this.asks();
    const before = this.#lineAsked;
    this.send(`${text}\n`);
    await this.#until(() => this.#over || (this.#isAsking && this.#lineAsked > before), `what "${text}" does`);
  }

  /** As if the window had been dragged; waits until it is painted anew. */
  async resize(columns: number, rows: number): Promise<void> {
    const before = this.#frames;
    this.#terminal.resize(columns, rows);
    execFileSync('stty', [
      '-F',
      readFileSync(join(this.home, 'tty'), 'utf8').trim(),
      'cols',
      String(columns),
      'rows',
      String(rows),
    ]);
    await this.#until(() => this.#frames > before, `a frame of ${columns}x${rows}`);
  }

  /** Wakes whenever more has come, and judges whole frames alone. */
  async #until(seen: () => boolean, what: string): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (this.#painting || !seen()) {
      if (this.#over || Date.now() > until) {
        throw new Error(`Not seen ${this.#over ? 'before the end' : `within ${PATIENCE} ms`}: ${what}\n${this.screen}`);
      }
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), pause(200)]);
    }
  }

  #onMode(mode: number, final: 'h' | 'l', tell: () => void): void {
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
      if (modes.includes(mode)) tell();
      return false;
    });
  }

  /** Whether the cursor stands behind the words of a prompt. */
  get #isAsking(): boolean {
    const { baseY, cursorY, cursorX } = this.#terminal.buffer.active;
    const line = this.#terminal.buffer.active.getLine(baseY + cursorY);
    return PROMPT.test(line?.translateToString(false, 0, cursorX) ?? '');
  }

  /** The line the cursor stands on, counted from the first that was ever written. */
  get #lineAsked(): number {
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return baseY + cursorY;
  }

  #wake(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) wake();
  }
}

export async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
