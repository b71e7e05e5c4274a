import {
  and,
  childrenOf,
  type Combine,
  createDiagrams,
  type Diagrams,
  differ,
  type Node,
  or,
} from '../engine/diagram.js';
import { joinCodes } from '../engine/outcome.js';
import type { Plan } from '../engine/plan.js';
import { questionsOf } from '../model/condition.js';
import type { Question, QuestionId } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import { axesOf, type LiftedAxis } from './choice.js';

/**
 * Diagrams over every set of answers, the incomplete ones included: an axis has its regions and one more for "not known".
 *
 * Where a diagram says what complete answers come to, the lifted one says what all completions of incomplete ones can
 * come to: a set of values, as bits. So a question about every set of answers is one about a diagram, and is answered
 * exactly, without trying the sets one by one.
 */
export interface Lift {
  readonly plans: readonly Plan[];
  readonly diagrams: Diagrams;
  readonly axes: readonly LiftedAxis[];
  /** The questions that are looked at: their answers are the answer sets. */
  readonly questions: readonly QuestionId[];
  /** The axes of each question, by their place in `axes`. */
  readonly axesByQuestion: ReadonlyMap<QuestionId, readonly number[]>;
  /** The answers that all plans take to a question. */
  readonly common: (question: QuestionId) => Question;
  /** The values that a diagram of a plan (the first, where none is named) can reach, bit v for the value v. */
  readonly of: (node: Node, plan?: Plan) => Node;
  /** What the criteria of a plan can still say, as codes of the engine. */
  readonly codes: (plan: Plan) => Node;
  /** 1 where a question is answered, be it with a partial date. */
  readonly known: (question: QuestionId) => Node;
  /**
   * 1 where no answer is given to a question that is known not to apply, which the command line refuses, in every plan
   * that has the question; and where the options of a question are known together or not at all.
   */
  readonly valid: () => Node;
  /** 1 where moreover each question is answered wholly, or known not to apply. */
  readonly complete: () => Node;
}

/** Nodes that lifted diagrams may take: twice what the engine allows, since this is not done for each person. */
export const LIFT_BUDGET = 1_000_000;

const union: Combine = (a, b) => a | b;
const CLOSED = 0b01;
const isClosed: Combine = (codes) => (codes === CLOSED ? 1 : 0);

/**
 * The questions that the verdict reads, with their gates, in the order of the axes; and those that are asked for. One of
 * which no test tells two answers apart is left out unless it is asked for.
 */
export function scopeOf(plans: readonly Plan[], more: Iterable<QuestionId> = []): readonly QuestionId[] {
  const { questions } = plans[0]!.space;
  const read = plans.flatMap((plan) => [...plan.islandOf.keys()]);
  const wanted = new Set(read.filter((id) => questions.get(id)!.sizes.length > 0));
  const add = (id: QuestionId): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const plan of plans) {
      const askIf = questionIn(plan.ruleSet, id)?.askIf;
      if (askIf !== undefined) questionsOf(askIf).forEach(add);
    }
  };
  for (const id of more) add(id);
  return [...questions.keys()].filter((id) => wanted.has(id));
}

/**
 * Lifts plans that share their axes; `shared` as for `makePlans`. Throws `DiagramBudgetExceeded` where they are too
 * entangled for it.
 */
export function createLift(
  plans: readonly Plan[],
  questions: readonly QuestionId[] = scopeOf(plans),
  shared: ReadonlyMap<QuestionId, Question> = new Map(),
  budget: number = LIFT_BUDGET,
): Lift {
  const [{ space, diagrams: base }] = plans as readonly [Plan];
  const common = (id: QuestionId): Question => shared.get(id) ?? space.questions.get(id)!.question;
  const axes = questions.flatMap((id) => {
    const variants = plans.map((plan) => questionIn(plan.ruleSet, id) ?? common(id));
    return axesOf(space.questions.get(id)!, common(id), variants);
  });
  const axesByQuestion = new Map<QuestionId, number[]>(questions.map((id) => [id, []]));
  const liftedAxis = new Map<number, number>();
  axes.forEach((axis, index) => {
    axesByQuestion.get(axis.question)!.push(index);
    if (axis.base !== undefined) liftedAxis.set(axis.base, index);
  });
  const diagrams = createDiagrams(
    axes.map((axis) => axis.choices.length),
    budget,
  );
  const lifted = plans.map(() => new Map<Node, Node>());
  const codesOf = new Map<Plan, Node>();

  /** Plans with the same questions lift alike, and into the same memory. */
  function of(node: Node, plan: Plan = plans[0]!): Node {
    return ofVariant(node, shared.size === 0 ? 0 : plans.indexOf(plan));
  }

  function ofVariant(node: Node, variant: number): Node {
    const found = lifted[variant]!.get(node);
    if (found !== undefined) return found;
    let result: Node;
    if (base.arity(node) === 0) result = diagrams.constant(1 << base.valueOf(node));
    else {
      const axis = liftedAxis.get(base.axisOf(node));
      if (axis === undefined) throw new Error(`"${space.questionOf[base.axisOf(node)]}" is not looked at.`);
      const kids = childrenOf(base, node).map((kid) => ofVariant(kid, variant));
      result = diagrams.branch(
        axis,
        axes[axis]!.choices.map(({ regions }) =>
          [...new Set(regions[variant]!.map((region) => kids[region]!))].reduce((a, b) => diagrams.apply(union, a, b)),
        ),
      );
    }
    lifted[variant]!.set(node, result);
    return result;
  }

  /** The last islands first: what is added is then always in front of what is there. */
  function codes(plan: Plan): Node {
    const known = codesOf.get(plan);
    if (known !== undefined) return known;
    const roots = plan.islands
      .map((island) => of(island.root, plan))
      .sort((a, b) => diagrams.axisOf(b) - diagrams.axisOf(a));
    const node = roots.reduce((rest, root) => diagrams.apply(joinCodes, root, rest), diagrams.constant(1));
    codesOf.set(plan, node);
    return node;
  }

  const zero = diagrams.constant(0);
  const one = diagrams.constant(1);
  const not = (node: Node): Node => diagrams.apply(differ, node, one);
  const where = (axis: number, kinds: readonly string[]): Node =>
    diagrams.branch(
      axis,
      axes[axis]!.choices.map(({ kind }) => (kinds.includes(kind) ? one : zero)),
    );
  const firstAxis = (id: QuestionId): number => axesByQuestion.get(id)![0]!;
  const known = (id: QuestionId): Node => where(firstAxis(id), ['known', 'partial']);

  /** Known not to apply, in every plan that has the question. */
  function closed(id: QuestionId): Node {
    return plans
      .filter((plan) => questionIn(plan.ruleSet, id) !== undefined)
      .map((plan) => {
        const gate = plan.gates.get(id);
        return gate === undefined ? zero : diagrams.apply(isClosed, of(gate, plan), zero);
      })
      .reduce((a, b) => diagrams.apply(and, a, b));
  }

  /** The options of one question are known together. */
  function together(id: QuestionId): Node {
    const own = axesByQuestion.get(id)!;
    if (own.length < 2) return one;
    const all = own.map((axis) => where(axis, ['known'])).reduceRight((a, b) => diagrams.apply(and, b, a));
    const some = own.map((axis) => where(axis, ['known'])).reduceRight((a, b) => diagrams.apply(or, b, a));
    return diagrams.apply(or, all, not(some));
  }

  function everywhere(allowed: (id: QuestionId, closed: Node) => Node): Node {
    return [...questions].reverse().reduce((rest, id) => {
      const own = diagrams.apply(and, together(id), allowed(id, closed(id)));
      return diagrams.apply(and, own, rest);
    }, one);
  }

  return {
    plans,
    diagrams,
    axes,
    questions,
    axesByQuestion,
    common,
    of,
    codes,
    known,
    valid: once(() => everywhere((id, shut) => not(diagrams.apply(and, known(id), shut)))),
    complete: once(() =>
      everywhere((id, shut) => diagrams.apply(differ, where(firstAxis(id), ['known']), whollyClosed(id, shut))),
    ),
  };

  /** A partial date is neither a whole answer nor none. */
  function whollyClosed(id: QuestionId, shut: Node): Node {
    return diagrams.apply(and, shut, not(where(firstAxis(id), ['partial'])));
  }
}

/** A diagram where the condition (0 or 1) holds, with `otherwise` everywhere else. */
export function restrict(diagrams: Diagrams, node: Node, condition: Node, otherwise: number): Node {
  return diagrams.apply((value, holds) => (holds === 1 ? value : otherwise), node, condition);
}

/** A diagram with each of its values replaced. */
export function mapped(diagrams: Diagrams, node: Node, to: (value: number) => number): Node {
  return diagrams.apply((value) => to(value), node, diagrams.constant(0));
}

function questionIn(ruleSet: RuleSet, id: QuestionId): Question | undefined {
  return ruleSet.questions.find((question) => question.id === id);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
