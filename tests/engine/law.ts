import fc from 'fast-check';
import { test } from 'vitest';
import { compile, type Compiled } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { Screening } from '../../src/model/screening.js';
import { expected, type Expected } from '../oracle/oracle.js';
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
  readonly compiled: Compiled;
  readonly table: Table;
  readonly screening: Screening;
  /** What the oracle says. */
  readonly judged: Expected;
}

type Claim = (drawn: Drawn) => void;

const laws = new Map<string, Claim>();
let broken: ReadonlySet<string> | undefined;

/** A sentence that holds for every rule set and all answers. The claim throws where it does not. */
export function law(sentence: string, claim: Claim): void {
  laws.set(sentence, claim);
  test(sentence, { timeout }, () => {
    broken ??= lookAtAll();
    if (!broken.has(sentence)) return;
    fc.assert(
      fc.property(cases, (drawn) => claim(judged(drawn))),
      parameters,
    );
    throw new Error('Broken, but not for any case by itself: one rule set disturbs another.');
  });
}

/**
 * Holds each case against all laws at once, since drawing and judging it take longer than any law; a law that is broken is
 * then looked at by itself, with the same cases, to find the smallest that breaks it.
 */
function lookAtAll(): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (drawn: Case): void => {
    let kept: Drawn | undefined;
    for (const [sentence, claim] of laws) {
      if (found.has(sentence)) continue;
      try {
        claim((kept ??= judged(drawn)));
      } catch {
        found.add(sentence);
      }
    }
  };
  fc.assert(fc.property(cases, look), parameters);
  return found;
}

/** Everything is frozen before it is handed over: an engine that wrote to it would throw. */
function judged(drawn: Case): Drawn {
  const { on } = drawn;
  const ruleSet = deepFreeze(drawn.ruleSet);
  const answers = sealed(drawn.answers);
  const fuller = sealed(drawn.fuller);
  const compiled = compile(ruleSet);
  const table = tabulate(ruleSet, on);
  const screening = compiled.screen(answers, { on });
  return { ruleSet, answers, fuller, on, compiled, table, screening, judged: expected(table, answers) };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** A map that cannot be written to: `Object.freeze` does not reach what a map holds. */
function sealed(answers: Answers): Answers {
  const refuse = (): never => {
    throw new Error('The answers were written to.');
  };
  const map = new Map([...answers].map(([id, answer]) => [id, deepFreeze(answer)]));
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}
