import { createBuilder } from '../engine/build.js';
import { and, type Diagrams, differ, type Node, or } from '../engine/diagram.js';
import { joined, outcomeOf, possibleOutcomes, urgency } from '../engine/outcome.js';
import type { Plan } from '../engine/plan.js';
import { reader, type Situation } from '../engine/situation.js';
import { type Comparison, comparisonsOf, questionsOf } from '../model/condition.js';
import { conditionsIn, type Property, type Statement } from '../model/property.js';
import type { QuestionId } from '../model/question.js';
import { type Criterion, criteriaOf, type RuleSet } from '../model/ruleset.js';
import type { FindingState } from '../model/screening.js';
import { type Lift, mapped } from './lift.js';

// prettier-ignore
const MASKS: Readonly<Record<FindingState, number>> = { absent: 0b01, present: 0b10, unknown: 0b11 };

/** Where a statement is true: 1, elsewhere 0. */
export function statementNode(lift: Lift, plan: Plan, statement: Statement): Node {
  const { diagrams } = lift;
  const codes = (holds: (codes: number) => boolean): Node => where(diagrams, lift.codes(plan), holds);
  switch (statement.kind) {
    case 'holds': {
      const builder = createBuilder(plan.diagrams, plan.space, true);
      return where(diagrams, lift.of(builder.condition(statement.condition), plan), (mask) => mask === MASKS.present);
    }
    case 'all':
    case 'any': {
      const parts = statement.of.map((part) => statementNode(lift, plan, part));
      return parts.reduce((a, b) => diagrams.apply(statement.kind === 'all' ? and : or, a, b));
    }
    case 'not':
      return diagrams.apply(differ, statementNode(lift, plan, statement.of), diagrams.constant(1));
    case 'finding': {
      const criterion = criterionOf(plan.ruleSet, statement.criterion);
      const masks = statement.states.map((state) => MASKS[state]);
      return where(diagrams, lift.of(plan.criteria.get(criterion)!, plan), (mask) => masks.includes(mask));
    }
    case 'verdict':
      return codes((all) => statement.outcomes.includes(outcomeOf(all)));
    case 'possible':
      return codes((all) => possibleOutcomes(all).some((outcome) => statement.outcomes.includes(outcome)));
    case 'eligible':
      return codes((all) => statement.values.includes(eligibility(all)));
    case 'urgent':
      return codes((all) => statement.values.includes(urgency(all)));
    case 'answered': {
      const known = lift.known(statement.question);
      return statement.known ? known : diagrams.apply(differ, known, diagrams.constant(1));
    }
  }
}

function where(diagrams: Diagrams, node: Node, holds: (value: number) => boolean): Node {
  return mapped(diagrams, node, (value) => (holds(value) ? 1 : 0));
}

function eligibility(codes: number): 'yes' | 'no' | 'unknown' {
  const possible = possibleOutcomes(codes);
  const good = possible.filter((outcome) => outcome === 'candidate' || outcome === 'candidate-with-caution').length;
  return good === 0 ? 'no' : good === possible.length ? 'yes' : 'unknown';
}

/** 1 for the complete answers of which a statement is true. Only for statements that `decidedByComplete` lets through. */
export function completeNode(plan: Plan, codes: Node, statement: Statement): Node {
  const { diagrams } = plan;
  const of = (holds: (code: number) => boolean): Node => where(diagrams, codes, holds);
  switch (statement.kind) {
    case 'holds':
      return createBuilder(diagrams, plan.space, true).condition(statement.condition);
    case 'all':
    case 'any': {
      const parts = statement.of.map((part) => completeNode(plan, codes, part));
      return parts.reduce((a, b) => diagrams.apply(statement.kind === 'all' ? and : or, a, b));
    }
    case 'not':
      return diagrams.apply(differ, completeNode(plan, codes, statement.of), diagrams.constant(1));
    case 'finding': {
      const node = plan.criteria.get(criterionOf(plan.ruleSet, statement.criterion))!;
      return where(diagrams, node, (value) => statement.states.includes(value === 1 ? 'present' : 'absent'));
    }
    case 'verdict':
    case 'possible':
      return of((code) => statement.outcomes.some((outcome) => outcome === outcomeOf(1 << code)));
    case 'eligible':
      return of((code) => statement.values.includes(eligibility(1 << code)));
    case 'urgent':
      return of((code) => statement.values.includes(urgency(1 << code)));
    case 'answered':
      throw new Error('Complete answers do not tell whether a question is answered.');
  }
}

/** Whether a statement is true of a person's answers, read from the plan itself. */
export function isTrueOf(situation: Situation, statement: Statement): boolean {
  const { plan, answers, open } = situation;
  const codes = joined(situation.codes);
  switch (statement.kind) {
    case 'holds': {
      const node = createBuilder(plan.diagrams, plan.space, true).condition(statement.condition);
      return reader(plan.diagrams, open)(node) === MASKS.present;
    }
    case 'all':
      return statement.of.every((part) => isTrueOf(situation, part));
    case 'any':
      return statement.of.some((part) => isTrueOf(situation, part));
    case 'not':
      return !isTrueOf(situation, statement.of);
    case 'finding': {
      const node = plan.criteria.get(criterionOf(plan.ruleSet, statement.criterion))!;
      const mask = reader(plan.diagrams, open)(node);
      return statement.states.some((state) => MASKS[state] === mask);
    }
    case 'verdict':
      return statement.outcomes.includes(outcomeOf(codes));
    case 'possible':
      return possibleOutcomes(codes).some((outcome) => statement.outcomes.includes(outcome));
    case 'eligible':
      return statement.values.includes(eligibility(codes));
    case 'urgent':
      return statement.values.includes(urgency(codes));
    case 'answered':
      return (answers.get(statement.question)?.kind === 'known') === statement.known;
  }
}

function criterionOf(ruleSet: RuleSet, id: string): Criterion {
  return criteriaOf(ruleSet).find((criterion) => criterion.id === id)!;
}

/** How the truth of a statement for incomplete answers hangs together with its truth for their completions. */
interface Reach {
  /** True just where it is of every completion. */
  readonly every: boolean;
  /** True just where it is of some completion. */
  readonly some: boolean;
  /** Once true, it stays so whatever is answered next. */
  readonly stays: boolean;
  /** Where it is true, it is of some completion too. */
  readonly shows: boolean;
}

/**
 * Whether somebody of whom a statement is true is found among complete answers, if there is anybody: so that one need not
 * look at incomplete ones.
 */
export function decidedByComplete(statement: Statement): boolean {
  return reachOf(statement).shows;
}

function reachOf(statement: Statement): Reach {
  switch (statement.kind) {
    case 'holds':
      return reach(true, false, true);
    case 'finding':
      return settled(statement.states, 'unknown');
    case 'verdict':
      return settled(statement.outcomes, 'needs-information');
    case 'eligible':
    case 'urgent':
      return settled(statement.values, 'unknown');
    case 'possible':
      return reach(false, true, false);
    case 'answered':
      return { every: false, some: false, stays: false, shows: false };
    case 'not': {
      const { every, some } = reachOf(statement.of);
      return reach(some, every, some);
    }
    case 'all': {
      const parts = statement.of.map(reachOf);
      const every = parts.every((part) => part.every);
      const stays = parts.every((part) => part.stays);
      // Two parts that each show in some completion need not do so in the same one.
      const shows = parts.every((part) => part.shows) && parts.filter((part) => !part.stays).length < 2;
      return { every, some: false, stays, shows };
    }
    case 'any': {
      const parts = statement.of.map(reachOf);
      const some = parts.every((part) => part.some);
      return { every: false, some, stays: parts.every((part) => part.stays), shows: parts.every((part) => part.shows) };
    }
  }
}

function reach(every: boolean, some: boolean, stays: boolean): Reach {
  return { every, some, stays, shows: stays || some };
}

/** One settled value is that of every completion; one of several stays; what is open may be settled next. */
function settled(values: readonly string[], open: string): Reach {
  return values.includes(open)
    ? { every: false, some: false, stays: false, shows: false }
    : reach(values.length === 1, false, true);
}

/** The questions that a property speaks of, directly or by way of a criterion. */
export function questionsIn(ruleSet: RuleSet, { when, then }: Property): readonly QuestionId[] {
  const inStatement = (statement: Statement): readonly QuestionId[] => {
    switch (statement.kind) {
      case 'holds':
        return questionsOf(statement.condition);
      case 'all':
      case 'any':
        return statement.of.flatMap(inStatement);
      case 'not':
        return inStatement(statement.of);
      case 'finding':
        return criteriaOf(ruleSet).flatMap(({ id, when: own }) => (id === statement.criterion ? questionsOf(own) : []));
      case 'answered':
        return [statement.question];
      default:
        return [];
    }
  };
  return [...(when === undefined ? [] : inStatement(when)), ...inStatement(then)];
}

export function comparisonsInProperty({ when, then }: Property): readonly Comparison[] {
  return [when, then].flatMap((part) => (part === undefined ? [] : conditionsIn(part))).flatMap(comparisonsOf);
}
