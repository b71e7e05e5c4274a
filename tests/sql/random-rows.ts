import { compile } from '../../src/engine/compile.js';
import type { Answer } from '../../src/model/answer.js';
import { readAnswer } from '../../src/model/read-answer.js';
import type { Question, QuestionId } from '../../src/model/question.js';
import { criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { comparisonsIn } from '../oracle/table.js';
import { everyAnswer, type Raw } from '../oracle/values.js';

/** A cell for each question of the rule set, in its order; null is NULL. */
export type Row = readonly (string | null)[];

/** What a row is to come out as: the columns of the query, lists as lists. */
export interface Result {
  readonly verdict: string | null;
  readonly eligible: string | null;
  readonly urgent: string | null;
  readonly possible: readonly string[] | null;
  readonly present: readonly string[] | null;
  readonly missing: readonly string[] | null;
  readonly missing_for_urgent: readonly string[] | null;
  readonly problem: string | null;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is no answer to a question of any type, or looks like one and is none. */
const STRANGE = [
  'maybe',
  '1',
  'ja',
  '12,5',
  '1e3',
  '2025-02-30',
  '2999-01-01',
  '-',
  '.5',
  '80 furlongs',
  "o'clock",
  'none,yes',
];

/**
 * Rows as a registry has them: some people are asked nearly everything, others nearly nothing; most have no illness; some
 * dates are partial, some cells blank, few no answer at all. Few answers are to questions that do not apply.
 */
export function randomRows(ruleSet: RuleSet, on: string, count: number, seed: number): readonly Row[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const values = ruleSet.questions.map((question) => everyAnswer(question, comparisonsIn(ruleSet), on));
  const compiled = compile(ruleSet);
  return Array.from({ length: count }, () => {
    const asked = pick([0.3, 0.7, 0.95, 0.99, 1]);
    const yes = pick([0.02, 0.1, 0.5]);
    const strange = pick([0, 0, 0, 0.02]);
    const healthy = pick([0, 8, 8]);
    const cell = (question: Question, index: number): string | null => {
      if (random() < strange) return pick(STRANGE);
      if (random() > asked) return random() < 0.7 ? null : pick(['', ' ', 'unknown', 'UNKNOWN', ' Unknown ']);
      if (question.type === 'yes-no') {
        const said = random() < yes;
        return random() < 0.9
          ? said
            ? 'yes'
            : 'no'
          : said
            ? pick(['Yes', ' YES ', 'true'])
            : pick(['NO', 'False ', ' no']);
      }
      return spelled(question, pick(values[index]!), random);
    };
    const row = ruleSet.questions.map(cell);
    if (random() < 0.03) return row;
    // What forbids most people is drawn again for most of them, and what a question that does not apply has is taken out.
    for (let turn = 0; turn < healthy; turn++) {
      const { contraindications } = compiled.standing(answersIn(ruleSet, row, on).answers, { on });
      const against = contraindications.filter(
        ({ state, criterion }) => state === 'present' && criterion.severity === 'absolute',
      );
      if (against.length === 0) break;
      for (const id of against.flatMap(({ questions }) => questions)) {
        const index = ruleSet.questions.findIndex((question) => question.id === id);
        const question = ruleSet.questions[index]!;
        row[index] = question.type === 'yes-no' ? pick(['no', 'no', 'yes']) : cell(question, index);
      }
    }
    const { questions } = compiled.standing(answersIn(ruleSet, row, on).answers, { on });
    return row.map((text, index) => (questions.get(ruleSet.questions[index]!.id) === 'not-applicable' ? null : text));
  });
}

function spelled(question: Question, { value, unit }: Raw, random: () => number): string {
  const roll = random();
  switch (question.type) {
    case 'number': {
      const number = roll < 0.1 && value !== 0 ? String(value).replace(/^(-?)/, '$10') : String(value);
      const zeros = roll > 0.9 ? (number.includes('.') ? `${number}00` : `${number}.0`) : number;
      const accepts = question.accepts.length > 0;
      return unit === undefined || unit === '' || (!accepts && roll < 0.5)
        ? zeros
        : `${zeros}${roll < 0.3 ? ' ' : ''}${unit}`;
    }
    case 'date':
      return String(value).slice(0, roll < 0.15 ? 7 : roll < 0.3 ? 4 : 10);
    case 'choices': {
      const chosen = value as readonly string[];
      if (roll < 0.2) return JSON.stringify(chosen);
      if (roll < 0.3) return `[${chosen.join(', ')}]`;
      if (roll < 0.4) return `{${chosen.join(',')}}`;
      return chosen.length === 0 ? 'none' : chosen.join(roll < 0.6 ? ', ' : ',');
    }
    default:
      return roll < 0.05 ? ` ${String(value)} ` : String(value);
  }
}

/** What the cells say, read as everywhere else, and the questions whose cell is no answer. Blank is not asked. */
function answersIn(
  ruleSet: RuleSet,
  row: Row,
  on: string,
): { readonly answers: ReadonlyMap<QuestionId, Answer>; readonly invalid: ReadonlySet<QuestionId> } {
  const answers = new Map<QuestionId, Answer>();
  const invalid = new Set<QuestionId>();
  ruleSet.questions.forEach((question, index) => {
    const text = row[index] ?? '';
    if (text.trim() === '') return;
    const list = question.type === 'choices' ? /^\s*[[{](.*)[\]}]\s*$/.exec(text)?.[1] : undefined;
    const values = list === undefined || list.trim() === '' ? [] : list.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1')); // prettier-ignore
    const read = readAnswer(question, list === undefined ? text : values, { on });
    if (!read.ok) invalid.add(question.id);
    else if (read.unknown === true) answers.set(question.id, { kind: 'unknown', origin: 'file' });
    else {
      const { value, unit } = read;
      answers.set(question.id, { kind: 'known', value, origin: 'file', ...(unit === undefined ? {} : { unit }) });
    }
  });
  return { answers, invalid };
}

/** What the engine says of each row. */
export function judge(ruleSet: RuleSet, on: string): (row: Row) => Result {
  const compiled = compile(ruleSet);
  const order = ruleSet.questions.map(({ id }) => id);
  const inOrder = (ids: readonly QuestionId[]): readonly QuestionId[] => order.filter((id) => ids.includes(id));
  return (row) => {
    const { answers, invalid } = answersIn(ruleSet, row, on);
    const { verdict, questions, contraindications, indications, supporting } = compiled.standing(answers, { on });
    const problems = order.flatMap((id) => {
      if (invalid.has(id)) return [`${id}: not an answer to this question`];
      const known = answers.get(id)?.kind === 'known';
      return known && questions.get(id) === 'not-applicable' ? [`${id}: answered, and does not apply`] : [];
    });
    if (problems.length > 0) {
      const none = { verdict: null, eligible: null, urgent: null, possible: null, present: null };
      return { ...none, missing: null, missing_for_urgent: null, problem: problems.join('; ') };
    }
    const states = new Map(
      [...contraindications, ...indications, ...supporting].map(({ criterion, state }) => [criterion.id, state]),
    );
    return {
      verdict: verdict.outcome,
      eligible: verdict.eligible,
      urgent: verdict.urgent,
      possible: verdict.possible,
      present: criteriaOf(ruleSet).flatMap(({ id }) => (states.get(id) === 'present' ? [id] : [])),
      missing: inOrder(verdict.missing),
      missing_for_urgent: inOrder(verdict.missingForUrgent),
      problem: null,
    };
  };
}
