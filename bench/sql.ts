import { DuckDBInstance } from '@duckdb/node-api';
import { compile } from '../src/engine/compile.js';
import type { Answer } from '../src/model/answer.js';
import type { Condition } from '../src/model/condition.js';
import type { Question } from '../src/model/question.js';
import { criteriaOf, type RuleSet } from '../src/model/ruleset.js';
import { exportSql } from '../src/sql/export-sql.js';

/**
 * `npm run bench -- sql [ROUNDS [ROWS]]`: the exported query on DuckDB, in turn with the same written by hand as
 * one CASE, over a table of yes, no and NULL, as text and as BOOLEAN. First the verdicts of all are held against the engine.
 */
const ON = '2026-01-01';
const rounds = Number(process.argv[2] ?? 11);
const rows = Number(process.argv[3] ?? 1_000_000);

const AGAINST = ids('c', 5);
const FOR = ids('i', 7);
const BESIDE = ids('s', 6);
const ALL = [...AGAINST, ...FOR, ...BESIDE];

function ids(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

/** 5 contraindications, 7 indications, 6 supporting factors; each is one question. */
function task(): RuleSet {
  const says = (question: string): Condition => ({
    kind: 'comparison',
    question,
    test: { kind: 'one-of', values: ['yes'] },
    at: '',
  });
  const words = (id: string): { id: string; name: string; because: string; when: Condition; at: string } => ({
    id,
    name: id,
    because: id,
    when: says(id),
    at: '',
  });
  const question = (id: string): Question => ({
    id, ask: id, type: 'yes-no', fixed: false, optional: false, codes: [], at: '',
  }); // prettier-ignore
  return {
    id: 'task', version: '1', title: 'Task', digest: '', sources: [], advice: [], texts: {}, evidence: [],
    questions: ALL.map(question),
    contraindications: AGAINST.map((id) => ({
      kind: 'contraindication', severity: 'absolute', urgent: false, ...words(id),
    })),
    indications: FOR.map((id) => ({ kind: 'indication', ...words(id) })),
    supporting: BESIDE.map((id) => ({ kind: 'supporting', ...words(id) })),
  }; // prettier-ignore
}

/** How a cell is asked about: whether it is yes, may be yes for all that is known, may be no, or is no answer. */
interface Cells {
  readonly table: string;
  readonly isYes: (id: string) => string;
  readonly mayBeYes: (id: string) => string;
  readonly mayBeNo: (id: string) => string;
  readonly isWrong?: (id: string) => string;
}

const TEXT: Cells = {
  table: 'people',
  isYes: (id) => `${id} = 'yes'`,
  mayBeYes: (id) => `${id} IS DISTINCT FROM 'no'`,
  mayBeNo: (id) => `${id} IS DISTINCT FROM 'yes'`,
  isWrong: (id) => `${id} NOT IN ('yes', 'no')`,
};
const BOOLEAN: Cells = {
  table: 'people_boolean',
  isYes: (id) => id,
  mayBeYes: (id) => `${id} IS NOT FALSE`,
  mayBeNo: (id) => `${id} IS NOT TRUE`,
};

const isNull = (id: string): string => `${id} IS NULL`;
const some = (of: readonly string[], test: (id: string) => string): string => of.map(test).join(' OR ');
const every = (of: readonly string[], test: (id: string) => string): string => of.map(test).join(' AND ');

/** What somebody would write who trusts the column to hold yes, no and NULL alone, or has a BOOLEAN one. */
function verdictByHand({ isYes }: Cells): string {
  return `CASE
    WHEN ${some(AGAINST, isYes)} THEN 'contraindicated'
    WHEN ${some(AGAINST, isNull)} THEN 'needs-information'
    WHEN ${some(FOR, isYes)} THEN 'candidate'
    WHEN ${some(FOR, isNull)} THEN 'needs-information'
    ELSE 'not-indicated' END`;
}

/** And who does not. */
function checkedByHand(cells: Cells): string {
  const verdict = verdictByHand(cells);
  return cells.isWrong === undefined ? verdict : `CASE WHEN ${some(ALL, cells.isWrong)} THEN NULL ELSE ${verdict} END`;
}

/** All columns of the exported query, written by hand. */
function allByHand(cells: Cells): string {
  const { isYes, mayBeYes, mayBeNo, isWrong } = cells;
  const list = (items: readonly string[]): string => `'[' || SUBSTR(${items.join(' || ')}, 2) || ']'`;
  const listed = (id: string, test: string): string => `CASE WHEN ${test} THEN ',"${id}"' ELSE '' END`;
  const open = `(${some(AGAINST, isYes)} OR ${some(AGAINST, isNull)})`;
  const canBeNone = `(${every(FOR, mayBeNo)})`;
  const canBeSome = `(${some(FOR, mayBeYes)})`;
  const allowed = `(${every(AGAINST, mayBeNo)})`;
  const columns = [
    `${checkedByHand(cells)} AS verdict`,
    `CASE WHEN (${some(AGAINST, isYes)}) OR NOT ${canBeSome} THEN 'no' WHEN ${open} OR ${canBeNone} THEN 'unknown' ELSE 'yes' END AS eligible`,
    `'not-asked' AS urgent`,
    `${list([listed('contraindicated', open), listed('not-indicated', `${allowed} AND ${canBeNone}`), listed('candidate', `${allowed} AND ${canBeSome}`)])} AS possible`,
    `${list(ALL.map((id) => listed(id, isYes(id))))} AS present`,
    `${list([
      ...AGAINST.map((id) => listed(id, `${id} IS NULL AND ${allowed}`)),
      ...FOR.map((id) => listed(id, `${id} IS NULL AND ${allowed} AND (${some(FOR, isYes)}) IS NOT TRUE`)),
    ])} AS missing`,
    `'[]' AS missing_for_urgent`,
    `${isWrong === undefined ? 'NULL' : `CASE WHEN ${some(ALL, isWrong)} THEN 'wrong' END`} AS problem`,
  ];
  return `SELECT person, ${columns.join(', ')} FROM ${cells.table}`;
}

const ruleSet = task();
const exported = (cells: Cells): string =>
  exportSql(ruleSet, {
    dialect: 'duckdb', table: cells.table, on: ON, keep: ['person'], booleans: cells === BOOLEAN,
  }); // prettier-ignore
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const run = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS();

/** How likely each answer is. */
const PEOPLE = {
  'a third each of yes, no and NULL': { yes: 1 / 3, unknown: 1 / 3 },
  'mostly no, as in a clinic': { yes: 0.08, unknown: 0.02 },
};

for (const [name, { yes, unknown }] of Object.entries(PEOPLE)) {
  await run(`SELECT setseed(0.5)`);
  const cell = (id: string): string =>
    `CASE WHEN ${id} < ${yes} THEN 'yes' WHEN ${id} < ${yes + unknown} THEN NULL ELSE 'no' END AS ${id}`;
  await run(
    `CREATE OR REPLACE TABLE people AS SELECT person, ${ALL.map(cell).join(', ')} FROM (` +
      `SELECT range AS person, ${ALL.map((id) => `random() AS ${id}`).join(', ')} FROM range(${rows}))`,
  );
  await run(
    `CREATE OR REPLACE TABLE people_boolean AS SELECT person, ${ALL.map((id) => `${id} = 'yes' AS ${id}`).join(', ')} FROM people`,
  );
  const mismatches = (await equal(TEXT)) + (await equal(BOOLEAN));
  console.log(`${name}: ${rows} rows, ${Math.min(rows, 100_000)} held against the engine, ${mismatches} mismatches`);
  if (mismatches > 0) process.exitCode = 1;
  const group = (sql: string): string => `SELECT verdict, COUNT(*) FROM (${sql}) GROUP BY verdict`;
  const table = (sql: string): string => `CREATE OR REPLACE TEMP TABLE results AS ${sql}`;
  const byHand = (verdict: (cells: Cells) => string, cells: Cells): string =>
    group(`SELECT ${verdict(cells)} AS verdict FROM ${cells.table}`);
  const cases: readonly [string, string, string][] = [
    ['verdict, cells trusted', byHand(verdictByHand, TEXT), group(exported(TEXT))],
    ['verdict, cells checked', byHand(checkedByHand, TEXT), group(exported(TEXT))],
    ['all columns', table(allByHand(TEXT)), table(exported(TEXT))],
    ['BOOLEAN columns: verdict', byHand(verdictByHand, BOOLEAN), group(exported(BOOLEAN))],
    ['BOOLEAN columns: all', table(allByHand(BOOLEAN)), table(exported(BOOLEAN))],
  ];
  for (const [what, hand, made] of cases) {
    await run(hand);
    await run(made);
    const pairs: (readonly [number, number])[] = [];
    for (let round = 0; round < rounds; round++) pairs.push([await milliseconds(hand), await milliseconds(made)]);
    const ratios = pairs.map(([theirs, ours]) => ours / theirs).sort((a, b) => a - b);
    const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
    console.log(
      `  ${what.padEnd(24)} by hand ${middle(pairs.map(([theirs]) => theirs)).toFixed(0)} ms, exported ` +
        `${middle(pairs.map(([, ours]) => ours)).toFixed(0)} ms; ratio ${ratios[0]!.toFixed(2)}, ` +
        `${middle(ratios).toFixed(2)}, ${ratios.at(-1)!.toFixed(2)}`,
    );
  }
}
connection.closeSync();
instance.closeSync();

async function milliseconds(sql: string): Promise<number> {
  const start = process.hrtime.bigint();
  await run(sql);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** In how many rows the engine, the exported query and the one by hand do not say the same, in every column. */
async function equal(cells: Cells): Promise<number> {
  const compiled = compile(ruleSet);
  const limit = `WHERE person < 100000 ORDER BY person`;
  const answers = await run(`SELECT * FROM people ${limit}`);
  const ours = await run(`SELECT * FROM (${exported(cells)}) ${limit}`);
  const theirs = await run(`SELECT * FROM (${allByHand(cells)}) ${limit}`);
  return answers.filter((row, index) => {
    const given = new Map<string, Answer>();
    for (const id of ALL)
      if (row[id] !== null) given.set(id, { kind: 'known', value: row[id] as string, origin: 'file' });
    const { verdict } = compiled.standing(given, { on: ON });
    const expected = {
      verdict: verdict.outcome,
      eligible: verdict.eligible,
      urgent: verdict.urgent,
      possible: JSON.stringify(verdict.possible),
      present: JSON.stringify(criteriaOf(ruleSet).flatMap(({ id }) => (row[id] === 'yes' ? [id] : []))),
      missing: JSON.stringify(ALL.filter((id) => verdict.missing.includes(id))),
      missing_for_urgent: '[]',
      problem: null,
    };
    return [ours[index]!, theirs[index]!].some(
      ({ person: _, ...result }) => JSON.stringify(result) !== JSON.stringify(expected),
    );
  }).length;
}
