import { createBuilder } from '../../engine/build.js';
import type { Node } from '../../engine/diagram.js';
import { gateState } from '../../engine/next-question.js';
import { situate } from '../../engine/situation.js';
import type { Answers } from '../../model/answer.js';
import { at } from '../../model/pointer.js';
import { criteriaOf, type Criterion } from '../../model/ruleset.js';
import { applying } from '../somebody.js';
import { answersFor } from '../witness.js';
import { dayOf } from './days.js';
import { finding, type Check, type Finding, type Subject } from './finding.js';
import { isNeverAsked } from './gates.js';

/** Criteria that can never be present, and those that always are. */
export const presence: Check = (subject) => {
  const { ruleSet, plan } = subject;
  return criteriaOf(ruleSet).flatMap((criterion): readonly Finding[] => {
    const node = plan.criteria.get(criterion)!;
    if (plan.diagrams.arity(node) > 0) return [];
    if (plan.diagrams.valueOf(node) === 0) return [neverPresent(subject, criterion)];
    return [
      finding(
        'always-present',
        'warning',
        at(criterion.at, 'when'),
        `"${criterion.id}" is present whatever is answered.`,
        {
          side: 'key',
          hint: 'Correct its condition: one that always holds tells nobody apart.',
          ...dayOf(subject, [criterion.when]),
        },
      ),
    ];
  });
};

function neverPresent(subject: Subject, criterion: Criterion): Finding {
  const { plan, lift } = subject;
  const day = dayOf(subject, [criterion.when]);
  const unmasked = createBuilder(plan.diagrams, plan.space, false).condition(criterion.when);
  const patient = patientAt({ plan, lift }, unmasked);
  const closed = patient === undefined ? undefined : closedIn({ plan, lift }, patient);
  const where = at(criterion.at, 'when');
  if (patient === undefined || closed === undefined) {
    return finding('never-present', 'warning', where, `"${criterion.id}" can never be present.`, {
      side: 'key',
      hint: 'No answers meet its condition: its parts exclude each other.',
      ...day,
    });
  }
  if (isNeverAsked(plan, closed)) {
    return finding(
      'never-present',
      'warning',
      where,
      `"${criterion.id}" can never be present: ${closed === criterion.id ? 'its question' : `"${closed}", which it reads,`} is never asked.`,
      { side: 'key', hint: `Correct the gate of "${closed}".`, ...day },
    );
  }
  const others = applying(plan, patient);
  return finding(
    'never-present',
    'warning',
    where,
    `"${criterion.id}" can never be present: where its condition would hold, "${closed}" does not apply.`,
    {
      side: 'key',
      hint: `Correct the gate of "${closed}" or the condition.${others.size === 0 ? '' : ' This patient may have it, and is never asked about it.'}`,
      ...(others.size === 0 ? {} : { patient: others }),
      ...day,
    },
  );
}

/** Answers, of which not all need apply, that make a diagram 1; undefined where none do. */
function patientAt({ plan, lift }: Pick<Subject, 'plan' | 'lift'>, node: Node): Answers | undefined {
  const { diagrams } = plan;
  if (diagrams.arity(node) === 0 && diagrams.valueOf(node) === 0) return undefined;
  const chosen = lift.axes.map((axis) => axis.choices.length - 1);
  for (let here = node; diagrams.arity(here) > 0;) {
    const children = Array.from({ length: diagrams.arity(here) }, (_, region) => diagrams.child(here, region));
    const region = children.findIndex((child) => diagrams.arity(child) > 0 || diagrams.valueOf(child) === 1);
    chosen[lift.axes.findIndex(({ base }) => base === diagrams.axisOf(here))] = region;
    here = children[region]!;
  }
  return answersFor(lift, chosen);
}

/** A question that is answered and does not apply, once its gate is closed by the other answers or by any. */
function closedIn({ plan }: Pick<Subject, 'plan' | 'lift'>, answers: Answers): string | undefined {
  const situation = situate(plan, answers);
  const closed = [...answers.keys()].filter((id) => plan.gates.has(id) && gateState(situation, id) !== 'open');
  return closed.find((id) => isNeverAsked(plan, id)) ?? closed[0];
}
