import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtVerdict, checkedVerdict, explained, sharedVerdict } from '../../bench/verdicts/by-hand.js';
import { compoundExplained, compoundVerdict } from '../../bench/verdicts/compound-by-hand.js';
import { jsonLogic, jsonRules } from '../../bench/verdicts/peers.js';
import { compoundTask, ON, persons, type Population, POPULATIONS, simpleTask } from '../../bench/verdicts/task.js';
import { judge } from '../../src/index.js';
import { criteriaOf } from '../../src/model/ruleset.js';

/** What is measured against each other says the same of everybody: else the figures would be of different things. */
const simple = simpleTask();
const one = judge(simple, { on: ON });
const compound = judge(compoundTask(), { on: ON });

test('the task is 5 contraindications, 7 indications and 6 supporting factors, each one question', () => {
  expect([simple.contraindications, simple.indications, simple.supporting].map(({ length }) => length)).toEqual([
    5, 7, 6,
  ]);
  expect(simple.questions).toHaveLength(18);
});

describe.each(Object.keys(POPULATIONS) as Population[])('people with %s', (population) => {
  const people = persons(simple, population, 1500);

  test('every verdict comes out, of the compound task too', () => {
    const count = (verdicts: readonly string[]): number => new Set(verdicts).size;
    expect(count(people.map((person) => one.verdict(person).outcome))).toBeGreaterThanOrEqual(3);
    expect(count(people.map((person) => compound.verdict(person).outcome))).toBeGreaterThanOrEqual(4);
  });

  test('by hand', () => {
    const reasons = Object.fromEntries(criteriaOf(simple).map(({ id, because }) => [id, because]));
    for (const person of people) {
      const verdict = one.verdict(person);
      expect(sharedVerdict(person)).toEqual(verdict);
      expect(builtVerdict(person)).toEqual(verdict);
      expect(checkedVerdict(simple)(person)).toEqual(verdict);
      expect(explained(reasons)(person)).toEqual(one.explain(person));
    }
  });

  test('compound, by hand', () => {
    for (const person of people) {
      const { missing: _, missingForUrgent: __, next: ___, ...rest } = compound.explain(person);
      expect(compoundVerdict(person)).toEqual(compound.verdict(person));
      expect(compoundExplained(person)).toEqual(rest);
    }
  });

  test('in the rules of other packages', async () => {
    const logic = jsonLogic(simple);
    const rules = jsonRules(simple);
    for (const person of people.slice(0, 500)) {
      const verdict = one.verdict(person);
      expect(logic.verdict(person)).toEqual(verdict);
      expect(logic.outcome(person)).toBe(verdict.outcome);
      expect(await rules(person)).toBe(verdict.outcome);
    }
  });
});

test('the report has a place for the figures', () => {
  expect(readFileSync('docs/performance.md', 'utf8')).toMatch(/<!-- verdicts -->\n[^]*\n<!-- end of verdicts -->/);
});
