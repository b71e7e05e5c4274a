/** A key, or what came in its stead. */
export type Key =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: NamedKey }
  /** Keys that came as one: from a paste, from a slow line, from a key held down on a busy machine. Never a decision: it may fill a field, no more. */
  | { readonly kind: 'text'; readonly text: string; readonly pasted: boolean }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number };

export type NamedKey =
  | 'enter'
  | 'backspace'
  | 'escape'
  | 'tab'
  | 'back-tab'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end'
  | 'interrupt'
  | 'end-of-input'
  /** Ctrl-L: paint the screen anew. */
  | 'redraw'
  /** A key that means nothing here. */
  | 'other';

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** A paste that never ends is given up past this many characters. */
const LONGEST_PASTE = 100_000;

// prettier-ignore
const CONTROL: Readonly<Record<string, NamedKey>> = {
  '\r': 'enter', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\u007f': 'backspace',
  '\u0003': 'interrupt', '\u0004': 'end-of-input', '\f': 'redraw',
  // Ctrl-P, Ctrl-N: up and down, as in a shell.
  '\u0010': 'up', '\u000e': 'down',
};

// prettier-ignore
const SEQUENCES: Readonly<Record<string, NamedKey>> = {
  'A': 'up', 'B': 'down', 'C': 'right', 'D': 'left', 'H': 'home', 'F': 'end', 'Z': 'back-tab',
  '5~': 'page-up', '6~': 'page-down', '1~': 'home', '4~': 'end', '7~': 'home', '8~': 'end',
};

/**
 * Turns what a terminal sends into keys. Keeps what is incomplete for the next chunk.
 *
 * A sequence it does not know is swallowed whole: the `y` at the end of a terminal's report is no answer.
 */
export class KeyReader {
  #pending = '';
  readonly #decoder = new TextDecoder();

  /** The keys of one chunk. Printable characters that come together are one `text`. */
  read(chunk: Uint8Array | string): readonly Key[] {
    this.#pending += typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    const keys: Key[] = [];
    for (;;) {
      const step = nextKey(this.#pending);
      if (step === undefined) break;
      this.#pending = this.#pending.slice(step.length);
      if (step.key !== undefined) keys.push(step.key);
    }
    return together(keys);
  }

  /** What may still become a sequence, or more of one; `undefined` where nothing has to be given up. */
  get waiting(): 'escape' | 'sequence' | undefined {
    if (this.#pending === '' || this.#pending.startsWith(PASTE_START)) return undefined;
    return this.#pending === '\u001b' ? 'escape' : 'sequence';
  }

  /** Nothing more is coming: what was kept is a key of its own. */
  flush(): readonly Key[] {
    const { waiting } = this;
    if (waiting === undefined) return [];
    this.#pending = '';
    return [{ kind: waiting === 'escape' ? 'escape' : 'other' }];
  }
}

interface Step {
  readonly length: number;
  readonly key?: Key;
}

/** The first key and how long it is; `undefined` where more has to come. */
function nextKey(text: string): Step | undefined {
  if (text === '') return undefined;
  if (text.startsWith(PASTE_START)) return paste(text);
  if (text.startsWith('\u001b')) return escaped(text);
  const char = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const named = CONTROL[char];
  // Carriage return and line feed together are one Enter.
  if (named !== undefined) return { length: text.startsWith('\r\n') ? 2 : 1, key: { kind: named } };
  if (/\p{Cc}/u.test(char)) return { length: char.length, key: { kind: 'other' } };
  return { length: char.length, key: { kind: 'char', char } };
}

function paste(text: string): Step | undefined {
  const end = text.indexOf(PASTE_END);
  if (end < 0) return text.length > LONGEST_PASTE ? { length: text.length, key: { kind: 'other' } } : undefined;
  return {
    length: end + PASTE_END.length,
    key: { kind: 'text', text: text.slice(PASTE_START.length, end), pasted: true },
  };
}

function escaped(text: string): Step | undefined {
  if (text.length === 1) return undefined;
  const second = text.charAt(1);
  if (second === '[' || second === 'O') {
    // Parameters, then intermediates, then the final character (ECMA-48, section 5.4); one more letter for the old `[[A`.
    const match = /^\u001b(?:\[\[?|O)([0-?]*[ -/]*[@-~])/.exec(text);
    if (match === null)
      return /^\u001b(?:\[\[?|O)[0-?]*[ -/]*$/.test(text) && text.length < 100
        ? undefined
        : { length: 2, key: { kind: 'other' } };
    // The Enter of the number pad; without this one letter it would be the start of a mouse report.
    if (match[0] === '\u001bOM') return { length: 3, key: { kind: 'enter' } };
    // A function key of the Linux console.
    if (match[0].startsWith('\u001b[[')) return { length: match[0].length, key: { kind: 'other' } };
    return {
      length: match[0].length,
      key: { kind: SEQUENCES[(match[1] ?? '').replace(/^1;\d+(?=[A-Z]$)/, '')] ?? 'other' },
    };
  }
  if (/[P\]X^_]/.test(second)) {
    // A string sent by the terminal, up to its terminator.
    const end = /\u001b\\|\u0007/.exec(text.slice(2));
    if (end !== null) return { length: 2 + end.index + end[0].length, key: { kind: 'other' } };
    return text.length < 10_000 ? undefined : { length: text.length, key: { kind: 'other' } };
  }
  if (second === '\u001b') return { length: 1, key: { kind: 'escape' } };
  // Alt with a key: not the key.
  return { length: 1 + String.fromCodePoint(text.codePointAt(1) ?? 0).length, key: { kind: 'other' } };
}

/** Characters in one chunk were not typed one by one: they become one `text`, and an Enter among them is a part of it. */
function together(keys: readonly Key[]): readonly Key[] {
  const typed = keys.filter((key) => key.kind === 'char' || key.kind === 'enter');
  if (typed.length < 2) return keys;
  const joined: Key[] = [];
  for (const key of keys) {
    if (key.kind !== 'char' && key.kind !== 'enter') {
      joined.push(key);
      continue;
    }
    const char = key.kind === 'char' ? key.char : '\n';
    const last = joined.at(-1);
    const before = last?.kind === 'text' && !last.pasted ? last.text : undefined;
    if (before !== undefined) joined.pop();
    joined.push({ kind: 'text', text: `${before ?? ''}${char}`, pasted: false });
  }
  return joined;
}
