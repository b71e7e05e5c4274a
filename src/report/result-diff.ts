import { canonicalJson } from '../model/canonical.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import type {
  AdviceResult,
  AnswerResult,
  ContraindicationResult,
  CriterionResult,
  QuestionResult,
  Result,
} from './result.js';
import { NO_ANSWER, valueText } from './words.js';

/** Something that is otherwise in one result than in another; null where it is not there at all. */
export interface Difference {
  /** `verdict`, `contraindication pregnancy`, `question weight`, `answer weight`, `advice heat`. */
  readonly what: string;
  readonly was: string | null;
  readonly is: string | null;
}

export interface ResultDiff {
  /** Whether they are the same: equal but for when, by what and through which channel the answers came. */
  readonly same: boolean;
  readonly differences: readonly Difference[];
  /** Fields that differ in what is not among those: words, sources, the order of things. */
  readonly fields: readonly string[];
}

/** What differs for the patient, from one result to another. */
export function diffResults(was: Result, is: Result): ResultDiff {
  const before = comparable(was);
  const after = comparable(is);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => canonicalOf(before[field]) !== canonicalOf(after[field]),
  );
  if (fields.length === 0) return { same: true, differences: [], fields: [] };
  const differences = [
    ...scalars(was, is),
    ...byId('contraindication', was.contraindications, is.contraindications, contraindicationText),
    ...byId('indication', was.indications, is.indications, stateText),
    ...byId('supporting factor', was.supporting, is.supporting, stateText),
    ...byId('question', was.questions, is.questions, questionText),
    ...byId('answer', answersOf(was), answersOf(is), ({ text }) => text),
    ...byId('advice', was.advice, is.advice, adviceText),
  ];
  return { same: false, differences, fields };
}

type Plain = Readonly<Record<string, unknown>>;

/** The result without what two that are the same may differ in, and without what was added to it later. */
function comparable(result: Result): Plain {
  const { screenedAt, tool, digest, override, anonymous, answers, overrode, ruleSet, ...rest } = result;
  const { content, ...rules } = ruleSet;
  return {
    ...rest,
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, withoutOrigin(answer)])),
    overrode: overrode.map((one) => ({ ...one, was: withoutOrigin(one.was), by: withoutOrigin(one.by) })),
    ruleSet: rules,
  };
}

function withoutOrigin({ value, unit }: AnswerResult): Plain {
  return { value, ...(unit === undefined ? {} : { unit }) };
}

/** Unlike the canonical text of a rule set, with digests and places. */
function canonicalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalOf(entry)}`).join(',')}}`;
}

function scalars(was: Result, is: Result): readonly Difference[] {
  const rows: readonly (readonly [what: string, was: string, is: string])[] = [
    ['verdict', was.verdict, is.verdict],
    ['eligible', was.eligible, is.eligible],
    ['urgent', was.urgent, is.urgent],
    ['possible', was.possible.join(', '), is.possible.join(', ')],
    ['missing', list(was.missing), list(is.missing)],
    ['missing for urgent', list(was.missingForUrgent), list(is.missingForUrgent)],
    ['decisive', list(was.decisive), list(is.decisive)],
  ];
  return rows.filter(([, a, b]) => a !== b).map(([what, a, b]) => ({ what, was: a, is: b }));
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.join(', ');
}

function byId<T extends { readonly id: string }>(
  what: string,
  was: readonly T[],
  is: readonly T[],
  text: (one: T) => string,
): readonly Difference[] {
  const before = new Map(was.map((one) => [one.id, text(one)]));
  const after = new Map(is.map((one) => [one.id, text(one)]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const difference = { what: `${what} ${id}`, was: before.get(id) ?? null, is: after.get(id) ?? null };
    return difference.was === difference.is ? [] : [difference];
  });
}

function stateText({ state }: CriterionResult): string {
  return state;
}

function contraindicationText({ state, severity, urgent }: ContraindicationResult): string {
  return `${state} (${severity}${urgent ? ', urgent' : ''})`;
}

function questionText({ state }: QuestionResult): string {
  return state === 'answered' ? 'answered' : NO_ANSWER[state];
}

function adviceText({ shown }: AdviceResult): string {
  return shown ? 'shown' : 'not shown';
}

function answersOf(result: Result): readonly { readonly id: string; readonly text: string }[] {
  return Object.entries(result.answers).map(([id, { value, unit }]) => ({
    id,
    text: valueText(
      result.questions.find((one) => one.id === id),
      value,
      unit,
    ),
  }));
}

/** What is written otherwise in one rule set than in another, of what a verdict rests on. */
export function rulesChanged(old: RuleSet, now: RuleSet): readonly string[] {
  const parts = (ruleSet: RuleSet): ReadonlyMap<string, string> =>
    new Map(
      [
        ...criteriaOf(ruleSet).map(({ kind, id, name, because, help, group, source, evidence, ...rest }) => ({
          what: `${kind === 'supporting' ? 'supporting factor' : kind} ${id}`,
          rest,
        })),
        ...ruleSet.questions.map(({ id, ask, help, group, codes, ...rest }) => ({ what: `question ${id}`, rest })),
      ].map(({ what, rest }): [string, string] => [what, canonicalJson(rest)]),
    );
  const before = parts(old);
  const after = parts(now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const a = before.get(what);
    const b = after.get(what);
    if (a === b) return [];
    return [a === undefined ? `${what} is new` : b === undefined ? `${what} is gone` : `${what} says something else`];
  });
}
