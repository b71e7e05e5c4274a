import type { Combine, Diagrams, Node } from '../engine/diagram.js';
import { join, NOTHING, outcomeIndex, URGENT } from '../engine/outcome.js';
import { makePlans, type Plan } from '../engine/plan.js';
import type { Answers } from '../model/answer.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { align, type Aligned } from './align.js';
import { createLift, type Lift, restrict, scopeOf } from './lift.js';
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
  const [before, after] = makePlans([aligned.old, aligned.now], on, budget) as [Plan, Plan];
  const { diagrams } = before;
  const codes = [completeCodes(before), completeCodes(after)] as const;
  const differs = (of: (code: number) => number): boolean => {
    const to: Combine = (code) => of(code);
    const zero = diagrams.constant(0);
    return diagrams.apply(to, codes[0], zero) !== diagrams.apply(to, codes[1], zero);
  };
  let lifted: Lift | undefined;
  const lift = (): Lift => (lifted ??= createLift([before, after], scopeOf([before, after])));
  const outcome = differs(outcomeIndex);
  const urgency = differs((code) => (code === URGENT ? 1 : 0));
  const findings = differingFindings(before, after);
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

/** What complete answers come to, as codes of the engine. The last islands first, so that the rest is always behind. */
function completeCodes({ diagrams, islands }: Plan): Node {
  const roots = islands.map((island) => island.root).sort((a, b) => diagrams.axisOf(b) - diagrams.axisOf(a));
  return roots.reduce((rest, root) => diagrams.apply(join, root, rest), diagrams.constant(NOTHING));
}

function differingFindings(old: Plan, now: Plan): readonly string[] {
  const nodes = new Map(criteriaOf(now.ruleSet).map((criterion) => [keyOf(criterion), now.criteria.get(criterion)]));
  return criteriaOf(old.ruleSet).flatMap((criterion) => {
    const key = keyOf(criterion);
    const other = nodes.get(key);
    return other === undefined || other === old.criteria.get(criterion) ? [] : [key];
  });
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
