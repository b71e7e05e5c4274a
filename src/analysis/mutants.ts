import type { Condition } from '../model/condition.js';
import type { Pointer } from '../model/pointer.js';
import type { Question } from '../model/question.js';
import type { Advice, Contraindication, Criterion, RuleSet } from '../model/ruleset.js';
import { conditionMutants, inWords } from './mutate-condition.js';

/** A rule set with one small change, as a slip of the pen would make it. */
export interface Mutant {
  readonly at: Pointer;
  /** What was changed, in words that stand after the place: `"at-least 18" became "above 18"`. */
  readonly change: string;
  readonly ruleSet: RuleSet;
}

/** Every small change of a rule set: of conditions, severities, urgency, gates, and whole criteria left out. */
export function mutantsOf(ruleSet: RuleSet): readonly Mutant[] {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const conditions = (condition: Condition, put: (changed: Condition) => RuleSet): readonly Mutant[] =>
    conditionMutants(condition, questions).map(({ at, change, condition: changed }) => ({
      at,
      change,
      ruleSet: put(changed),
    }));
  return [
    ...ruleSet.contraindications.flatMap((one, index) => [
      ...criterionMutants(ruleSet, 'contraindications', index, conditions),
      ...severityMutants(ruleSet, one, index),
    ]),
    ...ruleSet.indications.flatMap((_, index) => criterionMutants(ruleSet, 'indications', index, conditions)),
    ...ruleSet.supporting.flatMap((_, index) => criterionMutants(ruleSet, 'supporting', index, conditions)),
    ...ruleSet.questions.flatMap((question, index) => gateMutants(ruleSet, question, index, conditions)),
    ...ruleSet.advice.flatMap((item, index) => adviceMutants(ruleSet, item, index, conditions)),
  ];
}

type Conditions = (condition: Condition, put: (changed: Condition) => RuleSet) => readonly Mutant[];

function criterionMutants(
  ruleSet: RuleSet,
  section: 'contraindications' | 'indications' | 'supporting',
  index: number,
  conditions: Conditions,
): readonly Mutant[] {
  const list: readonly Criterion[] = ruleSet[section];
  const one = list[index]!;
  const put = (changed: Criterion): RuleSet => ({ ...ruleSet, [section]: replaced(list, index, changed) });
  return [
    { at: one.at, change: `"${one.id}" was left out`, ruleSet: { ...ruleSet, [section]: without(list, index) } },
    ...conditions(one.when, (when) => put({ ...one, when })),
  ];
}

function severityMutants(ruleSet: RuleSet, one: Contraindication, index: number): readonly Mutant[] {
  const put = (changed: Contraindication): RuleSet => ({
    ...ruleSet,
    contraindications: replaced(ruleSet.contraindications, index, changed),
  });
  const other = one.severity === 'absolute' ? 'relative' : 'absolute';
  return [
    {
      at: one.at,
      change: `"${one.id}" became ${other}`,
      ruleSet: put({ ...one, severity: other, urgent: false }),
    },
    ...(one.severity === 'absolute'
      ? [
          {
            at: one.at,
            change: `"${one.id}" became ${one.urgent ? 'not urgent' : 'urgent'}`,
            ruleSet: put({ ...one, urgent: !one.urgent }),
          },
        ]
      : []),
  ];
}

function gateMutants(ruleSet: RuleSet, question: Question, index: number, conditions: Conditions): readonly Mutant[] {
  const { askIf, ...open } = question;
  if (askIf === undefined) return [];
  const put = (changed: Question): RuleSet => ({ ...ruleSet, questions: replaced(ruleSet.questions, index, changed) });
  return [
    { at: askIf.at, change: `the gate of "${question.id}" was left out`, ruleSet: put(open) },
    ...conditions(askIf, (changed) => put({ ...question, askIf: changed })),
  ];
}

function adviceMutants(ruleSet: RuleSet, item: Advice, index: number, conditions: Conditions): readonly Mutant[] {
  const put = (changed: Advice): RuleSet => ({ ...ruleSet, advice: replaced(ruleSet.advice, index, changed) });
  const { when, ...always } = item;
  return [
    ...(when === undefined
      ? []
      : [
          { at: when.at, change: `the condition of "${item.id}" was left out`, ruleSet: put(always) },
          ...conditions(when, (changed) => put({ ...item, when: changed })),
        ]),
    ...item.unless.flatMap((objection, place) => [
      {
        at: objection.at,
        change:
          'condition' in objection
            ? `"${inWords(objection.condition)}" no longer holds "${item.id}" back`
            : `what is not asked no longer holds "${item.id}" back`,
        ruleSet: put({ ...item, unless: without(item.unless, place) }),
      },
      ...('condition' in objection
        ? conditions(objection.condition, (condition) =>
            put({ ...item, unless: replaced(item.unless, place, { ...objection, condition }) }),
          )
        : []),
    ]),
  ];
}

function replaced<T>(list: readonly T[], index: number, item: T): readonly T[] {
  return list.map((one, place) => (place === index ? item : one));
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, place) => place !== index);
}
