import { type Comparison, comparisonsOf, type Condition, questionsOf } from '../model/condition.js';
import type { Day } from '../model/date.js';
import type { Question, QuestionId } from '../model/question.js';
import { type Advice, type Criterion, criteriaOf, type Objection, type RuleSet } from '../model/ruleset.js';
import { type Builder, createBuilder } from './build.js';
import { createDiagrams, DiagramBudgetExceeded, type Diagrams, type Node, times } from './diagram.js';
import { constantDay } from './holds.js';
import { islandsOf, linked, readsOf, withGates } from './islands.js';
import { CAUTIONED, FORBIDDEN, INDICATED, join, NOTHING, URGENT } from './outcome.js';
import { layOut, type Space, spaceOf } from './space.js';

/** Questions that decide together: no criterion and no gate links them to any other. */
export interface Island {
  /** In the order of the axes. */
  readonly questions: readonly QuestionId[];
  /** What the island's criteria say, as a code of `outcome.ts`. */
  readonly root: Node;
}

/** A rule set made ready for one screening date. */
export interface Plan {
  readonly ruleSet: RuleSet;
  readonly on: Day;
  readonly space: Space;
  readonly diagrams: Diagrams;
  readonly islands: readonly Island[];
  readonly islandOf: ReadonlyMap<QuestionId, number>;
  /** 0 or 1, over the masked answers. */
  readonly criteria: ReadonlyMap<Criterion, Node>;
  /** Only for questions with a gate. */
  readonly gates: ReadonlyMap<QuestionId, Node>;
  /** Questions that a contraindication reads, or that gate one that it reads. */
  readonly safety: ReadonlySet<QuestionId>;
  readonly asksUrgent: boolean;
  readonly advice: readonly AdvicePlan[];
}

/** An item of advice with its conditions as diagrams of 0 and 1. */
export interface AdvicePlan {
  readonly item: Advice;
  readonly when: Node;
  readonly unless: readonly {
    readonly objection: Extract<Objection, { condition: Condition }>;
    readonly masked: Node;
    /** As if every question applied: what is not asked is then unknown rather than false. */
    readonly unmasked: Node;
  }[];
}

/** How many of the criteria the message names; `criteria` holds all. */
const NAMED = 5;

/** Thrown where a rule set is too entangled to be judged exactly within the budget. */
export class BudgetError extends Error {
  /** The ids of the criteria that share questions, directly or through others; of a question or advice item where it is its own condition. */
  readonly criteria: readonly string[];

  constructor(criteria: readonly string[], budget: number) {
    const named = criteria.slice(0, NAMED).map((id) => `"${id}"`);
    const more = criteria.length - named.length;
    super(
      `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${criteria.length === 1 ? 'reads' : 'share'} so many questions ` +
        `that an exact verdict takes more than ${budget} decision nodes. ` +
        'Split them into criteria that share fewer questions, or ask for a score as one number.',
    );
    this.name = 'BudgetError';
    this.criteria = criteria;
  }
}

/** Cuts the answers into regions and builds the diagrams, island by island. */
export function makePlan(ruleSet: RuleSet, on: string, budget: number): Plan {
  return makePlans([ruleSet], on, budget)[0]!;
}

/**
 * Plans of several rule sets over the same axes, so that a node of one can be held against a node of another. A question of
 * one id must be the same in all of them, but for its gate; or else have a place in `shared`, with the answers in common.
 * `more` are comparisons that are to be told apart besides.
 */
export function makePlans(
  ruleSets: readonly RuleSet[],
  on: string,
  budget: number,
  shared: ReadonlyMap<QuestionId, Question> = new Map(),
  more: readonly Comparison[] = [],
): readonly Plan[] {
  const day = constantDay(on);
  const space = spaceFor(ruleSets, day, shared, more);
  const diagrams = createDiagrams(space.sizes, budget);
  return ruleSets.map((ruleSet) => planIn(ruleSet, day, budget, seenBy(ruleSet, space), diagrams));
}

function planIn(ruleSet: RuleSet, day: Day, budget: number, space: Space, diagrams: Diagrams): Plan {
  const questions = byId(ruleSet);
  const groups = islandsOf(decidingIn(ruleSet), questions);
  const masked = createBuilder(diagrams, space, true);

  const criteria = new Map<Criterion, Node>();
  const islands = groups.map((group) => {
    let root = diagrams.constant(NOTHING);
    within(idsOf(group.criteria), budget, () => {
      for (const criterion of group.criteria) {
        const node = masked.condition(criterion.when);
        criteria.set(criterion, node);
        root = diagrams.apply(join, root, diagrams.apply(times, node, diagrams.constant(codeOf(criterion))));
      }
    });
    diagrams.forget();
    return { questions: group.questions, root };
  });
  for (const factor of ruleSet.supporting) {
    within([factor.id], budget, () => criteria.set(factor, masked.condition(factor.when)));
  }
  const gates = new Map<QuestionId, Node>();
  for (const { id, askIf } of ruleSet.questions) {
    if (askIf !== undefined) within([id], budget, () => gates.set(id, masked.gate(id)));
  }
  const unmasked = gates.size === 0 ? masked : createBuilder(diagrams, space, false);
  const advice = ruleSet.advice.map((item) => within([item.id], budget, () => planAdvice(item, masked, unmasked)));
  diagrams.forget();

  return {
    ruleSet,
    on: day,
    space,
    diagrams,
    islands,
    islandOf: new Map(groups.flatMap((group, index) => group.questions.map((id) => [id, index]))),
    criteria,
    gates,
    safety: new Set(
      withGates(
        ruleSet.contraindications.flatMap((criterion) => questionsOf(criterion.when)),
        questions,
      ),
    ),
    asksUrgent: ruleSet.contraindications.some((criterion) => criterion.urgent),
    advice,
  };
}

function byId(ruleSet: RuleSet): ReadonlyMap<QuestionId, Question> {
  return new Map(ruleSet.questions.map((question) => [question.id, question]));
}

function decidingIn(ruleSet: RuleSet): readonly Criterion[] {
  return [...ruleSet.contraindications, ...ruleSet.indications];
}

/** The axes of all questions: those that decide together side by side, the gates of a question before it. */
function spaceFor(
  ruleSets: readonly RuleSet[],
  on: Day,
  shared: ReadonlyMap<QuestionId, Question>,
  more: readonly Comparison[],
): Space {
  const all = new Map(ruleSets.flatMap((ruleSet) => [...byId(ruleSet)]));
  const reads = ruleSets.flatMap((ruleSet) => readsOf(decidingIn(ruleSet), byId(ruleSet)));
  const inIslands = linked(reads).flatMap((group) => group.questions);
  const gatesFirst = ruleSets.reduce<readonly QuestionId[]>(
    (ids, ruleSet) => withGates(ids, byId(ruleSet)),
    [...inIslands, ...all.keys()],
  );
  const leaves = new Map<QuestionId, Comparison[]>(gatesFirst.map((id) => [id, []]));
  for (const leaf of [...ruleSets.flatMap(comparisonsIn), ...more]) leaves.get(leaf.question)?.push(leaf);
  return layOut(
    gatesFirst.map((id) => {
      const common = shared.get(id);
      if (common === undefined) return spaceOf(all.get(id)!, leaves.get(id)!, on);
      const own = ruleSets.flatMap(({ questions }) => questions.filter((question) => question.id === id));
      return spaceOf(common, leaves.get(id)!, on, [common, ...own]);
    }),
  );
}

/** The space with the questions as the rule set words and gates them. */
function seenBy(ruleSet: RuleSet, space: Space): Space {
  const own = byId(ruleSet);
  const questions = [...space.questions].map(
    ([id, place]) => [id, { ...place, question: own.get(id) ?? place.question }] as const,
  );
  return { ...space, questions: new Map(questions) };
}

function planAdvice(item: Advice, masked: Builder, unmasked: Builder): AdvicePlan {
  return {
    item,
    when: masked.condition(item.when ?? { kind: 'all', of: [], at: item.at }),
    unless: item.unless.flatMap((objection) =>
      'condition' in objection
        ? [
            {
              objection,
              masked: masked.condition(objection.condition),
              unmasked: unmasked.condition(objection.condition),
            },
          ]
        : [],
    ),
  };
}

/** Whether the plan is another one on another date: a question for a date has regions that move with it. */
export function dependsOnDate(ruleSet: RuleSet): boolean {
  return ruleSet.questions.some((question) => question.type === 'date');
}

/** What a criterion says where it is present, as a code of `outcome.ts`. */
export function codeOf(criterion: Criterion): number {
  switch (criterion.kind) {
    case 'contraindication':
      return criterion.severity === 'relative' ? CAUTIONED : criterion.urgent ? URGENT : FORBIDDEN;
    case 'indication':
      return INDICATED;
    case 'supporting':
      return NOTHING;
  }
}

function within<T>(ids: readonly string[], budget: number, work: () => T): T {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof DiagramBudgetExceeded) throw new BudgetError(ids, budget);
    throw problem;
  }
}

function idsOf(criteria: readonly Criterion[]): readonly string[] {
  return criteria.map((criterion) => criterion.id);
}

/** Every comparison of a rule set: of its criteria, gates and advice. */
export function comparisonsIn(ruleSet: RuleSet): readonly Comparison[] {
  const conditions: readonly Condition[] = [
    ...criteriaOf(ruleSet).map((criterion) => criterion.when),
    ...ruleSet.questions.flatMap((question) => question.askIf ?? []),
    ...ruleSet.advice.flatMap((item) =>
      [
        item.when ?? [],
        item.unless.flatMap((objection) => ('condition' in objection ? objection.condition : [])),
      ].flat(),
    ),
  ];
  return conditions.flatMap(comparisonsOf);
}
