import { expect } from 'vitest';
import type { QuestionId } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { type DialectName, exportSql } from '../../src/sql/export-sql.js';
import type { Database } from './databases.js';
import { judge, randomRows, type Result, type Row } from './random-rows.js';

const TABLE = 'people';
/** A column that no question has, in which rows keep their place. */
const PLACE = 'row_number';

/** Rows and what the engine says of them. */
export interface Judged {
  readonly ruleSet: RuleSet;
  readonly on: string;
  readonly rows: readonly Row[];
  readonly expected: readonly Result[];
  /** The questions whose columns are BOOLEAN. */
  readonly booleans: ReadonlySet<QuestionId>;
}

export function judged(ruleSet: RuleSet, on: string, count: number, seed: number): Judged {
  const rows = randomRows(ruleSet, on, count, seed);
  return { ruleSet, on, rows, expected: rows.map(judge(ruleSet, on)), booleans: new Set() };
}

/** The same with BOOLEAN columns for yes-no questions: what is neither yes nor no in them is NULL. */
export function judgedBooleans(ruleSet: RuleSet, on: string, count: number, seed: number): Judged {
  const rows = randomRows(ruleSet, on, count, seed).map((row) =>
    row.map((text, index) => (ruleSet.questions[index]!.type === 'yes-no' ? asBoolean(text) : text)),
  );
  const booleans = new Set(ruleSet.questions.filter(({ type }) => type === 'yes-no').map(({ id }) => id));
  return { ruleSet, on, rows, expected: rows.map(judge(ruleSet, on)), booleans };
}

function asBoolean(text: string | null): string | null {
  const word = text?.trim().toLowerCase() ?? '';
  return ['yes', 'true'].includes(word) ? 'true' : ['no', 'false'].includes(word) ? 'false' : null;
}

/** Runs the exported query over the rows, and holds every column of every row against the engine. */
export async function holdEqual(database: Database, dialects: readonly DialectName[], all: Judged): Promise<void> {
  const { ruleSet, on, rows, expected, booleans } = all;
  const columns = [PLACE, ...ruleSet.questions.map(({ id }) => id)];
  await database.load(
    TABLE,
    columns,
    rows.map((row, index) => [String(index), ...row]),
    booleans,
  );
  for (const dialect of dialects) {
    const sql = exportSql(ruleSet, { dialect, table: TABLE, on, keep: [PLACE], booleans: booleans.size > 0 });
    const found = await database.query(sql);
    expect(found.length).toBe(rows.length);
    for (const record of found) {
      const place = Number(record[PLACE]);
      const result = resultIn(record);
      // Comparing texts is much quicker than comparing objects, and so is to fail only once.
      if (JSON.stringify(result) === JSON.stringify(expected[place])) continue;
      const asked = Object.fromEntries(ruleSet.questions.map(({ id }, index) => [id, rows[place]![index]]));
      expect({ database: database.name, dialect, asked, ...result }).toEqual({
        database: database.name,
        dialect,
        asked,
        ...expected[place],
      });
    }
  }
}

function resultIn(record: Readonly<Record<string, unknown>>): Result {
  const text = (name: string): string | null => (record[name] as string | null | undefined) ?? null;
  const list = (name: string): readonly string[] | null =>
    text(name) === null ? null : (JSON.parse(text(name)!) as readonly string[]);
  return {
    verdict: text('verdict'),
    eligible: text('eligible'),
    urgent: text('urgent'),
    possible: list('possible'),
    present: list('present'),
    missing: list('missing'),
    missing_for_urgent: list('missing_for_urgent'),
    problem: text('problem'),
  };
}

/** How often each verdict came out: a run that met only one of them shows little. */
export function tally({ expected }: Judged): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { verdict } of expected) counts[verdict ?? 'problem'] = (counts[verdict ?? 'problem'] ?? 0) + 1;
  return counts;
}
