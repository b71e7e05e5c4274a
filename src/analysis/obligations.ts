import { createBuilder } from '../engine/build.js';
import { and, differ, type Diagrams, type Node, times } from '../engine/diagram.js';
import { join, NOTHING, outcomeIndex, URGENT } from '../engine/outcome.js';
import { codeOf, makePlan, type Plan } from '../engine/plan.js';
import type { Comparison, Condition } from '../model/condition.js';
import type { Pointer } from '../model/pointer.js';
import { type Criterion, criteriaOf, type RuleSet } from '../model/ruleset.js';
import { type FindingState, type Outcome, SETTLED_OUTCOMES } from '../model/screening.js';
import { constant, leavesIn, withPart } from './leaves.js';
import { LIFT_BUDGET } from './lift.js';

/** Something that some patient is to show of a rule set. The key names it, whatever the day. */
export type Obligation = { readonly key: string; readonly at: Pointer } & (
  | { readonly kind: 'finding'; readonly criterion: Criterion; readonly state: FindingState }
  /** The criterion alone makes the difference to the verdict, or to urgency. */
  | { readonly kind: 'decides'; readonly criterion: Criterion; readonly present: boolean }
  /** The comparison alone makes the difference to its condition: masking MC/DC. `makes` is what the condition then is. */
  | {
      readonly kind: 'condition';
      readonly of: string;
      readonly leaf: Comparison;
      readonly holds: boolean;
      readonly makes: boolean;
    }
  | { readonly kind: 'verdict'; readonly verdict: Outcome }
  | { readonly kind: 'urgent'; readonly urgent: 'yes' | 'no' | 'unknown' }
);

/**
 * An obligation on one day, as a diagram over complete answers.
 *
 * Met where it is 1 in every completion; one about what is open (`values`) where the diagram has several values.
 */
export interface Goal {
  readonly obligation: Obligation;
  readonly node: Node;
  readonly open: boolean;
}

export interface Goals {
  readonly plan: Plan;
  readonly goals: readonly Goal[];
}

/** A condition of a rule set that decides something: a criterion, a gate, or advice. */
export interface Root {
  readonly name: string;
  readonly condition: Condition;
  readonly criterion?: Criterion;
}

/** Everything that patients are to show of a rule set, be it possible or not: that is `canBeMet`. */
export function goalsOf(ruleSet: RuleSet, on: string): Goals {
  const plan = makePlan(ruleSet, on, LIFT_BUDGET);
  const leaves = rootsOf(ruleSet)
    .filter((root) => !isShownByFindings(ruleSet, root))
    .flatMap((root) => leafGoals(plan, root));
  return { plan, goals: [...findingGoals(plan), ...verdictGoals(plan), ...leaves] };
}

/** Whether any patient can meet the goal: read off the diagram, for all of them. */
export function canBeMet({ diagrams }: Plan, { node, open }: Goal): boolean {
  return diagrams.arity(node) > 0 || (!open && diagrams.valueOf(node) === 1);
}

/** The conditions of a rule set, each with a name that no other has. */
export function rootsOf(ruleSet: RuleSet): readonly Root[] {
  return [
    ...criteriaOf(ruleSet).map((criterion) => ({
      name: `${criterion.kind} ${criterion.id}`,
      condition: criterion.when,
      criterion,
    })),
    ...ruleSet.questions.flatMap(({ id, askIf }) =>
      askIf === undefined ? [] : [{ name: `gate ${id}`, condition: askIf }],
    ),
    ...ruleSet.advice.flatMap(({ id, when, unless }) => [
      ...(when === undefined ? [] : [{ name: `advice ${id}`, condition: when }]),
      ...unless.flatMap((objection, index) =>
        'condition' in objection ? [{ name: `objection ${id} ${index}`, condition: objection.condition }] : [],
      ),
    ]),
  ];
}

/** A criterion that is one comparison, whoever is asked: that it is present and absent says all there is to say of it. */
function isShownByFindings(ruleSet: RuleSet, { condition, criterion }: Root): boolean {
  if (criterion === undefined || condition.kind !== 'comparison') return false;
  return ruleSet.questions.find(({ id }) => id === condition.question)?.askIf === undefined;
}

function negated(diagrams: Diagrams, node: Node): Node {
  return diagrams.apply(differ, node, diagrams.constant(1));
}

function findingGoals({ ruleSet, criteria, diagrams }: Plan): readonly Goal[] {
  return criteriaOf(ruleSet).flatMap((criterion) => {
    const node = criteria.get(criterion)!;
    const name = `${criterion.kind} ${criterion.id}`;
    return (['present', 'absent', 'unknown'] as const).map((state): Goal => ({
      obligation: { kind: 'finding', criterion, state, at: criterion.at, key: `finding ${name} ${state}` },
      node: state === 'absent' ? negated(diagrams, node) : node,
      open: state === 'unknown',
    }));
  });
}

/** Codes that come to the same verdict and the same urgency. */
const classOf = (code: number): number => 2 * outcomeIndex(code) + (code === URGENT ? 1 : 0);
const unlike = (a: number, b: number): number => (classOf(a) === classOf(b) ? 0 : 1);

function verdictGoals(plan: Plan): readonly Goal[] {
  const { ruleSet, diagrams, criteria, islands, islandOf, asksUrgent } = plan;
  const where = (node: Node, holds: (code: number) => boolean): Node =>
    diagrams.apply((code) => (holds(code) ? 1 : 0), node, diagrams.constant(0));
  const others = othersOf(plan);
  const whole = islands.reduceRight((rest, { root }) => diagrams.apply(join, root, rest), diagrams.constant(NOTHING));
  const outcomes = diagrams.apply((code) => outcomeIndex(code), whole, diagrams.constant(0));
  const verdicts = SETTLED_OUTCOMES.map((verdict): Goal => ({
    obligation: { kind: 'verdict', verdict, at: '', key: `verdict ${verdict}` },
    node: where(whole, (code) => SETTLED_OUTCOMES[outcomeIndex(code)] === verdict),
    open: false,
  }));
  const information: Goal = {
    obligation: { kind: 'verdict', verdict: 'needs-information', at: '', key: 'verdict needs-information' },
    node: outcomes,
    open: true,
  };
  const urgentNode = where(whole, (code) => code === URGENT);
  const urgents = (['yes', 'no', 'unknown'] as const).map((urgent): Goal => ({
    obligation: { kind: 'urgent', urgent, at: '', key: `urgent ${urgent}` },
    node: urgent === 'no' ? negated(diagrams, urgentNode) : urgentNode,
    open: urgent === 'unknown',
  }));
  const deciding: readonly Criterion[] = [...ruleSet.contraindications, ...ruleSet.indications];
  const decides = deciding.flatMap((criterion): readonly Goal[] => {
    const node = criteria.get(criterion)!;
    const island = islandOf.get(firstQuestion(criterion.when))!;
    const rest = deciding
      .filter((other) => other !== criterion && islandOf.get(firstQuestion(other.when)) === island)
      .map((other) => diagrams.apply(times, criteria.get(other)!, diagrams.constant(codeOf(other))))
      .reduce((a, b) => diagrams.apply(join, a, b), diagrams.constant(NOTHING));
    const without = diagrams.apply(join, rest, others[island]!);
    const having = diagrams.apply(join, without, diagrams.constant(codeOf(criterion)));
    const matters = diagrams.apply(unlike, without, having);
    return [true, false].map((present): Goal => ({
      obligation: {
        kind: 'decides',
        criterion,
        present,
        at: criterion.at,
        key: `decides ${criterion.kind} ${criterion.id} ${present}`,
      },
      node: diagrams.apply(and, matters, present ? node : negated(diagrams, node)),
      open: false,
    }));
  });
  return [...verdicts, information, ...(asksUrgent ? urgents : []), ...decides];
}

/** For each island what all the others say together. */
function othersOf({ islands, diagrams }: Plan): readonly Node[] {
  const nothing = diagrams.constant(NOTHING);
  const after: Node[] = [nothing];
  for (const { root } of [...islands].reverse()) after.unshift(diagrams.apply(join, root, after[0]!));
  let before = nothing;
  return islands.map(({ root }, index) => {
    const others = diagrams.apply(join, before, after[index + 1]!);
    before = diagrams.apply(join, before, root);
    return others;
  });
}

function firstQuestion(condition: Condition): string {
  return leavesIn(condition)[0]!.leaf.question;
}

/**
 * For each leaf that it holds, and that it does not, where turning it alone would turn the whole condition.
 *
 * That a leaf does not hold is to be shown by an answer: not by somebody whom the question was not asked. A leaf that can
 * turn the condition either way (under a score with two bounds) is to be shown both ways.
 */
function leafGoals({ diagrams, space }: Plan, { name, condition }: Root): readonly Goal[] {
  const builder = createBuilder(diagrams, space, true);
  const whole = builder.condition(condition);
  return leavesIn(condition).flatMap(({ leaf, path, rises, falls }) => {
    const forced = [false, true].map((holds) => builder.condition(withPart(condition, path, constant(holds))));
    const matters = diagrams.apply(differ, forced[0]!, forced[1]!);
    const own = builder.condition(leaf);
    return [true, false].flatMap((holds) => {
      const asked = holds ? own : diagrams.apply(and, builder.gate(leaf.question), negated(diagrams, own));
      const shown = diagrams.apply(and, matters, asked);
      return [true, false]
        .filter((makes) => (makes === holds ? rises : falls))
        .map((makes): Goal => ({
          obligation: {
            kind: 'condition',
            of: name,
            leaf,
            holds,
            makes,
            at: leaf.at,
            key: `condition ${name} ${path.join('.')} ${holds} ${makes}`,
          },
          node: diagrams.apply(and, shown, makes ? whole : negated(diagrams, whole)),
          open: false,
        }));
    });
  });
}
