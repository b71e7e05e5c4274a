import type { Diagnostic } from '../model/diagnostic.js';
import type { Expectation } from '../model/patient.js';
import { at, type Pointer } from '../model/pointer.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { present } from './lowering.js';
import { didYouMean } from './suggest.js';
import { testProblem } from './test-problem.js';
import type { ExpectationInput } from './test-schema.js';

type Report = (problem: Diagnostic) => void;

/** What a file expects, every name in it held against the rule set. */
export function expectationOf(input: ExpectationInput, where: Pointer, ruleSet: RuleSet, report: Report): Expectation {
  const criteria = criteriaOf(ruleSet).map(({ id }) => id);
  const questions = ruleSet.questions.map(({ id }) => id);
  const advice = ruleSet.advice.map(({ id }) => id);
  const known = (
    names: readonly string[] | undefined,
    key: keyof ExpectationInput,
    of: readonly string[],
    code: 'unknown-criterion' | 'unknown-question' | 'unknown-advice',
  ): void => {
    for (const [index, name] of (names ?? []).entries()) {
      if (of.includes(name)) continue;
      report(testProblem(code, at(where, key, index), `${WHAT[code]} "${name}".`, didYouMean(name, of)));
    }
  };
  for (const key of ['present', 'absent', 'unknown'] as const) known(input[key], key, criteria, 'unknown-criterion');
  for (const key of ['missing', 'missing-for-urgent', 'not-applicable'] as const)
    known(input[key], key, questions, 'unknown-question');
  known(input.advice, 'advice', advice, 'unknown-advice');
  if (input.next !== undefined && input.next !== 'none' && !questions.includes(input.next)) {
    const hint = didYouMean(input.next, questions);
    report(testProblem('unknown-question', at(where, 'next'), `${WHAT['unknown-question']} "${input.next}".`, hint));
  }
  reportTwice(input, where, report);
  return present({
    verdict: input.verdict,
    eligible: input.eligible,
    urgent: input.urgent,
    possible: input.possible,
    present: input.present,
    absent: input.absent,
    unknown: input.unknown,
    missing: input.missing,
    missingForUrgent: input['missing-for-urgent'],
    next: input.next === 'none' ? null : input.next,
    notApplicable: input['not-applicable'],
    advice: input.advice,
  });
}

const WHAT = {
  'unknown-criterion': 'No criterion has the id',
  'unknown-question': 'No question has the id',
  'unknown-advice': 'No item of advice has the id',
} as const;

function reportTwice(input: ExpectationInput, where: Pointer, report: Report): void {
  const seen = new Map<string, string>();
  for (const state of ['present', 'absent', 'unknown'] as const) {
    for (const [index, id] of (input[state] ?? []).entries()) {
      const first = seen.get(id);
      if (first !== undefined && first !== state)
        report(testProblem('expected-twice', at(where, state, index), `"${id}" is expected to be ${first} too.`));
      seen.set(id, state);
    }
  }
}
