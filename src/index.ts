// The library: a rule file to a rule set, a rule set and answers to a screening. Reads nothing by itself.
import type { Diagnostic } from './model/diagnostic.js';
import { withDigest } from './model/canonical.js';
import type { RuleSet } from './model/ruleset.js';
import { loadRuleSet as load } from './rulefile/load.js';
import { sourceOf, type Sources } from './rulefile/source-text.js';

export { BudgetError, compile, InvalidAnswersError } from './engine/compile.js';
export type { Compiled, ScreenOptions } from './engine/compile.js';
export { judge } from './batch/record.js';
export type { RecordJudge } from './batch/record.js';
export type { AnswerRecord } from './batch/read-record.js';
export type { ExplainedVerdict, Findings, ListedContraindication, ListedFinding } from './batch/explained.js';
export type { PlainVerdict } from './batch/verdict-of.js';
export { readAnswer } from './model/read-answer.js';
export type { ReadAnswer, ReadOptions } from './model/read-answer.js';
export type { Answer, Answers, AnswerValue, Origin } from './model/answer.js';
export type { Condition, Test } from './model/condition.js';
export type { Diagnostic } from './model/diagnostic.js';
export type { Pointer } from './model/pointer.js';
export type { Question, QuestionId } from './model/question.js';
export type {
  Contraindication,
  Criterion,
  CriterionId,
  Indication,
  RuleSet,
  SupportingFactor,
} from './model/ruleset.js';
export type { Change, Finding, FindingState, Outcome, Screening, SettledOutcome, Verdict } from './model/screening.js';

export interface LoadOptions {
  /** The bytes of the file at a path, of the rule file itself and of what it extends; `undefined` where there is none. */
  readonly read: (path: string) => Uint8Array | undefined;
  /** The path of a rule set that is extended by its name rather than by its file; `undefined` where there is none. */
  readonly named?: (name: string) => string | undefined;
  /** 64 hex digits for a text in UTF-8. Without it the rule set has no digest: a verdict cannot be traced to the rules that gave it. */
  readonly sha256?: (text: string) => string;
}

/** A problem in a rule file and its place, counted from 1. */
export type LocatedDiagnostic = Diagnostic & { readonly file: string; readonly line: number; readonly column: number };

export type Loaded =
  | { readonly ok: true; readonly ruleSet: RuleSet }
  | { readonly ok: false; readonly diagnostics: readonly LocatedDiagnostic[] };

/** Loads a rule file in YAML. Never throws because of what stands in it: every problem of the first stage that fails is told. */
export function loadRuleSet(path: string, { read, named, sha256 }: LoadOptions): Loaded {
  const loaded = load(path, named === undefined ? { read } : { read, shipped: named });
  if (!loaded.ok)
    return { ok: false, diagnostics: loaded.diagnostics.map((found) => located(found, path, loaded.sources)) };
  return { ok: true, ruleSet: sha256 === undefined ? loaded.ruleSet : withDigest(loaded.ruleSet, sha256) };
}

function located(diagnostic: Diagnostic, path: string, sources: Sources): LocatedDiagnostic {
  const source = sourceOf(sources, diagnostic.at);
  if (source === undefined) return { ...diagnostic, file: path, line: 1, column: 1 };
  const { range, at, side } = diagnostic;
  const { line, column } = range === undefined ? source.locate(at, side) : source.locateRange(range.start, range.end);
  return { ...diagnostic, file: source.path, line, column };
}
