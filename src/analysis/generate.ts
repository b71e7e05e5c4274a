import { and, DiagramBudgetExceeded, type Node } from '../engine/diagram.js';
import type { Plan } from '../engine/plan.js';
import { reader, situate } from '../engine/situation.js';
import { nearest } from '../engine/values.js';
import { comparisonsIn } from '../engine/plan.js';
import type { Answer, Answers } from '../model/answer.js';
import type { Patient } from '../model/patient.js';
import type { QuestionId } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import { inOrder } from './count.js';
import { canBeMet, type Goal, type Goals, goalsOf } from './obligations.js';
import { goalsByDay, metBy } from './coverage.js';

/**
 * Patients who show all that those given do not show yet, none of whom could be left out. Their answers fit the rule set:
 * nobody answers a question that does not apply.
 */
export function generate(ruleSet: RuleSet, patients: readonly Patient[], on: string): readonly Answers[] {
  const goalsOn = goalsByDay(ruleSet);
  const shown = new Set(
    patients.flatMap((patient) => metBy(goalsOn(patient.on), patient)).map(({ obligation }) => obligation.key),
  );
  const all = goalsOf(ruleSet, on);
  const wanted = all.goals.filter((goal) => !shown.has(goal.obligation.key) && canBeMet(all.plan, goal));
  const goals: Goals = { plan: all.plan, goals: wanted };
  return withoutIdle(collect(goals), goals);
}

/** Somebody for the first goal that is left, who meets as many of the others as go with it; and so on until none is left. */
function collect(goals: Goals): readonly Answers[] {
  const found: Answers[] = [];
  let left = goals.goals;
  if (left.some(({ open }) => open)) {
    found.push(new Map());
    left = unmet(goals, left, new Map());
  }
  for (let [goal] = [...left].sort(byKind); goal !== undefined; [goal] = [...left].sort(byKind)) {
    const answers = answersFor(goals.plan, together(goals.plan, goal, left));
    const rest = unmet(goals, left, answers);
    if (rest.includes(goal)) throw new Error(`Nobody was made to meet "${goal.obligation.key}".`);
    found.push(answers);
    left = rest;
  }
  return found;
}

/** Those that tell most about one rule first: they are the hardest to meet beside others. */
const RANK = { decides: 0, condition: 1, finding: 2, verdict: 3, urgent: 3 } as const;

function byKind(a: Goal, b: Goal): number {
  return RANK[a.obligation.kind] - RANK[b.obligation.kind];
}

function unmet(goals: Goals, left: readonly Goal[], answers: Answers): readonly Goal[] {
  const met = new Set(metBy({ plan: goals.plan, goals: left }, { answers }));
  return left.filter((goal) => !met.has(goal));
}

/** A diagram that is 1 only where the goal is met, and as many of the others as can be met beside it. */
function together({ diagrams }: Plan, goal: Goal, others: readonly Goal[]): Node {
  return [...others].sort(byKind).reduce((node, other) => {
    if (other === goal || other.open) return node;
    try {
      const both = diagrams.apply(and, node, other.node);
      return diagrams.arity(both) === 0 && diagrams.valueOf(both) === 0 ? node : both;
    } catch (problem) {
      // What they have in common is too entangled: somebody else shows the other.
      if (problem instanceof DiagramBudgetExceeded) return node;
      throw problem;
    }
  }, goal.node);
}

/**
 * Complete answers for which a diagram is 1: of each question the quietest answer that will do, which is the one that makes
 * the fewest comparisons hold. Questions that then do not apply are left out.
 */
function answersFor(plan: Plan, root: Node): Answers {
  const { diagrams, space, ruleSet } = plan;
  const noise = noiseOf(plan);
  const best = new Map<Node, { readonly cost: number; readonly region: number }>();
  for (const node of [...inOrder(diagrams, root)].reverse()) {
    const size = diagrams.arity(node);
    if (size === 0) {
      best.set(node, { cost: diagrams.valueOf(node) === 1 ? 0 : Infinity, region: 0 });
      continue;
    }
    const costs = noise[diagrams.axisOf(node)]!;
    let found = { cost: Infinity, region: 0 };
    for (let region = 0; region < size; region++) {
      // An axis that is passed over costs its quietest region: dearer ones are counted by what they add to it.
      const cost = costs[region]! - Math.min(...costs) + best.get(diagrams.child(node, region))!.cost;
      if (cost < found.cost) found = { cost, region };
    }
    best.set(node, found);
  }
  const chosen = noise.map((costs) => costs.indexOf(Math.min(...costs)));
  for (let node = root; diagrams.arity(node) > 0;) {
    const { region } = best.get(node)!;
    chosen[diagrams.axisOf(node)] = region;
    node = diagrams.child(node, region);
  }
  const answers = new Map<QuestionId, Answer>();
  for (const { id } of ruleSet.questions) {
    const place = space.questions.get(id)!;
    const wanted = place.sizes.map((_, axis) => ({ axis, regions: [chosen[place.firstAxis + axis]!] }));
    // A question of which no test tells two answers apart need not be answered.
    const proposal = wanted.length === 0 ? undefined : nearest(place, wanted, undefined);
    if (proposal === undefined) continue;
    const unit = proposal.unit === undefined ? {} : { unit: proposal.unit };
    answers.set(id, { kind: 'known', value: proposal.value, ...unit, origin: 'file' });
  }
  const reach = reader(diagrams, situate(plan, answers).open);
  return new Map(
    [...answers].filter(([id]) => plan.gates.get(id) === undefined || reach(plan.gates.get(id)!) === 0b10),
  );
}

/** For each region of each axis how many comparisons hold there. */
function noiseOf({ ruleSet, space }: Plan): readonly (readonly number[])[] {
  const noise = space.sizes.map((size) => Array.from({ length: size }, () => 0));
  for (const { question, test } of comparisonsIn(ruleSet)) {
    const place = space.questions.get(question)!;
    for (const { axis, regions } of place.holds(test).axes)
      regions.forEach((holds, region) => (noise[place.firstAxis + axis]![region]! += holds ? 1 : 0));
  }
  return noise;
}

/** Leaves out whoever shows nothing that the others do not show. */
function withoutIdle(found: readonly Answers[], goals: Goals): readonly Answers[] {
  const met = new Map(found.map((answers) => [answers, metBy(goals, { answers })]));
  const count = new Map<Goal, number>();
  for (const own of met.values()) for (const goal of own) count.set(goal, (count.get(goal) ?? 0) + 1);
  return found.filter((answers) => {
    const own = met.get(answers)!;
    if (own.some((goal) => count.get(goal) === 1)) return true;
    for (const goal of own) count.set(goal, count.get(goal)! - 1);
    return false;
  });
}
