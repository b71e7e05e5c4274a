import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkGates } from '../../src/rulefile/check-gates.js';
import type { Comparison, Condition } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { loadFiles, problemsOf, HEAD } from './load-text.js';

const GATED = `${HEAD}questions:
  - { id: surgery, ask: Was there surgery? }
  - { id: implant, ask: Is there an implant? }
  - { id: healed, ask: Has it healed?, ask-if: surgery }
  - { id: loose, ask: Is it loose?, ask-if: { all: [surgery, implant] } }
  - { id: checked, ask: Was it checked?, ask-if: healed }
`;
const codes = (when: string): readonly string[] => {
  const loaded = loadFiles({
    'rules.yaml': `${GATED}indications:\n  - { id: it, name: It, because: It is., when: ${when} }\n`,
  });
  return loaded.ok ? [] : loaded.diagnostics.map((diagnostic) => diagnostic.code);
};

test.each([
  { when: 'healed', fine: true, why: 'nothing is negated' },
  { when: '{ healed: no }', fine: true, why: 'an answer no is an answer' },
  { when: '{ not: healed }', fine: false, why: 'it holds for whoever was not asked' },
  { when: '{ not: { not: healed } }', fine: true, why: 'two negations are none' },
  { when: '{ all: [surgery, { not: healed }] }', fine: true, why: 'the gate stands beside it' },
  { when: '{ any: [surgery, { not: healed }] }', fine: false, why: 'any does not bind the gate to it' },
  { when: '{ all: [surgery, { any: [implant, { not: healed }] }] }', fine: true, why: 'the gate stands above it' },
  { when: '{ not: { all: [surgery, healed] } }', fine: false, why: 'the gate is negated with it' },
  { when: '{ not: { any: [{ not: surgery }, healed] } }', fine: false, why: 'the gate is not spelled as such' },
  { when: '{ all: [{ surgery: no }, { not: healed }] }', fine: false, why: 'that is not the gate' },
  {
    when: '{ all: [{ healed: no }, { not: healed }] }',
    fine: true,
    why: 'another comparison over it holds only where it was asked',
  },
  { when: '{ all: [checked, { not: healed }] }', fine: true, why: 'a question behind it was asked' },
  { when: '{ all: [surgery, { not: loose }] }', fine: false, why: 'half the gate is not the gate' },
  { when: '{ all: [surgery, implant, { not: loose }] }', fine: true, why: 'each part of the gate stands beside it' },
  {
    when: '{ all: [surgery, { all: [implant, { not: loose }] }] }',
    fine: true,
    why: 'the parts stand on different levels',
  },
  { when: '{ all: [surgery, { not: { all: [implant, loose] } }] }', fine: false, why: 'a part is negated with it' },
  { when: '{ score: [{ add: 1, when: healed }], at-least: 1 }', fine: true, why: 'points only help' },
  { when: '{ score: [{ add: -1, when: healed }], at-least: 0 }', fine: false, why: 'negative points hinder' },
  { when: '{ score: [{ add: 1, when: healed }], at-most: 0 }', fine: false, why: 'an upper bound turns it round' },
  { when: '{ score: [{ add: -1, when: healed }], at-most: -1 }', fine: true, why: 'both together turn it back' },
  {
    when: '{ score: [{ add: 1, when: healed }], at-least: 0, at-most: 0 }',
    fine: false,
    why: 'one of two bounds turns it round',
  },
  {
    when: '{ all: [surgery, { score: [{ add: 1, when: healed }], at-most: 0 }] }',
    fine: true,
    why: 'the gate stands beside the score',
  },
  { when: '{ at-least: 1, of: [surgery, { not: healed }] }', fine: false, why: 'at least one of is any' },
])('$when is $fine, since $why', ({ when, fine }) => {
  expect(codes(when)).toEqual(fine ? [] : ['unguarded-gate']);
});

test('gates and advice are held to it too; what speaks against advice is not', () => {
  const gate = `${GATED}  - { id: more, ask: Is there more?, ask-if: { not: healed } }\n`;
  expect(problemsOf(loadFiles({ 'rules.yaml': gate }))).toEqual(['11:53 unguarded-gate']);
  const advice = (rest: string): readonly string[] =>
    problemsOf(
      loadFiles({ 'rules.yaml': `${GATED}advice:\n  - { id: rest, title: Rest, type: exercise, ${rest} }\n` }),
    );
  expect(advice('when: { not: healed }')).toEqual(['12:59 unguarded-gate']);
  expect(advice('unless: [{ not: healed }]')).toEqual([]);
});

test('a circle is told with its way round, once', () => {
  const circle = `${HEAD}questions:\n  - { id: a, ask: Is it?, ask-if: b }\n  - { id: b, ask: Is it?, ask-if: { not: c } }\n  - { id: c, ask: Is it?, ask-if: a }\n  - { id: d, ask: Is it?, ask-if: a }\n  - { id: e, ask: Is it?, ask-if: e }\n`;
  const loaded = loadFiles({ 'rules.yaml': circle });
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ message }) => message)).toEqual([
    'Whether to ask goes round in a circle: "a" → "b" → "c" → "a".',
    'Whether to ask goes round in a circle: "e" → "e".',
  ]);
});

// The law behind the rule, held against brute force: to be masked, since a gate is closed, never makes a condition hold.

const IDS = ['a', 'b', 'c', 'd'] as const;
const yes = (question: string): Comparison => ({
  kind: 'comparison',
  question,
  test: { kind: 'one-of', values: ['yes'] },
  at: '',
});

const conditionOver = (ids: readonly string[], depth: number): fc.Arbitrary<Condition> => {
  const leaf = fc
    .constantFrom(...ids)
    .chain((id) => fc.constantFrom<Condition>(yes(id), { ...yes(id), test: { kind: 'one-of', values: ['no'] } }));
  if (depth === 0) return leaf;
  const part = conditionOver(ids, depth - 1);
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  const weight = fc.integer({ min: -2, max: 2 });
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('all' as const), of: parts, at: fc.constant('') }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('any' as const), of: parts, at: fc.constant('') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('not' as const), of: part, at: fc.constant('') }) },
    {
      weight: 1,
      arbitrary: parts.map((of): Condition => ({ kind: 'at-least', count: Math.min(2, of.length), of, at: '' })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          terms: fc.array(fc.record({ weight, when: part }), { minLength: 1, maxLength: 3 }),
          low: fc.option(weight),
          high: fc.option(weight),
        })
        .map(({ terms, low, high }): Condition => ({
          kind: 'score',
          places: 0,
          terms,
          at: '',
          ...(low === null ? {} : { atLeast: low }),
          ...(high === null ? { atMost: 3 } : { atMost: high }),
        })),
    },
  );
};

function holds(condition: Condition, value: (id: string) => string | undefined): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => holds(part, value));
    case 'any':
      return condition.of.some((part) => holds(part, value));
    case 'not':
      return !holds(condition.of, value);
    case 'at-least':
      return condition.of.filter((part) => holds(part, value)).length >= condition.count;
    case 'score': {
      const sum = condition.terms.reduce((total, term) => total + (holds(term.when, value) ? term.weight : 0), 0);
      return sum >= (condition.atLeast ?? -Infinity) && sum <= (condition.atMost ?? Infinity);
    }
    case 'comparison': {
      const answer = value(condition.question);
      return answer !== undefined && condition.test.kind === 'one-of' && condition.test.values.includes(answer);
    }
  }
}

test('what passes never holds because a question was not asked', () => {
  let passed = 0;
  const ruleSets = fc.record({
    gates: fc.tuple(conditionOver(['a'], 1), conditionOver(['a', 'b'], 1), conditionOver(['a', 'b', 'c'], 1)),
    when: conditionOver(IDS, 3),
  });
  fc.assert(
    fc.property(ruleSets, ({ gates, when }) => {
      const questions = IDS.map((id, index): Question => ({
        id,
        ask: id,
        type: 'yes-no',
        fixed: false,
        optional: false,
        codes: [],
        at: '',
        ...(index === 0 ? {} : { askIf: gates[index - 1]! }),
      }));
      const ruleSet = {
        questions, contraindications: [], supporting: [], advice: [],
        indications: [{ kind: 'indication', id: 'it', name: 'It', because: '', when, at: '' }],
      } as unknown as RuleSet; // prettier-ignore
      if (checkGates(ruleSet).length > 0) return;
      passed += 1;
      for (let bits = 0; bits < 16; bits++) {
        const raw = (id: string): string => (((bits >> IDS.indexOf(id as 'a')) & 1) === 1 ? 'yes' : 'no');
        const masked = new Map<string, string>();
        for (const question of questions) {
          if (question.askIf === undefined || holds(question.askIf, (id) => masked.get(id)))
            masked.set(question.id, raw(question.id));
        }
        if (!holds(when, (id) => masked.get(id))) continue;
        // Asked after all, and answered one way or the other, it holds as well.
        const open = IDS.filter((id) => !masked.has(id));
        for (let other = 0; other < 2 ** open.length; other++) {
          const asked = (id: string): string =>
            masked.get(id) ?? (((other >> open.indexOf(id as 'a')) & 1) === 1 ? 'yes' : 'no');
          expect(holds(when, asked)).toBe(true);
        }
      }
    }),
    { numRuns: Number(process.env['LAW_RUNS'] ?? 2000) },
  );
  expect(passed).toBeGreaterThan(100);
});
