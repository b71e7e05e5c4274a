import type { Diagnostic } from '../model/diagnostic.js';
import { decodeUtf8 } from './decode.js';
import { parse } from './parse.js';
import type { Tree } from './plain-reading.js';
import type { SourceText } from './source-text.js';
import { parseDocument, type Tags, visit } from './yaml-library.js';

/** As in browsers and Node alike; this folder is compiled without either's types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

export type Formatted =
  | {
      readonly ok: true;
      readonly text: string;
      readonly changed: boolean;
      /** Why it was given back as it is, though it is not laid out. */
      readonly kept?: string;
    }
  | { readonly ok: false; readonly source: SourceText; readonly diagnostics: readonly Diagnostic[] };

/** How often what was formatted is formatted again, until it stays as it is. */
const ROUNDS = 5;

/**
 * A file in the one layout: two spaces, 120 columns, one line end. Comments, quotes, order and what the file says stay.
 *
 * Held to that here, whatever the YAML library does: a text that would say something else, or would not stay as it is when it
 * is formatted again, is given back unchanged.
 */
export function format(bytes: Uint8Array, path: string): Formatted {
  const parsed = parse(bytes, path, '');
  if (!parsed.ok) return parsed;
  const before = decodeUtf8(bytes) ?? '';
  let text = before.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  for (let round = 0; round < ROUNDS; round++) {
    const next = laidOut(text);
    if (next === text) return { ok: true, text, changed: text !== before };
    const asItIs = { ok: true, text: before, changed: false } as const;
    if (!saysTheSame(next, path, parsed.tree)) return { ...asItIs, kept: 'laid out anew, it would say something else' };
    if (commentsOf(next) !== commentsOf(text))
      return { ...asItIs, kept: 'laid out anew, it would lose a comment, or what looks like one' };
    text = next;
  }
  return { ok: true, text: before, changed: false, kept: 'laid out anew, it would not stay as it is' };
}

const READING = {
  version: '1.2',
  schema: 'core',
  merge: false,
  logLevel: 'silent',
  // What it takes for a number it would spell its own way: `03` as 3, `+1` as 1.
  customTags: (tags: Tags): Tags => tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)),
} as const;

function laidOut(text: string): string {
  const document = parseDocument(text, READING);
  return unpadded(
    document.toString({
      indent: 2,
      lineWidth: 120,
      minContentWidth: 20,
      flowCollectionPadding: true,
      trailingComma: true,
    }),
  );
}

/** `{ a: b }` but `[a, b]`; the library knows only both or neither. */
function unpadded(text: string): string {
  const blanks: number[] = [];
  visit(parseDocument(text, READING), {
    Seq: (_, { flow, range }) => {
      if (flow !== true || range === undefined || range === null) return;
      const [first, last] = [range[0] + 1, range[1] - 2];
      if (text[first] === ' ') blanks.push(first);
      if (last > first && /[^\s] $/.test(text.slice(last - 1, last + 1))) blanks.push(last);
    },
  });
  const dropped = new Set(blanks);
  return text
    .split('')
    .filter((_, index) => !dropped.has(index))
    .join('');
}

function saysTheSame(text: string, path: string, tree: Tree): boolean {
  const parsed = parse(new TextEncoder().encode(text), path, '');
  return parsed.ok && said(parsed.tree) === said(tree);
}

/** Everything that a file says, the order of its keys and the spelling of its numbers with it. */
function said({ value, spelling }: Tree): string {
  return JSON.stringify([value, [...spelling].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The words of the comments, in any order: a comment may move to a line of its own. */
function commentsOf(text: string): string {
  return JSON.stringify([...text.matchAll(/(?:^|\s)#(.*)$/gm)].map(([, comment = '']) => comment.trim()).sort());
}
