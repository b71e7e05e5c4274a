import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { cases } from '../engine/generators.js';
import { type Database, openDuckDb, openSqlite } from './databases.js';
import { holdEqual, judged, judgedBooleans, tally } from './equality.js';

/** `SQL_ROWS=100000 SQL_RULE_SETS=500` looks at that many rows of each rule set that ships, and that many made ones. */
const ROWS = Number(process.env['SQL_ROWS'] ?? 1000);
const RULE_SETS = Number(process.env['SQL_RULE_SETS'] ?? 40);
const ROWS_OF_MADE = 60;
const ON = '2026-01-01';

let duck: Database;
let databases: readonly Database[];
beforeAll(async () => {
  duck = await openDuckDb();
  databases = [duck, await openSqlite()];
});
afterAll(async () => {
  for (const database of databases) await database.close();
});

describe.each(shippedIds())('%s', (id) => {
  test(
    `${ROWS} people come out as the engine says, in every column, in DuckDB and SQLite`,
    { timeout: 60_000 + 20 * ROWS },
    async () => {
      const all = judged(shippedRuleSet(id)!, ON, ROWS, 1);
      for (const database of databases) await holdEqual(database, database.dialects, all);
      const counts = tally(all);
      if (ROWS > 10_000) console.log(id, counts);
      expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(ROWS / 200);
    },
  );

  test(`so do ${ROWS} whose yes-no columns are BOOLEAN, in DuckDB`, { timeout: 60_000 + 20 * ROWS }, async () => {
    const all = judgedBooleans(shippedRuleSet(id)!, ON, ROWS, 3);
    await holdEqual(duck, ['duckdb'], all);
    const { problem: _, ...counts } = tally(all);
    expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(ROWS / 200);
  });
});

test(
  `people before ${RULE_SETS} made rule sets come out as the engine says`,
  { timeout: 60_000 + 2000 * RULE_SETS },
  async () => {
    const made = fc.sample(cases, { numRuns: RULE_SETS, seed: 20_260_101 });
    const seen: Record<string, number> = {};
    for (const [index, { ruleSet, on }] of made.entries()) {
      const all = judged(ruleSet, on, ROWS_OF_MADE, index);
      for (const database of databases) await holdEqual(database, database.dialects, all);
      await holdEqual(duck, ['duckdb'], judgedBooleans(ruleSet, on, ROWS_OF_MADE, index));
      for (const [verdict, count] of Object.entries(tally(all))) seen[verdict] = (seen[verdict] ?? 0) + count;
    }
    if (RULE_SETS > 100) console.log(seen);
    expect(Object.keys(seen).sort()).toEqual([
      'candidate',
      'candidate-with-caution',
      'contraindicated',
      'needs-information',
      'not-indicated',
      'problem',
    ]);
  },
);
