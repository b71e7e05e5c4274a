// The simple task in the rules of other packages, each exact for it.
import { LogicEngine } from 'json-logic-engine';
import { Engine, type RuleProperties, type TopLevelCondition } from 'json-rules-engine';
import type { PlainVerdict } from '../../src/index.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Person } from './task.js';

/** json-logic-engine, compiled to a function: a rule for each field, or one for the outcome alone. */
export function jsonLogic({ contraindications, indications }: RuleSet): {
  readonly verdict: (p: Person) => PlainVerdict;
  readonly outcome: (p: Person) => string;
} {
  const some = (of: readonly { readonly id: string }[], how: '===' | '!==', word: string): object => ({
    or: of.map(({ id }) => ({ [how]: [{ var: id }, word] })),
  });
  const ruledOut = some(contraindications, '===', 'yes');
  const dangerOpen = some(contraindications, '!==', 'no');
  const indicated = some(indications, '===', 'yes');
  const indicable = some(indications, '!==', 'no');
  const unknown = 'needs-information';
  const outcome = {
    if: [ruledOut, 'contraindicated', dangerOpen, unknown, indicated, 'candidate', indicable, unknown, 'not-indicated'],
  };
  const eligible = {
    if: [ruledOut, 'no', { '!': indicable }, 'no', { or: [dangerOpen, { '!': indicated }] }, 'unknown', 'yes'],
  };
  const possible = {
    if: [
      ruledOut,
      ['contraindicated'],
      {
        merge: [
          { if: [dangerOpen, ['contraindicated'], []] },
          { if: [indicated, [], ['not-indicated']] },
          { if: [indicable, ['candidate'], []] },
        ],
      },
    ],
  };
  const engine = new LogicEngine();
  return {
    verdict: engine.build({ eachKey: { outcome, eligible, urgent: 'not-asked', possible } }) as (
      p: Person,
    ) => PlainVerdict,
    outcome: engine.build(outcome) as (p: Person) => string,
  };
}

/** json-rules-engine: a rule for each outcome. */
export function jsonRules({ contraindications, indications }: RuleSet): (p: Person) => Promise<string> {
  const each = (of: readonly { readonly id: string }[], operator: 'equal' | 'notEqual', value: string) =>
    of.map(({ id }) => ({ fact: id, operator, value }));
  const rule = (type: string, conditions: TopLevelCondition): RuleProperties => ({ conditions, event: { type } });
  const noDanger = each(contraindications, 'equal', 'no');
  const engine = new Engine([
    rule('contraindicated', { any: each(contraindications, 'equal', 'yes') }),
    rule('candidate', { all: [...noDanger, { any: each(indications, 'equal', 'yes') }] }),
    rule('not-indicated', { all: [...noDanger, ...each(indications, 'equal', 'no')] }),
    rule('needs-information', {
      all: [
        ...each(contraindications, 'notEqual', 'yes'),
        {
          any: [
            ...each(contraindications, 'notEqual', 'no'),
            { all: [...each(indications, 'notEqual', 'yes'), { any: each(indications, 'notEqual', 'no') }] },
          ],
        },
      ],
    }),
  ]);
  return async (p) => {
    const { events } = await engine.run(p);
    if (events.length !== 1) throw new Error(`${events.length} outcomes.`);
    return events[0]!.type;
  };
}
