import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import type { Condition } from '../../src/model/condition.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { key } from '../oracle/table.js';
import { cases } from './generators.js';
import { law, lawOf, screen } from './law.js';

/** A screening without the rule set and the answers that it carries. */
function said({ ruleSet: _, answers: __, ...rest }: Screening): unknown {
  return rest;
}

/** What does not hang on the order of anything. */
function unordered({
  verdict,
  contraindications,
  indications,
  supporting,
  questions,
  unreachable,
}: Screening): unknown {
  return {
    ...verdict,
    next: undefined,
    missing: new Set(verdict.missing),
    missingForUrgent: new Set(verdict.missingForUrgent),
    findings: new Map(
      [...contraindications, ...indications, ...supporting].map((each) => [key(each.criterion), each.state]),
    ),
    questions: new Map(questions),
    unreachable: new Set(unreachable),
  };
}

function turned<T>(list: readonly T[]): readonly T[] {
  return [...list].reverse();
}

function turnedCondition(condition: Condition): Condition {
  switch (condition.kind) {
    case 'comparison':
      return condition;
    case 'not':
      return { ...condition, of: turnedCondition(condition.of) };
    case 'score':
      return {
        ...condition,
        terms: turned(condition.terms.map(({ weight, when }) => ({ weight, when: turnedCondition(when) }))),
      };
    case 'all':
    case 'any':
    case 'at-least':
      return { ...condition, of: turned(condition.of.map(turnedCondition)) };
  }
}

function turnedRuleSet(ruleSet: RuleSet): RuleSet {
  return {
    ...ruleSet,
    contraindications: turned(ruleSet.contraindications.map((each) => ({ ...each, when: turnedCondition(each.when) }))),
    indications: turned(ruleSet.indications.map((each) => ({ ...each, when: turnedCondition(each.when) }))),
    supporting: turned(ruleSet.supporting.map((each) => ({ ...each, when: turnedCondition(each.when) }))),
  };
}

describe('order', () => {
  law('of the answers changes nothing', ({ ruleSet, answers, on, screening }) => {
    expect(said(screen(ruleSet, new Map(turned([...answers])), on))).toEqual(said(screening));
  });

  law('of the criteria, and of the parts of their conditions, changes only the order of lists', (drawn) => {
    const { ruleSet, answers, on, screening } = drawn;
    expect(unordered(screen(turnedRuleSet(ruleSet), answers, on))).toEqual(unordered(screening));
  });

  law('of the questions changes only the order of lists', ({ ruleSet, answers, on, screening }) => {
    const other = screen({ ...ruleSet, questions: turned(ruleSet.questions) }, answers, on);
    expect(unordered(other)).toEqual(unordered(screening));
  });
});

describe('purity', () => {
  law('what goes in is left as it was', ({ ruleSet, answers, on, screening }) => {
    const frozen = deepFreeze(structuredClone(ruleSet));
    const kept = structuredClone(answers);
    expect(said(screen(frozen, sealed(kept), on))).toEqual(said(screening));
    expect(kept).toEqual(answers);
  });

  law('the same question gets the same answer', ({ ruleSet, answers, fuller, on, screening }) => {
    const compiled = compile(ruleSet);
    compiled.screen(fuller, { on });
    compiled.screen(answers, { on: '2031-10-05' });
    expect(compiled.screen(answers, { on })).toEqual(screening);
  });

  lawOf('two rule sets do not disturb each other', fc.tuple(cases, cases), ([one, other]) => {
    const alone = [one, other].map(({ ruleSet, answers, on }) => screen(ruleSet, answers, on));
    const [first, second] = [compile(one.ruleSet), compile(other.ruleSet)];
    first.verdict(one.fuller, { on: one.on });
    expect(second.screen(other.answers, { on: other.on })).toEqual(alone[1]);
    expect(first.screen(one.answers, { on: one.on })).toEqual(alone[0]);
  });

  law('the quick verdict is the verdict', ({ ruleSet, answers, on, screening }) => {
    expect(compile(ruleSet).verdict(answers, { on })).toEqual(screening.verdict);
  });
});

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
  return Object.assign(new Map(answers), { set: refuse, delete: refuse, clear: refuse });
}
