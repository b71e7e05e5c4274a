import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import initSqlJs from 'sql.js';
import type { DialectName } from '../../src/sql/export-sql.js';

/** A database that holds one table at a time: of texts, but for the columns that are to be BOOLEAN. */
export interface Database {
  readonly name: string;
  /** The dialects that it understands. */
  readonly dialects: readonly DialectName[];
  /** Puts rows into a new table of this name. */
  readonly load: (
    table: string,
    columns: readonly string[],
    rows: readonly (readonly (string | null)[])[],
    booleans?: ReadonlySet<string>,
  ) => Promise<void>;
  readonly run: (statement: string) => Promise<void>;
  /** The rows of a query, each a value by column. */
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly close: () => Promise<void>;
}

export async function openDuckDb(): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-sql-'));
  const file = join(folder, 'rows.csv');
  const run = async (statement: string): Promise<void> => {
    await connection.run(statement);
  };
  return {
    name: 'DuckDB',
    dialects: ['duckdb', 'ansi'],
    async load(table, columns, rows, booleans) {
      const typeOf = (column: string): string => (booleans?.has(column) === true ? 'BOOLEAN' : 'VARCHAR');
      const types = columns.map((column) => `${JSON.stringify(column)}: '${typeOf(column)}'`).join(', ');
      writeFileSync(file, csvOf(rows));
      const read = `read_csv('${file}', header = false, columns = {${types}}, nullstr = '', allow_quoted_nulls = false, delim = ',', quote = '"', escape = '"')`;
      await run(`CREATE OR REPLACE TABLE "${table}" AS SELECT * FROM ${read}`);
    },
    run,
    async query(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJS();
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
      await Promise.resolve();
    },
  };
}

/** NULL is nothing between the commas, a blank text two quotes. */
export function csvOf(rows: readonly (readonly (string | null)[])[]): string {
  const lines = rows.map((row) =>
    row.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(','),
  );
  return lines.map((line) => `${line}\n`).join('');
}

export async function openSqlite(): Promise<Database> {
  const sqlite = await initSqlJs();
  const database = new sqlite.Database();
  // What goes wrong is a rejection, as with the other databases.
  const settle = async <T>(work: () => T): Promise<T> => await Promise.resolve().then(work);
  return {
    name: 'SQLite',
    dialects: ['sqlite'],
    load: (table, columns, rows) =>
      settle(() => {
        database.run(`DROP TABLE IF EXISTS "${table}"`);
        database.run(`CREATE TABLE "${table}" (${columns.map((column) => `"${column}" TEXT`).join(', ')})`);
        const insert = database.prepare(`INSERT INTO "${table}" VALUES (${columns.map(() => '?').join(', ')})`);
        database.run('BEGIN');
        for (const row of rows) insert.run([...row]);
        database.run('COMMIT');
        insert.free();
      }),
    run: (statement) =>
      settle(() => {
        database.run(statement);
      }),
    query: (sql) =>
      settle(() => {
        const [result] = database.exec(sql);
        if (result === undefined) return [];
        const { columns, values } = result;
        return values.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] as unknown])));
      }),
    close: () => settle(() => database.close()),
  };
}
