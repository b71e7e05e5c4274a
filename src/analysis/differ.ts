import type { Combine, Diagrams, Node } from '../engine/diagram.js';
import { outcomeIndex, URGENT } from '../engine/outcome.js';
import { makePlans, type Plan } from '../engine/plan.js';
import type { Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { Question, QuestionId } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { align, type Aligned } from './align.js';
import { createLift, type Lift, restrict, scopeOf } from './lift.js';
import { completeCodes } from './somebody.js';
import { outcomePlace, urgencyPlace } from './standing.js';
import { witness } from './witness.js';

/** Decision nodes for the plans of both rule sets together. */
export const PLAN_BUDGET = 1_000_000;

/** Two rule sets held against each other, exactly. */
export interface Difference {
  readonly aligned: Aligned;
  readonly old: Plan;
  readonly now: Plan;
  /** Whether some complete answers come to another verdict; false is a proof that none do, complete or not. */
  readonly outcome: boolean;
  /** Whether some complete answers are urgent in one alone. */
  readonly urgency: boolean;
  /** Criteria (kind and id) of both that are present for one and not for the other, for some complete answers. */
  readonly findings: readonly string[];
  /** Both over every set of answers; made when it is first asked for. */
  readonly lift: () => Lift;
  /** An irreducible patient who comes out differently: by verdict, else by urgency. `undefined` where nobody does. */
  readonly patient: () => Answers | undefined;
}

/**
 * Holds two rule sets against each other. That they agree is seen by comparing two nodes: diagrams of one function are one
 * node. Throws `BudgetError` or `DiagramBudgetExceeded` for rule sets that are too entangled.
 */
export function differ(old: RuleSet, now: RuleSet, on: string, budget: number = PLAN_BUDGET): Difference {
  const aligned = align(old, now);
  const [before, after] = makePlans([aligned.old, aligned.now], on, budget, aligned.shared) as [Plan, Plan];
  const { diagrams } = before;
  const codes = [completeCodes(before), completeCodes(after)] as const;
  /** Where both take the same answers, one look at complete ones tells: the incomplete ones follow from them. */
  const differs = (of: (code: number) => number, placeOf: (codes: number) => number): boolean => {
    if (aligned.shared.size > 0) return patientOf(lift(), placeOf) !== undefined;
    const to: Combine = (code) => of(code);
    const zero = diagrams.constant(0);
    return diagrams.apply(to, codes[0], zero) !== diagrams.apply(to, codes[1], zero);
  };
  let lifted: Lift | undefined;
  const lift = (): Lift => (lifted ??= createLift([before, after], scopeOf([before, after]), aligned.shared));
  const outcome = differs(outcomeIndex, outcomePlace);
  const urgency = differs((code) => (code === URGENT ? 1 : 0), urgencyPlace);
  const findings = differingFindings(before, after, aligned.shared);
  diagrams.forget();
  return {
    aligned,
    old: before,
    now: after,
    outcome,
    urgency,
    findings,
    lift,
    patient: () => (outcome || urgency ? patientOf(lift(), outcome ? outcomePlace : urgencyPlace) : undefined),
  };
}

function differingFindings(old: Plan, now: Plan, shared: ReadonlyMap<QuestionId, Question>): readonly string[] {
  const others = new Map(criteriaOf(now.ruleSet).map((criterion) => [keyOf(criterion), criterion]));
  return criteriaOf(old.ruleSet).flatMap((before) => {
    const after = others.get(keyOf(before));
    if (after === undefined) return [];
    const nodes = [old.criteria.get(before)!, now.criteria.get(after)!] as const;
    const reads = [before, after].flatMap((criterion) => questionsOf(criterion.when));
    const same = shared.size === 0 ? nodes[0] === nodes[1] : sameLifted(old, now, nodes, reads, shared);
    return same ? [] : [keyOf(before)];
  });
}

/** Whether two criteria of rule sets that take other answers come out alike under all answers that both take. */
function sameLifted(
  old: Plan,
  now: Plan,
  [before, after]: readonly [Node, Node],
  reads: readonly QuestionId[],
  shared: ReadonlyMap<QuestionId, Question>,
): boolean {
  const lift = createLift([old, now], scopeOf([old, now], reads), shared);
  const { diagrams } = lift;
  const differ = diagrams.apply((a, b) => (a === b ? 0 : 1), lift.of(before, old), lift.of(after, now));
  return witness(lift, restrict(diagrams, differ, lift.valid(), 0), (value) => value === 1) === undefined;
}

/** Criteria of different kinds may share an id. */
export function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

function patientOf(lift: Lift, placeOf: (codes: number) => number): Answers | undefined {
  const [old, now] = lift.plans as [Plan, Plan];
  const diagrams: Diagrams = lift.diagrams;
  const apart: Combine = (a, b) => (a !== b && placeOf(a) !== placeOf(b) ? 1 : 0);
  const node = diagrams.apply(apart, lift.codes(old), lift.codes(now));
  return witness(lift, restrict(diagrams, node, lift.valid(), 0), (value) => value === 1);
}
