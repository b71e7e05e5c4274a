import type { Diagnostic } from '../model/diagnostic.js';
import type { RuleSet } from '../model/ruleset.js';
import { checkGates } from './check-gates.js';
import { lower } from './lower.js';
import type { ValidFile } from './draft.js';
import { merge } from './merge.js';
import { parse } from './parse.js';
import { nextParent, type Link } from './parent.js';
import { problem } from './problem.js';
import { ruleFileSchema } from './schema.js';
import { sourceOf, type SourceText, type Sources } from './source-text.js';
import { translationsOf } from './translation.js';
import { validate } from './validate.js';

/** Why a file could not be read, as the end of a sentence: `permission denied`. */
export interface ReadProblem {
  readonly problem: string;
}

export interface LoadOptions {
  /** The bytes of a file; `undefined` where there is none of that name. */
  readonly read: (path: string) => Uint8Array | undefined | ReadProblem;
  /** The path of the rule set that ships under a name, for `extends`; `undefined` where none does. */
  readonly shipped?: (name: string) => string | undefined;
  /** The names of the rule sets that ship, to propose. */
  readonly shippedNames?: readonly string[];
}

export type Loaded =
  | { readonly ok: true; readonly ruleSet: RuleSet; readonly sources: Sources }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly sources: Sources };

/**
 * Loads a rule file and those it extends: read, parse, validate, lower, check. Every problem of the first stage that fails
 * is told, and none of those behind it. The digest is not there yet: see `withDigest`.
 */
export function loadRuleSet(path: string, options: LoadOptions): Loaded {
  const sources = new Map<string, SourceText>();
  const files: ValidFile[] = [];
  const chain: Link[] = [{ path, file: '' }];
  for (let link = chain[0]; link !== undefined;) {
    const loaded = loadFile(link, sources, options);
    if ('diagnostics' in loaded) return { ok: false, diagnostics: inOrder(loaded.diagnostics, sources), sources };
    files.push(loaded);
    const parent = nextParent(loaded, chain, files, options);
    if (parent !== undefined && 'code' in parent) return { ok: false, diagnostics: [parent], sources };
    if (parent !== undefined) chain.push(parent);
    link = parent;
  }
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  const merged = merge(files as [ValidFile, ...ValidFile[]], report);
  const spelling = (at: string): string | undefined =>
    files.map((file) => file.tree.spelling.get(at)).find((text) => text !== undefined);
  const translations = files.flatMap((file, index) =>
    translationsOf(file, files, chain[index]!, sources, options, report),
  );
  const ruleSet = lower(merged, translations, spelling, report);
  if (diagnostics.length === 0) diagnostics.push(...checkGates(ruleSet));
  return diagnostics.length === 0
    ? { ok: true, ruleSet, sources }
    : { ok: false, diagnostics: inOrder(diagnostics, sources), sources };
}

function loadFile(
  link: Link,
  sources: Map<string, SourceText>,
  options: LoadOptions,
): ValidFile | { readonly diagnostics: readonly Diagnostic[] } {
  const root = link.file === '' ? '' : `${link.file}#`;
  const bytes = options.read(link.path);
  if (!(bytes instanceof Uint8Array)) {
    const message = bytes === undefined ? 'There is no such file.' : `The file cannot be read: ${bytes.problem}.`;
    const diagnostic =
      link.from === undefined
        ? problem('unreadable-file', root, message)
        : problem('no-such-parent', link.from, `The rule set that this extends cannot be read: ${link.path}.`, {
            hint: message,
          });
    return { diagnostics: [diagnostic] };
  }
  const parsed = parse(bytes, link.path, root);
  sources.set(link.file, parsed.source);
  if (!parsed.ok) return { diagnostics: parsed.diagnostics };
  const valid = validate(ruleFileSchema, parsed.tree, root);
  return valid.ok ? { root, value: valid.value, tree: parsed.tree } : { diagnostics: valid.diagnostics };
}

/** In the order of the text, file by file as they were read, each problem once. */
function inOrder(diagnostics: readonly Diagnostic[], sources: Sources): readonly Diagnostic[] {
  const files = [...sources.values()];
  const placed = diagnostics.map((diagnostic) => {
    const source = sourceOf(sources, diagnostic.at);
    const start = diagnostic.range?.start ?? source?.locate(diagnostic.at, diagnostic.side).start ?? 0;
    return { diagnostic, file: source === undefined ? -1 : files.indexOf(source), start };
  });
  placed.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file - b.file));
  const seen = new Set<string>();
  return placed.flatMap(({ diagnostic, file, start }) => {
    const key = `${file}:${start}:${diagnostic.code}:${diagnostic.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [diagnostic];
  });
}
