import type { Answers } from '../model/answer.js';
import type { Change } from '../model/screening.js';
import { gateState } from './next-question.js';
import type { Situation } from './situation.js';

/**
 * The change with the given answers that no longer apply once it has come about: it closes their gates, and a caller who repeats
 * all answers leaves them out.
 */
export function withLeftOut(
  change: Change,
  { plan, answers }: Situation,
  on: string,
  situateOn: (on: string, answers: Answers) => Situation,
): Change {
  if (plan.gates.size === 0) return change;
  const changed = new Map(answers);
  let day = on;
  for (const { question, to, toUnit, fromDate } of change.change) {
    if (fromDate !== undefined) day = fromDate;
    else
      changed.set(question, {
        kind: 'known',
        value: to,
        origin: 'flag',
        ...(toUnit === undefined ? {} : { unit: toUnit }),
      });
  }
  const situation = situateOn(day, changed);
  const leftOut = plan.ruleSet.questions.flatMap(({ id }) =>
    changed.get(id)?.kind === 'known' && gateState(situation, id) === 'closed' ? [id] : [],
  );
  return leftOut.length === 0 ? change : { ...change, leftOut };
}
