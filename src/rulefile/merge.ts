import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import type { RuleChange } from '../model/ruleset.js';
import type { Placed } from './lowering.js';
import { oneLine } from './lowering.js';
import type { Tree } from './parse.js';
import { problem, quoted } from './problem.js';
import type { ConditionInput } from './schema-condition.js';
import {
  adviceSchema,
  contraindicationSchema,
  criterionSchema,
  questionSchema,
  type AdviceInput,
  type ClaimInput,
  type ContraindicationInput,
  type CriterionInput,
  type PropertyInput,
  type OverrideReasonInput,
  type QuestionInput,
  type RuleFile,
  type SourceInput,
} from './schema.js';
import { didYouMean } from './suggest.js';
import { validate } from './validate.js';

/** A rule file that fits the schema. `root` is the pointer to its root: '' for the file that was asked for. */
export interface ValidFile {
  readonly root: Pointer;
  readonly value: RuleFile;
  readonly tree: Tree;
}

/** A question or a criterion, in the order of the files. */
export type Entry =
  | (Placed<QuestionInput> & { readonly section: 'questions' })
  | (Placed<ContraindicationInput> & { readonly section: 'contraindications' })
  | (Placed<CriterionInput> & { readonly section: 'indications' | 'supporting' });

/** The content of a rule file and of those it extends. */
export interface Merged {
  readonly head: RuleFile;
  readonly entries: readonly Entry[];
  readonly advice: readonly Placed<AdviceInput>[];
  readonly sources: ReadonlyMap<string, Placed<SourceInput>>;
  readonly claims: readonly Placed<ClaimInput>[];
  /** What each file says always holds; that of a parent is to hold of those that extend it too. */
  readonly properties: readonly Placed<PropertyInput>[];
  readonly overrideReasons: readonly Placed<OverrideReasonInput>[];
  readonly texts: NonNullable<RuleFile['texts']>;
  /** Those of the file that is nearest. */
  readonly safetyNet: string | undefined;
  readonly emergency: string | undefined;
  /** Help that a file gives to questions of those it extends. */
  readonly help: ReadonlyMap<string, string>;
  /** Gates that a file adds to questions of those it extends. */
  readonly gates: ReadonlyMap<string, readonly Placed<ConditionInput>[]>;
  readonly changes: readonly RuleChange[];
  readonly lineage: readonly { readonly id: string; readonly version: string }[];
}

interface Draft {
  entries: Entry[];
  advice: Placed<AdviceInput>[];
  sources: Map<string, Placed<SourceInput>>;
  claims: Placed<ClaimInput>[];
  properties: Placed<PropertyInput>[];
  overrideReasons: Placed<OverrideReasonInput>[];
  texts: NonNullable<RuleFile['texts']>;
  safetyNet: string | undefined;
  emergency: string | undefined;
  help: Map<string, string>;
  gates: Map<string, Placed<ConditionInput>[]>;
  changes: RuleChange[];
}

type Report = (problem: Diagnostic) => void;

/** Joins a file with those it extends; the file comes first in the list, then its parent, and so on. */
export function merge(files: readonly [ValidFile, ...ValidFile[]], report: Report): Merged {
  const draft: Draft = {
    entries: [],
    advice: [],
    sources: new Map(),
    claims: [],
    properties: [],
    overrideReasons: [],
    texts: {},
    safetyNet: undefined,
    emergency: undefined,
    help: new Map(),
    gates: new Map(),
    changes: [],
  };
  for (const [index, file] of [...files].reverse().entries()) {
    // What a file changes is its parents', not its own: changes come before additions.
    applyChanges(file, draft, index === 0, report);
    append(file, draft, index === 0, report);
  }
  return {
    ...draft,
    head: files[0].value,
    lineage: files.slice(1).map(({ value }) => ({ id: value.id, version: value.version })),
  };
}

function append(file: ValidFile, draft: Draft, oldest: boolean, report: Report): void {
  const { root, value } = file;
  const placed = <T>(section: string, items: readonly T[] | undefined): Placed<T>[] =>
    (items ?? []).map((item, index) => ({ value: item, at: at(root, section, index) }));
  // In the order of the file: that of the checked value is the schema's.
  for (const section of Object.keys(file.tree.value as object)) {
    switch (section) {
      case 'questions':
        draft.entries.push(...placed(section, value.questions).map((entry) => ({ ...entry, section }) as const));
        break;
      case 'contraindications':
        draft.entries.push(
          ...placed(section, value.contraindications).map((entry) => ({ ...entry, section }) as const),
        );
        break;
      case 'indications':
      case 'supporting':
        draft.entries.push(...placed(section, value[section]).map((entry) => ({ ...entry, section }) as const));
        break;
      default:
    }
  }
  if (!oldest) reportUnmarked(file, report);
  draft.advice.push(...placed('advice', value.advice));
  draft.claims.push(...placed('claims', value.claims));
  draft.overrideReasons.push(...placed('override-reasons', value['override-reasons']));
  draft.properties.push(...placed('properties', value.properties));
  draft.texts = { ...draft.texts, ...value.texts };
  draft.safetyNet = value['safety-net'] ?? draft.safetyNet;
  draft.emergency = value.emergency ?? draft.emergency;
  for (const [id, source] of Object.entries(value.sources ?? {})) {
    const first = draft.sources.get(id);
    const place = at(root, 'sources', id);
    if (first === undefined) draft.sources.set(id, { value: source, at: place });
    else if (JSON.stringify(first.value) !== JSON.stringify(source)) {
      report(
        problem('duplicate-id', place, `The source ${quoted(id)} is another one in the rule set that this extends.`, {
          side: 'key',
          hint: 'Give it another id.',
          related: [{ at: first.at, message: 'The other is here.' }],
        }),
      );
    }
  }
}

/** An indication that is added makes a candidate of somebody who was none: it must say so. */
function reportUnmarked(file: ValidFile, report: Report): void {
  const marked = new Set((file.value.changes ?? []).flatMap((change) => ('add' in change ? [change.add] : [])));
  for (const [index, indication] of (file.value.indications ?? []).entries()) {
    if (marked.has(indication.id)) continue;
    report(
      problem(
        'unmarked-addition',
        at(file.root, 'indications', index, 'id'),
        `The indication ${quoted(indication.id)} is added to the rule set that this extends.`,
        {
          hint: `Say so under "changes:", { add: ${indication.id}, because: … }.`,
        },
      ),
    );
  }
}

function applyChanges(file: ValidFile, draft: Draft, oldest: boolean, report: Report): void {
  const { value, root } = file;
  if (oldest) {
    for (const key of ['changes', 'help-for'] as const) {
      if (value[key] === undefined) continue;
      report(
        problem(
          'no-parent',
          at(root, key),
          `"${key}" is about the rule set that this one extends, and it extends none.`,
          { side: 'key', hint: 'Add "extends:", or take it out.' },
        ),
      );
    }
    return;
  }
  for (const [id, text] of Object.entries(value['help-for'] ?? {})) {
    const asks = draft.entries.some((entry) => entry.value.id === id && questionIn(entry));
    if (asks) draft.help.set(id, oneLine(text));
    else report(unknownTarget(id, at(root, 'help-for', id), 'question', questionIds(draft), 'key'));
  }
  for (const [index, change] of (value.changes ?? []).entries()) {
    const where = at(root, 'changes', index);
    const because = oneLine(change.because);
    if ('add' in change) {
      const own = (value.indications ?? []).map((indication) => indication.id);
      if (own.includes(change.add)) draft.changes.push({ kind: 'add', target: change.add, because, at: where });
      else report(unknownTarget(change.add, at(where, 'add'), 'indication of this file', own));
    } else if ('gate' in change) {
      const known = questionIds(draft);
      if (!known.includes(change.gate)) report(unknownTarget(change.gate, at(where, 'gate'), 'question', known));
      else {
        draft.gates.set(change.gate, [
          ...(draft.gates.get(change.gate) ?? []),
          { value: change['ask-if'], at: at(where, 'ask-if') },
        ]);
        draft.changes.push({ kind: 'gate', target: change.gate, because, at: where });
      }
    } else if ('remove' in change) {
      if (!removed(change.remove, draft))
        report(
          unknownTarget(change.remove, at(where, 'remove'), REMOVABLE, [...targets(draft), ...propertyIds(draft)]),
        );
      else draft.changes.push({ kind: 'remove', target: change.remove, because, at: where });
    } else if (replaced(change.replace, change.with, file, where, draft, report)) {
      draft.changes.push({ kind: 'replace', target: change.replace, because, at: where });
    }
  }
}

function removed(id: string, draft: Draft): boolean {
  const before = draft.entries.length + draft.advice.length;
  draft.entries = draft.entries.filter((entry) => entry.value.id !== id);
  draft.advice = draft.advice.filter((item) => item.value.id !== id);
  draft.gates.delete(id);
  if (draft.entries.length + draft.advice.length < before) return true;
  const promised = draft.properties.length;
  draft.properties = draft.properties.filter((property) => property.value.id !== id);
  return draft.properties.length < promised;
}

const REMOVABLE = 'criterion, question, advice item or property';

function propertyIds(draft: Draft): readonly string[] {
  return draft.properties.map((property) => property.value.id);
}

function replaced(id: string, input: object, file: ValidFile, where: Pointer, draft: Draft, report: Report): boolean {
  const place = at(where, 'with');
  const tree: Tree = { value: { ...input, id }, spelling: file.tree.spelling };
  const fits = <T>(schema: Parameters<typeof validate<T>>[0]): T | undefined => {
    const result = validate(schema, tree, place);
    if (!result.ok) result.diagnostics.forEach(report);
    return result.ok ? result.value : undefined;
  };
  if ('id' in input && input.id !== id) {
    report(
      problem('wrong-value', at(place, 'id'), `The id stays ${quoted(id)}: others may refer to it.`, {
        hint: 'Leave it out.',
      }),
    );
    return false;
  }
  const index = draft.entries.findIndex((entry) => entry.value.id === id);
  const entry = draft.entries[index];
  if (entry === undefined) {
    const item = draft.advice.findIndex((advice) => advice.value.id === id);
    if (item < 0) {
      report(unknownTarget(id, at(where, 'replace'), 'criterion, question or advice item', targets(draft)));
      return false;
    }
    const value = fits(adviceSchema);
    if (value !== undefined) draft.advice[item] = { value, at: place };
    return value !== undefined;
  }
  draft.gates.delete(id);
  switch (entry.section) {
    case 'questions': {
      const value = fits(questionSchema);
      if (value !== undefined) draft.entries[index] = { section: entry.section, value, at: place };
      return value !== undefined;
    }
    case 'contraindications': {
      const value = fits(contraindicationSchema);
      if (value !== undefined) draft.entries[index] = { section: entry.section, value, at: place };
      return value !== undefined;
    }
    case 'indications':
    case 'supporting': {
      const value = fits(criterionSchema);
      if (value !== undefined) draft.entries[index] = { section: entry.section, value, at: place };
      return value !== undefined;
    }
  }
}

function questionIn(entry: Entry): boolean {
  return entry.section === 'questions' || entry.value.ask !== undefined;
}

function questionIds(draft: Draft): readonly string[] {
  return draft.entries.filter(questionIn).map((entry) => entry.value.id);
}

function targets(draft: Draft): readonly string[] {
  return [...draft.entries, ...draft.advice].map((item) => item.value.id);
}

function unknownTarget(
  id: string,
  where: Pointer,
  what: string,
  known: readonly string[],
  side: 'key' | 'value' = 'value',
): Diagnostic {
  return problem('unknown-target', where, `No ${what} has the id ${quoted(id)}.`, {
    side,
    hint: didYouMean(id, known),
  });
}
