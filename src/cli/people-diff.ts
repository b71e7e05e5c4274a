import { compile } from '../engine/compile.js';
import type { Answers } from '../model/answer.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Screening } from '../model/screening.js';
import { visible } from '../model/visible.js';
import type { PeopleDiff } from '../report/diff-people.js';
import { inapplicable, readLevel, type Screen } from './answers.js';
import { type Member, membersOf } from './batch/json-text.js';
import { type Problem, UsageError, usageError } from './errors.js';
import type { Io } from './io.js';

/** Real people are many: their file may be as large as 64 MB. */
const PEOPLE_BYTES = 64 * 2 ** 20;

const LINE_FEED = 10;

/** Every line of a file of answers in JSON, under either rule set. A line that either refuses is told. */
export function peopleOf(io: Io, file: string, old: RuleSet, now: RuleSet, on: string): PeopleDiff {
  const engines = [old, now].map((ruleSet) => ({ ruleSet, compiled: compile(ruleSet) }));
  const changed: PeopleDiff['changed'][number][] = [];
  const refused: PeopleDiff['refused'][number][] = [];
  let blank = 0;
  const lines = linesOf(io.files.read(file, PEOPLE_BYTES));
  lines.forEach((bytes, index) => {
    const row = index + 1;
    try {
      const line = textOf(bytes);
      if (line.trim() === '') {
        blank++;
        return;
      }
      const { answers, reference } = personIn(line);
      const people = engines.map(({ ruleSet, compiled }) => {
        const screen = (given: Answers): Screening => compiled.screen(given, { on });
        return { screening: screen(answersIn(ruleSet, answers, on, [old, now])), screen };
      });
      refuseInapplicable(people);
      const [was, is] = people.map(({ screening }) => screening.verdict.outcome) as [string, string];
      if (was !== is) changed.push({ row, ...(reference === undefined ? {} : { reference }), was, is });
    } catch (problem) {
      if (!(problem instanceof UsageError)) throw problem;
      refused.push({ row, message: problem.problems.map(told).join(' ') });
    }
  });
  const rows = lines.length - blank;
  return { file, rows, looked: rows - refused.length, changed, refused };
}

/**
 * An answer that neither asks for is a mistake. One that only one of them asks for is what the comparison is about: the other
 * takes no notice of it.
 */
function refuseInapplicable(people: readonly { readonly screening: Screening; readonly screen: Screen }[]): void {
  const given = new Set(people.flatMap(({ screening }) => [...screening.answers.keys()]));
  for (const id of given) {
    const having = people.filter(({ screening }) => has(screening.ruleSet, id));
    const idle = ({ answers, questions }: Screening): boolean =>
      answers.get(id)?.kind === 'known' && questions.get(id) === 'not-applicable';
    if (!having.every(({ screening }) => idle(screening))) continue;
    const { screening, screen } = having[0]!;
    throw new UsageError(inapplicable(screening, [], screen));
  }
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageError('This is not text in UTF-8.');
  }
}

/** `{ id: value }`, or that under `answers` beside a `reference`. */
function personIn(line: string): { readonly answers: Readonly<Record<string, unknown>>; readonly reference?: string } {
  let person: unknown;
  try {
    person = JSON.parse(line);
  } catch {
    throw usageError('This is not JSON.');
  }
  if (typeof person !== 'object' || person === null || Array.isArray(person))
    throw usageError('This is not an object of answers by question.');
  const members = membersOf(line, 0);
  refuseTwice(members);
  const { answers, reference } = person as { readonly answers?: unknown; readonly reference?: unknown };
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return { answers: person as Readonly<Record<string, unknown>> };
  refuseTwice(membersOf(line, members.find(({ name }) => name === 'answers')!.start));
  return {
    answers: answers as Readonly<Record<string, unknown>>,
    ...(typeof reference === 'string' ? { reference: visible(reference) } : {}),
  };
}

/** Of two that are the same, JSON keeps the last: which of them holds, nobody knows. */
function refuseTwice(members: readonly Member[]): void {
  const names = members.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw usageError(`"${visible(twice)}" is given twice.`);
}

/** What a rule set makes of a person's answers; those to questions of the other one alone do not count. */
function answersIn(
  ruleSet: RuleSet,
  person: Readonly<Record<string, unknown>>,
  on: string,
  both: readonly RuleSet[],
): Answers {
  const problems: Problem[] = [];
  const own = Object.entries(person).filter(([id]) => has(ruleSet, id) || !both.some((other) => has(other, id)));
  const raw = own.map(([question, value]) => ({ question, raw: value, origin: 'file' as const, where: ANSWERS }));
  const { answers } = readLevel(ruleSet, raw, on, problems);
  if (problems.length > 0) throw new UsageError(problems);
  return answers;
}

function has(ruleSet: RuleSet, id: string): boolean {
  return ruleSet.questions.some((question) => question.id === id);
}

const ANSWERS = 'answers';

/** `sciatica: "maybe" is not an answer to a yes-no question. Expected yes, no or unknown.` */
function told({ message, hint, where }: Problem): string {
  const question = where?.startsWith(`${ANSWERS}: `) === true ? where.slice(ANSWERS.length + 2) : undefined;
  return [question === undefined ? message : `${question}: ${message}`, ...(hint === undefined ? [] : [hint])].join(
    ' ',
  );
}
