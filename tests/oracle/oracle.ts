import type { Answer, Answers } from '../../src/model/answer.js';
import type { QuestionId } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { FindingState, Outcome, QuestionState, SettledOutcome } from '../../src/model/screening.js';
import { boxOf, cells, classAt, named, tabulate, type Box, type Completion, type Table } from './table.js';

export const LADDER: readonly SettledOutcome[] = [
  'contraindicated',
  'not-indicated',
  'candidate-with-caution',
  'candidate',
];

/** What the definitions say about a person. Lists whose order the definitions leave open are sets. */
export interface Expected {
  readonly outcome: Outcome;
  readonly possible: readonly SettledOutcome[];
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly urgent: 'yes' | 'no' | 'unknown' | 'not-asked';
  /** By name: see `named` in table.ts. */
  readonly findings: ReadonlyMap<string, FindingState>;
  /** The names of the conditions that hold in no completion, masked or not. */
  readonly excluded: ReadonlySet<string>;
  readonly questions: ReadonlyMap<QuestionId, QuestionState>;
  /** The given answers that count in some completions alone, with the questions on which that hangs. */
  readonly waiting: ReadonlyMap<QuestionId, ReadonlySet<QuestionId>>;
  readonly missing: ReadonlySet<QuestionId>;
  readonly missingForUrgent: ReadonlySet<QuestionId>;
  /** The questions whose gate holds in every completion. */
  readonly askable: ReadonlySet<QuestionId>;
}

/** Judges a person by looking at every completion of the answers. */
export function expected(table: Table, answers: Answers): Expected {
  const { ruleSet, columns } = table;
  const box = boxOf(table, answers);
  const all = completionsIn(table, box);
  const possible = LADDER.filter((outcome) => all.some((completion) => completion.outcome === outcome));
  const [only] = possible;
  if (only === undefined) throw new Error('No completion.');
  const gates = columns.map((_, index) => stateOf(all, ({ applicable }) => applicable[index] ?? false));
  const urgent = stateOf(all, (completion) => completion.urgent);
  return {
    outcome: possible.length === 1 ? only : 'needs-information',
    possible,
    eligible: eligibility(possible),
    urgent: ruleSet.contraindications.some((criterion) => criterion.urgent)
      ? ({ present: 'yes', absent: 'no', unknown: 'unknown' } as const)[urgent]
      : 'not-asked',
    findings: new Map(named(ruleSet).map(({ name }) => [name, stateOf(all, ({ present }) => present.has(name))])),
    excluded: new Set(
      named(ruleSet)
        .map(({ name }) => name)
        .filter((name) => !all.some(({ present, presentUnmasked }) => present.has(name) || presentUnmasked.has(name))),
    ),
    questions: new Map(columns.map(({ question: { id } }, index) => [id, standing(gates[index], answers.get(id))])),
    waiting: new Map(
      columns.flatMap(({ question: { id } }, index) =>
        gates[index] === 'unknown' && answers.get(id)?.kind === 'known'
          ? [[id, hinges(table, box, ({ applicable }) => applicable[index])]]
          : [],
      ),
    ),
    missing: hinges(table, box, ({ outcome }) => outcome),
    missingForUrgent: hinges(table, box, (completion) => completion.urgent),
    askable: new Set(columns.filter((_, index) => gates[index] === 'present').map(({ question }) => question.id)),
  };
}

function eligibility(possible: readonly SettledOutcome[]): 'yes' | 'no' | 'unknown' {
  const candidates = possible.filter((outcome) => outcome === 'candidate' || outcome === 'candidate-with-caution');
  return candidates.length === possible.length ? 'yes' : candidates.length === 0 ? 'no' : 'unknown';
}

function stateOf(all: readonly Completion[], holds: (completion: Completion) => boolean): FindingState {
  const count = all.filter(holds).length;
  return count === all.length ? 'present' : count === 0 ? 'absent' : 'unknown';
}

function standing(gate: FindingState | undefined, answer: Answer | undefined): QuestionState {
  if (gate === 'absent') return 'not-applicable';
  return answer === undefined ? 'not-asked' : answer.kind === 'known' ? 'answered' : 'unknown';
}

/** The questions of which one raw answer in place of another, all else equal, makes another result. */
function hinges(table: Table, box: Box, result: (completion: Completion) => unknown): ReadonlySet<QuestionId> {
  const found = new Set<QuestionId>();
  table.columns.forEach((column, index) => {
    const choices = box[index] ?? [];
    const others = box.map((classes, place) => (place === index ? [0] : classes));
    const differs = cells(table.columns, others).some((cell) => {
      const results = choices.map((choice) => result(completionAt(table, cell + choice * column.stride)));
      return new Set(results).size > 1;
    });
    if (differs) found.add(column.question.id);
  });
  return found;
}

function completionAt({ completions }: Table, cell: number): Completion {
  const completion = completions[cell];
  if (completion === undefined) throw new Error('No such completion.');
  return completion;
}

function completionsIn(table: Table, box: Box): readonly Completion[] {
  return cells(table.columns, box).map((cell) => completionAt(table, cell));
}

/** The outcome of a box: `needs-information` where its completions disagree. */
export function outcomeIn(table: Table, box: Box): Outcome {
  const outcomes = new Set(completionsIn(table, box).map(({ outcome }) => outcome));
  const [only] = outcomes;
  return outcomes.size === 1 && only !== undefined ? only : 'needs-information';
}

/** The outcome of answers, and nothing else. */
export function outcomeOf(table: Table, answers: Answers): Outcome {
  return outcomeIn(table, boxOf(table, answers));
}

/** The settled outcomes that answers to the questions that are not fixed can reach, the fixed ones staying as they are. */
export function reachable(table: Table, answers: Answers): ReadonlySet<SettledOutcome> {
  const { columns } = table;
  const given = boxOf(table, answers);
  const everything = columns.map(({ classes }) => classes.map((_, index) => index));
  const free = columns.map(({ question }, index) => (question.fixed ? [0] : (everything[index] ?? [])));
  const found = new Set<SettledOutcome>();
  for (const cell of cells(columns, free)) {
    const box = columns.map((column, index) =>
      column.question.fixed ? (given[index] ?? []) : [classAt(column, cell)],
    );
    const outcome = outcomeIn(table, box);
    if (outcome !== 'needs-information') found.add(outcome);
  }
  return found;
}

/**
 * The least changes, as sets of questions with the class that each is to have: each reaches a settled outcome other than
 * the present one, and no part of it reaches the same.
 */
export function leastChanges(table: Table, answers: Answers): readonly LeastChange[] {
  const { columns } = table;
  const given = boxOf(table, answers);
  const now = outcomeIn(table, given);
  const found: LeastChange[] = [];
  const moves = columns.map(({ question, classes }, index) =>
    question.fixed ? [] : classes.map((_, choice) => choice).filter((choice) => !sameBox(given[index], [choice])),
  );
  const extend = (from: number, change: ReadonlyMap<number, number>, size: number): void => {
    if (change.size === size) {
      const outcome = outcomeIn(
        table,
        given.map((classes, index) => choiceAt(change, index) ?? classes),
      );
      if (outcome === 'needs-information' || outcome === now) return;
      const covered = found.some((known) => known.outcome === outcome && within(known.change, change));
      if (!covered) found.push({ change, outcome });
      return;
    }
    for (let index = from; index < columns.length; index++) {
      for (const choice of moves[index] ?? []) extend(index + 1, new Map(change).set(index, choice), size);
    }
  };
  for (let size = 1; size <= columns.length; size++) extend(0, new Map(), size);
  return found;
}

export interface LeastChange {
  /** The column's place → the class it is to have. */
  readonly change: ReadonlyMap<number, number>;
  readonly outcome: SettledOutcome;
}

function choiceAt(change: ReadonlyMap<number, number>, index: number): readonly number[] | undefined {
  const choice = change.get(index);
  return choice === undefined ? undefined : [choice];
}

function within(part: ReadonlyMap<number, number>, whole: ReadonlyMap<number, number>): boolean {
  return [...part].every(([index, choice]) => whole.get(index) === choice);
}

function sameBox(left: readonly number[] | undefined, right: readonly number[]): boolean {
  return left?.length === right.length && left.every((choice) => right.includes(choice));
}

/** Judges without a table that is kept: for a single look. */
export function judgeOnce(ruleSet: RuleSet, answers: Answers, on: string): Expected {
  return expected(tabulate(ruleSet, on), answers);
}
