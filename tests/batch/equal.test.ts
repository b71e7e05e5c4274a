import { describe, expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import { shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';
import type { Compiled } from '../../src/engine/compile.js';
import type { Finding } from '../../src/model/screening.js';
import { resultOf } from '../../src/report/result-of.js';
import { TOOL } from '../../src/cli/version.js';
import { sha256 } from '../../src/cli/sha256.js';
import { candidacy } from '../cli/run.js';
import { answersOf, csvOf, ndjsonOf, random, randomRows, type Row } from './random-rows.js';

/** A row of a batch is what `screen` says of the same answers: for every rule set that ships, on every path. */
const ON = '2026-01-01';
const SCREENED_AT = '2026-01-01T00:00:00Z';
/** So many that they take more than one piece, and a thread of its own has something to do. */
const ROWS = 5000;

const listed = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ criterion, state }) => (state === 'absent' ? [] : [`${criterion.id} ${state}`]));

/** What `screen` says, or that it refuses. */
function expectedOf(compiled: Compiled, row: Row, how: 'text' | 'json'): object {
  const { answers, problems } = answersOf(compiled.ruleSet, row, ON, how);
  if (problems.length > 0) return { error: true };
  const { verdict, questions, ...rest } = compiled.standing(answers, { on: ON });
  for (const [id, { kind }] of answers)
    if (kind === 'known' && questions.get(id) === 'not-applicable') return { error: true };
  const { outcome, ...said } = verdict;
  return {
    verdict: outcome,
    ...said,
    contraindications: listed(rest.contraindications),
    indications: listed(rest.indications),
    supporting: listed(rest.supporting),
  };
}

type Listed = readonly { readonly id: string; readonly state: string }[];

function saidOf(line: string, row: number): object {
  const { row: number, id, error, ...said } = JSON.parse(line) as Record<string, unknown>;
  expect({ row: number, id }).toEqual({ row, id: `P${row}` });
  if (error !== undefined) return { error: true };
  const states = (name: string): readonly string[] => (said[name] as Listed).map((one) => `${one.id} ${one.state}`);
  return {
    ...said,
    contraindications: states('contraindications'),
    indications: states('indications'),
    supporting: states('supporting'),
  };
}

describe.each(shippedIds())('%s', (id) => {
  const ruleSet = shippedRuleSet(id)!;
  const compiled = compile(ruleSet);
  const ids = ruleSet.questions.map((question) => question.id);
  const rows = randomRows(compiled, ON, ROWS, 1);
  const inputs = { 'rows.csv': csvOf(ids, rows, random(2)), 'rows.ndjson': ndjsonOf(rows, random(3)) };

  const all = {
    text: rows.map((row) => expectedOf(compiled, row, 'text')),
    json: rows.map((row) => expectedOf(compiled, row, 'json')),
  };

  test('the rows are of every kind', () => {
    const said = all.json as { verdict?: string }[];
    const kinds = new Set(said.map(({ verdict }) => verdict));
    expect(kinds).toContain('needs-information');
    expect(kinds).toContain('candidate');
    expect(kinds).toContain('contraindicated');
    expect(kinds).toContain(undefined);
    expect(said.filter(({ verdict }) => verdict === undefined).length).toBeLessThan(ROWS / 2);
  });

  test.each([
    ['rows.csv', '1'],
    ['rows.csv', '2'],
    ['rows.ndjson', '1'],
    ['rows.ndjson', '2'],
  ] as const)('explained, %s, %s threads', async (file, threads) => {
    const args = [
      'batch',
      file,
      '--rules',
      id,
      '--format',
      'explained',
      '--keep',
      'id',
      '--ignore',
      'note',
      '--threads',
      threads,
    ];
    const { stdout, code } = await candidacy({ args, files: inputs });
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS);
    const how = file === 'rows.csv' ? 'text' : 'json';
    lines.forEach((line, index) => {
      const expected = all[how][index]!;
      const said = saidOf(line, index + 1);
      // Most are the same: comparing texts first is quicker by far.
      if (JSON.stringify(said) !== JSON.stringify(expected)) expect(said, line).toEqual(expected);
    });
  });

  test('in full, each result is that of screen', async () => {
    const some = rows.slice(0, 80);
    const args = ['batch', 'some.ndjson', '--rules', id, '--format', 'full', '--ignore', 'id,note'];
    const { stdout } = await candidacy({ args, files: { 'some.ndjson': ndjsonOf(some, random(4)) } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(some.length);
    let compared = 0;
    lines.forEach((line, index) => {
      const { result } = JSON.parse(line) as { result?: unknown };
      if (result === undefined) return;
      compared++;
      const { answers } = answersOf(ruleSet, some[index]!, ON, 'json');
      const screening = compiled.screen(answers, { on: ON });
      const screened = { screening, overrode: [], reference: null, tool: TOOL, screenedAt: SCREENED_AT, sha256 };
      expect(result).toEqual(JSON.parse(JSON.stringify(resultOf(screened))));
    });
    expect(compared).toBeGreaterThan(30);
  });

  test('as CSV, the verdicts and the missing questions', async () => {
    const args = ['batch', 'rows.csv', '--rules', id, '--format', 'csv', '--keep', 'id', '--ignore', 'note'];
    const { stdout } = await candidacy({ args, files: inputs });
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toBe('row,id,verdict,eligible,urgent,present,missing,error');
    lines.forEach((line, index) => {
      const [row, name, verdict, eligible, urgent, , missing] = line.split(',');
      const expected = all.text[index] as Record<string, unknown>;
      expect([row, name]).toEqual([String(index + 1), `P${index + 1}`]);
      if ('error' in expected) expect(verdict).toBe('');
      else
        expect([verdict, eligible, urgent, missing]).toEqual([
          expected['verdict'],
          expected['eligible'],
          expected['urgent'],
          (expected['missing'] as string[]).join(' '),
        ]);
    });
  });
});
