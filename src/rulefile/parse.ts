import { Composer, isAlias, isMap, isScalar, isSeq, type CST, type Node, type Pair } from './yaml-library.js';
import { decimalOf, parseDecimal } from '../model/decimal.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import { decodeUtf8, forbiddenCharacter, MAX_BYTES } from './decode.js';
import { problem, quoted, textProblem } from './problem.js';
import type { Tree } from './plain-reading.js';
import { placesIn, readPlain } from './read-plain.js';
import { scan } from './scan.js';
import { findByPlaces, findInNodes, keyText, nowhere, sourceText, type SourceText } from './source-text.js';

export type Parsed =
  | { readonly ok: true; readonly source: SourceText; readonly tree: Tree }
  | { readonly ok: false; readonly source: SourceText; readonly diagnostics: readonly Diagnostic[] };

/**
 * The plain data in the bytes of a rule file. Whatever the bytes, it comes back in bounded time and memory.
 *
 * `path` is how messages name the file, `file` the pointer to its root.
 */
export function parse(bytes: Uint8Array, path: string, file: Pointer): Parsed {
  const refused = (code: 'too-large' | 'not-utf-8', message: string, hint: string): Parsed => ({
    ok: false,
    source: sourceText(path, '', nowhere),
    diagnostics: [problem(code, file, message, { hint })],
  });
  if (bytes.length > MAX_BYTES) {
    return refused(
      'too-large',
      `The file has more than ${MAX_BYTES} bytes, the most that a rule file may have.`,
      'Check that this is the rule file.',
    );
  }
  const text = decodeUtf8(bytes);
  if (text === undefined)
    return refused(
      'not-utf-8',
      'The file is not text in UTF-8.',
      'Save it as UTF-8, or check that this is the rule file.',
    );
  const tree = forbiddenCharacter(text) === undefined ? readPlain(text, file) : undefined;
  if (tree === undefined) return parseByLibrary(text, path, file);
  const places = (): ReturnType<typeof placesIn> => placesIn(text);
  return { ok: true, source: sourceText(path, text, findByPlaces(places)), tree };
}

/** As `parse`, for any text. */
export function parseByLibrary(text: string, path: string, file: Pointer): Parsed {
  const scanned = scan(text, file);
  if (!scanned.ok) return { ok: false, source: sourceText(path, text, nowhere), diagnostics: scanned.diagnostics };
  const composed = compose(scanned.tokens, text.length, file);
  if (composed.diagnostics.length > 0)
    return { ok: false, source: sourceText(path, text, nowhere), diagnostics: composed.diagnostics };
  const source = sourceText(path, text, findInNodes(composed.root));
  if (composed.root === null) {
    const hint = 'Start from the example in docs/rule-file.md.';
    const nothing = problem('empty-file', file, 'The file says nothing.', { hint });
    return { ok: false, source: sourceText(path, text, nowhere), diagnostics: [nothing] };
  }
  const walk = new Map<Pointer, string>();
  const diagnostics: Diagnostic[] = [];
  const value = plain(composed.root, file, walk, diagnostics);
  return diagnostics.length > 0
    ? { ok: false, source, diagnostics }
    : { ok: true, source, tree: { value, spelling: walk } };
}

function compose(
  tokens: readonly CST.Token[],
  length: number,
  file: Pointer,
): { readonly root: Node | null; readonly diagnostics: readonly Diagnostic[] } {
  // Keys are compared below: the library's own comparison takes the square of their number.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  for (const document of composer.compose(tokens, true, length)) {
    const diagnostics = document.errors
      .slice(0, 20)
      .map((error) =>
        textProblem(
          'yaml-syntax',
          file,
          { start: error.pos[0], end: error.pos[1] },
          sentence(error.message),
          YAML_HINTS[error.code],
        ),
      );
    return { root: isNothing(document.contents) ? null : document.contents, diagnostics };
  }
  return { root: null, diagnostics: [] };
}

function isNothing(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function sentence(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ').trim();
  return `This is not YAML: ${/[.!?]$/.test(line) ? line : `${line}.`}`;
}

const YAML_HINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Things that belong together start in the same column.',
  TAB_AS_INDENT: 'Indent with spaces.',
  MISSING_CHAR: 'Look for a missing quote, colon, comma or bracket here or just above.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that has ": " in it in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Look for a missing quote, colon, comma or bracket here or just above.',
  BAD_SCALAR_START: 'Put a text that starts with a special character in quotes.',
  UNEXPECTED_TOKEN: 'Look for a missing quote, comma or bracket, or put the text in quotes.',
  BAD_DQ_ESCAPE: 'In double quotes a backslash is written twice; in single quotes it stands for itself.',
};

/** Names that a JavaScript object gives a meaning of its own. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The node as plain data. Recursion is bounded by the depth that `scan` lets through. */
function plain(node: unknown, where: Pointer, spelling: Map<Pointer, string>, diagnostics: Diagnostic[]): unknown {
  if (isSeq(node)) return node.items.map((item, index) => plain(item, at(where, index), spelling, diagnostics));
  if (isMap(node)) return plainMap(node.items, where, spelling, diagnostics);
  if (!isScalar(node)) {
    if (isAlias(node)) diagnostics.push(problem('alias', where, 'An alias may not stand in a rule file.'));
    return null;
  }
  const { value } = node;
  if (typeof value === 'string') {
    const hit = forbiddenCharacter(value);
    if (hit !== undefined) {
      diagnostics.push(
        problem('control-character', where, `The text holds the character ${hit.name}, which does not show.`, {
          hint: 'Leave it out.',
        }),
      );
    }
    return value;
  }
  const source = node.source ?? '';
  if (typeof value === 'number') {
    if (parseDecimal(source) === undefined || decimalOf(value) === undefined) {
      const hint = `Write it in plain digits such as 2.5, at most 15 of them; a text goes in quotes: "${source.slice(0, 40)}".`;
      diagnostics.push(
        problem('number-spelling', where, `${quoted(source)} is not a number that a rule file may have.`, { hint }),
      );
    }
    spelling.set(where, source);
    return value;
  }
  if (typeof value === 'boolean') spelling.set(where, source);
  return typeof value === 'boolean' ? value : null;
}

function plainMap(
  pairs: readonly Pair[],
  where: Pointer,
  spelling: Map<Pointer, string>,
  diagnostics: Diagnostic[],
): unknown {
  const entries = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const name = keyText(key);
    const place = at(where, name);
    if (!isScalar(key) || name === '') {
      diagnostics.push(
        problem('odd-key', isScalar(key) ? place : where, 'A key is missing, or is a list or a map.', {
          side: 'key',
          hint: 'A key is a word before a colon.',
        }),
      );
      continue;
    }
    if (UNSAFE_KEYS.has(name) || forbiddenCharacter(name) !== undefined) {
      diagnostics.push(
        problem('odd-key', place, `${quoted(name)} may not be a key.`, { side: 'key', hint: 'Choose another name.' }),
      );
      continue;
    }
    if (entries.has(name)) {
      // The pointer leads to the first of the two; the range to this one.
      const [start, end] = key.range ?? [0, 0];
      diagnostics.push({
        ...problem('duplicate-key', place, `The key ${quoted(name)} stands here a second time.`, {
          side: 'key',
          hint: 'Join the two, or give one another name.',
          related: [{ at: place, message: 'The first is here.' }],
        }),
        range: { start, end },
      });
      continue;
    }
    entries.set(name, plain(value, place, spelling, diagnostics));
  }
  return Object.fromEntries(entries);
}
