import { describe, expect } from 'vitest';
import { BudgetError, compile } from '../../src/engine/compile.js';
import { evaluate } from '../../src/engine/evaluate.js';
import type { FindingState, Standing } from '../../src/model/screening.js';
import { criteria, key } from '../oracle/table.js';
import { law } from './law.js';

type Lists = 'contraindications' | 'indications' | 'supporting';

function states({
  contraindications,
  indications,
  supporting,
}: Pick<Standing, Lists>): ReadonlyMap<string, FindingState> {
  return new Map(
    [...contraindications, ...indications, ...supporting].map(({ criterion, state }) => [key(criterion), state]),
  );
}

describe('what a screening says equals a look at every completion of the answers', () => {
  law('the verdict', ({ screening, judged }) => {
    expect(screening.verdict.outcome).toBe(judged.outcome);
  });

  law('what is possible', ({ screening, judged }) => {
    expect(screening.verdict.possible).toEqual(judged.possible);
  });

  law('who is eligible', ({ screening, judged }) => {
    expect(screening.verdict.eligible).toBe(judged.eligible);
  });

  law('what is urgent', ({ screening, judged }) => {
    expect(screening.verdict.urgent).toBe(judged.urgent);
  });

  law('the state of every finding', ({ ruleSet, screening, judged }) => {
    const { findings } = judged;
    expect(states(screening)).toEqual(new Map(criteria(ruleSet).map((each) => [key(each), findings.get(key(each))])));
  });

  law('the standing of every question', ({ screening, judged }) => {
    expect(new Map(screening.questions)).toEqual(judged.questions);
  });

  law('which answers wait for others', ({ screening, judged }) => {
    expect(new Map([...screening.waiting].map(([id, others]) => [id, new Set(others)]))).toEqual(judged.waiting);
  });

  law('what is missing', ({ screening, judged }) => {
    expect(new Set(screening.verdict.missing)).toEqual(judged.missing);
    expect(screening.verdict.missing).toHaveLength(new Set(screening.verdict.missing).size);
  });

  law('what is missing to know whether it is urgent', ({ screening, judged }) => {
    expect(new Set(screening.verdict.missingForUrgent)).toEqual(judged.missingForUrgent);
    expect(screening.verdict.missingForUrgent).toHaveLength(new Set(screening.verdict.missingForUrgent).size);
  });

  law(
    'which advice is shown: only what nothing can speak against, whether it was asked or not',
    ({ ruleSet, screening, judged }) => {
      const { findings, excluded } = judged;
      for (const { advice, applies, shown } of screening.advice) {
        const { id, when, unless } = advice;
        const wanted = when === undefined || findings.get(`advice ${id}`) === 'present';
        expect(applies).toBe(wanted);
        expect(shown).toBe(wanted && unless.every((_, index) => excluded.has(`unless ${id} ${String(index)}`)));
      }
      expect(screening.advice.map(({ advice }) => advice)).toEqual(ruleSet.advice);
    },
  );
});

describe('what is told beside it', () => {
  law(
    'the standing after each answer is that part of the screening',
    ({ compiled, answers, on, screening, judged }) => {
      const { applying, ...rest } = compiled.standing(answers, { on });
      const { verdict, contraindications, indications, supporting, questions } = screening;
      expect(rest).toEqual({ verdict, contraindications, indications, supporting, questions });
      expect(new Set(applying)).toEqual(judged.askable);
    },
  );

  law('a trace never says more than every completion does, and all of it where all is answered', (drawn) => {
    const { ruleSet, answers, on, judged } = drawn;
    const { findings } = judged;
    const trace = evaluate(ruleSet, answers, on);
    const whole = ruleSet.questions.every(({ id }) => {
      const answer = answers.get(id);
      return answer?.kind === 'known' && !/^\d{4}(-\d\d)?$/.test(String(answer.value));
    });
    for (const criterion of criteria(ruleSet)) {
      const { truth } = trace(criterion.when);
      const state = findings.get(key(criterion));
      if (truth !== 'unknown' || whole) expect(truth).toBe(state === 'present' ? 'true' : 'false');
    }
  });
});

describe('whatever is answered', () => {
  law('answering more never revives what was ruled out, and never unsettles what was settled', (drawn) => {
    const { compiled, answers, fuller, on } = drawn;
    const sooner = compiled.standing(answers, { on });
    const later = compiled.standing(fuller, { on });
    expect(sooner.verdict.possible).toEqual(expect.arrayContaining([...later.verdict.possible]));
    const before = states(sooner);
    const after = states(later);
    for (const [name, state] of before) if (state !== 'unknown') expect([name, after.get(name)]).toEqual([name, state]);
    if (sooner.verdict.urgent !== 'unknown') expect(later.verdict.urgent).toBe(sooner.verdict.urgent);
    if (sooner.verdict.eligible !== 'unknown') expect(later.verdict.eligible).toBe(sooner.verdict.eligible);
    for (const [id, state] of sooner.questions) {
      if (state === 'not-applicable') expect(later.questions.get(id)).toBe(state);
    }
  });

  law('an absolute contraindication that is present, or still able to be, never ends in candidate', ({ screening }) => {
    const open = screening.contraindications.filter(
      ({ criterion, state }) => criterion.severity === 'absolute' && state !== 'absent',
    );
    if (open.length > 0) {
      expect(screening.verdict.possible).toContain('contraindicated');
      expect(['contraindicated', 'needs-information']).toContain(screening.verdict.outcome);
    }
    if (open.some(({ state }) => state === 'present')) expect(screening.verdict.outcome).toBe('contraindicated');
  });

  law('nothing becomes present because a question was not asked', ({ ruleSet, compiled, answers, on }) => {
    const closed = compiled.standing(answers, { on });
    for (const [id, state] of closed.questions) {
      if (state !== 'not-applicable') continue;
      const asked = {
        ...ruleSet,
        questions: ruleSet.questions.map((question) => {
          const { askIf: _, ...always } = question;
          return question.id === id ? always : question;
        }),
      };
      const open = new Map(answers);
      open.delete(id);
      const whicheverWay = states(compile(asked).standing(open, { on }));
      for (const [name, finding] of states(closed)) {
        if (finding === 'present') expect([name, whicheverWay.get(name)]).toEqual([name, 'present']);
      }
    }
  });

  law(
    'a rule set past the budget is refused, and one within it judged right',
    ({ ruleSet, answers, on, screening }) => {
      const budget = 4 + ((JSON.stringify(ruleSet).length + answers.size) % 300);
      try {
        const { outcome } = compile(ruleSet, { budget }).verdict(answers, { on });
        expect(outcome).toBe(screening.verdict.outcome);
      } catch (error) {
        if (!(error instanceof BudgetError)) throw error;
        expect(error.criteria.length).toBeGreaterThan(0);
        const ids = [...criteria(ruleSet), ...ruleSet.questions, ...ruleSet.advice].map(({ id }) => id);
        for (const id of error.criteria) expect(ids).toContain(id);
      }
    },
  );
});
