import { describe, expect } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Condition } from '../../src/model/condition.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { key } from '../oracle/table.js';
import { law, type Drawn } from './law.js';

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

function screenOf(ruleSet: RuleSet, { answers, on }: Drawn): Screening {
  return compile(ruleSet).screen(answers, { on });
}

/** The case before. */
let last: Drawn | undefined;

describe('order', () => {
  law('of the answers changes nothing', ({ compiled, answers, on, screening }) => {
    expect(said(compiled.screen(new Map(turned([...answers])), { on }))).toEqual(said(screening));
  });

  law('of the criteria, and of the parts of their conditions, changes only the order of lists', (drawn) => {
    expect(unordered(screenOf(turnedRuleSet(drawn.ruleSet), drawn))).toEqual(unordered(drawn.screening));
  });

  law('of the questions changes only the order of lists', (drawn) => {
    const { ruleSet, screening } = drawn;
    const other = screenOf({ ...ruleSet, questions: turned(ruleSet.questions) }, drawn);
    expect(unordered(other)).toEqual(unordered(screening));
  });
});

describe('purity', () => {
  law('what goes in comes out as it was', ({ ruleSet, answers, screening }) => {
    expect(screening.ruleSet).toBe(ruleSet);
    expect(screening.answers).toBe(answers);
  });

  law('the same question gets the same answer', ({ ruleSet, compiled, answers, fuller, on, screening }) => {
    compiled.verdict(fuller, { on });
    compiled.verdict(new Map(), { on: '2031-10-05' });
    expect(said(compiled.screen(answers, { on }))).toEqual(said(screening));
    expect(compile(ruleSet).verdict(answers, { on })).toEqual(screening.verdict);
  });

  law('two rule sets do not disturb each other', (drawn) => {
    if (last !== undefined) {
      const { compiled, answers, on, screening } = last;
      expect(said(compiled.screen(answers, { on }))).toEqual(said(screening));
    }
    last = drawn;
  });

  law('the quick verdict is the verdict', ({ compiled, answers, on, screening }) => {
    expect(compiled.verdict(answers, { on })).toEqual(screening.verdict);
  });
});
