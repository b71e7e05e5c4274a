import type { Condition, Test } from '../model/condition.js';
import type { NumberQuestion, Option, Question, QuestionId, Scale } from '../model/question.js';
import { toNumber } from '../model/decimal.js';
import type { Criterion, Objection, RuleSet } from '../model/ruleset.js';

/** Two rule sets made ready to be held against each other. */
export interface Aligned {
  readonly old: RuleSet;
  readonly now: RuleSet;
  /** Questions of both that do not take the same answers, with those that both take. */
  readonly shared: ReadonlyMap<QuestionId, Question>;
  /** What questions of the old rule set are called in its own file, where they got another id here. */
  readonly formerIds: ReadonlyMap<QuestionId, QuestionId>;
  readonly questions: readonly QuestionChange[];
}

/** A question whose answers are not the same in both rule sets. */
export interface QuestionChange {
  readonly id: QuestionId;
  readonly kind:
    | 'added'
    | 'removed'
    /** Both are compared on the answers that they share. */
    | 'changed'
    /** They share none: compared as a question removed and another one added, `id-before` and `id`. */
    | 'another';
  /** What is different, each as a word of the rule file. */
  readonly differences: readonly ('type' | 'options' | 'range' | 'unit' | 'accepts' | 'future')[];
  /** What only the old one or only the new one takes for an answer, in words. */
  readonly onlyOld: readonly string[];
  readonly onlyNow: readonly string[];
}

/** Questions of one id that take other answers are written on one scale; those that share no answer get names of their own. */
export function align(old: RuleSet, now: RuleSet): Aligned {
  const changes: QuestionChange[] = [];
  const shared = new Map<QuestionId, Question>();
  const apart = new Set<QuestionId>();
  for (const before of old.questions) {
    const after = now.questions.find((question) => question.id === before.id);
    if (after === undefined) {
      changes.push({ id: before.id, kind: 'removed', differences: [], onlyOld: [], onlyNow: [] });
      continue;
    }
    const common = commonQuestion(before, after);
    const change = changeBetween(before, after, common);
    if (change === undefined) continue;
    changes.push(change);
    if (common === undefined) apart.add(before.id);
    else shared.set(before.id, common);
  }
  for (const { id } of now.questions) {
    if (!old.questions.some((question) => question.id === id))
      changes.push({ id, kind: 'added', differences: [], onlyOld: [], onlyNow: [] });
  }
  const taken = new Set([...old.questions, ...now.questions].map(({ id }) => id));
  const renamed = new Map([...apart].map((id) => [id, freeId(`${id}-before`, taken)]));
  const units = unitsIn([...old.questions, ...now.questions]);
  return {
    old: rewrite(old, shared, renamed, units),
    now: rewrite(now, shared, new Map(), units),
    shared,
    formerIds: new Map([...renamed].map(([id, other]) => [other, id])),
    questions: changes,
  };
}

/** Every unit that a question of some id takes. */
function unitsIn(questions: readonly Question[]): ReadonlyMap<QuestionId, readonly string[]> {
  const units = new Map<QuestionId, readonly string[]>();
  for (const question of questions) {
    if (question.type === 'number')
      units.set(question.id, [...(units.get(question.id) ?? []), ...waysOf(question).map(({ unit }) => unit)]);
  }
  return units;
}

function freeId(id: QuestionId, taken: ReadonlySet<QuestionId>): QuestionId {
  return taken.has(id) ? freeId(`${id}-before`, taken) : id;
}

/** The question with the answers that both take; undefined where they share none. */
function commonQuestion(before: Question, after: Question): Question | undefined {
  if (before.type === 'yes-no' && after.type === 'yes-no') return after;
  if (before.type === 'date' && after.type === 'date') return { ...after, future: before.future && after.future };
  if (before.type === 'number' && after.type === 'number') return commonNumber(before, after);
  if (before.type === 'choice' && after.type === 'choice') return withOptions(before.options, after);
  if (before.type === 'choices' && after.type === 'choices') return withOptions(before.options, after);
  return undefined;
}

function withOptions<Q extends Question & { readonly options: readonly Option[] }>(
  before: readonly Option[],
  after: Q,
): Q | undefined {
  const options = after.options.filter(({ value }) => before.some((option) => option.value === value));
  return options.length === 0 ? undefined : { ...after, options };
}

/** Numbers share the values that stand on both scales, unit by unit. Another unit of its own makes it another question. */
function commonNumber(before: NumberQuestion, after: NumberQuestion): NumberQuestion | undefined {
  if ((before.unit ?? '') !== (after.unit ?? '')) return undefined;
  const scale = commonScale(before.scale, after.scale);
  if (scale === undefined) return undefined;
  const accepts = after.accepts.flatMap(({ unit, scale: own }) => {
    const other = before.accepts.find((way) => way.unit === unit);
    const common = other === undefined ? undefined : commonScale(other.scale, own);
    return common === undefined ? [] : [{ unit, scale: common }];
  });
  return { ...after, scale, accepts };
}

/** The values that stand on both scales; undefined for none. */
export function commonScale(a: Scale, b: Scale): Scale | undefined {
  const places = Math.max(a.places, b.places);
  const [left, right] = [a, b].map((scale) => {
    const factor = 10 ** (places - scale.places);
    return { min: scale.min * factor, max: scale.max * factor, step: scale.step * factor };
  }) as [Omit<Scale, 'places'>, Omit<Scale, 'places'>];
  const step = (left.step / gcd(left.step, right.step)) * right.step;
  const from = Math.max(left.min, right.min);
  const most = Math.min(left.max, right.max);
  // The first value of the left scale at or past `from` that is on the right one too comes within one common step.
  let min = left.min + Math.max(0, Math.ceil((from - left.min) / left.step)) * left.step;
  for (const end = min + step; min < end && (min - right.min) % right.step !== 0;) min += left.step;
  if ((min - right.min) % right.step !== 0 || min > most) return undefined;
  return { places, min, max: min + Math.floor((most - min) / step) * step, step };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function changeBetween(before: Question, after: Question, common: Question | undefined): QuestionChange | undefined {
  const different: QuestionChange['differences'][number][] = [];
  const onlyOld: string[] = [];
  const onlyNow: string[] = [];
  if (before.type !== after.type) {
    different.push('type');
    onlyOld.push(before.type);
    onlyNow.push(after.type);
  } else if ('options' in before && 'options' in after) {
    const values = (question: { readonly options: readonly Option[] }): readonly string[] =>
      question.options.map(({ value }) => value);
    onlyOld.push(...values(before).filter((value) => !values(after).includes(value)));
    onlyNow.push(...values(after).filter((value) => !values(before).includes(value)));
    if (onlyOld.length + onlyNow.length > 0) different.push('options');
  } else if (before.type === 'date' && after.type === 'date') {
    if (before.future !== after.future) {
      different.push('future');
      (before.future ? onlyOld : onlyNow).push('days after the screening');
    }
  } else if (before.type === 'number' && after.type === 'number') {
    if ((before.unit ?? '') !== (after.unit ?? '')) different.push('unit');
    const ways = (question: NumberQuestion): readonly string[] => waysOf(question).map(scaleInWords);
    onlyOld.push(...ways(before).filter((way) => !ways(after).includes(way)));
    onlyNow.push(...ways(after).filter((way) => !ways(before).includes(way)));
    if (scaleInWords(waysOf(before)[0]!) !== scaleInWords(waysOf(after)[0]!) && different.length === 0)
      different.push('range');
    const accepted = (question: NumberQuestion): string => ways(question).slice(1).sort().join();
    if (accepted(before) !== accepted(after)) different.push('accepts');
  }
  if (different.length === 0) return undefined;
  const kind = common === undefined ? 'another' : 'changed';
  return { id: before.id, kind, differences: different, onlyOld, onlyNow };
}

function waysOf(question: NumberQuestion): readonly { readonly unit: string; readonly scale: Scale }[] {
  return [{ unit: question.unit ?? '', scale: question.scale }, ...question.accepts];
}

function scaleInWords({ unit, scale }: { readonly unit: string; readonly scale: Scale }): string {
  const number = (value: number): string => String(toNumber(value, scale.places));
  const name = unit === '' ? '' : ` ${unit}`;
  return `${number(scale.min)} to ${number(scale.max)}${name} in steps of ${number(scale.step)}`;
}

/** The rule set over the shared questions. Criteria keep their order, so that the n-th is still the n-th. */
function rewrite(
  ruleSet: RuleSet,
  shared: ReadonlyMap<QuestionId, Question>,
  renamed: ReadonlyMap<QuestionId, QuestionId>,
  units: ReadonlyMap<QuestionId, readonly string[]>,
): RuleSet {
  const own = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const condition = (node: Condition): Condition => rewritten(node, leaf);
  const leaf = (node: Extract<Condition, { kind: 'comparison' }>): Condition => {
    const common = shared.get(node.question);
    const test =
      common === undefined
        ? node.test
        : testFor(node.test, own.get(node.question)!, common, units.get(node.question) ?? []);
    return { ...node, question: renamed.get(node.question) ?? node.question, test };
  };
  const criterion = <C extends Criterion>(item: C): C => ({ ...item, when: condition(item.when) });
  const objection = (item: Objection): Objection =>
    'condition' in item ? { ...item, condition: condition(item.condition) } : item;
  return {
    ...ruleSet,
    questions: ruleSet.questions.map((question): Question => {
      const gate = question.askIf === undefined ? {} : { askIf: condition(question.askIf) };
      const common = shared.get(question.id);
      return { ...onScaleOf(question, common), ...gate, id: renamed.get(question.id) ?? question.id };
    }),
    contraindications: ruleSet.contraindications.map(criterion),
    indications: ruleSet.indications.map(criterion),
    supporting: ruleSet.supporting.map(criterion),
    advice: ruleSet.advice.map((item) => ({
      ...item,
      ...(item.when === undefined ? {} : { when: condition(item.when) }),
      unless: item.unless.map(objection),
    })),
  };
}

/** The question with its values written at the places of the common one. */
function onScaleOf(question: Question, common: Question | undefined): Question {
  if (question.type !== 'number' || common?.type !== 'number') return question;
  const factor = 10 ** (common.scale.places - question.scale.places);
  const { min, max, step } = question.scale;
  const scale = { places: common.scale.places, min: min * factor, max: max * factor, step: step * factor };
  return { ...question, scale };
}

/**
 * `number-one-of` is written at the places of its question's scale, which the common one may have more of. A bound gets a
 * value in units that only the other rule set takes: no answer is ever held against it there, but it is looked at.
 */
function testFor(test: Test, own: Question, common: Question, units: readonly string[]): Test {
  if (own.type !== 'number' || common.type !== 'number') return test;
  if (test.kind === 'number-one-of') {
    const factor = 10 ** (common.scale.places - own.scale.places);
    return { ...test, values: test.values.map((value) => value * factor) };
  }
  if (test.kind !== 'number') return test;
  const bounds = test.bounds.map((bound) => {
    const any = bound.values[own.unit ?? '']!;
    return { ...bound, values: { ...Object.fromEntries(units.map((unit) => [unit, any])), ...bound.values } };
  });
  return { ...test, bounds };
}

/** A condition with each of its leaves replaced. */
export function rewritten(
  condition: Condition,
  leaf: (comparison: Extract<Condition, { kind: 'comparison' }>) => Condition,
): Condition {
  switch (condition.kind) {
    case 'comparison':
      return leaf(condition);
    case 'not':
      return { ...condition, of: rewritten(condition.of, leaf) };
    case 'all':
    case 'any':
    case 'at-least':
      return { ...condition, of: condition.of.map((part) => rewritten(part, leaf)) };
    case 'score':
      return { ...condition, terms: condition.terms.map((term) => ({ ...term, when: rewritten(term.when, leaf) })) };
  }
}
