import fc from 'fast-check';
import { test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { tabulate, type Table } from '../oracle/table.js';
import { cases, type Case } from './generators.js';

/** `LAWS=10000` looks at that many cases, other ones each time; by default a few, always the same. */
const given = process.env['LAWS'];
const parameters = {
  numRuns: Number(given ?? 300),
  seed: given === undefined ? 20_260_101 : Math.trunc(Math.random() * 2 ** 31),
};
const timeout = 1000 * Math.max(60, parameters.numRuns);

export interface Drawn extends Case {
  readonly table: Table;
  readonly screening: Screening;
}

type Claim = (drawn: Drawn) => void;

const laws = new Map<string, Claim>();
let broken: ReadonlySet<string> | undefined;

/** A sentence that holds for every rule set and all answers. The claim throws where it does not. */
export function law(sentence: string, claim: Claim): void {
  laws.set(sentence, claim);
  test(sentence, { timeout }, () => {
    broken ??= lookAtAll();
    if (broken.has(sentence))
      fc.assert(
        fc.property(cases, (drawn) => claim(judged(drawn))),
        parameters,
      );
  });
}

/**
 * Holds each case against all laws of the file at once, since drawing and judging it take longer than any law; a law that is
 * broken is then looked at by itself, with the same cases, to find the smallest that breaks it.
 */
function lookAtAll(): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (drawn: Case): void => {
    const attempt = (claim: Claim): boolean => {
      try {
        claim(judgedOnce());
        return true;
      } catch {
        return false;
      }
    };
    let kept: Drawn | undefined;
    const judgedOnce = (): Drawn => (kept ??= judged(drawn));
    for (const [sentence, claim] of laws) if (!found.has(sentence) && !attempt(claim)) found.add(sentence);
  };
  fc.assert(fc.property(cases, look), parameters);
  return found;
}

function judged(drawn: Case): Drawn {
  const { ruleSet, answers, on } = drawn;
  return { ...drawn, table: tabulate(ruleSet, on), screening: screen(ruleSet, answers, on) };
}

/** A law over something else than a case. */
export function lawOf<T>(sentence: string, arbitrary: fc.Arbitrary<T>, claim: (drawn: T) => void): void {
  test(sentence, { timeout }, () => {
    fc.assert(fc.property(arbitrary, claim), parameters);
  });
}

export function screen(ruleSet: RuleSet, answers: Answers, on: string): Screening {
  return compile(ruleSet).screen(answers, { on });
}
