import type { Compiled } from '../engine/compile.js';
import type { Answer, Answers } from '../model/answer.js';
import type { Question } from '../model/question.js';
import { readAnswer } from '../model/read-answer.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Overrode } from '../model/screening.js';
import { resultOf } from '../report/result-of.js';
import { diffResults, rulesChanged, type ResultDiff } from '../report/result-diff.js';
import type { AnswerResult, Result } from '../report/result.js';
import { overrodeBy } from './answers.js';
import type { Saved } from './saved-result.js';
import { TOOL } from './version.js';

/** Why a saved result is not what comes out today. */
export type FindingKind =
  'edited' | 'no-digest' | 'rules-edited' | 'rule-set-changed' | 'tool-changed' | 'unexplained' | 'override-lapsed';

export interface ReplayFinding {
  readonly kind: FindingKind;
  /** A full sentence. */
  readonly message: string;
}

export interface Replayed extends ResultDiff {
  readonly findings: readonly ReplayFinding[];
  /** What the rules say otherwise; only where the rule set of then is at hand. */
  readonly rules: readonly string[];
}

/** A rule set made ready. */
export interface Ready {
  readonly ruleSet: RuleSet;
  readonly compiled: Compiled;
}

/** Evaluates a saved result by the rules of today, and by those of then where they are at hand. */
export function replayOne(saved: Saved, now: Ready, then: Ready | undefined, today: string): Replayed {
  const { result } = saved;
  const changed = now.ruleSet.digest !== result.ruleSet.digest;
  const diff = diffResults(result, again(result, now));
  const asThen = changed && then !== undefined ? diffResults(result, again(result, then)) : undefined;
  // What cannot be laid to the rules: by the same rules, it comes out otherwise.
  const strange = changed ? asThen?.same === false : !diff.same;
  const findings: ReplayFinding[] = [];
  const found = (kind: FindingKind, message: string): unknown => findings.push({ kind, message });

  if (saved.digest === 'differs') found('edited', 'The file was edited: its digest is not that of its content.');
  if (saved.digest === 'missing') found('no-digest', 'It has no digest: whether it was edited cannot be told.');
  if (!saved.contentFits) found('rules-edited', 'The rule set inside is not the one that the result names.');
  if (changed) found('rule-set-changed', changedMessage(result, now.ruleSet, then));
  if (strange && result.tool.version !== TOOL.version)
    found(
      'tool-changed',
      `It was made by ${result.tool.name} ${result.tool.version}; this is ${TOOL.name} ${TOOL.version}.`,
    );
  else if (strange && saved.digest === 'fits')
    found('unexplained', 'The same rules and the same program give something else, and the file is as it was sealed.');
  const { override } = result;
  if (override !== undefined && override.until < today)
    found(
      'override-lapsed',
      `The decision for ${override.verdict} (${override.reason}) lapsed after ${override.until}.`,
    );
  return { ...diff, findings, rules: changed && then !== undefined ? rulesChanged(then.ruleSet, now.ruleSet) : [] };
}

function changedMessage({ ruleSet }: Result, now: RuleSet, then: Ready | undefined): string {
  const versions =
    ruleSet.version === now.version
      ? `both are version ${now.version}`
      : `it was ${ruleSet.version}, it is ${now.version}`;
  const message = `The rule set ${now.id} changed: ${versions}.`;
  return then === undefined ? `${message} Digests: was ${ruleSet.digest}, is ${now.digest}.` : message;
}

/** The result as it comes out by some rules. Answers that those do not take are left out. */
function again(saved: Result, { ruleSet, compiled }: Ready): Result {
  const { on } = saved;
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const answers = answersOf(Object.entries(saved.answers), questions, on);
  const screening = compiled.screen(answers, { on });
  const was = answersOf(
    saved.overrode.map((one) => [one.question, one.was] as const),
    questions,
    on,
  );
  const overrode: readonly Overrode[] = overrodeBy(screening, [{ answers: was, where: new Map() }], (some) =>
    compiled.screen(some, { on }),
  );
  return resultOf({
    screening,
    overrode,
    reference: saved.reference,
    tool: TOOL,
    screenedAt: saved.screenedAt,
    ...(saved.language === undefined ? {} : { language: saved.language }),
  });
}

function answersOf(
  given: readonly (readonly [string, AnswerResult])[],
  questions: ReadonlyMap<string, Question>,
  on: string,
): Answers {
  return new Map(
    given.flatMap(([id, { value, unit, origin }]): readonly [string, Answer][] => {
      const question = questions.get(id);
      if (question === undefined) return [];
      const raw = unit === undefined || typeof value !== 'number' ? value : `${value} ${unit}`;
      const read = readAnswer(question, raw, { on, unitOptional: true });
      if (!read.ok) return [];
      if (read.unknown === true) return [[id, { kind: 'unknown', origin }]];
      return [[id, { kind: 'known', value: read.value, origin, ...(unit === undefined ? {} : { unit }) }]];
    }),
  );
}
