import type { Answer } from '../model/answer.js';
import type { Question, QuestionId } from '../model/question.js';
import type { Criterion } from '../model/ruleset.js';
import type { Change, Finding, FindingState, Screening } from '../model/screening.js';
import { DEFAULT_LANGUAGE } from '../model/translation.js';
import { headline } from './headline.js';
import { NOTICE, SAFETY_NET } from './notice.js';
import { inLanguage } from './result-language.js';
import { sealed } from './result-digest.js';
import type {
  AnswerResult,
  ContraindicationResult,
  CriterionResult,
  QuestionResult,
  Result,
  Screened,
} from './result.js';

/** All that a screening says, as plain data. The field order is the one of `docs/json.md`. */
export function resultOf({ screening, overrode, reference, tool, screenedAt, sha256, language }: Screened): Result {
  const { ruleSet, answers, verdict } = screening;
  const result = {
    candidacy: 1 as const,
    verdict: verdict.outcome,
    eligible: verdict.eligible,
    urgent: verdict.urgent,
    possible: verdict.possible,
    summary: '',
    text: ruleSet.texts[verdict.outcome] ?? null,
    contraindications: screening.contraindications.map(contraindicationResult),
    indications: screening.indications.map(criterionResult),
    supporting: screening.supporting.map(criterionResult),
    missing: verdict.missing,
    missingForUrgent: verdict.missingForUrgent,
    next: verdict.next,
    decisive: screening.decisive,
    changes: screening.changes.map(changeResult),
    more: screening.moreChanges,
    unreachable: screening.unreachable,
    questions: ruleSet.questions.map((question) => questionResult(question, screening)),
    answers: Object.fromEntries(
      ruleSet.questions.flatMap(({ id }) => {
        const answer = answers.get(id);
        return answer === undefined ? [] : [[id, answerResult(answer)]];
      }),
    ),
    overrode: overrode.map(({ question, was, by, removed }) => ({
      question,
      was: answerResult(was),
      by: answerResult(by),
      removed,
    })),
    advice: screening.advice.map(({ advice, applies, shown, withheld }) => ({
      id: advice.id,
      title: advice.title,
      type: advice.type,
      text: advice.text ?? null,
      steps: advice.steps,
      dose: advice.dose ?? null,
      ...(advice.price === undefined ? {} : { price: advice.price }),
      source: advice.source ?? {},
      applies,
      shown,
      withheld,
      at: advice.at,
    })),
    ruleSet: {
      id: ruleSet.id,
      version: ruleSet.version,
      digest: ruleSet.digest,
      title: ruleSet.title,
      description: ruleSet.description ?? null,
      redFlagsIn: ruleSet.redFlagsIn ?? null,
      sources: ruleSet.sources,
      claims: ruleSet.evidence,
      lineage: ruleSet.lineage ?? [],
      loosened: ruleSet.changes ?? [],
      ...(ruleSet.overrideReasons === undefined ? {} : { overrideReasons: ruleSet.overrideReasons }),
    },
    on: screening.on,
    reference,
    tool: { name: tool.name, version: tool.version },
    screenedAt,
    notice: NOTICE,
    safetyNet: ruleSet.safetyNet ?? SAFETY_NET,
    ...(ruleSet.emergency === undefined ? {} : { emergency: ruleSet.emergency }),
    language: ruleSet.language ?? DEFAULT_LANGUAGE,
  };
  const told = inLanguage({ ...result, summary: headline(result) }, ruleSet, language);
  return sha256 === undefined ? told : sealed(told, sha256);
}

function criterionResult({ criterion, state, questions }: Finding): CriterionResult {
  return { id: criterion.id, name: criterion.name, ...rest(criterion, state, questions) };
}

function contraindicationResult({
  criterion,
  state,
  questions,
}: Screening['contraindications'][number]): ContraindicationResult {
  return {
    id: criterion.id,
    name: criterion.name,
    severity: criterion.severity,
    urgent: criterion.urgent,
    ...rest(criterion, state, questions),
  };
}

function rest(
  criterion: Criterion,
  state: FindingState,
  questions: readonly QuestionId[],
): Omit<CriterionResult, 'id' | 'name'> {
  return {
    state,
    because: criterion.because,
    source: criterion.source ?? {},
    questions,
    at: criterion.at,
    evidence: criterion.evidence ?? null,
    help: criterion.help ?? null,
    group: criterion.group ?? null,
  };
}

function questionResult(question: Question, screening: Screening): QuestionResult {
  const waitsFor = screening.waiting.get(question.id);
  return {
    id: question.id,
    ask: question.ask,
    ...(question.name === undefined ? {} : { name: question.name }),
    type: question.type,
    state: screening.questions.get(question.id) ?? 'not-asked',
    ...(waitsFor === undefined ? {} : { waitsFor }),
    options: question.type === 'choice' || question.type === 'choices' ? question.options : [],
    unit: question.type === 'number' ? (question.unit ?? null) : null,
    help: question.help ?? null,
    group: question.group ?? null,
    fixed: question.fixed,
    optional: question.optional,
    codes: question.codes,
    at: question.at,
  };
}

function answerResult(answer: Answer): AnswerResult {
  const { origin, answeredAt } = answer;
  const how = answeredAt === undefined ? { origin } : { origin, answeredAt };
  if (answer.kind === 'unknown') return { value: 'unknown', ...how };
  return answer.unit === undefined
    ? { value: answer.value, ...how }
    : { value: answer.value, unit: answer.unit, ...how };
}

/** The parts in one order, whatever order the engine built them in. */
function changeResult({ change, verdict, leftOut }: Change): Change {
  return {
    change: change.map(({ question, from, fromUnit, to, toUnit, range, fromDate, untilDate }) => ({
      question,
      from,
      ...(fromUnit === undefined ? {} : { fromUnit }),
      to,
      ...(toUnit === undefined ? {} : { toUnit }),
      ...(range === undefined ? {} : { range }),
      ...(fromDate === undefined ? {} : { fromDate }),
      ...(untilDate === undefined ? {} : { untilDate }),
    })),
    verdict,
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}
