import { expect } from 'vitest';
import { countValues } from '../../src/analysis/count.js';
import { createLift, type Lift, mapped, restrict } from '../../src/analysis/lift.js';
import { OUTCOMES, outcomePlace, URGENCIES, urgencyPlace } from '../../src/analysis/standing.js';
import { witness } from '../../src/analysis/witness.js';
import { makePlan, type Plan } from '../../src/engine/plan.js';
import { criteriaOf } from '../../src/model/ruleset.js';
import type { FindingState } from '../../src/model/screening.js';
import { key, tabulate } from '../oracle/table.js';
import { expected } from '../oracle/oracle.js';
import { cases, type Case } from '../engine/generators.js';
import { lawOf } from '../engine/law.js';
import { type AnswerSet, everyAnswerSet } from './every-answer-set.js';

interface Drawn extends Case {
  readonly plan: Plan;
  readonly lift: Lift;
  readonly sets: readonly AnswerSet[];
}

const MOST = 400;

function law(sentence: string, claim: (drawn: Drawn) => void): void {
  lawOf(sentence, cases, (drawn) => {
    const plan = makePlan(drawn.ruleSet, drawn.on, 100_000);
    const sets = everyAnswerSet(tabulate(drawn.ruleSet, drawn.on), [plan], MOST);
    if (sets !== undefined) claim({ ...drawn, plan, lift: createLift([plan]), sets });
  });
}

function tally<T>(items: readonly T[]): ReadonlyMap<T, bigint> {
  const counts = new Map<T, bigint>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0n) + 1n);
  return counts;
}

const NOT_VALID = 9;

function counted(lift: Lift, plan: Plan, to: (codes: number) => number, where: 'valid' | 'complete'): unknown {
  const { diagrams } = lift;
  const node = restrict(diagrams, mapped(diagrams, lift.codes(plan), to), lift[where](), NOT_VALID);
  const counts = new Map(countValues(lift, node));
  counts.delete(NOT_VALID);
  return counts;
}

law('the outcomes of all answer sets are counted as one by one', ({ lift, plan, sets }) => {
  const valid = sets.filter((set) => set.valid);
  expect(counted(lift, plan, outcomePlace, 'valid')).toEqual(
    tally(valid.map((set) => OUTCOMES.indexOf(set.expected.outcome))),
  );
});

law('the outcomes of complete answer sets are counted as one by one', ({ lift, plan, sets }) => {
  const complete = sets.filter((set) => set.complete);
  expect(counted(lift, plan, outcomePlace, 'complete')).toEqual(
    tally(complete.map((set) => OUTCOMES.indexOf(set.expected.outcome))),
  );
});

law('urgency is counted as one by one', ({ lift, plan, sets }) => {
  const urgencies = sets
    .filter((set) => set.valid)
    .map(({ expected: { urgent } }) => URGENCIES.indexOf(urgent === 'not-asked' ? 'no' : urgent));
  expect(counted(lift, plan, urgencyPlace, 'valid')).toEqual(tally(urgencies));
});

law('a finding is lifted to its state under every set of answers', ({ ruleSet, lift, plan, sets }) => {
  for (const criterion of criteriaOf(ruleSet).filter(({ kind }) => kind !== 'supporting')) {
    const node = restrict(lift.diagrams, lift.of(plan.criteria.get(criterion)!), lift.valid(), NOT_VALID);
    const counts = new Map(countValues(lift, node));
    counts.delete(NOT_VALID);
    const masks: Readonly<Record<FindingState, number>> = { absent: 1, present: 2, unknown: 3 };
    const states = sets.filter((set) => set.valid).map((set) => masks[set.expected.findings.get(key(criterion))!]);
    expect(counts).toEqual(tally(states));
  }
});

law('a witness comes out as wanted with the fewest answers, and there is none just where nobody does', (drawn) => {
  const { ruleSet, on, lift, plan, sets } = drawn;
  const table = tabulate(ruleSet, on);
  const node = restrict(lift.diagrams, mapped(lift.diagrams, lift.codes(plan), outcomePlace), lift.valid(), NOT_VALID);
  OUTCOMES.forEach((outcome, place) => {
    const having = sets.filter((set) => set.valid && set.expected.outcome === outcome);
    const found = witness(lift, node, (value) => value === place);
    expect(found === undefined).toBe(having.length === 0);
    if (found === undefined) return;
    expect(expected(table, found).outcome).toBe(outcome);
    expect(found.size).toBe(Math.min(...having.map(({ answers }) => answers.size)));
  });
});
