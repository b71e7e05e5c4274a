import { scopeOf } from '../../src/analysis/lift.js';
import type { Plan } from '../../src/engine/plan.js';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { ChoicesQuestion, Question, QuestionId } from '../../src/model/question.js';
import { expected, type Expected } from '../oracle/oracle.js';
import { boxOf, comparisonsIn, type Table } from '../oracle/table.js';
import { everyAnswer } from '../oracle/values.js';

/** One set of answers, judged by brute force. */
export interface AnswerSet {
  readonly answers: Answers;
  readonly expected: Expected;
  /** No answer to a question that is known not to apply. */
  readonly valid: boolean;
  /** Valid, and each question answered wholly or known not to apply. */
  readonly complete: boolean;
}

/**
 * Every set of answers to the questions in scope that the rule set can tell apart: one for each way in which the oracle's
 * classes can be left open. Undefined where there are too many of them.
 */
export function everyAnswerSet(table: Table, plans: readonly Plan[], most: number): readonly AnswerSet[] | undefined {
  const scope = scopeOf(plans);
  const ways = scope.map((id) => waysToAnswer(table, id));
  if (ways.reduce((product, way) => product * way.length, 1) > most) return undefined;
  const sets = ways.reduce<readonly Answers[]>(
    (found, way, index) => found.flatMap((answers) => way.map((answer) => withAnswer(answers, scope[index]!, answer))),
    [new Map()],
  );
  return sets.map((answers) => {
    const judged = expected(table, answers);
    const closed = (id: QuestionId): boolean => judged.questions.get(id) === 'not-applicable';
    const box = boxOf(table, answers);
    const whole = (id: QuestionId): boolean =>
      answers.has(id) && box[table.columns.findIndex(({ question }) => question.id === id)]?.length === 1;
    const valid = scope.every((id) => !(answers.has(id) && closed(id)));
    return { answers, expected: judged, valid, complete: valid && scope.every((id) => whole(id) || closed(id)) };
  });
}

function withAnswer(answers: Answers, id: QuestionId, answer: Answer | undefined): Answers {
  return answer === undefined ? answers : new Map(answers).set(id, answer);
}

/** One answer for each set of classes that some answer leaves open, but for all of them; and none. */
function waysToAnswer(table: Table, id: QuestionId): readonly (Answer | undefined)[] {
  const index = table.columns.findIndex(({ question }) => question.id === id);
  const { question, classes } = table.columns[index]!;
  const ways = new Map<string, Answer>();
  for (const answer of answersTo(table, question)) {
    const open = boxOf(table, new Map([[id, answer]]))[index]!;
    const key = question.type === 'choices' ? chosen(table, question, answer) : [...open].sort((a, b) => a - b).join();
    if ((question.type === 'choices' || open.length < classes.length) && !ways.has(key)) ways.set(key, answer);
  }
  return [undefined, ...ways.values()];
}

/** The options of a choice of several count one by one where a test names them; the others together, where one asks for none. */
function chosen(table: Table, question: ChoicesQuestion, answer: Answer): string {
  const tests = comparisonsIn(table.ruleSet).flatMap((leaf) => (leaf.question === question.id ? [leaf.test] : []));
  const named = new Set(tests.flatMap((test) => (test.kind === 'includes' ? test.values : [])));
  const values = answer.kind === 'known' && Array.isArray(answer.value) ? (answer.value as readonly string[]) : [];
  const others = tests.some((test) => test.kind === 'none') && values.some((value) => !named.has(value));
  return [...values.filter((value) => named.has(value)), others ? 'others' : ''].join();
}

function answersTo(table: Table, question: Question): readonly Answer[] {
  const whole = everyAnswer(question, comparisonsIn(table.ruleSet), table.on).map((raw): Answer => ({
    kind: 'known',
    ...raw,
    origin: 'flag',
  }));
  if (question.type !== 'date') return whole;
  const partial = whole.flatMap((answer): readonly Answer[] =>
    answer.kind === 'known'
      ? [7, 4].map((length) => ({ kind: 'known', value: String(answer.value).slice(0, length), origin: 'flag' }))
      : [],
  );
  return [...whole, ...partial];
}
