import { scopeOf } from '../../src/analysis/lift.js';
import type { Plan } from '../../src/engine/plan.js';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { Question, QuestionId } from '../../src/model/question.js';
import { expected, type Expected } from '../oracle/oracle.js';
import { boxOf, comparisonsIn, type Table } from '../oracle/table.js';
import { everyAnswer } from '../oracle/values.js';

/** One set of answers, judged by brute force. */
export interface AnswerSet {
  readonly answers: Answers;
  /** What each rule set makes of it. */
  readonly judged: readonly Expected[];
  /** No answer to a question that is known not to apply, in each rule set that has it. */
  readonly valid: boolean;
  /** Valid, and each question answered wholly or known not to apply. */
  readonly complete: boolean;
}

/**
 * Every set of answers to the questions in scope that the rule sets can tell apart: one for each way in which the oracle's
 * classes can be left open. Undefined where there are too many of them.
 */
export function everyAnswerSet(
  tables: readonly Table[],
  plans: readonly Plan[],
  most: number,
): readonly AnswerSet[] | undefined {
  const scope = scopeOf(plans);
  const ways = scope.map((id) => waysToAnswer(tables, id));
  if (ways.reduce((product, way) => product * way.length, 1) > most) return undefined;
  const sets = ways.reduce<readonly Answers[]>(
    (found, way, index) => found.flatMap((answers) => way.map((answer) => withAnswer(answers, scope[index]!, answer))),
    [new Map()],
  );
  return sets.map((answers) => {
    const judged = tables.map((table) => expected(table, ownAnswers(table, answers)));
    const closed = (id: QuestionId): boolean =>
      tables.every((table, index) => !has(table, id) || judged[index]!.questions.get(id) === 'not-applicable');
    const whole = (id: QuestionId): boolean =>
      answers.has(id) && havingIt(tables, id).every((table) => openClasses(table, id, answers.get(id)).length === 1);
    const valid = scope.every((id) => !(answers.has(id) && closed(id)));
    return { answers, judged, valid, complete: valid && scope.every((id) => whole(id) || closed(id)) };
  });
}

export function ownAnswers(table: Table, answers: Answers): Answers {
  return new Map([...answers].filter(([id]) => has(table, id)));
}

function has(table: Table, id: QuestionId): boolean {
  return table.columns.some(({ question }) => question.id === id);
}

function havingIt(tables: readonly Table[], id: QuestionId): readonly Table[] {
  return tables.filter((table) => has(table, id));
}

function openClasses(table: Table, id: QuestionId, answer: Answer | undefined): readonly number[] {
  const index = table.columns.findIndex(({ question }) => question.id === id);
  const box = boxOf(table, new Map(answer === undefined ? [] : [[id, answer]]));
  return [...box[index]!].sort((a, b) => a - b);
}

function withAnswer(answers: Answers, id: QuestionId, answer: Answer | undefined): Answers {
  return answer === undefined ? answers : new Map(answers).set(id, answer);
}

/** One answer for each set of classes that some answer leaves open, but for all of them, which says nothing; and none. */
function waysToAnswer(tables: readonly Table[], id: QuestionId): readonly (Answer | undefined)[] {
  const having = havingIt(tables, id);
  const common = commonAnswers(having, id);
  const keyOf = (answer: Answer): string =>
    JSON.stringify(
      having.map((table) => [openClasses(table, id, answer), ...chosen(having, questionIn(table, id), answer)]),
    );
  const ways = new Map<string, Answer>();
  for (const answer of common) {
    const key = keyOf(answer);
    const saysNothing = having.every((table) => {
      const column = table.columns.find(({ question }) => question.id === id)!;
      return column.question.type !== 'choices' && openClasses(table, id, answer).length === column.classes.length;
    });
    if (!saysNothing && !ways.has(key)) ways.set(key, answer);
  }
  return [undefined, ...ways.values()];
}

function questionIn(table: Table, id: QuestionId): Question {
  return table.columns.find(({ question }) => question.id === id)!.question;
}

/** The answers that all of the rule sets take, the whole ones first. */
function commonAnswers(tables: readonly Table[], id: QuestionId): readonly Answer[] {
  const comparisons = tables.flatMap((table) => comparisonsIn(table.ruleSet));
  const whole = tables
    .map((table) => everyAnswer(questionIn(table, id), comparisons, table.on))
    .reduce((all, own) => all.filter((raw) => own.some((other) => JSON.stringify(other) === JSON.stringify(raw))))
    .map((raw): Answer => ({ kind: 'known', ...raw, origin: 'flag' }));
  const dated = tables.every((table) => questionIn(table, id).type === 'date');
  const partial = (dated ? whole : []).flatMap((answer): readonly Answer[] =>
    answer.kind === 'known'
      ? [7, 4].map((length) => ({ kind: 'known', value: String(answer.value).slice(0, length), origin: 'flag' }))
      : [],
  );
  return [...whole, ...partial];
}

/** The options of a choice of several count one by one where a test names them; the others together, where one asks for none. */
function chosen(tables: readonly Table[], question: Question, answer: Answer): readonly string[] {
  if (question.type !== 'choices') return [];
  const leaves = tables.flatMap((table) => comparisonsIn(table.ruleSet));
  const tests = leaves.flatMap((leaf) => (leaf.question === question.id ? [leaf.test] : []));
  const named = new Set(tests.flatMap((test) => (test.kind === 'includes' ? test.values : [])));
  const values = answer.kind === 'known' && Array.isArray(answer.value) ? (answer.value as readonly string[]) : [];
  const others = tests.some((test) => test.kind === 'none') && values.some((value) => !named.has(value));
  return [...values.filter((value) => named.has(value)), others ? 'others' : ''];
}
