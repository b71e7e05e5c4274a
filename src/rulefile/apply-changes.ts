import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import type { Draft, Entry, Report, ValidFile } from './draft.js';
import { oneLine } from './lowering.js';
import type { Tree } from './plain-reading.js';
import { problem, quoted } from './problem.js';
import { contraindicationSchema, criterionSchema, questionSchema } from './schema.js';
import { adviceSchema } from './schema-advice.js';
import { didYouMean } from './suggest.js';
import { validate } from './validate.js';

/** Does what `changes:` and `help-for:` of a file say to those that it extends. `oldest` extends none. */
export function applyChanges(file: ValidFile, draft: Draft, oldest: boolean, report: Report): void {
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
