import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import { all, any, not, type Truth } from '../../src/model/truth.js';
import { expected, LADDER, reachable } from '../oracle/oracle.js';
import { criteria, key, leaves, tabulate, type Table } from '../oracle/table.js';
import { meaningsOf, holds } from '../oracle/values.js';
import { cases, type Case } from './generators.js';

/**
 * A law over cases that never meet its premise says nothing. Of so many cases, each of these must turn up at least as
 * often as it says.
 */
const CASES = 3000;

// prettier-ignore
const AT_LEAST: Readonly<Record<string, number>> = {
  'verdict contraindicated': 200, 'verdict not-indicated': 200, 'verdict candidate-with-caution': 40,
  'verdict candidate': 80, 'verdict needs-information': 500,
  'possible: 2': 300, 'possible: 3': 100, 'possible: 4': 20,
  'urgent yes': 50, 'urgent no': 100, 'urgent unknown': 100, 'urgent not-asked': 300,
  'eligible yes': 100, 'eligible no': 300, 'eligible unknown': 300,
  'severity absolute': 300, 'severity relative': 300,
  'question yes-no': 500, 'question choice': 300, 'question choices': 300, 'question number': 300, 'question date': 300,
  'number with a unit': 200, 'number in two units': 100, 'answer in the other unit': 40,
  'a date that may be in the future': 100, 'a fixed question': 300, 'an optional question': 100,
  'partial date': 100, 'partial date that straddles a bound': 30,
  'condition all': 500, 'condition any': 300, 'condition not': 500, 'condition at-least': 300, 'condition score': 300,
  'condition comparison': 1000, 'negative weight': 100, 'upper bound on a score': 100, 'weights with decimals': 100,
  'test one-of': 500, 'test includes': 200, 'test none': 30, 'test number': 300, 'test number-one-of': 30, 'test within': 100,
  'test beyond': 100, 'test date': 100,
  'gate open': 200, 'gate closed': 200, 'gate unknown': 200, 'gate in a chain': 100,
  'answer under a closed gate': 100, 'answer under an unknown gate': 50,
  'a question in two criteria': 500, 'supporting factor': 500, 'advice': 500,
  'finding settled by cases alone': 30, 'verdict settled by cases alone': 20,
  'missing although answered in part': 15, 'missing for urgent': 50, 'missing under an unknown gate': 50,
  'unreachable': 100, 'fuller answers settle it': 100,
};

test('the generator draws every kind of case', () => {
  const seen = new Map<string, number>();
  for (const drawn of fc.sample(cases, { numRuns: CASES, seed: 20_260_101 })) {
    for (const feature of featuresOf(drawn)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
  const tooFew = Object.entries(AT_LEAST).filter(([feature, least]) => (seen.get(feature) ?? 0) < least);
  expect(tooFew.map(([feature, least]) => `${feature}: ${String(seen.get(feature) ?? 0)} of ${String(least)}`)).toEqual(
    [],
  );
});

function featuresOf({ ruleSet, answers, fuller, on }: Case): ReadonlySet<string> {
  const table = tabulate(ruleSet, on);
  const judged = expected(table, answers);
  const found = new Set([
    `verdict ${judged.outcome}`,
    `possible: ${String(judged.possible.length)}`,
    `urgent ${judged.urgent}`,
    `eligible ${judged.eligible}`,
  ]);
  const note = (feature: string, when: boolean): void => {
    if (when) found.add(feature);
  };
  for (const { severity } of ruleSet.contraindications) found.add(`severity ${severity}`);
  for (const condition of criteria(ruleSet).flatMap(({ when }) => nodes(when))) {
    found.add(`condition ${condition.kind}`);
    if (condition.kind === 'comparison') found.add(`test ${condition.test.kind}`);
    if (condition.kind !== 'score') continue;
    note(
      'negative weight',
      condition.terms.some(({ weight }) => weight < 0),
    );
    note('upper bound on a score', condition.atMost !== undefined);
    note('weights with decimals', condition.places > 0);
  }
  for (const question of ruleSet.questions) {
    const answer = answers.get(question.id);
    const state = judged.questions.get(question.id);
    found.add(`question ${question.type}`);
    note('a fixed question', question.fixed);
    note('an optional question', question.optional);
    note('a date that may be in the future', question.type === 'date' && question.future);
    if (question.type === 'number') {
      note('number with a unit', question.unit !== undefined);
      note('number in two units', question.accepts.length > 0);
      note('answer in the other unit', answer?.kind === 'known' && answer.unit === 'lb');
    }
    if (question.type === 'date' && answer?.kind === 'known') {
      note('partial date', String(answer.value).length < 10);
      note('partial date that straddles a bound', truthsOf(table, question.id, answer).includes('unknown'));
    }
    note('missing although answered in part', answer?.kind === 'known' && judged.missing.has(question.id));
    if (question.askIf === undefined) continue;
    const open = judged.askable.has(question.id);
    const gate = state === 'not-applicable' ? 'closed' : open ? 'open' : 'unknown';
    found.add(`gate ${gate}`);
    note(`answer under a closed gate`, gate === 'closed' && answer?.kind === 'known');
    note(`answer under an unknown gate`, gate === 'unknown' && answer?.kind === 'known');
    note('missing under an unknown gate', gate === 'unknown' && judged.missing.has(question.id));
    const above = leaves(question.askIf).map((leaf) => ruleSet.questions.find(({ id }) => id === leaf.question));
    note(
      'gate in a chain',
      above.some((other) => other?.askIf !== undefined),
    );
  }
  const read = [...ruleSet.contraindications, ...ruleSet.indications].map(
    ({ when }) => new Set(leaves(when).map(({ question }) => question)),
  );
  note(
    'a question in two criteria',
    ruleSet.questions.some(({ id }) => read.filter((ids) => ids.has(id)).length > 1),
  );
  note('supporting factor', ruleSet.supporting.length > 0);
  note('advice', ruleSet.advice.length > 0);
  note('missing for urgent', judged.missingForUrgent.size > 0);
  note('unreachable', reachable(table, answers).size < LADDER.length);
  note(
    'fuller answers settle it',
    judged.outcome === 'needs-information' && expected(table, fuller).outcome !== judged.outcome,
  );
  const truths = new Map(
    criteria(ruleSet).map((criterion) => [key(criterion), kleene(criterion.when, drawnTruth(table, answers))]),
  );
  const settled = [...judged.findings].filter(([name, state]) => truths.get(name) === 'unknown' && state !== 'unknown');
  note('finding settled by cases alone', settled.length > 0);
  note('verdict settled by cases alone', judged.outcome !== 'needs-information' && !ladder(ruleSet, truths));
  return found;
}

/** Whether Kleene's logic alone settles the verdict. */
function ladder({ contraindications, indications }: Case['ruleSet'], truths: ReadonlyMap<string, Truth>): boolean {
  const truth = (criterion: Parameters<typeof key>[0]): Truth => truths.get(key(criterion)) ?? 'false';
  const absolute = any(contraindications.filter(({ severity }) => severity === 'absolute').map(truth));
  const indicated = any(indications.map(truth));
  const relative = any(contraindications.filter(({ severity }) => severity === 'relative').map(truth));
  return (
    absolute === 'true' ||
    (absolute === 'false' && (indicated === 'false' || (indicated === 'true' && relative !== 'unknown')))
  );
}

function drawnTruth(
  table: Table,
  answers: Case['answers'],
): (leaf: Extract<Condition, { kind: 'comparison' }>) => Truth {
  const gateOf = (id: string): Condition | undefined =>
    table.ruleSet.questions.find((question) => question.id === id)?.askIf;
  const leaf = (comparison: Extract<Condition, { kind: 'comparison' }>): Truth => {
    const gate = gateOf(comparison.question);
    const column = table.columns.find(({ question }) => question.id === comparison.question);
    const answer = answers.get(comparison.question);
    if (column === undefined) throw new Error('No such question.');
    const passed: Truth =
      answer?.kind !== 'known'
        ? 'unknown'
        : some(
            meaningsOf(column.question, answer, table.on).map((raw) =>
              holds(comparison.test, column.question, raw, table.on),
            ),
          );
    return gate === undefined ? passed : all([kleene(gate, leaf), passed]);
  };
  return leaf;
}

function truthsOf(table: Table, id: string, answer: Parameters<typeof meaningsOf>[1]): readonly Truth[] {
  const column = table.columns.find(({ question }) => question.id === id);
  if (column === undefined) throw new Error('No such question.');
  const raws = meaningsOf(column.question, answer, table.on);
  return column.comparisons.map(({ test }) => some(raws.map((raw) => holds(test, column.question, raw, table.on))));
}

function some(results: readonly boolean[]): Truth {
  return results.every(Boolean) ? 'true' : results.some(Boolean) ? 'unknown' : 'false';
}

function kleene(condition: Condition, leaf: (comparison: Extract<Condition, { kind: 'comparison' }>) => Truth): Truth {
  switch (condition.kind) {
    case 'comparison':
      return leaf(condition);
    case 'all':
      return all(condition.of.map((part) => kleene(part, leaf)));
    case 'any':
      return any(condition.of.map((part) => kleene(part, leaf)));
    case 'not':
      return not(kleene(condition.of, leaf));
    case 'at-least':
      return range(
        condition.of.map((part) => ({ weight: 1, truth: kleene(part, leaf) })),
        condition.count,
        Infinity,
      );
    case 'score':
      return range(
        condition.terms.map(({ weight, when }) => ({ weight, truth: kleene(when, leaf) })),
        condition.atLeast ?? -Infinity,
        condition.atMost ?? Infinity,
      );
  }
}

/** Where the least and the greatest sum lie against the bounds. */
function range(terms: readonly { readonly weight: number; readonly truth: Truth }[], from: number, to: number): Truth {
  let least = 0;
  let greatest = 0;
  for (const { weight, truth } of terms) {
    if (truth !== 'false') greatest += truth === 'true' ? weight : Math.max(0, weight);
    if (truth !== 'false') least += truth === 'true' ? weight : Math.min(0, weight);
  }
  return least >= from && greatest <= to ? 'true' : greatest < from || least > to ? 'false' : 'unknown';
}

function nodes(condition: Condition): readonly Condition[] {
  const parts =
    condition.kind === 'comparison'
      ? []
      : condition.kind === 'not'
        ? [condition.of]
        : condition.kind === 'score'
          ? condition.terms.map(({ when }) => when)
          : condition.of;
  return [condition, ...parts.flatMap(nodes)];
}
