import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedIds, shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { compile, type Compiled, InvalidAnswersError, judge, type RecordJudge } from '../../src/index.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Finding } from '../../src/model/screening.js';
import { candidacy } from '../cli/run.js';
import { buildRuleSet, conditionDraft, type QuestionDraft, type RuleSetDraft } from '../engine/drafts.js';
import { cases, SCREENING_DATES } from '../engine/generators.js';
import { answersOf, ndjsonOf, random, randomRows, type Row } from './random-rows.js';

/** What `judge` says of a record is what `screen` says of the same answers, and what a row of a batch says. */
const ON = '2026-01-01';

/** `LAWS=10000` looks at that many rule sets, other ones each time; by default a few, always the same. */
const given = process.env['LAWS'];
const parameters = {
  numRuns: Number(given ?? 120),
  seed: given === undefined ? 20_260_101 : Math.trunc(Math.random() * 2 ** 31),
};
const timeout = 1000 * Math.max(60, parameters.numRuns);

/** The row as a program has it: what was parsed from JSON. */
function recordOf(row: Row): Record<string, unknown> {
  return Object.fromEntries([...row].map(([id, { json }]) => [id, JSON.parse(json) as unknown]));
}

type Said = Readonly<Record<string, unknown>> | { readonly refused: readonly string[] };

function listed(findings: readonly Finding[]): readonly object[] {
  return findings.flatMap(({ criterion, state }) => {
    if (state === 'absent') return [];
    const { id, because } = criterion;
    const weight =
      criterion.kind === 'contraindication' ? { severity: criterion.severity, urgent: criterion.urgent } : {};
    return [{ id, state, ...weight, ...(state === 'present' ? { because } : {}) }];
  });
}

/** What `screen` says of the row, or the questions whose answers are wrong. */
function screened(compiled: Compiled, row: Row, on: string): Said {
  const { answers, problems } = answersOf(compiled.ruleSet, row, on, 'json');
  if (problems.length > 0) return { refused: problems.map(({ where = '' }) => where.replace(/^: /, '')) };
  const { verdict, questions, ...rest } = compiled.screen(answers, { on });
  const refused = [...answers].flatMap(([id, { kind }]) =>
    kind === 'known' && questions.get(id) === 'not-applicable' ? [id] : [],
  );
  if (refused.length > 0) return { refused };
  return {
    ...verdict,
    contraindications: listed(rest.contraindications),
    indications: listed(rest.indications),
    supporting: listed(rest.supporting),
  };
}

function judged(by: () => unknown): Said {
  try {
    return { ...(by() as Record<string, unknown>) };
  } catch (error) {
    if (!(error instanceof InvalidAnswersError)) throw error;
    return { refused: error.questions };
  }
}

/** Holds both ways of a judge against `screen`. Says how often it was refused. */
function expectSame(judge: RecordJudge, compiled: Compiled, row: Row, on: string): void {
  const expected = screened(compiled, row, on);
  const record = recordOf(row);
  if ('refused' in expected) {
    for (const said of [judged(() => judge.verdict(record)), judged(() => judge.explain(record))])
      expect('refused' in said ? [...(said.refused as string[])].sort() : said).toEqual(
        [...(expected.refused as string[])].sort(),
      );
    return;
  }
  const { outcome, eligible, urgent, possible } = expected;
  expect(judged(() => judge.verdict(record))).toEqual({ outcome, eligible, urgent, possible });
  expect(judged(() => judge.explain(record))).toEqual(expected);
}

test('rule sets of every kind, rows of every kind', { timeout }, () => {
  fc.assert(
    fc.property(cases, fc.nat(2 ** 30), ({ ruleSet, on }, seed) => {
      const compiled = compile(ruleSet);
      const one = judge(ruleSet, { on });
      for (const row of randomRows(compiled, on, 12, seed)) expectSame(one, compiled, row, on);
    }),
    parameters,
  );
});

/** Yes-no questions without gates, so many that they take more than one word of bits and more than one table. */
const plainQuestion: QuestionDraft = {
  type: 'yes-no', size: 0, places: 0, unit: false, accepts: false, future: false, fixed: false, optional: false, gate: undefined,
  tests: [
    { variant: 0, first: 0, second: 0, both: false, inclusive: false },
    { variant: 0, first: 1, second: 0, both: false, inclusive: false },
    { variant: 0, first: 0, second: 1, both: true, inclusive: false },
  ],
}; // prettier-ignore
const plainRules: fc.Arbitrary<RuleSetDraft> = fc.nat(40).chain((more) => {
  const count = 1 + more;
  const leaf = fc.record({ kind: fc.constant('leaf' as const), question: fc.nat(count - 1), test: fc.nat(2) });
  const when = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: conditionDraft(2) });
  return fc.record({
    questions: fc.constant(Array.from({ length: count }, () => plainQuestion)),
    reverse: fc.boolean(),
    contraindications: fc.array(fc.record({ absolute: fc.boolean(), urgent: fc.boolean(), when }), { maxLength: 12 }),
    indications: fc.array(fc.record({ when }), { maxLength: 12 }),
    supporting: fc.array(fc.record({ when }), { maxLength: 9 }),
    advice: fc.constant([]),
  });
});

/** Every question answered, with a plain word; mostly no, so that not every verdict is the first. */
function completeRow(ruleSet: RuleSet, next: () => number): Row {
  const word = (): string => (next() < 0.75 ? 'no' : next() < 0.5 ? 'yes' : 'unknown');
  return new Map(
    ruleSet.questions.map(({ id }) => {
      const text = word();
      return [id, { text, json: JSON.stringify(text) }];
    }),
  );
}

test('rule sets of yes-no questions, all of them answered', { timeout }, () => {
  fc.assert(
    fc.property(plainRules, fc.nat(2 ** 30), fc.constantFrom(...SCREENING_DATES), (draft, seed, on) => {
      const ruleSet = buildRuleSet(draft, on);
      const compiled = compile(ruleSet);
      const one = judge(compiled, { on });
      const next = random(seed);
      for (let row = 0; row < 8; row++) expectSame(one, compiled, completeRow(ruleSet, next), on);
      for (const row of randomRows(compiled, on, 4, seed)) expectSame(one, compiled, row, on);
    }),
    parameters,
  );
});

describe.each(shippedIds())('%s', (id) => {
  const ruleSet = shippedRuleSet(id)!;
  const compiled = compile(ruleSet);
  const one = judge(ruleSet, { on: ON });

  test('what each of 1500 rows says is what the batch says of it, word for word', async () => {
    const rows = randomRows(compiled, ON, 1500, 7);
    const args = ['batch', 'rows.ndjson', '--rules', id, '--format', 'explained', '--ignore', 'id,note'];
    const { stdout } = await candidacy({ args, files: { 'rows.ndjson': ndjsonOf(rows, random(3)) } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length);
    let refused = 0;
    lines.forEach((line, index) => {
      const record = recordOf(rows[index]!);
      let mine: object;
      try {
        const { outcome, ...rest } = one.explain(record);
        mine = { row: index + 1, verdict: outcome, ...rest };
      } catch (error) {
        refused++;
        mine = { row: index + 1, error: (error as Error).message.replaceAll('\n', ' ') };
      }
      expect(JSON.stringify(mine)).toBe(line);
    });
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(rows.length / 2);
  });

  test('rows of screen, in full', () => {
    for (const row of randomRows(compiled, ON, 60, 11)) expectSame(one, compiled, row, ON);
  });
});
