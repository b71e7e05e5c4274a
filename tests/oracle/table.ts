import type { Answers } from '../../src/model/answer.js';
import type { Comparison, Condition } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { Criterion, RuleSet } from '../../src/model/ruleset.js';
import type { SettledOutcome } from '../../src/model/screening.js';
import { everyAnswer, holds, meaningsOf, type Raw } from './values.js';

/**
 * Every completion of no answers at all, judged one by one. Answers that pass the very same tests are one *class*, so that
 * the product stays small; which class an answer is in is found by putting every test to it.
 */
export interface Table {
  readonly ruleSet: RuleSet;
  readonly on: string;
  /** By question: the tests put to it, and one answer of each class with how it passes them. */
  readonly columns: readonly Column[];
  /** By completion, in mixed radix: the last question turns fastest. */
  readonly completions: readonly Completion[];
}

export interface Column {
  readonly question: Question;
  readonly comparisons: readonly Comparison[];
  readonly classes: readonly { readonly raw: Raw; readonly signature: string }[];
  readonly stride: number;
}

export interface Completion {
  readonly outcome: SettledOutcome;
  readonly urgent: boolean;
  /** The names (see `named`) of the conditions that hold. */
  readonly present: ReadonlySet<string>;
  /** The same as though every question applied: what speaks against advice is to be absent even then. */
  readonly presentUnmasked: ReadonlySet<string>;
  /** By question: what its gate says, with the masks of the gates before it; true where there is none. */
  readonly applicable: readonly boolean[];
}

/** For each question, the classes that are still possible. */
export type Box = readonly (readonly number[])[];

type Classed = Omit<Column, 'stride'>;

/** Kept, since a rule set's size is asked before its table. */
const classed = new WeakMap<RuleSet, { readonly on: string; readonly columns: readonly Classed[] }>();

function classify(ruleSet: RuleSet, on: string): readonly Classed[] {
  const known = classed.get(ruleSet);
  if (known?.on === on) return known.columns;
  const comparisons = comparisonsIn(ruleSet);
  const columns = ruleSet.questions.map((question) => {
    const own = comparisons.filter((comparison) => comparison.question === question.id);
    const classes = new Map<string, Raw>();
    for (const raw of everyAnswer(question, own, on)) {
      const signature = sign(own, question, raw, on);
      if (!classes.has(signature)) classes.set(signature, raw);
    }
    return { question, comparisons: own, classes: [...classes].map(([signature, raw]) => ({ raw, signature })) };
  });
  classed.set(ruleSet, { on, columns });
  return columns;
}

export function tabulate(ruleSet: RuleSet, on: string): Table {
  const sizes = classify(ruleSet, on);
  const columns = sizes.map((column, index) => ({
    ...column,
    stride: sizes.slice(index + 1).reduce((product, { classes }) => product * classes.length, 1),
  }));
  const passes = new Map<Comparison, { column: number; byClass: readonly boolean[] }>();
  columns.forEach(({ comparisons: own, classes }, column) => {
    own.forEach((comparison, place) => {
      passes.set(comparison, { column, byClass: classes.map(({ signature }) => signature[place] === '1') });
    });
  });
  const order = gateOrder(ruleSet);
  const everything: Box = columns.map(({ classes }) => classes.map((_, index) => index));
  const completions = cells(columns, everything).map((cell) => {
    const classes = columns.map((column) => classAt(column, cell));
    const applicable = columns.map(() => false);
    const leafTruth = (comparison: Comparison, masks: readonly boolean[]): boolean => {
      const pass = passes.get(comparison);
      if (pass === undefined) throw new Error('A comparison over no question.');
      return (masks[pass.column] ?? false) && (pass.byClass[classes[pass.column] ?? -1] ?? false);
    };
    const truth = (condition: Condition): boolean => judge(condition, (leaf) => leafTruth(leaf, applicable));
    for (const index of order) {
      const gate = ruleSet.questions[index]?.askIf;
      applicable[index] = gate === undefined || truth(gate);
    }
    const everywhere = columns.map(() => true);
    const presentUnmasked = holding(ruleSet, (condition) => judge(condition, (leaf) => leafTruth(leaf, everywhere)));
    return { ...judgeAll(ruleSet, truth), presentUnmasked, applicable };
  });
  return { ruleSet, on, columns, completions };
}

/** How large the table of a rule set would be. */
export function tableSize(ruleSet: RuleSet, on: string): number {
  return classify(ruleSet, on).reduce((product, { classes }) => product * classes.length, 1);
}

export function classAt(column: Column, cell: number): number {
  return Math.floor(cell / column.stride) % column.classes.length;
}

/** What the answers leave possible; in the classes of another day's table (`inTable`), where wanted. */
export function boxOf(table: Table, answers: Answers, inTable: Table = table): Box {
  return table.columns.map((column, index) => {
    const answer = answers.get(column.question.id);
    const { classes } = inTable.columns[index] ?? column;
    if (answer?.kind !== 'known') return classes.map((_, place) => place);
    const found = meaningsOf(column.question, answer, table.on).map((raw) => {
      const signature = sign(column.comparisons, column.question, raw, table.on);
      const place = classes.findIndex((known) => known.signature === signature);
      if (place < 0 && inTable === table)
        throw new Error(`"${String(raw.value)}" is no answer to ${column.question.id}.`);
      return place;
    });
    return [...new Set(found)].filter((place) => place >= 0);
  });
}

/** The numbers of the completions in a box. */
export function cells(columns: readonly Column[], box: Box): readonly number[] {
  return columns.reduce<readonly number[]>(
    (found, { stride }, index) => found.flatMap((cell) => (box[index] ?? []).map((choice) => cell + choice * stride)),
    [0],
  );
}

function sign(comparisons: readonly Comparison[], question: Question, raw: Raw, on: string): string {
  return comparisons.map(({ test }) => (holds(test, question, raw, on) ? '1' : '0')).join('');
}

export function judge(condition: Condition, leaf: (comparison: Comparison) => boolean): boolean {
  switch (condition.kind) {
    case 'comparison':
      return leaf(condition);
    case 'all':
      return condition.of.every((part) => judge(part, leaf));
    case 'any':
      return condition.of.some((part) => judge(part, leaf));
    case 'not':
      return !judge(condition.of, leaf);
    case 'at-least':
      return condition.of.filter((part) => judge(part, leaf)).length >= condition.count;
    case 'score': {
      let sum = 0;
      for (const { weight, when } of condition.terms) if (judge(when, leaf)) sum += weight;
      return sum >= (condition.atLeast ?? -Infinity) && sum <= (condition.atMost ?? Infinity);
    }
  }
}

function holding(ruleSet: RuleSet, truth: (condition: Condition) => boolean): ReadonlySet<string> {
  return new Set(named(ruleSet).flatMap(({ name, condition }) => (truth(condition) ? [name] : [])));
}

/** The ladder, for a complete set of answers. */
function judgeAll(
  ruleSet: RuleSet,
  truth: (condition: Condition) => boolean,
): Pick<Completion, 'outcome' | 'urgent' | 'present'> {
  const present = holding(ruleSet, truth);
  const found = ruleSet.contraindications.filter((criterion) => present.has(key(criterion)));
  const outcome = found.some(({ severity }) => severity === 'absolute')
    ? 'contraindicated'
    : !ruleSet.indications.some((criterion) => present.has(key(criterion)))
      ? 'not-indicated'
      : found.length > 0
        ? 'candidate-with-caution'
        : 'candidate';
  return { outcome, urgent: found.some(({ urgent }) => urgent), present };
}

/** Criteria of different kinds may share an id. */
export function key({ kind, id }: Pick<Criterion, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

export function criteria(ruleSet: RuleSet): readonly Criterion[] {
  return [...ruleSet.contraindications, ...ruleSet.indications, ...ruleSet.supporting];
}

/** The conditions that are judged, with a name for each. */
export function named(ruleSet: RuleSet): readonly { readonly name: string; readonly condition: Condition }[] {
  return [
    ...criteria(ruleSet).map((criterion) => ({ name: key(criterion), condition: criterion.when })),
    ...ruleSet.advice.flatMap(({ id, when, unless }) => [
      ...(when === undefined ? [] : [{ name: `advice ${id}`, condition: when }]),
      ...unless.flatMap((objection, index) =>
        'unasked' in objection ? [] : [{ name: `unless ${id} ${String(index)}`, condition: objection.condition }],
      ),
    ]),
  ];
}

export function comparisonsIn(ruleSet: RuleSet): readonly Comparison[] {
  return [...new Set(allConditions(ruleSet).flatMap(leaves))];
}

function allConditions(ruleSet: RuleSet): readonly Condition[] {
  return [
    ...named(ruleSet).map(({ condition }) => condition),
    ...ruleSet.questions.flatMap(({ askIf }) => (askIf === undefined ? [] : [askIf])),
  ];
}

export function leaves(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case 'comparison':
      return [condition];
    case 'not':
      return leaves(condition.of);
    case 'score':
      return condition.terms.flatMap(({ when }) => leaves(when));
    default:
      return condition.of.flatMap(leaves);
  }
}

/** The questions' places, each after those that its gate reads. */
function gateOrder(ruleSet: RuleSet): readonly number[] {
  const order: number[] = [];
  const visit = (index: number): void => {
    const question = ruleSet.questions[index];
    if (question === undefined || order.includes(index)) return;
    if (question.askIf !== undefined) {
      for (const { question: id } of leaves(question.askIf))
        visit(ruleSet.questions.findIndex((other) => other.id === id));
    }
    if (!order.includes(index)) order.push(index);
  };
  ruleSet.questions.forEach((_, index) => {
    visit(index);
  });
  return order;
}
