import { visible } from '../model/visible.js';
import { chain } from './expression.js';

export const DIALECTS = ['duckdb', 'postgres', 'sqlite', 'ansi'] as const;
export type DialectName = (typeof DIALECTS)[number];

/** What databases say differently. All else is SQL that they share. */
export interface Dialect {
  readonly name: DialectName;
  /** A text as a literal. Throws `ExportError` where databases of the dialect would read it in different ways. */
  readonly literal: (text: string) => string;
  /** The table as it stands behind FROM. */
  readonly table: (name: string) => string;
  /** A column of any type as text, compared character by character. */
  readonly asText: (column: string) => string;
  /**
   * A column that holds TRUE, FALSE and NULL, whatever its type: of another one the database refuses the query rather than
   * convert it. Or why that cannot be had.
   */
  readonly asBoolean: ((column: string) => string) | { readonly refused: string };
  /** Whether a text is one digit or more and nothing else. */
  readonly isDigits: (text: string) => string;
  /** Where a character first stands in a text, from 1; 0 where it does not. */
  readonly position: (character: string, text: string) => string;
  readonly modulo: (number: string, by: number) => string;
  /** Texts one after the other, none of them NULL. */
  readonly concat: (texts: readonly string[]) => string;
  /** Stands in front of a stage, and behind it, so that what it names is worked out once. */
  readonly fence: { readonly before: string; readonly after: string };
}

/** The rule set or a name cannot be said in SQL without a doubt. `message` says why, `hint` the way out. */
export class ExportError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'ExportError';
    this.hint = hint;
  }
}

/** A name in double quotes, so that no word in it is SQL. */
export function quoted(name: string): string {
  if (name === '' || /[\0\p{Cs}]/u.test(name)) throw new ExportError(`"${visible(name)}" cannot be a name in SQL.`);
  return `"${name.replaceAll('"', '""')}"`;
}

/** A dotted name: each part is quoted by itself. */
function dotted(name: string): string {
  return name.split('.').map(quoted).join('.');
}

/** A text as it is written in standard SQL. */
function literal(text: string): string {
  if (/[\0\p{Cs}]/u.test(text)) throw new ExportError(`"${visible(text)}" cannot be a text in SQL.`);
  return `'${text.replaceAll("'", "''")}'`;
}

function piped(texts: readonly string[]): string {
  return `(${chain(texts, '||')})`;
}

/** A file that DuckDB reads as a table: it has a folder or one of these ends. */
const FILE = /[/\\]|\.(?:parquet|csv|tsv|json|jsonl|ndjson)(?:\.gz|\.zst)?$/i;

const TABLE: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    name: 'duckdb',
    literal,
    table: (name) => (FILE.test(name) ? quoted(name) : dotted(name)),
    asText: (column) => `CAST(${column} AS VARCHAR)`,
    // DuckDB takes any text or number for a boolean. The type is known before a row is read, so that the CASE costs nothing.
    asBoolean: (column) =>
      `CASE WHEN TYPEOF(${column}) = 'BOOLEAN' THEN ${column} ` +
      `ELSE ERROR(${literal(`${column} is no BOOLEAN: cast it, or export without --booleans`)}) END`,
    isDigits: (text) => `regexp_full_match(${text}, '[0-9]+')`,
    position: (character, text) => `STRPOS(${text}, '${character}')`,
    modulo: (number, by) => `MOD(${number}, ${by})`,
    // A third quicker than a chain, which makes each text anew for each part.
    concat: (texts) => `CONCAT(${texts.join(', ')})`,
    fence: { before: 'NOT MATERIALIZED ', after: '' },
  },
  postgres: {
    name: 'postgres',
    // An E literal is read alike whatever standard_conforming_strings says.
    literal: (text) => (text.includes('\\') ? `E${literal(text.replaceAll('\\', '\\\\'))}` : literal(text)),
    table: dotted,
    asText: (column) => `CAST(${column} AS TEXT) COLLATE "C"`,
    // Nothing but a boolean may stand beside AND.
    asBoolean: (column) => `(${column} AND TRUE)`,
    isDigits: (text) => `(${text} ~ '^[0-9]+$')`,
    position: (character, text) => `POSITION('${character}' IN ${text})`,
    modulo: (number, by) => `MOD(${number}, ${by})`,
    concat: piped,
    // PostgreSQL would copy what a stage names into all that reads it.
    fence: { before: '', after: '\n  OFFSET 0' },
  },
  sqlite: {
    name: 'sqlite',
    literal,
    table: dotted,
    // A number of more digits than its text shows is no answer rather than another number; `|| ''` drops a collation.
    asText: (column) =>
      `CASE WHEN TYPEOF(${column}) = 'real' AND CAST(CAST(${column} AS TEXT) AS REAL) <> ${column} THEN 'not exact' ` +
      `ELSE CAST(${column} AS TEXT) || '' END`,
    asBoolean: { refused: 'SQLite has no booleans: a column that is declared BOOLEAN may hold anything, "yes" too.' },
    isDigits: (text) => `(${text} <> '' AND ${text} NOT GLOB '*[^0-9]*')`,
    position: (character, text) => `INSTR(${text}, '${character}')`,
    modulo: (number, by) => `(${number} % ${by})`,
    concat: piped,
    fence: { before: 'MATERIALIZED ', after: '' },
  },
  ansi: {
    name: 'ansi',
    literal: (text) => {
      // Spark joins two literals side by side, and some take a backslash for an escape.
      if (/['\\\p{Cc}]/u.test(text)) {
        throw new ExportError(
          `Databases differ in how they read the text "${visible(text)}".`,
          'Choose the dialect of your database, or options without quotes and backslashes.',
        );
      }
      return literal(text);
    },
    table: dotted,
    asText: (column) => column,
    asBoolean: { refused: 'Some databases take the text "yes" for FALSE where standard SQL wants a BOOLEAN.' },
    isDigits: (text) => `(${text} <> '' AND TRANSLATE(${text}, '0123456789', '') = '')`,
    position: (character, text) => `POSITION('${character}' IN ${text})`,
    modulo: (number, by) => `MOD(${number}, ${by})`,
    concat: piped,
    fence: { before: '', after: '' },
  },
};

export function dialectOf(name: DialectName): Dialect {
  return TABLE[name];
}

/** Why columns cannot be read as booleans in a dialect, where they cannot. */
export function refusesBooleans(name: DialectName): string | undefined {
  const { asBoolean } = TABLE[name];
  return typeof asBoolean === 'function' ? undefined : asBoolean.refused;
}
