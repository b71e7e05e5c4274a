import { makePlans, type Plan } from '../../engine/plan.js';
import { questionsOf } from '../../model/condition.js';
import { stepsOf } from '../../model/pointer.js';
import { criteriaOf, type RuleSet } from '../../model/ruleset.js';
import { PLAN_BUDGET } from '../differ.js';
import { createLift, scopeOf } from '../lift.js';
import { periodsAhead } from './ahead.js';
import { nearNames, sameCriteria } from './alike.js';
import { bands } from './bands.js';
import { bounds } from './bounds.js';
import { boundsApart } from './bounds-apart.js';
import type { LintCode } from './codes.js';
import type { Check, Finding } from './finding.js';
import { neverAsked } from './gates.js';
import { idleQuestions, neverMatters } from './influence.js';
import { placeholders } from './placeholders.js';
import { presence } from './presence.js';
import { missingSources, overdueReviews, unusedSources } from './sources.js';
import { missingTranslations, staleTranslations } from './translations.js';
import { negatedQuestions, openAdvice } from './wording.js';

/** Every check. A finding of an earlier one explains those of later ones. */
export const CHECKS: readonly Check[] = [
  neverAsked,
  presence,
  sameCriteria,
  neverMatters,
  idleQuestions,
  bands,
  bounds,
  boundsApart,
  periodsAhead,
  missingSources,
  unusedSources,
  overdueReviews,
  placeholders,
  nearNames,
  negatedQuestions,
  openAdvice,
  missingTranslations,
  staleTranslations,
];

/** Findings about an inherited rule that those who extend it can bring about. The others are the parent's own. */
const CAN_CHANGE: ReadonlySet<LintCode> = new Set([
  'never-asked',
  'never-present',
  'always-present',
  'same-criterion',
  'never-matters',
  'idle-question',
  'band-gap',
  'band-overlap',
  'period-looks-back',
  'missing-translation',
  'stale-translation',
]);

function inherited(at: string): boolean {
  return stepsOf(at).file !== undefined;
}

/** What is odd about a rule set that loads. Throws `BudgetError` or `DiagramBudgetExceeded` where it is too entangled. */
export function lint(ruleSet: RuleSet, on: string): readonly Finding[] {
  const [plan] = makePlans([ruleSet], on, PLAN_BUDGET) as [Plan];
  const read = criteriaOf(ruleSet).flatMap(({ when }) => questionsOf(when));
  const subject = { ruleSet, plan, lift: createLift([plan], scopeOf([plan], read)), on };
  return CHECKS.flatMap((check) => check(subject)).filter(({ at, code }) => !inherited(at) || CAN_CHANGE.has(code));
}
