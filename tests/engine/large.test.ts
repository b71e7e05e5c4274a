import { describe, expect, test } from 'vitest';
import { answersTo, generate } from '../../bench/generate.js';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { Condition } from '../../src/model/condition.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { SETTLED_OUTCOMES, type ChangePart } from '../../src/model/screening.js';
import { subsets } from '../oracle/values.js';
import { against, choice, given, holds, not, rules } from './made.js';

/** Rule sets too large for brute force: what is said is held against what the engine itself says of the changed answers. */
const ON = '2026-01-01';

function changed(answers: Answers, parts: readonly ChangePart[]): Answers {
  return new Map([
    ...answers,
    ...parts.map(({ question, to, toUnit }) => {
      const unit = toUnit === undefined ? {} : { unit: toUnit };
      return [question, { kind: 'known', value: to, ...unit, origin: 'flag' }] as const;
    }),
  ]);
}

function allButOne<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.map((left) => items.filter((item) => item !== left));
}

/** Two scores over every option of some questions, each with a single sum that will do: few ways lead out of many. */
function entangled(count: number): RuleSet {
  const letters = ['a', 'b', 'c', 'd'];
  const questions = Array.from({ length: count }, (_, index) => choice(`q${index + 1}`, 'choices', ...letters));
  const options = questions.flatMap(({ id }) =>
    letters.map((letter) => holds(id, { kind: 'includes', values: [letter] })),
  );
  const sumOfSome = (factor: number, modulus: number): Condition => {
    const terms = options.map((when, index) => ({ weight: 1 + ((index * factor) % modulus), when }));
    const sum = terms.reduce(
      (total, { weight }, index) => total + ((index * index * 7 + index) % 5 < 2 ? weight : 0),
      0,
    );
    return { kind: 'score', places: 0, terms, atLeast: sum, atMost: sum, at: '' };
  };
  return rules({
    questions,
    contraindications: [against('one', not(sumOfSome(17, 97))), against('other', not(sumOfSome(29, 89)))],
    indications: options.slice(0, 1),
  });
}

const benchmarks = [
  { questions: 20, criteria: 60, every: 2, seed: 3 },
  { questions: 30, criteria: 90, every: 1, seed: 4 },
  { questions: 40, criteria: 120, every: 3, seed: 5 },
  { questions: 24, criteria: 40, every: 100, seed: 6 },
].map(({ every, ...options }) => {
  const ruleSet = generate(options);
  const name = `${options.questions} questions, ${options.criteria} criteria, every ${every} answered`;
  return { name, ruleSet, answers: answersTo(ruleSet, every) };
});
const knots = [5, 6, 7].flatMap((count) => {
  const ruleSet = entangled(count);
  const none = given(Object.fromEntries(ruleSet.questions.map(({ id }) => [id, []])));
  return [
    { name: `${count} questions that hang together, answered`, ruleSet, answers: none },
    { name: `${count} questions that hang together, open`, ruleSet, answers: given({}) },
  ];
});

describe.each([...benchmarks, ...knots])('$name', ({ ruleSet, answers }) => {
  const compiled = compile(ruleSet);
  const { changes, unreachable, moreChanges, verdict, decisive } = compiled.screen(answers, { on: ON });

  test('each change leads where it says, and no part of it does', () => {
    expect(changes.length).toBeGreaterThan(0);
    for (const { change, verdict: to } of changes) {
      if (change.some(({ fromDate }) => fromDate !== undefined)) continue;
      for (const parts of change.length <= 5 ? subsets(change) : [change, ...allButOne(change)]) {
        const { outcome } = compiled.verdict(changed(answers, parts), { on: ON });
        if (parts.length === change.length) expect(outcome).toBe(to);
        else expect(outcome).not.toBe(to);
      }
    }
  });

  test('every other verdict has a change or is out of reach', () => {
    const reached = new Set(changes.map((change) => change.verdict));
    for (const outcome of SETTLED_OUTCOMES) {
      if (outcome !== verdict.outcome)
        expect([outcome, reached.has(outcome)]).toEqual([outcome, !unreachable.includes(outcome)]);
    }
    if (changes.length === 10) expect(moreChanges).toBe(true);
  });

  test('the decisive answers force the verdict, and none can be dropped', () => {
    const only = (ids: readonly string[]): Answers => new Map([...answers].filter(([id]) => ids.includes(id)));
    if (verdict.outcome === 'needs-information') return;
    expect(compiled.verdict(only(decisive), { on: ON }).outcome).toBe(verdict.outcome);
    for (const dropped of decisive) {
      const rest = decisive.filter((id) => id !== dropped);
      expect(compiled.verdict(only(rest), { on: ON }).outcome).not.toBe(verdict.outcome);
    }
  });
});
