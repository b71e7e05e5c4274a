import { compile } from '../engine/compile.js';
import { and, DiagramBudgetExceeded, differ, type Node } from '../engine/diagram.js';
import { BudgetError, makePlans, type Plan } from '../engine/plan.js';
import type { Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import type { QuestionId } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { keyOf, PLAN_BUDGET } from './differ.js';
import { createLift, type Lift, mapped, restrict, scopeOf } from './lift.js';
import { outcomePlace, urgencyPlace } from './standing.js';
import { witness } from './witness.js';

/** A patient for whom two rule sets say different things, with no answer more than that takes. */
export interface Apart {
  readonly answers: Answers;
  readonly on: string;
  /** What differs: `verdict`, `urgent`, `finding pregnancy`, `question slip-grade`, `advice heat`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** Something that both rule sets say of a patient: a diagram of either over every set of answers, and its words. */
interface Aspect {
  readonly what: string;
  readonly reads: readonly QuestionId[];
  readonly nodes: (lift: Lift) => readonly [before: Node, after: Node];
}

/**
 * Somebody who tells two rule sets over the same questions apart on one of the days; `same` where that nobody can is
 * proved. Verdict and urgency first, then findings, which questions apply, and advice.
 */
export function tellApart(before: RuleSet, after: RuleSet, days: readonly string[]): Apart | 'same' | 'too-entangled' {
  try {
    for (const on of days) {
      const apart = onDay(before, after, on);
      if (apart !== undefined) return apart;
    }
    return 'same';
  } catch (problem) {
    if (problem instanceof DiagramBudgetExceeded || problem instanceof BudgetError) return 'too-entangled';
    throw problem;
  }
}

function onDay(before: RuleSet, after: RuleSet, on: string): Apart | undefined {
  const plans = makePlans([before, after], on, PLAN_BUDGET) as [Plan, Plan];
  for (const aspect of aspects(...plans)) {
    const lift = createLift(plans, scopeOf(plans, aspect.reads));
    const [old, now] = aspect.nodes(lift);
    if (old === now) continue;
    const { diagrams } = lift;
    const apart = diagrams.apply((a, b) => (a === b ? 0 : 1), old, now);
    const answers = witness(lift, restrict(diagrams, apart, accepted(lift, plans[0]), 0), (value) => value === 1);
    if (answers !== undefined) return said(before, after, answers, on, aspect.what);
  }
  return undefined;
}

/** 1 where no answer is given to a question that the plan knows not to apply. */
function accepted(lift: Lift, plan: Plan): Node {
  const { diagrams } = lift;
  const gated = lift.questions.flatMap((id) => {
    const gate = plan.gates.get(id);
    if (gate === undefined) return [];
    const closed = mapped(diagrams, lift.of(gate), (codes) => (codes === 0b01 ? 1 : 0));
    return [diagrams.apply(differ, diagrams.apply(and, lift.known(id), closed), diagrams.constant(1))];
  });
  return gated.reduceRight((rest, own) => diagrams.apply(and, own, rest), lift.valid());
}

function aspects(before: Plan, after: Plan): readonly Aspect[] {
  return [
    ...verdictAspects(before, after),
    ...findingAspects(before, after),
    ...gateAspects(before, after),
    ...adviceAspects(before, after),
  ];
}

function verdictAspects(before: Plan, after: Plan): readonly Aspect[] {
  const placed =
    (place: (codes: number) => number) =>
    (lift: Lift): readonly [Node, Node] => [
      mapped(lift.diagrams, lift.codes(before), place),
      mapped(lift.diagrams, lift.codes(after), place),
    ];
  return [
    { what: 'verdict', reads: [], nodes: placed(outcomePlace) },
    // Where nothing urgent is asked about, `urgent` is another word than "no".
    { what: 'urgent', reads: [], nodes: placed(urgencyPlace) },
  ];
}

/** A criterion that one of them does not have is absent there, whoever it is. */
function findingAspects(before: Plan, after: Plan): readonly Aspect[] {
  const now = new Map(criteriaOf(after.ruleSet).map((criterion) => [keyOf(criterion), after.criteria.get(criterion)!]));
  return criteriaOf(before.ruleSet).flatMap((criterion) => {
    const old = before.criteria.get(criterion)!;
    const other = now.get(keyOf(criterion));
    if (other === old) return [];
    return [
      {
        what: `finding ${criterion.id}`,
        reads: questionsOf(criterion.when),
        nodes: (lift: Lift) =>
          [lift.of(old), other === undefined ? lift.diagrams.constant(0b01) : lift.of(other)] as const,
      },
    ];
  });
}

function gateAspects(before: Plan, after: Plan): readonly Aspect[] {
  return before.ruleSet.questions.flatMap(({ id }) => {
    const [old, now] = [before.gates.get(id), after.gates.get(id)];
    if (old === now) return [];
    const stands = (lift: Lift, gate: Node | undefined): Node =>
      gate === undefined ? lift.diagrams.constant(0b10) : lift.of(gate);
    return [
      { what: `question ${id}`, reads: [id], nodes: (lift: Lift) => [stands(lift, old), stands(lift, now)] as const },
    ];
  });
}

function adviceAspects(before: Plan, after: Plan): readonly Aspect[] {
  return before.advice.flatMap((old, index) => {
    const now = after.advice[index];
    if (now === undefined) return [];
    const conditions = [old, now].flatMap(({ item }) => [
      ...(item.when === undefined ? [] : [item.when]),
      ...item.unless.flatMap((objection) => ('condition' in objection ? [objection.condition] : [])),
    ]);
    return [
      {
        what: `advice ${old.item.id}`,
        reads: conditions.flatMap(questionsOf),
        nodes: (lift: Lift) => [shown(lift, old), shown(lift, now)] as const,
      },
    ];
  });
}

/** 1 where the item is shown: it is known to apply, and nothing stands against it even if every question applied. */
function shown(lift: Lift, { item, when, unless }: Plan['advice'][number]): Node {
  const { diagrams } = lift;
  if (item.unless.some((objection) => 'unasked' in objection)) return diagrams.constant(0);
  const applies = mapped(diagrams, lift.of(when), (codes) => (codes === 0b10 ? 1 : 0));
  return unless
    .map(({ unmasked }) => mapped(diagrams, lift.of(unmasked), (codes) => (codes === 0b01 ? 1 : 0)))
    .reduce((a, b) => diagrams.apply(and, a, b), applies);
}

/** What either rule set says of the patient: read from the engine, not from the diagrams that found them. */
function said(before: RuleSet, after: RuleSet, answers: Answers, on: string, what: string): Apart {
  const [old, now] = [before, after].map((ruleSet) => words(ruleSet, answers, on, what)) as [string, string];
  return { answers, on, what, before: old, after: now };
}

function words(ruleSet: RuleSet, answers: Answers, on: string, what: string): string {
  const compiled = compile(ruleSet);
  const [kind, id = ''] = what.split(' ');
  if (kind === 'advice') {
    const found = compiled.screen(answers, { on }).advice.find((item) => item.advice.id === id);
    return found?.shown === true ? 'shown' : 'held back';
  }
  const standing = compiled.standing(answers, { on });
  if (kind === 'verdict') return standing.verdict.outcome;
  if (kind === 'urgent') return standing.verdict.urgent;
  if (kind === 'question') return standing.applying.has(id) ? 'applies' : (standing.questions.get(id) ?? '');
  const findings = [...standing.contraindications, ...standing.indications, ...standing.supporting];
  return findings.find(({ criterion }) => criterion.id === id)?.state ?? 'not looked at';
}
