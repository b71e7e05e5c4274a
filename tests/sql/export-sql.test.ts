import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedRuleSet } from '../../src/cli/shipped-rules.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { DIALECTS, ExportError, exportSql } from '../../src/sql/export-sql.js';
import { generate } from '../../bench/generate.js';
import { against, choice, date, height, holds, rules, says, score, within, yesNo } from '../engine/made.js';
import { candidacy } from '../cli/run.js';
import { type Database, openDuckDb, openSqlite } from './databases.js';

const ON = '2026-01-01';
const at = '';

let duck: Database;
let lite: Database;
beforeAll(async () => {
  duck = await openDuckDb();
  lite = await openSqlite();
});
afterAll(async () => {
  await duck.close();
  await lite.close();
});

/** One question of each type, each with a contraindication of its own. */
const everyType: RuleSet = rules({
  questions: [
    yesNo('pregnancy'),
    choice('grade', 'choice', 'I', 'II'),
    choice('treatments', 'choices', 'heat', 'cold'),
    score('t-score'),
    height('tall'),
    date('operation'),
  ],
  contraindications: [
    against('c1', says('pregnancy')),
    against('c2', says('grade', 'II')),
    against('c3', holds('treatments', { kind: 'includes', values: ['cold'] })),
    against('c4', holds('t-score', { kind: 'number', bounds: [{ kind: 'at-most', values: { '': { value: -25, places: 1 } } }] })),
    against('c5', holds('tall', { kind: 'number', bounds: [{ kind: 'above', values: { cm: { value: 200, places: 0 }, in: { value: 78, places: 0 } } }] })),
    against('c6', within('operation', 6, 'months')),
  ],
}); // prettier-ignore

/** What one cell comes to: whether its contraindication is present, or that it is no answer. */
async function cell(database: Database, id: string, column: string): Promise<string> {
  const without = new Set(everyType.questions.map((question) => question.id).filter((other) => other !== id));
  const dialect = database.dialects[0]!;
  const sql = exportSql(everyType, { dialect, table: 'people', on: ON, without, units: new Map([['tall', 'cm']]) });
  await database.run('DROP TABLE IF EXISTS people');
  await database.run(`CREATE TABLE people AS SELECT ${column} AS "${id}"`);
  const [row] = await database.query(sql);
  if (row!['problem'] !== null) return 'problem';
  return row!['present'] !== '[]' ? 'present' : JSON.stringify(row!['missing']).includes(id) ? 'missing' : 'absent';
}

describe('columns of other types than text', () => {
  test.each([
    ['pregnancy', 'TRUE', 'present'],
    ['pregnancy', 'FALSE', 'absent'],
    ['pregnancy', 'CAST(NULL AS BOOLEAN)', 'missing'],
    ['pregnancy', '1', 'problem'],
    ['treatments', `['heat', 'cold']`, 'present'],
    ['treatments', `['heat', NULL]`, 'problem'],
    ['treatments', 'CAST([] AS VARCHAR[])', 'absent'],
    ['treatments', `CAST('["heat"]' AS JSON)`, 'absent'],
    ['t-score', 'CAST(-2.5 AS DOUBLE)', 'present'],
    ['t-score', 'CAST(-2.5 AS DECIMAL(10, 4))', 'present'],
    ['t-score', 'CAST(-2.45 AS DOUBLE)', 'problem'],
    ['t-score', 'CAST(2.5e-7 AS DOUBLE)', 'problem'],
    ['t-score', `CAST('NaN' AS DOUBLE)`, 'problem'],
    ['t-score', '-2', 'absent'],
    ['tall', '201', 'present'],
    ['tall', `'79 in'`, 'present'],
    ['tall', `'78in'`, 'absent'],
    ['operation', `DATE '2025-12-01'`, 'present'],
    ['operation', `DATE '2026-01-02'`, 'problem'],
    ['operation', `TIMESTAMP '2025-12-01 10:00:00'`, 'problem'],
    ['operation', `'2025'`, 'missing'],
    ['operation', `'2024'`, 'absent'],
  ])('%s of %s is %s in DuckDB', async (id, column, expected) => {
    expect(await cell(duck, id, column)).toBe(expected);
  });

  test.each([
    ['pregnancy', `'yes'`, 'present'],
    ['pregnancy', '1', 'problem'],
    ['t-score', '-2.5', 'present'],
    ['t-score', '-2.5000000000000004', 'problem'],
    ['t-score', '0.1 + 0.2', 'problem'],
    ['tall', '200.0', 'absent'],
    ['tall', `x'32'`, 'absent'],
    ['operation', `'2025-12-01'`, 'present'],
  ])('%s of %s is %s in SQLite', async (id, column, expected) => {
    expect(await cell(lite, id, column)).toBe(expected);
  });
});

describe('columns that are said to be BOOLEAN', () => {
  const { questions } = everyType;
  const sql = exportSql(everyType, {
    dialect: 'duckdb', table: 'people', on: ON, booleans: true, columns: new Map([['pregnancy', "pre'gn"]]),
    without: new Set(questions.map(({ id }) => id).filter((id) => id !== 'pregnancy')),
  }); // prettier-ignore
  const ask = async (column: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    await duck.run('DROP TABLE IF EXISTS people');
    await duck.run(`CREATE TABLE people AS SELECT ${column} AS "pre'gn"`);
    return await duck.query(sql);
  };

  test.each([
    ['TRUE', 'contraindicated', '["c1"]'],
    ['FALSE', 'needs-information', '[]'],
    ['CAST(NULL AS BOOLEAN)', 'needs-information', '[]'],
  ])('%s is read', async (column, verdict, present) => {
    expect(await ask(column)).toMatchObject([{ verdict, present, problem: null }]);
  });

  // DuckDB itself would take all of them for booleans.
  test.each([
    `'yes'`, `'no'`, `'maybe'`, `''`, '1', '0', '2', '1.5', 'CAST(1 AS UTINYINT)', 'CAST(0 AS DOUBLE)', 'NULL',
    `CAST('true' AS JSON)`, `CAST('yes' AS ENUM ('yes', 'no'))`, `DATE '2026-01-01'`, '[TRUE]', `CAST('1' AS BIT)`,
  ])('a column of %s makes DuckDB refuse the query', async (column) => {
    await expect(ask(column)).rejects.toThrow(/is no BOOLEAN: cast it, or export without --booleans|-> BOOLEAN/);
  }); // prettier-ignore

  test('it is refused in each column of the result that reads it', async () => {
    await ask('TRUE');
    await duck.run(`CREATE OR REPLACE TABLE people AS SELECT 'no' AS "pre'gn"`);
    for (const column of ['verdict', 'possible', 'present', 'missing'])
      await expect(duck.query(`SELECT ${column} FROM (${sql})`), column).rejects.toThrow(/is no BOOLEAN/);
  });

  test.each(['sqlite', 'ansi'] as const)('the dialect %s has none', async (dialect) => {
    expect(() => exportSql(everyType, { dialect, table: 'people', on: ON, booleans: true })).toThrow(ExportError);
    const args = ['export', 'sql', '--dialect', dialect, '--booleans', '--on', '2026-02-30'];
    const { code, stdout, stderr } = await candidacy({ args });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of [`--booleans is not for --dialect ${dialect}`, 'No --table is given', '2026-02-30'])
      expect(stderr).toContain(part);
  });
});

describe('what a rule set says never becomes SQL', () => {
  const HOSTILE = [`'; DROP TABLE people; --`, `a\\'b`, '"x"', '$$', '%', '{{1}}', 'é\u202e'];
  const ruleSet = {
    ...rules({
      questions: [choice('grade', 'choice', ...HOSTILE)],
      contraindications: HOSTILE.map((value, index) => against(`c${index}`, says('grade', value))),
    }),
    version: '1\n; DROP TABLE people; --\u2028',
  };

  test.each([['DuckDB'], ['SQLite']] as const)('options with quotes, backslashes and comments, in %s', async (name) => {
    const database = name === 'DuckDB' ? duck : lite;
    const table = `pe"ople`;
    await database.run('DROP TABLE IF EXISTS people');
    await database.run(`DROP TABLE IF EXISTS "pe""ople"`);
    await database.run(`CREATE TABLE "pe""ople" ("gr""ade; --" TEXT)`);
    for (const value of HOSTILE) await database.run(`INSERT INTO "pe""ople" VALUES ('${value.replaceAll("'", "''")}')`);
    const columns = new Map([['grade', 'gr"ade; --']]);
    const dialect = database.dialects[0]!;
    const rows = await database.query(exportSql(ruleSet, { dialect, table, on: ON, columns, keep: ['gr"ade; --'] }));
    expect(rows.map((row) => row['present']).sort()).toEqual(HOSTILE.map((_, index) => `["c${index}"]`));
  });

  test('the comments stay on their lines', () => {
    const lines = exportSql(ruleSet, { dialect: 'postgres', table: 'people', on: ON }).split(/[\n\u2028]/);
    expect(lines[0]).toBe('-- hand-made 1\\u{a}; DROP TABLE people; --\\u{2028} ');
  });

  test('PostgreSQL reads a backslash alike whatever is set', () => {
    expect(exportSql(ruleSet, { dialect: 'postgres', table: 'people', on: ON })).toContain(`E'a\\\\''b'`);
  });

  test('the plain dialect refuses what databases read in different ways', () => {
    expect(() => exportSql(ruleSet, { dialect: 'ansi', table: 'people', on: ON })).toThrow(ExportError);
  });

  test.each(['', 'a..b', 'x\0y'])('the table %j is refused', (table) => {
    expect(() => exportSql(everyType, { dialect: 'duckdb', table, on: ON })).toThrow(ExportError);
  });

  test('an option that looks like a list is refused', () => {
    const odd = rules({
      questions: [choice('treatments', 'choices', '[a]', 'b')],
      contraindications: [against('c', { kind: 'comparison', question: 'treatments', test: { kind: 'none' }, at })],
    });
    expect(() => exportSql(odd, { dialect: 'duckdb', table: 'people', on: ON })).toThrow(/cannot be told/);
  });
});

test('a rule set that would make too large a query is refused', () => {
  const large = generate({ questions: 24 });
  expect(() => exportSql(large, { dialect: 'duckdb', table: 'people', on: ON })).toThrow(/too entangled/);
});

test('the text is the same each time, and of a size that databases take', () => {
  const ruleSet = shippedRuleSet('spinal-decompression-clinical')!;
  for (const dialect of DIALECTS) {
    const options = { dialect, table: 'people', on: ON } as const;
    const text = exportSql(ruleSet, options);
    expect(exportSql(ruleSet, options)).toBe(text);
    expect(text.length).toBeLessThan(150_000);
  }
});

describe('candidacy export sql', () => {
  test('tells all that is wrong with a call at once', async () => {
    const { code, stdout, stderr } = await candidacy({
      args: [
        'export', 'sql', '--dialect', 'duckdbb', '--map', 'x', '--map', 'a=pregnanci', '--without', 'sciatic',
        '--unit', 'sciatica=kg', '--keep', 'id,Verdict,id', '--on', '2026-02-30',
      ],
    }); // prettier-ignore
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const part of [
      'Did you mean "duckdb"?', 'No --table is given', 'has no "="', 'Did you mean "pregnancy"?', 'Did you mean "sciatica"?',
      'no number with a unit', '"Verdict", as the result has one itself', 'names "id" twice', '2026-02-30',
    ]) expect(stderr).toContain(part); // prettier-ignore
  });

  test('writes the query to a file', async () => {
    const args = ['export', 'sql', '--dialect', 'sqlite', '--table', 'main.people', '--output', 'query.sql'];
    const { code, stdout, stderr } = await candidacy({ args });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
