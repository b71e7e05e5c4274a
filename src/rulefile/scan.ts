import { CST, Lexer, Parser } from './yaml-library.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import { forbiddenCharacter } from './decode.js';
import { textProblem } from './problem.js';

/** How deep lists and maps may stand in one another: about 25 conditions within conditions. */
const MAX_DEPTH = 60;

/** The most pieces of YAML (words, marks, line ends) in a file. A rule set of 200 criteria, with all their texts, has about half. */
const MAX_PIECES = 60_000;

/** At most so many complaints of the same kind: the rest would say nothing new. */
const MAX_SAME = 20;

export type Scan =
  | { readonly ok: true; readonly tokens: readonly CST.Token[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Cuts a text into YAML tokens, and refuses what a rule file has no use for and a hostile one has: depth and number without
 * bound, aliases and anchors, tags, directives, a second document. Nothing is built before that is settled, and no step
 * recurses, so the cost is in proportion to the text.
 */
export function scan(text: string, file: Pointer): Scan {
  const controls = forbiddenCharacters(text, file);
  if (controls.length > 0) return { ok: false, diagnostics: controls };
  const tokens: CST.Token[] = [];
  const diagnostics: Diagnostic[] = [];
  const parser = new Parser();
  let offset = 0;
  let pieces = 0;
  let begun = false;
  let ended = false;
  let inScalar = false;
  const refuse = (code: Parameters<typeof textProblem>[0], length: number, message: string, hint?: string): void => {
    if (diagnostics.filter((diagnostic) => diagnostic.code === code).length >= MAX_SAME) return;
    diagnostics.push(textProblem(code, file, { start: offset, end: offset + length }, message, hint));
  };
  for (const piece of new Lexer().lex(text)) {
    const type: CST.TokenType | 'scalar-text' | null = inScalar ? 'scalar-text' : CST.tokenType(piece);
    // A mark of the lexer, not of the text: the next piece is a text of its own, whatever it looks like.
    inScalar = type === 'scalar';
    const marker = type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end';
    pieces += 1;
    if (pieces > MAX_PIECES) {
      refuse(
        'too-large',
        1,
        `The file has more than ${MAX_PIECES} pieces of YAML.`,
        'Split the rule set, or take out what is not needed.',
      );
      return { ok: false, diagnostics };
    }
    switch (type) {
      case 'alias':
      case 'anchor':
        refuse(
          'alias',
          piece.length,
          `"${shorten(piece)}" is an ${type}, which a rule file may not have.`,
          'Write the content out where it is needed.',
        );
        break;
      case 'tag':
        refuse(
          'tag',
          piece.length,
          `"${shorten(piece)}" is a tag, which a rule file may not have.`,
          'Leave it out: the types follow from the place.',
        );
        break;
      case 'directive-line':
        refuse(
          'directive',
          piece.length,
          `"${shorten(piece)}" is a directive, which a rule file may not have.`,
          'Leave the line out: rule files are YAML 1.2.',
        );
        break;
      case 'doc-start':
        if (begun) refuse('several-documents', piece.length, 'A second document begins here.', ONE_DOCUMENT);
        begun = true;
        break;
      case 'doc-end':
        ended = true;
        break;
      default:
        if (type === null || QUIET.has(type)) break;
        if (ended) refuse('several-documents', 1, 'A second document begins here.', ONE_DOCUMENT);
        begun = true;
        ended = false;
    }
    for (const token of parser.next(piece)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) {
      refuse(
        'nested-too-deep',
        Math.max(1, piece.length),
        `Lists and maps are nested more than ${MAX_DEPTH} deep.`,
        'Give parts of the condition a criterion or a question of their own.',
      );
      return { ok: false, diagnostics };
    }
    if (!marker) offset += piece.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, tokens };
}

const ONE_DOCUMENT = 'Put each rule set in a file of its own.';

/** Pieces that say nothing by themselves: they may stand before and after a document. */
const QUIET: ReadonlySet<string> = new Set([
  'byte-order-mark',
  'doc-mode',
  'space',
  'comment',
  'newline',
  'directive-line',
]);

function forbiddenCharacters(text: string, file: Pointer): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (
    let hit = forbiddenCharacter(text);
    hit !== undefined && found.length < MAX_SAME;
    hit = forbiddenCharacter(text, hit.offset + 1)
  ) {
    found.push(
      textProblem(
        'control-character',
        file,
        { start: hit.offset, end: hit.offset + 1 },
        `The character ${hit.name} does not show, and may make a screen show something else than the file says.`,
        'Delete it.',
      ),
    );
  }
  return found;
}

function shorten(piece: string): string {
  return piece.length > 40 ? `${piece.slice(0, 39)}…` : piece;
}
