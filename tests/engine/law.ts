import fc from 'fast-check';
import { test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { tabulate, type Table } from '../oracle/table.js';
import { cases, type Case } from './generators.js';

/** `LAWS=10000` looks at that many cases of each law, other ones each time; by default a few, always the same. */
const runs = Number(process.env['LAWS'] ?? 300);
const seed = process.env['LAWS'] === undefined ? { seed: 20_260_101 } : {};

export interface Drawn extends Case {
  readonly table: Table;
  readonly screening: Screening;
}

/** A sentence that holds for every rule set and all answers. The claim throws where it does not. */
export function law(sentence: string, claim: (drawn: Drawn) => void): void {
  lawOf(sentence, cases, ({ ruleSet, answers, fuller, on }) => {
    claim({ ruleSet, answers, fuller, on, table: tabulate(ruleSet, on), screening: screen(ruleSet, answers, on) });
  });
}

/** A law over something else than a case. */
export function lawOf<T>(sentence: string, arbitrary: fc.Arbitrary<T>, claim: (drawn: T) => void): void {
  test(sentence, { timeout: 1000 * Math.max(60, runs) }, () => {
    fc.assert(fc.property(arbitrary, claim), { numRuns: runs, ...seed });
  });
}

export function screen(ruleSet: RuleSet, answers: Answers, on: string): Screening {
  return compile(ruleSet).screen(answers, { on });
}
