import { describe, expect } from 'vitest';
import type { RuleSet } from '../../src/model/ruleset.js';
import { leaves } from '../oracle/table.js';
import { law } from './law.js';

/** The questions that a contraindication reads, and those that gate them. */
function safetyQuestions({ questions, contraindications }: RuleSet): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    const gate = questions.find((question) => question.id === id)?.askIf;
    if (gate !== undefined) for (const leaf of leaves(gate)) add(leaf.question);
  };
  for (const { when } of contraindications) for (const { question } of leaves(when)) add(question);
  return found;
}

describe('the next question', () => {
  law('is the first that may be asked: for urgency first, then for the verdict', ({ screening, judged, answers }) => {
    const { missing, missingForUrgent, next } = screening.verdict;
    const { askable } = judged;
    const may = (id: string): boolean => !answers.has(id) && askable.has(id);
    expect(next).toBe([...missingForUrgent, ...missing].find(may) ?? null);
  });

  law('is one that can matter', ({ screening: { verdict }, judged }) => {
    const { missing, missingForUrgent } = judged;
    if (verdict.next !== null) expect(missing.has(verdict.next) || missingForUrgent.has(verdict.next)).toBe(true);
  });

  law('asks about safety before treatment', ({ ruleSet, screening: { verdict }, judged, answers }) => {
    const safety = safetyQuestions(ruleSet);
    const { askable, missing } = judged;
    const open = [...missing].some((id) => safety.has(id) && askable.has(id) && !answers.has(id));
    if (open && verdict.next !== null) expect(safety.has(verdict.next)).toBe(true);
    if (open) expect(verdict.next).not.toBeNull();
  });

  law('stands before what was answered "don\'t know"', ({ screening: { verdict }, answers }) => {
    for (const list of [verdict.missing, verdict.missingForUrgent]) {
      const given = list.map((id) => answers.has(id));
      expect(given).toEqual([...given].sort((left, right) => Number(left) - Number(right)));
    }
  });

  law(
    'comes to an end: what is asked and answered is not asked again',
    ({ ruleSet, screening: { verdict }, answers }) => {
      if (verdict.next === null) return;
      expect(ruleSet.questions.map(({ id }) => id)).toContain(verdict.next);
      expect(answers.has(verdict.next)).toBe(false);
    },
  );
});
