import type { Diagnostic } from '../model/diagnostic.js';
import type { Condition } from '../model/condition.js';
import { at, type Pointer } from '../model/pointer.js';
import type { Property } from '../model/property.js';
import type { Question } from '../model/question.js';
import type { Contraindication, Indication, OverrideReason, RuleSet, SupportingFactor } from '../model/ruleset.js';
import type { Translation } from '../model/translation.js';
import { lowerAdvice, lowerClaim, lowerCitation, lowerEvidence, lowerSource } from './lower-content.js';
import { lowerCondition } from './lower-condition.js';
import { criterionIds, lowerProperty } from './lower-property.js';
import { lowerQuestion } from './lower-question.js';
import { oneLine, present, type Lowering, type Placed } from './lowering.js';
import type { Entry } from './draft.js';
import type { Merged } from './merge.js';
import { problem, quoted } from './problem.js';
import { RESERVED_SOURCES, reservedBecause } from './reserved.js';
import type { ConditionInput } from './schema-condition.js';
import { sparingly } from './suggest.js';
import type { ContraindicationInput, CriterionInput, QuestionInput } from './schema.js';

/**
 * The rule set that a merged file says, with every id, type and reference checked. Where something is reported, what comes
 * back is not to be used.
 */
export function lower(
  merged: Merged,
  translations: readonly Translation[],
  spelling: (at: Pointer) => string | undefined,
  report: (problem: Diagnostic) => void,
): RuleSet {
  checkIds(merged, report);
  const questions = new Map<string, Question | undefined>();
  const lowering: Lowering = {
    spelling,
    questions,
    sources: new Set(merged.sources.keys()),
    report,
    didYouMean: sparingly(),
  };
  const gates = new Map<string, readonly Placed<ConditionInput>[]>();
  for (const entry of merged.entries) {
    const asked = questionOf(entry);
    if (asked === undefined || questions.has(asked.id)) continue;
    questions.set(
      asked.id,
      lowerQuestion({ ...asked, ...present({ help: merged.help.get(asked.id) }) }, entry.at, lowering),
    );
    const own = asked['ask-if'];
    gates.set(asked.id, [
      ...(own === undefined ? [] : [{ value: own, at: at(entry.at, 'ask-if') }]),
      ...(merged.gates.get(asked.id) ?? []),
    ]);
  }
  const gated = [...questions.values()]
    .filter((question) => question !== undefined)
    .map((question): Question => {
      const askIf = lowerGate(gates.get(question.id) ?? [], lowering);
      return askIf === undefined ? question : { ...question, askIf };
    });
  const criteria = lowerCriteria(merged.entries, lowering);
  const { head } = merged;
  return {
    id: head.id,
    version: oneLine(head.version),
    title: oneLine(head.title),
    ...present({ description: head.description === undefined ? undefined : oneLine(head.description) }),
    ...present({ language: head.language }),
    ...(translations.length === 0 ? {} : { translations }),
    digest: '',
    sources: [...merged.sources].map(([id, source]) => lowerSource(id, source.value, source.at)),
    questions: gated,
    ...criteria,
    advice: merged.advice.map((item) => lowerAdvice(item.value, item.at, lowering)),
    texts: Object.fromEntries(Object.entries(merged.texts).map(([outcome, text]) => [outcome, oneLine(text)])),
    ...present({
      safetyNet: merged.safetyNet === undefined ? undefined : oneLine(merged.safetyNet),
      emergency: merged.emergency === undefined ? undefined : oneLine(merged.emergency),
    }),
    evidence: merged.claims.map((claim) => lowerClaim(claim.value, claim.at, lowering)),
    ...(merged.properties.length === 0
      ? {}
      : { properties: lowerProperties(merged, criterionIds(criteria), lowering) }),
    ...(merged.overrideReasons.length === 0 ? {} : { overrideReasons: lowerReasons(merged, lowering) }),
    ...present({ redFlagsIn: head['red-flags-in'] }),
    ...(merged.lineage.length === 0 ? {} : { lineage: merged.lineage, changes: merged.changes }),
  };
}

function lowerGate(gates: readonly Placed<ConditionInput>[], lowering: Lowering): Condition | undefined {
  const lowered = gates
    .map((gate) => lowerCondition(gate.value, gate.at, lowering))
    .filter((gate) => gate !== undefined);
  return lowered.length < 2 ? lowered[0] : { kind: 'all', of: lowered, at: lowered.at(-1)!.at };
}

/** Properties are a list of their own: two of one id are one too many. */
function lowerProperties(merged: Merged, criteria: ReadonlySet<string>, lowering: Lowering): readonly Property[] {
  const first = new Map<string, Pointer>();
  return merged.properties.flatMap(({ value, at: where }) => {
    const before = first.get(value.id);
    if (before !== undefined) {
      const related = [{ at: at(before, 'id'), message: 'The other is here.' }];
      lowering.report(
        problem('duplicate-id', at(where, 'id'), `Two properties have the id ${quoted(value.id)}.`, {
          hint: 'Give one of them another id.',
          related,
        }),
      );
    }
    first.set(value.id, before ?? where);
    return lowerProperty(value, where, criteria, lowering) ?? [];
  });
}

/** Reasons are called by their codes: two of one code would be told apart by nobody. */
function lowerReasons({ overrideReasons }: Merged, { report }: Lowering): readonly OverrideReason[] {
  const first = new Map<string, Pointer>();
  return overrideReasons.map(({ value: { code, text }, at: where }) => {
    const before = first.get(code);
    if (before !== undefined) {
      report(
        problem('duplicate-id', at(where, 'code'), `Two reasons have the code ${quoted(code)}.`, {
          hint: 'Give one of them another code.',
          related: [{ at: at(before, 'code'), message: 'The other is here.' }],
        }),
      );
    }
    first.set(code, before ?? where);
    return { code, text: oneLine(text), at: where };
  });
}

function lowerCriteria(
  entries: readonly Entry[],
  lowering: Lowering,
): Pick<RuleSet, 'contraindications' | 'indications' | 'supporting'> {
  const contraindications: Contraindication[] = [];
  const indications: Indication[] = [];
  const supporting: SupportingFactor[] = [];
  for (const entry of entries) {
    if (entry.section === 'questions') continue;
    const base = lowerCriterion(entry.value, entry.at, lowering);
    switch (entry.section) {
      case 'contraindications': {
        const { severity, urgent } = entry.value;
        if (urgent === true && severity !== 'absolute') reportUrgent(entry.value, entry.at, lowering);
        if (base !== undefined)
          contraindications.push({ kind: 'contraindication', ...base, severity, urgent: urgent ?? false });
        break;
      }
      case 'indications':
        if (base !== undefined) indications.push({ kind: 'indication', ...base });
        break;
      case 'supporting':
        if (base !== undefined) supporting.push({ kind: 'supporting', ...base });
    }
  }
  return { contraindications, indications, supporting };
}

function reportUrgent(input: ContraindicationInput, where: Pointer, lowering: Lowering): void {
  lowering.report(
    problem(
      'urgent-not-absolute',
      at(where, 'urgent'),
      `${quoted(input.id)} is urgent and only relative: what needs urgent care forbids the treatment.`,
      {
        side: 'key',
        hint: 'Write "severity: absolute", or leave "urgent" out.',
      },
    ),
  );
}

/** Keys that say something about the question of the short form. */
const OF_QUESTION = ['ask-if', 'fixed', 'codes'] as const;

function lowerCriterion(
  input: CriterionInput,
  where: Pointer,
  lowering: Lowering,
): Omit<Indication, 'kind'> | undefined {
  if (input.ask !== undefined && input.when !== undefined) {
    lowering.report(
      problem('ask-and-when', at(where, 'ask'), `${quoted(input.id)} has both "ask" and "when".`, {
        side: 'key',
        hint: 'Move the question under "questions:", and name it in "when".',
      }),
    );
    return undefined;
  }
  if (input.ask === undefined && input.when === undefined) {
    lowering.report(
      problem('missing-key', at(where, 'ask'), `${quoted(input.id)} has neither "ask" nor "when".`, {
        hint: 'Add "ask:" with a question, or "when:" with a condition.',
      }),
    );
    return undefined;
  }
  for (const key of OF_QUESTION) {
    if (input.ask !== undefined || input[key] === undefined) continue;
    lowering.report(
      problem(
        'key-of-question',
        at(where, key),
        `"${key}" is about a question, and ${quoted(input.id)} has none of its own.`,
        { side: 'key', hint: 'Put it at the question, under "questions:".' },
      ),
    );
  }
  const when =
    input.when === undefined
      ? ({
          kind: 'comparison',
          question: input.id,
          test: { kind: 'one-of', values: ['yes'] },
          at: at(where, 'ask'),
        } as const)
      : lowerCondition(input.when, at(where, 'when'), lowering);
  const source = lowerCitation(input.source, at(where, 'source'), lowering);
  const evidence = lowerEvidence(input.evidence, at(where, 'evidence'), lowering);
  if (when === undefined) return undefined;
  return {
    id: input.id,
    name: oneLine(input.name),
    because: oneLine(input.because),
    when,
    ...present({
      help: input.help === undefined ? undefined : oneLine(input.help),
      group: input.group === undefined ? undefined : oneLine(input.group),
      source,
      evidence,
    }),
    at: where,
  };
}

/** The question that an entry asks: its own, or that of the short form. */
function questionOf(entry: Entry): QuestionInput | undefined {
  if (entry.section === 'questions') return entry.value;
  const { id, ask, help, group, fixed, codes } = entry.value;
  if (ask === undefined) return undefined;
  return { id, ask, help, group, fixed, codes, 'ask-if': entry.value['ask-if'] };
}

function checkIds(merged: Merged, report: (problem: Diagnostic) => void): void {
  const seen = new Map<string, Pointer>();
  checkEach(merged.entries, seen, report);
  checkEach(merged.advice, new Map<string, Pointer>(), report);
  for (const [id, source] of merged.sources) {
    if (!RESERVED_SOURCES.has(id)) continue;
    report(
      problem('reserved-id', source.at, `${quoted(id)} cannot be the id of a source.`, {
        side: 'key',
        hint: 'Choose another id.',
      }),
    );
  }
}

function checkEach(
  items: readonly Placed<{ readonly id: string }>[],
  seen: Map<string, Pointer>,
  report: (problem: Diagnostic) => void,
): void {
  for (const { value, at: where } of items) {
    const place = at(where, 'id');
    const first = seen.get(value.id);
    if (first !== undefined) {
      report(
        problem('duplicate-id', place, `The id ${quoted(value.id)} is taken.`, {
          hint: 'Each question, criterion and advice item has an id of its own; to change one of an extended rule set, write "replace" under "changes:".',
          related: [{ at: first, message: 'The first is here.' }],
        }),
      );
      continue;
    }
    seen.set(value.id, place);
    const because = reservedBecause(value.id);
    if (because !== undefined)
      report(
        problem('reserved-id', place, `${quoted(value.id)} cannot be an id: ${because}.`, {
          hint: 'Choose another id, such as one with a word more.',
        }),
      );
  }
}
