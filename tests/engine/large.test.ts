import { describe, expect, test } from 'vitest';
import { answersTo, generate } from '../../bench/generate.js';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import { SETTLED_OUTCOMES, type ChangePart } from '../../src/model/screening.js';
import { subsets } from '../oracle/values.js';

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

describe.each([
  { questions: 20, criteria: 60, every: 2, seed: 3 },
  { questions: 30, criteria: 90, every: 1, seed: 4 },
  { questions: 40, criteria: 120, every: 3, seed: 5 },
  { questions: 24, criteria: 40, every: 100, seed: 6 },
])('$questions questions, $criteria criteria, every $every answered', ({ every, ...options }) => {
  const ruleSet = generate(options);
  const compiled = compile(ruleSet);
  const answers = answersTo(ruleSet, every);
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
