import { at } from '../model/pointer.js';
import type { RuleChange } from '../model/ruleset.js';
import { applyChanges } from './apply-changes.js';
import type { Draft, Entry, Report, ValidFile } from './draft.js';
import type { Placed } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { ConditionInput } from './schema-condition.js';
import type { AdviceInput, ClaimInput, OverrideReasonInput, PropertyInput, RuleFile, SourceInput } from './schema.js';

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
