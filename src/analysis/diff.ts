import { type Combine, type Node } from '../engine/diagram.js';
import { makePlan, type Plan } from '../engine/plan.js';
import { findingState } from '../engine/compile.js';
import { situate } from '../engine/situation.js';
import type { Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import { type Criterion, type CriterionId, criteriaOf, type RuleSet } from '../model/ruleset.js';
import type { FindingState, Outcome } from '../model/screening.js';
import type { QuestionChange } from './align.js';
import { countValues, countWhere } from './count.js';
import { describe, type Description } from './describe.js';
import { differ, type Difference, keyOf, PLAN_BUDGET } from './differ.js';
import { createLift, type Lift, restrict, scopeOf } from './lift.js';
import { type Sides, sidesOf } from './sides.js';
import { ALARM, CAUTION, OUTCOMES, outcomePlace, URGENCIES, urgencyPlace } from './standing.js';
import { witness } from './witness.js';
import { type WordChange, wordChanges } from './words-changed.js';

/** What one rule set says otherwise than another. */
export interface RuleSetDiff {
  readonly old: RuleSet;
  readonly now: RuleSet;
  readonly on: string;
  /** How many answer sets there are: complete ones, and all with those that leave something open. */
  readonly complete: bigint;
  readonly all: bigint;
  /** The questions that the verdict of either reads. */
  readonly questions: number;
  /** Whether the meaning changes, and the version of the same rule set says nothing of it. */
  readonly versionKept: boolean;
  readonly questionChanges: readonly QuestionChange[];
  /** Whether anybody's verdict changes; false is proved. */
  readonly verdictChanges: boolean;
  readonly verdicts: readonly StandingChange<Outcome>[];
  readonly urgency: readonly StandingChange<Urgency>[];
  readonly findings: readonly FindingChange[];
  readonly criteria: readonly CriterionChange[];
  readonly words: readonly WordChange[];
}

export type Urgency = (typeof URGENCIES)[number];

/** Answer sets that came to one thing and now come to another. */
export interface StandingChange<T> {
  readonly was: T;
  readonly is: T;
  readonly complete: bigint;
  readonly all: bigint;
  readonly patient: Answers;
  readonly sides: Sides;
  /** What the complete ones have in common. */
  readonly description?: Description;
}

/** A criterion whose finding changes though it is in both. */
export interface FindingChange {
  readonly kind: Criterion['kind'];
  readonly id: CriterionId;
  /** Complete answer sets (to the questions that the verdict and the criterion read) for which it comes out otherwise. */
  readonly complete: bigint;
  /** Somebody for whom it comes out otherwise; where there is somebody, with the same verdict. */
  readonly patient: Answers;
  readonly sides: Sides;
  readonly sameVerdict: boolean;
  readonly was: FindingState;
  readonly is: FindingState;
}

export interface CriterionChange {
  readonly kind: Criterion['kind'];
  readonly id: CriterionId;
  readonly change: 'added' | 'removed' | 'severity' | 'urgent';
  readonly was?: string;
  readonly is?: string;
}

/**
 * Compares two rule sets in meaning, over every set of answers that can be given, and what is left in words.
 *
 * Throws `BudgetError` or `DiagramBudgetExceeded` where that is too much.
 */
export function diffRuleSets(old: RuleSet, now: RuleSet, on: string): RuleSetDiff {
  const difference = differ(old, now, on);
  const lift = difference.lift();
  const findings = findingChanges(difference, on);
  const criteria = criterionChanges(old, now);
  const questionChanges = difference.aligned.questions;
  const means = [difference.outcome, difference.urgency, ...[findings, criteria, questionChanges].map(isSome)];
  return {
    old,
    now,
    on,
    complete: countWhere(lift, lift.complete()),
    all: countWhere(lift, lift.valid()),
    questions: lift.questions.length,
    versionKept: old.id === now.id && old.version === now.version && means.includes(true),
    questionChanges,
    verdictChanges: difference.outcome,
    verdicts: difference.outcome ? standingChanges(difference, OUTCOMES, outcomePlace, CAUTION) : [],
    urgency: difference.urgency ? standingChanges(difference, URGENCIES, urgencyPlace, ALARM) : [],
    findings,
    criteria,
    words: wordChanges(old, now, difference),
  };
}

function isSome(list: readonly unknown[]): boolean {
  return list.length > 0;
}

/** Those towards less caution first, the longest way first; then by how many they are, complete ones first. */
function standingChanges<T extends string>(
  difference: Difference,
  names: readonly T[],
  placeOf: (codes: number) => number,
  caution: Readonly<Record<T, number>>,
): readonly StandingChange<T>[] {
  const lift = difference.lift();
  const { diagrams } = lift;
  const [old, now] = lift.plans as [Plan, Plan];
  const size = names.length;
  /** 0 where they agree. */
  const pair: Combine = (a, b) => {
    const [was, is] = [placeOf(a), placeOf(b)];
    return was === is ? 0 : 1 + was * size + is;
  };
  const pairs = diagrams.apply(pair, lift.codes(old), lift.codes(now));
  const complete = restrict(diagrams, pairs, lift.complete(), 0);
  const valid = restrict(diagrams, pairs, lift.valid(), 0);
  const completeCounts = countValues(lift, complete);
  const counts = countValues(lift, valid);
  const inOrder = [...counts].sort(([a], [b]) => a - b);
  const changes = inOrder.flatMap(([value, all]): readonly StandingChange<T>[] => {
    if (value === 0) return [];
    const inComplete = completeCounts.get(value) ?? 0n;
    const set = diagrams.apply((own) => (own === value ? 1 : 0), complete, diagrams.constant(0));
    const description = inComplete === 0n ? undefined : describe(lift, set);
    const patient = witness(lift, valid, (own) => own === value)!;
    return [
      {
        was: names[Math.floor((value - 1) / size)]!,
        is: names[(value - 1) % size]!,
        complete: inComplete,
        all,
        patient,
        sides: sidesOf(difference, patient),
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
  const lost = ({ was, is }: Pick<StandingChange<T>, 'was' | 'is'>): number => Math.max(0, caution[was] - caution[is]);
  const keys = ({ complete, all, ...change }: StandingChange<T>): readonly bigint[] => [
    BigInt(lost(change)),
    BigInt(lost(change) > 0 ? caution[change.was] : 0),
    complete,
    all,
  ];
  return changes.sort((a, b) => {
    const other = keys(b);
    return keys(a).reduce((found, key, index) => (found === 0 ? compare(other[index]!, key) : found), 0);
  });
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function findingChanges(difference: Difference, on: string): readonly FindingChange[] {
  const { aligned, findings } = difference;
  if (findings.length === 0) return [];
  // By itself a rule set knows no answer that only the other one takes.
  const [old, now] = [aligned.old, aligned.now].map((ruleSet) => makePlan(ruleSet, on, PLAN_BUDGET)) as [Plan, Plan];
  return findings.map((key) => findingChange(difference, key, old, now));
}

function findingChange(difference: Difference, key: string, alone: Plan, nowAlone: Plan): FindingChange {
  const { old, now } = difference;
  const [before, after] = [criterionIn(old, key), criterionIn(now, key)];
  const reads = [before, after].flatMap((criterion) => questionsOf(criterion.when));
  const lift = liftOver(difference, scopeOf([old, now], reads));
  const { diagrams } = lift;
  const pair: Combine = (a, b) => (a === b ? 0 : a * 4 + b);
  const pairs = diagrams.apply(pair, lift.of(old.criteria.get(before)!, old), lift.of(now.criteria.get(after)!, now));
  const alike: Combine = (a, b) => (outcomePlace(a) === outcomePlace(b) ? 1 : 0);
  const same = diagrams.apply(alike, lift.codes(old), lift.codes(now));
  const valid = restrict(diagrams, pairs, lift.valid(), 0);
  const staying = restrict(diagrams, valid, same, 0);
  const settled = (value: number): boolean => [0b01 * 4 + 0b10, 0b10 * 4 + 0b01].includes(value);
  const any = (value: number): boolean => value > 0;
  const tries: readonly (readonly [Node, (value: number) => boolean])[] = [
    [staying, settled],
    [staying, any],
    [valid, settled],
    [valid, any],
  ];
  for (const [node, wanted] of tries) {
    const patient = witness(lift, node, wanted);
    if (patient === undefined) continue;
    const [was, is] = [stateIn(alone, before, patient), stateIn(nowAlone, after, patient)];
    const complete = countWhere(lift, restrict(diagrams, pairs, lift.complete(), 0));
    const sides = sidesOf(difference, patient);
    return { kind: before.kind, id: before.id, complete, patient, sides, sameVerdict: node === staying, was, is };
  }
  throw new Error(`Nobody has another finding on ${key}.`);
}

/** Mostly a criterion reads nothing that the verdict does not, and what was lifted for that serves both. */
function liftOver({ old, now, aligned, lift }: Difference, questions: readonly QuestionId[]): Lift {
  const whole = lift();
  return questions.length === whole.questions.length ? whole : createLift([old, now], questions, aligned.shared);
}

function criterionIn(plan: Plan, key: string): Criterion {
  return criteriaOf(plan.ruleSet).find((criterion) => keyOf(criterion) === key)!;
}

/** As the engine sees it, which gets the answers that the rule set of the plan asks for. */
function stateIn(plan: Plan, criterion: Criterion, patient: Answers): FindingState {
  const asked = new Set(plan.ruleSet.questions.map(({ id }) => id));
  const own = new Map([...patient].filter(([id]) => asked.has(id)));
  return findingState(situate(plan, own), criterion);
}

function criterionChanges(old: RuleSet, now: RuleSet): readonly CriterionChange[] {
  const before = new Map(criteriaOf(old).map((criterion) => [keyOf(criterion), criterion]));
  const after = new Map(criteriaOf(now).map((criterion) => [keyOf(criterion), criterion]));
  const removed = [...before].flatMap(([key, { kind, id }]) =>
    after.has(key) ? [] : [{ kind, id, change: 'removed' as const }],
  );
  const rest = [...after].flatMap(([key, criterion]): readonly CriterionChange[] => {
    const { kind, id } = criterion;
    const was = before.get(key);
    if (was === undefined) return [{ kind, id, change: 'added' }];
    if (was.kind !== 'contraindication' || criterion.kind !== 'contraindication') return [];
    return [
      ...(was.severity === criterion.severity
        ? []
        : [{ kind, id, change: 'severity' as const, was: was.severity, is: criterion.severity }]),
      ...(was.urgent === criterion.urgent
        ? []
        : [{ kind, id, change: 'urgent' as const, was: String(was.urgent), is: String(criterion.urgent) }]),
    ];
  });
  return [...removed, ...rest];
}
