import type { SettledOutcome } from '../model/screening.js';
import { ladderHtml, type LadderEnd } from './html-ladder.js';
import type { CriterionResult, Result } from './result.js';
import { STATE } from './words.js';

const NAME: Readonly<Record<SettledOutcome, string>> = {
  contraindicated: 'Not a candidate',
  'not-indicated': 'Not a candidate',
  'candidate-with-caution': 'Worth discussing',
  candidate: 'Worth discussing',
};

/** How the verdict came about: the questions in the order in which they decide, where each leads, and what can come out. */
export function verdictLadder({ contraindications, indications, possible }: Result): string {
  const of = (severity: string): readonly CriterionResult[] =>
    contraindications.filter((one) => one.severity === severity);
  const told = possible.length === 1 ? 'the verdict' : 'can come out';
  const end = (outcome: SettledOutcome): LadderEnd => {
    const can = possible.includes(outcome);
    return { name: NAME[outcome], word: can ? `${outcome}: ${told}` : outcome, can };
  };
  return ladderHtml(
    [
      {
        asks: 'Does anything rule it out?',
        looksAt: [counts(of('absolute'))],
        leaves: 'yes',
        to: end('contraindicated'),
      },
      { asks: 'Does anything speak for it?', looksAt: [counts(indications)], leaves: 'no', to: end('not-indicated') },
      {
        asks: 'Does anything call for caution?',
        looksAt: [counts(of('relative'))],
        leaves: 'yes',
        to: end('candidate-with-caution'),
      },
    ],
    end('candidate'),
  );
}

function counts(criteria: readonly CriterionResult[]): string {
  if (criteria.length === 0) return 'the rule set asks nothing here';
  return (['present', 'unknown', 'absent'] as const)
    .map((state) => `${criteria.filter((one) => one.state === state).length} ${STATE[state]}`)
    .join(', ');
}
