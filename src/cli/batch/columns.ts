import { nearest } from '../../model/nearest.js';
import type { Question } from '../../model/question.js';
import { readAnswer } from '../../model/read-answer.js';
import type { RuleSet } from '../../model/ruleset.js';
import type { Problem } from '../errors.js';
import { quote } from '../one-of.js';
import type { BatchCall } from './call.js';
import type { Column, Layout, Setup } from './layout.js';
import { OWN_MEMBERS } from './write-rows.js';

/** What each column of CSV is for. A column that is for nothing is a mistake: a question may be behind it. */
export function csvColumns(
  header: readonly string[],
  delimiter: number,
  call: BatchCall,
  ruleSet: RuleSet,
  problems: Problem[],
): Layout {
  expectNames(call, ruleSet, header, problems);
  if (call.answersAt.length > 0)
    problems.push({
      message: '--answers-at is for NDJSON, and the rows are CSV.',
      hint: 'Leave it out, or write --input ndjson.',
    });
  const twice = new Set(header.filter((name, index) => header.indexOf(name) !== index));
  for (const name of twice) problems.push({ message: `The header has the column ${quote(name)} twice.` });
  const place = placesOf(ruleSet);
  const columns = header.map((name) => {
    const column = columnOf(name, call, place);
    if (isUseless(column) && !call.ignore.includes(name)) problems.push(uselessColumn(name, call, ruleSet));
    return column;
  });
  const answered = new Map<number, string>();
  for (const { name, question } of columns) {
    if (question === undefined) continue;
    const before = answered.get(question);
    if (before !== undefined && before !== name)
      problems.push({
        message: `The columns ${quote(before)} and ${quote(name)} answer the same question, ${quote(ruleSet.questions[question]!.id)}.`,
        hint: `Write --ignore ${quote(name)} for one of them.`,
      });
    answered.set(question, name);
  }
  if (answered.size === 0 && problems.length === 0)
    problems.push({
      message: 'No column answers a question.',
      hint: 'The header names the questions; --map gives a column another name.',
    });
  return { kind: 'csv', delimiter, columns };
}

/** The members of a row of NDJSON that mean something. */
export function jsonColumns(call: BatchCall, ruleSet: RuleSet, problems: Problem[]): Layout {
  expectNames(call, ruleSet, undefined, problems);
  if (call.delimiter !== undefined)
    problems.push({
      message: '--delimiter is for CSV, and the rows are NDJSON.',
      hint: 'Leave it out, or write --input csv.',
    });
  const place = placesOf(ruleSet);
  const mapped = new Set(call.map.values());
  const names = new Set([
    ...ruleSet.questions.flatMap(({ id }) => (mapped.has(id) ? [] : [id])),
    ...call.map.keys(),
    ...call.keep,
    ...(call.labels === undefined ? [] : [call.labels]),
  ]);
  const columns = [...names].map((name) => columnOf(name, call, place));
  return {
    kind: 'ndjson',
    columns: columns.filter(({ name }) => !call.ignore.includes(name)),
    answersAt: call.answersAt,
    ignored: call.ignore,
  };
}

/** The spellings of each question, those of the decisions at the end. What can never be an answer is a mistake of the call. */
export function valuesOf(
  call: BatchCall,
  ruleSet: RuleSet,
  layout: Layout,
  on: string,
  problems: Problem[],
): Setup['values'] {
  const columns = new Map(layout.columns.map((column) => [column.name, column]));
  const told = new Set<string>();
  for (const { column, from } of call.spellings) {
    if (column !== undefined && columns.get(column) === undefined)
      problems.push({
        message: `--map-values speaks of a column ${quote(column)}, which is not there.`,
        ...meant(column, [...columns.keys()]),
      });
    else if (
      column === undefined &&
      !told.has(from) &&
      call.spellings.some((other) => other.column === undefined && other.from === from && other.to !== toOf(call, from))
    ) {
      told.add(from);
      problems.push({ message: `--map-values gives ${quote(from)} two meanings.` });
    }
  }
  const named = new Map<number, string>();
  for (const { name, question } of layout.columns) if (question !== undefined) named.set(question, name);
  const tables = ruleSet.questions.map((question, index) => {
    const mine = call.spellings.filter(({ column }) => column !== undefined && column === named.get(index));
    for (const { from, to } of mine) {
      const read = readAnswer(question, to, { on });
      if (!read.ok) problems.push({ message: `--map-values takes ${quote(from)} for ${quote(to)}: ${read.message}` });
    }
    return unique([
      ...mine,
      ...call.spellings.filter((spelling) => spelling.column === undefined && suits(question, spelling.to)),
    ]);
  });
  const general = call.spellings.filter(({ column, to }) => column === undefined && isTruth(to));
  const forLabels = call.spellings.filter(({ column }) => column !== undefined && column === call.labels);
  for (const { column, from, to } of call.spellings)
    if (column === undefined && !isTruth(to))
      problems.push({
        message: `--map-values takes ${quote(from)} for ${quote(to)} in every column. Only yes, no and unknown are answers everywhere.`,
        hint: `Name the column: --map-values "COLUMN:${from}=${to}".`,
      });
  return [...tables, unique([...forLabels, ...general])];
}

function toOf(call: BatchCall, from: string): string | undefined {
  return call.spellings.find((other) => other.column === undefined && other.from === from)?.to;
}

/** The first of each spelling: that of the column goes before that of all. */
function unique(spellings: BatchCall['spellings']): readonly (readonly [string, string])[] {
  const table = new Map<string, string>();
  for (const { from, to } of spellings) if (!table.has(from)) table.set(from, to);
  return [...table];
}

function isTruth(word: string): boolean {
  return /^(yes|no|true|false|unknown)$/i.test(word);
}

/** A spelling of yes or no is meant for yes-no questions; the 1 of a number stays a 1. */
function suits(question: Question, to: string): boolean {
  return to.toLowerCase() === 'unknown' || (question.type === 'yes-no' && isTruth(to));
}

function placesOf(ruleSet: RuleSet): ReadonlyMap<string, number> {
  return new Map(ruleSet.questions.map(({ id }, index) => [id, index]));
}

function columnOf(name: string, call: BatchCall, place: ReadonlyMap<string, number>): Column {
  const kept = call.keep.indexOf(name);
  const answers = !call.ignore.includes(name) && !(call.labels === name && !call.map.has(name));
  return {
    name,
    question: answers ? place.get(call.map.get(name) ?? name) : undefined,
    kept: kept === -1 ? undefined : kept,
    label: call.labels === name,
  };
}

function isUseless({ question, kept, label }: Column): boolean {
  return question === undefined && kept === undefined && !label;
}

/** The names in the options, against the header and the rule set. */
function expectNames(
  call: BatchCall,
  ruleSet: RuleSet,
  header: readonly string[] | undefined,
  problems: Problem[],
): void {
  const ids = ruleSet.questions.map(({ id }) => id);
  const met = new Map<string, string>();
  for (const [column, id] of call.map) {
    if (!ids.includes(id))
      problems.push({
        message: `--map ${quote(`${column}=${id}`)}: ${quote(ruleSet.id)} has no question ${quote(id)}.`,
        ...meant(id, ids),
      });
    else if (met.has(id)) problems.push({ message: `--map gives the question ${quote(id)} to two columns.` });
    met.set(id, column);
  }
  call.keep.forEach((name, index) => {
    if (call.keep.indexOf(name) !== index) problems.push({ message: `--keep names ${quote(name)} twice.` });
    if (OWN_MEMBERS.includes(name))
      problems.push({
        message: `--keep ${quote(name)}: the result has a field of that name.`,
        hint: 'Rename the column.',
      });
  });
  if (header === undefined) return;
  for (const [option, names] of [
    ['--map', [...call.map.keys()]],
    ['--keep', call.keep],
    ['--ignore', call.ignore],
    ['--labels', call.labels === undefined ? [] : [call.labels]],
  ] as const)
    for (const name of names)
      if (!header.includes(name))
        problems.push({
          message: `${option} names a column ${quote(name)}, which the header does not have.`,
          ...meant(name, header),
        });
}

function uselessColumn(name: string, call: BatchCall, ruleSet: RuleSet): Problem {
  const ids = ruleSet.questions.map(({ id }) => id);
  const hint = meant(name, ids).hint;
  const way = `Name it in --keep, --ignore or --map.`;
  return {
    message: `The column ${quote(name)} is no question of ${quote(ruleSet.id)}.`,
    hint: hint === undefined ? way : `${hint} Else: ${way}`,
  };
}

function meant(name: string, known: readonly string[]): { readonly hint?: string } {
  const best = nearest(name, known);
  return best === undefined ? {} : { hint: `Did you mean ${quote(best)}?` };
}
