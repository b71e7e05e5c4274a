import { stringify } from 'yaml';
import type { Comparison, Condition, NumberBound } from '../../src/model/condition.js';
import { formatDecimal } from '../../src/model/decimal.js';
import type { Question, Scale } from '../../src/model/question.js';
import type { Criterion, RuleSet } from '../../src/model/ruleset.js';

/** A rule set as the text of a rule file: the way back from what the loader makes. */
export function ruleFileText(ruleSet: RuleSet): string {
  const scales = new Map(
    ruleSet.questions.flatMap((question) =>
      question.type === 'number' ? [[question.id, question.scale] as const] : [],
    ),
  );
  const condition = (part: Condition): unknown => conditionInput(part, scales);
  const criterion = (item: Criterion): object => ({
    ...withoutPlace(item, ['kind', 'when', 'urgent']),
    when: condition(item.when),
    ...(item.kind === 'contraindication' ? { severity: item.severity, urgent: item.urgent } : {}),
  });
  return stringify(
    {
      candidacy: 1,
      id: ruleSet.id,
      version: ruleSet.version,
      title: ruleSet.title,
      sources: Object.fromEntries(ruleSet.sources.map((source) => [source.id, withoutPlace(source, ['id'])])),
      questions: ruleSet.questions.map((question) => questionInput(question, condition)),
      contraindications: ruleSet.contraindications.map(criterion),
      indications: ruleSet.indications.map(criterion),
      supporting: ruleSet.supporting.map(criterion),
      advice: ruleSet.advice.map((item) => ({
        ...withoutPlace(item, ['when', 'unless']),
        ...(item.when === undefined ? {} : { when: condition(item.when) }),
        unless: item.unless.map((objection) =>
          'condition' in objection
            ? { ...withoutPlace(objection, ['condition']), when: condition(objection.condition) }
            : withoutPlace(objection, []),
        ),
      })),
      texts: ruleSet.texts,
    },
    { aliasDuplicateObjects: false, version: '1.2' },
  );
}

function questionInput(question: Question, condition: (part: Condition) => unknown): object {
  const rest = withoutPlace(question, ['askIf', 'codes', 'scale', 'accepts', 'options', 'future']);
  const scale = (given: Scale): object => ({
    range: [decimal(given.min, given.places), decimal(given.max, given.places)],
    step: decimal(given.step, given.places),
  });
  return {
    ...rest,
    ...(question.askIf === undefined ? {} : { 'ask-if': condition(question.askIf) }),
    ...('options' in question ? { options: question.options.map((option) => ({ ...option })) } : {}),
    ...(question.type === 'date' ? { future: question.future } : {}),
    ...(question.type === 'number' ? scale(question.scale) : {}),
    ...(question.type === 'number' && question.accepts.length > 0
      ? { accepts: Object.fromEntries(question.accepts.map((other) => [other.unit, scale(other.scale)])) }
      : {}),
  };
}

function conditionInput(condition: Condition, scales: ReadonlyMap<string, Scale>): unknown {
  const part = (inner: Condition): unknown => conditionInput(inner, scales);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { [condition.kind]: condition.of.map(part) };
    case 'not':
      return { not: part(condition.of) };
    case 'at-least':
      return { 'at-least': condition.count, of: condition.of.map(part) };
    case 'score':
      return {
        score: condition.terms.map((term) => ({ add: decimal(term.weight, condition.places), when: part(term.when) })),
        ...(condition.atLeast === undefined ? {} : { 'at-least': decimal(condition.atLeast, condition.places) }),
        ...(condition.atMost === undefined ? {} : { 'at-most': decimal(condition.atMost, condition.places) }),
      };
    case 'comparison':
      return { [condition.question]: testInput(condition, scales) };
  }
}

function testInput({ question, test }: Comparison, scales: ReadonlyMap<string, Scale>): unknown {
  switch (test.kind) {
    case 'one-of':
      return test.values.length === 1 ? test.values[0] : { 'one-of': test.values };
    case 'includes':
      return { includes: test.values };
    case 'none':
      return 'none';
    case 'number':
      return Object.fromEntries(test.bounds.map((bound) => [bound.kind, boundInput(bound)]));
    case 'number-one-of':
      return { 'one-of': test.values.map((value) => decimal(value, scales.get(question)!.places)) };
    case 'within':
    case 'beyond':
      return { [test.kind]: `${test.period.count} ${test.period.unit}`, inclusive: test.inclusive };
    case 'date':
      return Object.fromEntries(test.bounds.map((bound) => [DATE_KEYS[bound.kind], bound.date]));
  }
}

const DATE_KEYS = { 'at-least': 'on-or-after', 'at-most': 'on-or-before', above: 'after', below: 'before' } as const;

function boundInput(bound: NumberBound): unknown {
  const values = Object.entries(bound.values).map(
    ([unit, given]) => [unit, decimal(given.value, given.places)] as const,
  );
  return values.length === 1 && values[0]![0] === '' ? values[0]![1] : Object.fromEntries(values);
}

function decimal(value: number, places: number): number {
  return Number(formatDecimal(value, places));
}

function withoutPlace(node: object, others: readonly string[]): object {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'at' && !others.includes(key)));
}

/** A rule set so that two that mean the same are equal: decimals as texts, bounds in order, no places. */
export function comparable(ruleSet: RuleSet): unknown {
  const scales = new Map(
    ruleSet.questions.flatMap((question) =>
      question.type === 'number' ? [[question.id, question.scale] as const] : [],
    ),
  );
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const map = node as Readonly<Record<string, unknown>>;
    if (map['kind'] === 'comparison' || map['kind'] === 'score')
      return canonicalInput(conditionInput(node as Condition, scales));
    const entries = Object.entries(map).filter(([key, value]) => key !== 'at' && value !== undefined);
    const decimals = typeof map['places'] === 'number' ? map['places'] : undefined;
    return Object.fromEntries(
      entries
        .filter(([key]) => key !== 'places')
        .map(([key, value]) => [
          key,
          decimals !== undefined && typeof value === 'number' ? formatDecimal(value, decimals) : walk(value),
        ]),
    );
  };
  return walk(ruleSet);
}

function canonicalInput(input: unknown): unknown {
  return JSON.parse(
    JSON.stringify(input, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ),
  );
}
