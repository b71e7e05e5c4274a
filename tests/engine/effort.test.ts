import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { ChangePart } from '../../src/model/screening.js';
import { subsets } from '../oracle/values.js';
import { cases } from './generators.js';
import { all, given, rules, says, yesNo } from './made.js';

/** A search for changes that ends early: it finds less, and claims nothing that a longer one would not. */
const parameters = { numRuns: Number(process.env['LAWS'] ?? 300), seed: 20_260_101 };
const timeout = 1000 * Math.max(60, parameters.numRuns);

function changed(answers: Answers, parts: readonly ChangePart[]): Answers {
  return new Map([
    ...answers,
    ...parts.map(({ question, to, toUnit }) => {
      const unit = toUnit === undefined ? {} : { unit: toUnit };
      return [question, { kind: 'known', value: to, ...unit, origin: 'flag' }] as const;
    }),
  ]);
}

describe.each([
  { steps: 0, states: 20_000 },
  { steps: 3, states: 2 },
  { steps: 5_000, states: 1 },
])('with $steps steps and $states states', (effort) => {
  test('the verdict and its reasons are the same', { timeout }, () => {
    fc.assert(
      fc.property(cases, ({ ruleSet, answers, on }) => {
        const { verdict, decisive, advice } = compile(ruleSet).screen(answers, { on });
        expect(compile(ruleSet, { effort }).screen(answers, { on })).toMatchObject({ verdict, decisive, advice });
      }),
      parameters,
    );
  });

  test('changes lead where they say, and nothing within reach is said to be out of it', { timeout }, () => {
    fc.assert(
      fc.property(cases, ({ ruleSet, answers, on }) => {
        const compiled = compile(ruleSet, { effort });
        const short = compiled.screen(answers, { on });
        const long = compile(ruleSet).screen(answers, { on });
        for (const { change, verdict } of short.changes) {
          if (change.some(({ fromDate }) => fromDate !== undefined)) continue;
          expect(compiled.verdict(changed(answers, change), { on }).outcome).toBe(verdict);
        }
        expect(long.unreachable).toEqual(expect.arrayContaining([...short.unreachable]));
        if (short.changes.length < long.changes.length) expect(short.moreChanges).toBe(true);
      }),
      parameters,
    );
  });
});

test.each([0, 1, 3, 10])('with %s steps no part of a change leads where it does', { timeout }, (steps) => {
  fc.assert(
    fc.property(cases, ({ ruleSet, answers, on }) => {
      const compiled = compile(ruleSet, { effort: { steps, states: 20_000 } });
      for (const { change, verdict } of compiled.screen(answers, { on }).changes) {
        if (change.some(({ fromDate }) => fromDate !== undefined)) continue;
        for (const parts of subsets(change)) {
          if (parts.length === change.length) continue;
          expect(compiled.verdict(changed(answers, parts), { on }).outcome).not.toBe(verdict);
        }
      }
    }),
    // Changes that are left as they were found come out at the 329th draw first.
    { ...parameters, numRuns: Math.max(500, parameters.numRuns) },
  );
});

test('a verdict that hangs on what is fixed and not known is left open where the search ends early', () => {
  const fixed = (id: string) => ({ ...yesNo(id), fixed: true });
  const ruleSet = rules({
    questions: [yesNo('a'), fixed('b'), yesNo('c')],
    indications: [all(says('a'), says('b')), all(says('b'), says('c'))],
  });
  const screen = (answers: Answers) =>
    compile(ruleSet, { effort: { steps: 0, states: 1 } }).screen(answers, { on: '2026-01-01' });
  expect(screen(given({ a: 'no' })).changes.map(({ verdict }) => verdict)).not.toContain('candidate');
  expect(screen(given({ a: 'no', b: 'yes' })).changes).toMatchObject([
    { verdict: 'not-indicated', change: [{ question: 'c', to: 'no' }] },
    { verdict: 'candidate', change: [{ question: 'a', to: 'yes' }] },
  ]);
});
