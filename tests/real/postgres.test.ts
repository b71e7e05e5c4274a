import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { exportSql } from '../../src/sql/export-sql.js';
import { cases } from '../engine/generators.js';
import type { Database } from '../sql/databases.js';
import { holdEqual, judged, judgedBooleans, tally } from '../sql/equality.js';
import { openPostgres } from '../sql/postgres.js';

const ROWS = Number(process.env['SQL_ROWS'] ?? 20_000);
const RULE_SETS = Number(process.env['SQL_RULE_SETS'] ?? 100);
const ROWS_OF_MADE = 60;
const ON = '2026-01-01';

let database: Database;
beforeAll(async () => {
  database = await openPostgres();
}, 120_000);
afterAll(async () => {
  await database.close();
});

describe.each(shippedIds())('%s in PostgreSQL', (id) => {
  test(`${ROWS} people come out as the engine says, in every column`, { timeout: 60_000 + 20 * ROWS }, async () => {
    const all = judged(shippedRuleSet(id)!, ON, ROWS, 2);
    await holdEqual(database, database.dialects, all);
    expect(Math.min(...Object.values(tally(all)))).toBeGreaterThan(ROWS / 200);
    await holdEqual(database, database.dialects, judgedBooleans(shippedRuleSet(id)!, ON, ROWS, 3));
  });
});

test(
  `people before ${RULE_SETS} made rule sets come out as the engine says`,
  { timeout: 60_000 + 3000 * RULE_SETS },
  async () => {
    const made = fc.sample(cases, { numRuns: RULE_SETS, seed: 20_260_102 });
    expect(made.length).toBe(RULE_SETS);
    for (const [index, { ruleSet, on }] of made.entries()) {
      await holdEqual(database, database.dialects, judged(ruleSet, on, ROWS_OF_MADE, index));
      await holdEqual(database, database.dialects, judgedBooleans(ruleSet, on, ROWS_OF_MADE, index));
    }
  },
);

test.each(['text', 'integer', 'numeric', 'date', 'json'])(
  'a column of type %s is refused as a boolean',
  async (type) => {
    const ruleSet = shippedRuleSet('spinal-decompression')!;
    const sql = exportSql(ruleSet, { dialect: 'postgres', table: 'people', on: ON, booleans: true });
    const columns = (odd: string): string =>
      ruleSet.questions.map(({ id }) => `"${id}" ${id === 'pregnancy' ? odd : 'boolean'}`).join(', ');
    const made = async (odd: string): Promise<void> => {
      await database.run(`DROP TABLE IF EXISTS people; CREATE TABLE people (${columns(odd)})`);
    };
    await made('boolean');
    await database.query(sql);
    await made(type);
    await expect(database.query(sql)).rejects.toThrow(/argument of AND must be type boolean/);
  },
);
