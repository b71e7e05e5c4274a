import { nearest } from '../../model/nearest.js';
import type { QuestionId } from '../../model/question.js';
import type { RuleSet } from '../../model/ruleset.js';
import { visible } from '../../model/visible.js';
import {
  DIALECTS,
  ExportError,
  exportSql,
  type ExportOptions,
  refusesBooleans,
  RESULTS,
} from '../../sql/export-sql.js';
import { clock } from '../clock.js';
import { type Problem, UsageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import type { Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { compileRules } from '../within-budget.js';
import { expectOwnFiles, writeResult } from '../own-files.js';

export interface ExportSqlOptions {
  readonly rules?: string;
  readonly dialect?: string;
  readonly table?: string;
  readonly map: readonly string[];
  readonly without: readonly string[];
  readonly unit: readonly string[];
  readonly booleans?: boolean;
  readonly keep: readonly string[];
  readonly on?: string;
  readonly output?: string;
}

/** The rule set as one SELECT over a table of answers. */
export async function exportAsSql(io: Io, options: ExportSqlOptions): Promise<Ending> {
  const problems: Problem[] = [];
  const time = clock(io, options.on);
  if (time instanceof UsageError) problems.push(...time.problems);
  const rules = await loadRules(io, options.rules === '' ? undefined : options.rules);
  const output = options.output === '-' ? undefined : options.output;
  expectOwnFiles(io, [['--output', output]], [['--rules', options.rules]]);
  if (output !== undefined) io.files.expectWritable(output);
  const call = callOf(options, rules.ruleSet, problems);
  if (problems.length > 0 || call === undefined || time instanceof UsageError) throw new UsageError(problems);
  // A rule set beyond the budget is told with its place in the file.
  compileRules(rules).verdict(new Map(), { on: time.on });
  let text: string;
  try {
    text = exportSql(rules.ruleSet, { ...call, on: time.on });
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    throw new UsageError([{ message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) }]);
  }
  await writeResult(io, text, output);
  return 'done';
}

/** The options, read; `undefined` where one is missing that the query cannot do without. What is wrong goes to `problems`. */
function callOf(
  options: ExportSqlOptions,
  ruleSet: RuleSet,
  problems: Problem[],
): Omit<ExportOptions, 'on'> | undefined {
  const dialect = DIALECTS.find((known) => known === options.dialect);
  if (dialect === undefined) {
    const said = options.dialect === undefined ? 'No --dialect is given' : `--dialect is ${quote(options.dialect)}`;
    problems.push({ message: `${said}. Expected ${DIALECTS.join(', ')}.`, ...meant(options.dialect ?? '', DIALECTS) });
  }
  const booleans = options.booleans === true;
  const refused = booleans && dialect !== undefined ? refusesBooleans(dialect) : undefined;
  if (refused !== undefined) {
    problems.push({
      message: `--booleans is not for --dialect ${options.dialect!}. ${refused}`,
      hint: 'Leave it out: then every cell is read as text, and one that is no answer is told as a problem.',
    });
  }
  if (options.table === undefined || options.table === '') {
    problems.push({
      message: 'No --table is given: the table of answers, one row for each person.',
      hint: 'Write --table patients, for example.',
    });
  }
  const ids = ruleSet.questions.map(({ id }) => id);
  const known = (option: string, id: string): boolean => {
    if (ids.includes(id)) return true;
    problems.push({
      message: `${option} speaks of ${quote(id)}, and the rule set "${ruleSet.id}" has no such question.`,
      ...meant(id, ids),
    });
    return false;
  };
  const columns = new Map<QuestionId, string>();
  for (const [column, id] of pairs('--map', options.map, 'Pregnant?=pregnancy', problems)) {
    if (!known('--map', id)) continue;
    if (columns.has(id)) problems.push({ message: `--map gives ${quote(id)} two columns.` });
    columns.set(id, column);
  }
  const without = new Set(options.without.flatMap(namesIn).filter((id) => known('--without', id)));
  for (const id of without)
    if (columns.has(id)) problems.push({ message: `${quote(id)} stands in --map and in --without.` });
  const units = new Map<QuestionId, string>();
  for (const [id, unit] of pairs('--unit', options.unit, 'weight=kg', problems))
    if (known('--unit', id) && takes(ruleSet, id, unit, problems)) units.set(id, unit);
  const keep = options.keep.flatMap(namesIn);
  keep.forEach((column, index) => {
    const name = column.toLowerCase();
    if (RESULTS.some((result) => result === name))
      problems.push({
        message: `--keep names a column ${quote(column)}, as the result has one itself.`,
        hint: 'Rename it in a view, and give the view as --table.',
      });
    else if (keep.findIndex((other) => other.toLowerCase() === name) < index)
      problems.push({ message: `--keep names ${quote(column)} twice.` });
  });
  if (dialect === undefined || options.table === undefined) return undefined;
  return { dialect, table: options.table, columns, without, units, booleans, keep };
}

/** `LEFT=RIGHT`. An id and a unit have no "=", a column may. */
function pairs(
  option: string,
  given: readonly string[],
  example: string,
  problems: Problem[],
): readonly (readonly [string, string])[] {
  return given.flatMap((text) => {
    const at = text.lastIndexOf('=');
    if (at > 0 && at < text.length - 1) return [[text.slice(0, at), text.slice(at + 1)] as const];
    problems.push({
      message: `${option} ${quote(text)} has no "=" between two names.`,
      hint: `Write ${option} "${example}", for example.`,
    });
    return [];
  });
}

function takes(ruleSet: RuleSet, id: QuestionId, unit: string, problems: Problem[]): boolean {
  const question = ruleSet.questions.find((one) => one.id === id);
  const units =
    question?.type === 'number' && question.unit !== undefined
      ? [question.unit, ...question.accepts.map((other) => other.unit)]
      : [];
  if (units.includes(unit)) return true;
  problems.push({
    message:
      units.length === 0
        ? `--unit speaks of ${quote(id)}, which is no number with a unit.`
        : `--unit gives ${quote(id)} in ${quote(unit)}. Expected ${units.map(visible).join(' or ')}.`,
    ...meant(unit, units),
  });
  return false;
}

function namesIn(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

function meant(given: string, known: readonly string[]): { readonly hint?: string } {
  const name = nearest(given, known);
  return name === undefined ? {} : { hint: `Did you mean "${visible(name)}"?` };
}

function quote(text: string): string {
  return `"${visible(text)}"`;
}
