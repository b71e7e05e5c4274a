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

/** Keys are told apart by time, so a busy machine can make a session go another way: it is then played again. */
export const RETRY = 2;

/** What is waited for at most, in ms: a busy machine may take its time. */
const PATIENCE = 20_000;

/** Between two keys, in ms: above what counts as a repeat of a key that is held down. */
const BETWEEN_KEYS = 170;

/** After which a key counts as let go. */
const LET_GO = 650;

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
  #lastKey = 0;
  #begun = 0;
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
    this.#child.stdout?.on('data', (chunk: Uint8Array) => {
      // What is typed in the first moment, before a person could have read a question, is dropped.
      if (this.#lastKey === 0) this.#lastKey = this.#begun = Date.now();
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

  /** Waits until the screen shows it. */
  async shows(what: string | RegExp | ((screen: string) => boolean)): Promise<void> {
    const seen = (): boolean => {
      if (typeof what === 'string') return this.text.includes(what);
      return typeof what === 'function' ? what(this.screen) : what.test(this.text);
    };
    const until = Date.now() + PATIENCE;
    while (!seen()) {
      if (this.#over || Date.now() > until) {
        throw new Error(
          `Not seen ${this.#over ? 'before the end' : `within ${PATIENCE} ms`}: ${String(what)}\n${this.screen}`,
        );
      }
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), pause(200)]);
    }
    await pause(this.#begun + BETWEEN_KEYS - Date.now());
  }

  /**
   * Presses a key as a person does: not in a hurry, not before the screen shows what the last one did, and once more where
   * a busy machine has let two presses come so close that they were taken for one that is held.
   */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      let wanted = 1;
      while (wanted > 0) {
        await pause(this.#lastKey + BETWEEN_KEYS - Date.now());
        const before = this.#state();
        this.send(BYTES[key] ?? key);
        await this.shows(() => this.#over || this.#state() !== before);
        const held = /is held down: it answer(s|ed) one question only/.exec(this.text)?.[1];
        wanted += held === 's' ? 0 : held === 'ed' ? 1 : -1;
        if (held !== undefined) await pause(LET_GO);
      }
    }
  }

  /** Sends bytes as they are, at once. */
  send(bytes: string): void {
    this.#lastKey = Date.now();
    this.#child.stdin?.write(bytes);
  }

  /** A line of text and Enter, typed once the last words of the screen are a prompt. */
  async line(text: string): Promise<void> {
    await this.shows((screen) => /: ?$/.test(screen));
    await pause(70);
    const before = this.#state();
    this.send(`${text}\n`);
    await this.shows(() => this.#over || (this.#state() !== before && /: ?$/.test(this.screen)));
  }

  /** As if the window had been dragged. */
  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    execFileSync('stty', [
      '-F',
      readFileSync(join(this.home, 'tty'), 'utf8').trim(),
      'cols',
      String(columns),
      'rows',
      String(rows),
    ]);
  }

  #state(): string {
    const { row, column } = this.cursor;
    return `${this.scroll}\n${this.screen}\n${row},${column}`;
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
