import type { QuestionId } from '../model/question.js';
import type { AdviceFinding } from '../model/screening.js';
import { questionsOf } from '../model/condition.js';
import type { AdvicePlan } from './plan.js';
import { gateState } from './next-question.js';
import { reader, reopened, type Situation } from './situation.js';

const NEVER = 0b01;
const ALWAYS = 0b10;

/**
 * Which advice may be shown: only where its condition is known to hold and everything against it is known to be absent.
 *
 * It fails closed. What is unknown, assumed, does not apply or is not asked by the rule set withholds an item, since nobody has
 * said that it is absent.
 */
export function advise(situation: Situation): readonly AdviceFinding[] {
  const { plan, answers, open } = situation;
  const assumed = [...answers].flatMap(([id, { origin }]) => (origin === 'assumed' ? [id] : []));
  const reach = reader(
    plan.diagrams,
    reopened(
      plan,
      open,
      assumed.map((id) => [id, undefined] as const),
    ),
  );
  const saidSo = (id: QuestionId): boolean => answers.get(id)?.kind === 'known' && !assumed.includes(id);
  return plan.advice.map(({ item, when, unless }: AdvicePlan) => {
    const withheld: AdviceFinding['withheld'][number][] = [];
    for (const objection of item.unless) {
      const because = objection.because === undefined ? {} : { because: objection.because };
      if ('unasked' in objection) {
        withheld.push({ at: objection.at, unasked: objection.unasked, ...because, state: 'not-asked', questions: [] });
        continue;
      }
      const nodes = unless.find((planned) => planned.objection === objection);
      if (nodes === undefined || reach(nodes.unmasked) === NEVER) continue;
      const questions = questionsOf(objection.condition).filter((id) => !saidSo(id) || reach(nodes.masked) === ALWAYS);
      const present = reach(nodes.masked) === ALWAYS;
      const inapplicable = !present && questions.some((id) => gateState(situation, id) === 'closed');
      withheld.push({
        at: objection.at,
        ...because,
        state: present ? 'present' : inapplicable ? 'not-applicable' : 'unknown',
        questions,
      });
    }
    return {
      advice: item,
      applies: reach(when) === ALWAYS,
      shown: reach(when) === ALWAYS && withheld.length === 0,
      withheld,
    };
  });
}
