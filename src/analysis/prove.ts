import { and, DiagramBudgetExceeded } from '../engine/diagram.js';
import { joined, outcomeOf } from '../engine/outcome.js';
import { comparisonsIn, makePlans, type Plan } from '../engine/plan.js';
import { situate } from '../engine/situation.js';
import type { Answers } from '../model/answer.js';
import { canonicalJson } from '../model/canonical.js';
import type { Pointer } from '../model/pointer.js';
import type { Property, Statement } from '../model/property.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Outcome } from '../model/screening.js';
import { builtIn } from './built-in.js';
import { countWhere } from './count.js';
import { PLAN_BUDGET } from './differ.js';
import { createLift, type Lift, scopeOf } from './lift.js';
import { completeCodes, somebody } from './somebody.js';
import {
  comparisonsInProperty,
  completeNode,
  decidedByComplete,
  isTrueOf,
  questionsIn,
  statementNode,
} from './statement.js';
import { witness } from './witness.js';

/** What became of a claim about every set of answers. */
export interface Proof {
  readonly id: string;
  readonly claim: string;
  /** Where a property of the file stands; undefined for what is held against every rule set. */
  readonly at?: Pointer;
  /**
   * `empty`: true of nobody, since no answers at all meet its `if`. `undecided`: it speaks of incomplete answers in a way
   * that takes more than is allowed for rule sets this entangled.
   */
  readonly result: 'proved' | 'refuted' | 'empty' | 'undecided';
  /** How many answer sets it speaks of, all of which were covered; undefined where counting them takes too much. */
  readonly covered: bigint | undefined;
  readonly questions: number;
  /** Somebody who breaks it, of whose answers each is needed; for what is to be possible, somebody for whom it is so. */
  readonly patient?: Answers;
}

export interface Proofs {
  readonly ruleSet: RuleSet;
  readonly on: string;
  readonly proofs: readonly Proof[];
}

/**
 * Proves what must hold for every set of answers to a rule set, and what its file says does. Throws `BudgetError` or
 * `DiagramBudgetExceeded` where the rule set is too entangled.
 */
export function prove(ruleSet: RuleSet, on: string): Proofs {
  const [plan] = makePlans([ruleSet], on, PLAN_BUDGET) as [Plan];
  const lift = createLift([plan]);
  const known = new Set(comparisonsIn(ruleSet).map(spelled));
  const own = (ruleSet.properties ?? []).map((property) => {
    // It may tell answers apart that the rule set does not.
    const more = comparisonsInProperty(property).filter((leaf) => !known.has(spelled(leaf)));
    const ownPlan = more.length === 0 ? plan : (makePlans([ruleSet], on, PLAN_BUDGET, new Map(), more) as [Plan])[0];
    const ownLift = liftFor(ownPlan, property, plan, lift);
    return proveProperty(ownLift, ownPlan, property);
  });
  return { ruleSet, on, proofs: [...builtIn(lift, plan), ...own] };
}

/** A property may speak of questions that no verdict reads. */
function liftFor(own: Plan, property: Property, plan: Plan, lift: Lift): Lift {
  const scope = scopeOf([own], questionsIn(own.ruleSet, property));
  return own === plan && scope.length === lift.questions.length ? lift : createLift([own], scope);
}

function spelled({ question, test }: { readonly question: string; readonly test: unknown }): string {
  return canonicalJson({ question, test });
}

/** Who breaks a property. */
function breach({ kind, when, then }: Property): Statement {
  const broken: Statement = kind === 'never' ? then : { kind: 'not', of: then };
  return when === undefined ? broken : { kind: 'all', of: [when, broken] };
}

function proveProperty(lift: Lift, plan: Plan, property: Property): Proof {
  const { id, claim, at } = property;
  const base = { id, claim, at, questions: lift.questions.length };
  const covered = withinBudget(() => coveredBy(lift, plan, property));
  const broken = breach(property);
  const isBroken = (answers: Answers): boolean => isTrueOf(situate(plan, answers), broken);
  // An open verdict may break it too, with fewer answers; who has a verdict shows more.
  const isBrokenAlike = (answers: Answers, whole: Answers): boolean =>
    isBroken(answers) && outcomeFor(plan, answers) === outcomeFor(plan, whole);
  const patient = withinBudget(() =>
    decidedByComplete(broken)
      ? (somebody(lift, plan, completeNode(plan, completeCodes(plan), broken), isBrokenAlike) ?? 'nobody')
      : (incomplete(lift, plan, broken) ?? 'nobody'),
  );
  if (patient === undefined) return { ...base, covered, result: 'undecided' };
  if (patient === 'nobody') return { ...base, covered, result: covered === 0n ? 'empty' : 'proved' };
  // What was found by way of diagrams is asked of the plan itself before anybody hears of it.
  if (!isBroken(patient)) throw new Error(`The patient found against "${id}" does not break it.`);
  return { ...base, covered, result: 'refuted', patient };
}

function outcomeFor(plan: Plan, answers: Answers): Outcome {
  return outcomeOf(joined(situate(plan, answers).codes));
}

function coveredBy(lift: Lift, plan: Plan, { when }: Property): bigint {
  const valid = lift.valid();
  return countWhere(
    lift,
    when === undefined ? valid : lift.diagrams.apply(and, valid, statementNode(lift, plan, when)),
  );
}

/** Looks at incomplete answers too, and finds the fewest. */
function incomplete(lift: Lift, plan: Plan, broken: Statement): Answers | undefined {
  const node = lift.diagrams.apply(and, lift.valid(), statementNode(lift, plan, broken));
  return witness(lift, node, (value) => value === 1);
}

function withinBudget<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof DiagramBudgetExceeded) return undefined;
    throw problem;
  }
}
