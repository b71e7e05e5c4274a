import { expect } from 'vitest';
import { countValues } from '../../src/analysis/count.js';
import { createLift, type Lift, mapped, restrict } from '../../src/analysis/lift.js';
import { OUTCOMES, outcomePlace, URGENCIES, urgencyPlace } from '../../src/analysis/standing.js';
import { witness } from '../../src/analysis/witness.js';
import type { Node } from '../../src/engine/diagram.js';
import { makePlan } from '../../src/engine/plan.js';
import { criteriaOf } from '../../src/model/ruleset.js';
import type { FindingState } from '../../src/model/screening.js';
import { cases } from '../engine/generators.js';
import { lawOf } from './law-of.js';
import { expected } from '../oracle/oracle.js';
import { key, tabulate } from '../oracle/table.js';
import { everyAnswerSet } from './every-answer-set.js';

/** Rule sets with more answer sets than this are not looked at one by one. */
const MOST = 400;

const NOT_THERE = 99;

function tally<T>(items: readonly T[]): ReadonlyMap<T, bigint> {
  const counts = new Map<T, bigint>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0n) + 1n);
  return counts;
}

function counted(lift: Lift, node: Node, where: 'valid' | 'complete' = 'valid'): ReadonlyMap<number, bigint> {
  const counts = new Map(countValues(lift, restrict(lift.diagrams, node, lift[where](), NOT_THERE)));
  counts.delete(NOT_THERE);
  return counts;
}

lawOf('what is lifted is what brute force finds for every set of answers', cases, ({ ruleSet, on }) => {
  const plan = makePlan(ruleSet, on, 100_000);
  const table = tabulate(ruleSet, on);
  const sets = everyAnswerSet([table], [plan], MOST);
  if (sets === undefined) return;
  const lift = createLift([plan]);
  const { diagrams } = lift;
  const valid = sets.filter((set) => set.valid);
  const complete = sets.filter((set) => set.complete);
  const outcome = mapped(diagrams, lift.codes(plan), outcomePlace);
  const place = ({ judged }: (typeof sets)[number]): number => OUTCOMES.indexOf(judged[0]!.outcome);

  expect(counted(lift, outcome)).toEqual(tally(valid.map(place)));
  expect(counted(lift, outcome, 'complete')).toEqual(tally(complete.map(place)));

  const urgencies = valid
    .map(({ judged }) => judged[0]!.urgent)
    .map((urgent) => (urgent === 'not-asked' ? 'no' : urgent));
  expect(counted(lift, mapped(diagrams, lift.codes(plan), urgencyPlace))).toEqual(
    tally(urgencies.map((urgent) => URGENCIES.indexOf(urgent))),
  );

  const masks: Readonly<Record<FindingState, number>> = { absent: 1, present: 2, unknown: 3 };
  for (const criterion of criteriaOf(ruleSet).filter(({ kind }) => kind !== 'supporting')) {
    const states = valid.map(({ judged }) => masks[judged[0]!.findings.get(key(criterion))!]);
    expect(counted(lift, lift.of(plan.criteria.get(criterion)!))).toEqual(tally(states));
  }

  const here = restrict(diagrams, outcome, lift.valid(), NOT_THERE);
  OUTCOMES.forEach((wanted, index) => {
    const having = valid.filter((set) => place(set) === index);
    const found = witness(lift, here, (value) => value === index);
    expect(found === undefined).toBe(having.length === 0);
    if (found === undefined) return;
    expect(expected(table, found).outcome).toBe(wanted);
    expect(found.size).toBe(Math.min(...having.map(({ answers }) => answers.size)));
  });
});
