import { differ, DiagramBudgetExceeded, type Node } from '../engine/diagram.js';
import { makePlan, type Plan } from '../engine/plan.js';
import type { QuestionId } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { type Coded, type CodedAxis, neverAnswered } from './coded.js';
import { type Dialect, type DialectName, dialectOf, ExportError, quoted } from './dialect.js';
import { all, any, concat, NO, not, type Sql, YES } from './expression.js';
import { islandCodes } from './island-codes.js';
import { missingIn } from './missing.js';
import { createReach } from './reach.js';
import { readColumn } from './read-column.js';
import { createStages, type Stages } from './stages.js';
import { type Totals, totalsOf } from './totals.js';

export { DIALECTS, type DialectName, ExportError } from './dialect.js';

export interface ExportOptions {
  readonly dialect: DialectName;
  /** The table of answers: a name, dotted where it has a schema; in DuckDB also a file. */
  readonly table: string;
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  /** The columns of questions that are not called by their id. */
  readonly columns?: ReadonlyMap<QuestionId, string>;
  /** Questions that the table has no column for: nobody has answered them. */
  readonly without?: ReadonlySet<QuestionId>;
  /** The units of numbers that stand without one, where a question takes several. */
  readonly units?: ReadonlyMap<QuestionId, string>;
  /** Columns to carry along, in front of the results. */
  readonly keep?: readonly string[];
}

/** The columns of the result. */
export const RESULTS = [
  'verdict', 'eligible', 'urgent', 'possible', 'present', 'missing', 'missing_for_urgent', 'problem',
] as const; // prettier-ignore

/** Decision nodes for the rule set and for what is asked about it. */
const BUDGET = 500_000;
/** What databases take: SQLite reads a million characters, PostgreSQL selects 1664 columns. */
const MOST_CHARACTERS = 900_000;
const MOST_NAMES = 1_500;

/**
 * The rule set as one SELECT over a table of answers, one row a person. Exact, like the engine.
 *
 * Throws `BudgetError` for a rule set that is too entangled for an exact verdict, and `ExportError` for one that cannot be
 * said in the dialect, or not within what databases take.
 */
export function exportSql(ruleSet: RuleSet, options: ExportOptions): string {
  const plan = makePlan(ruleSet, options.on, BUDGET);
  try {
    const text = write(plan, options);
    if (text.length > MOST_CHARACTERS) throw tooLarge();
    return text;
  } catch (problem) {
    if (problem instanceof DiagramBudgetExceeded) throw tooLarge();
    throw problem;
  } finally {
    plan.diagrams.forget();
  }
}

function tooLarge(): ExportError {
  return new ExportError(
    'The rule set is too entangled to be written as SQL: databases would not take a query of that size.',
    'Use candidacy batch, which has no such limit.',
  );
}

function write(plan: Plan, options: ExportOptions): string {
  const { ruleSet, diagrams } = plan;
  const dialect = dialectOf(options.dialect);
  const kept = options.keep ?? [];
  const asked = ruleSet.questions.filter(({ id }) => options.without?.has(id) !== true);
  const stages = createStages(`${dialect.table(options.table)} AS t`, [
    ...kept.map((column, index) => ({ text: `t.${quoted(column)}`, name: `k${index + 1}` })),
    ...asked.map(({ id }, index) => ({
      text: dialect.asText(`t.${quoted(options.columns?.get(id) ?? id)}`),
      name: `a${index + 1}`,
    })),
  ]);
  const coded = new Map<QuestionId, Coded>(
    ruleSet.questions.map(({ id }) => {
      const space = plan.space.questions.get(id)!;
      const place = asked.findIndex((question) => question.id === id);
      if (place < 0) return [id, neverAnswered(space.sizes.length)];
      const reading = { dialect, stages, unit: options.units?.get(id) };
      return [id, readColumn({ text: `a${place + 1}`, stage: 1 }, space, reading)];
    }),
  );
  const axes: CodedAxis[] = [];
  for (const [id, { firstAxis }] of plan.space.questions)
    coded.get(id)!.axes.forEach((axis, place) => (axes[firstAxis + place] = axis));

  const codes = islandCodes(plan);
  const forVerdict = missingIn(plan, 'verdict', coded);
  const forUrgent = missingIn(plan, 'urgency', coded);
  const absent = new Map(
    criteriaOf(ruleSet).map((criterion) => [criterion, opposite(plan, plan.criteria.get(criterion)!)]),
  );
  const reach = createReach(diagrams, axes, stages, [
    ...codes.roots,
    ...forVerdict.roots,
    ...(plan.asksUrgent ? forUrgent.roots : []),
    ...absent.values(),
    ...plan.gates.values(),
  ]);
  const islands = codes.read(reach);
  const totals = totalsOf(islands, stages);

  const closed = new Map([...plan.gates].map(([id, gate]) => [id, all([coded.get(id)!.known, not(reach(gate))])]));
  const bad = stages.named(any([...[...coded.values()].map(({ invalid }) => invalid), ...closed.values()]));
  const inOrder = (truths: ReadonlyMap<QuestionId, Sql>): readonly (readonly [string, Sql])[] =>
    ruleSet.questions.map(({ id }) => [id, truths.get(id) ?? NO]);
  const missing = forVerdict.read(reach, islands, totals, coded);
  const missingForUrgent = plan.asksUrgent ? forUrgent.read(reach, islands, totals, coded) : new Map<string, Sql>();
  const results: Readonly<Record<(typeof RESULTS)[number], Sql>> = {
    ...verdictOf(totals, plan.asksUrgent),
    possible: listOf(
      [
        ['contraindicated', totals.mayForbid],
        ['not-indicated', totals.mayNotIndicate],
        ['candidate-with-caution', totals.mayCaution],
        ['candidate', totals.mayAllow],
      ],
      stages,
      dialect,
    ),
    present: listOf(
      criteriaOf(ruleSet).map((criterion) => [criterion.id, not(reach(absent.get(criterion)!))]),
      stages,
      dialect,
    ),
    missing: listOf(inOrder(missing), stages, dialect),
    missing_for_urgent: listOf(inOrder(missingForUrgent), stages, dialect),
    problem: problemOf(coded, closed, dialect),
  };
  const columns = RESULTS.map((name) => {
    const { text } = results[name];
    return name === 'problem'
      ? `  CASE WHEN ${bad.text} THEN SUBSTR(${text}, 3) END AS problem`
      : `  CASE WHEN NOT ${bad.text} THEN ${text} END AS ${name}`;
  });
  if (stages.size() > MOST_NAMES) throw tooLarge();
  const { text, last } = stages.render(dialect);
  return [
    ...heading(ruleSet, options.on, dialect),
    `WITH ${text}`,
    'SELECT',
    [...kept.map((column, index) => `  k${index + 1} AS ${quoted(column)}`), ...columns].join(',\n'),
    `FROM ${last}`,
    '',
  ].join('\n');
}

/** Comments: one line each, whatever stands in the rule set. */
function heading({ id, version, digest }: RuleSet, on: string, { name }: Dialect): readonly string[] {
  return [
    `-- ${visible(id)} ${visible(version)} ${visible(digest)}`,
    `-- Dates are held against ${on}: make the query anew for another day. Dialect: ${name}.`,
    '-- A screening aid, not a diagnosis.',
    // Its compiler takes half a minute for what it then does a little quicker.
    ...(name === 'postgres' ? ['-- Run it after: SET jit = off;'] : []),
  ];
}

function opposite({ diagrams }: Plan, node: Node): Node {
  return diagrams.apply(differ, node, diagrams.constant(1));
}

function verdictOf(
  totals: Totals,
  asksUrgent: boolean,
): { readonly verdict: Sql; readonly eligible: Sql; readonly urgent: Sql } {
  const { mustForbid, mayForbid, mayNotIndicate, mayCaution, mayAllow, mustUrge, mayUrge } = totals;
  const mayCandidate = any([mayAllow, mayCaution]);
  const open = any([mayForbid, all([mayNotIndicate, mayCandidate]), all([mayCaution, mayAllow])]);
  return {
    verdict: choose(
      [
        [mustForbid, 'contraindicated'],
        [open, 'needs-information'],
        [mayNotIndicate, 'not-indicated'],
        [mayCaution, 'candidate-with-caution'],
      ],
      'candidate',
    ),
    eligible: choose(
      [
        [any([mustForbid, not(mayCandidate)]), 'no'],
        [any([mayForbid, mayNotIndicate]), 'unknown'],
      ],
      'yes',
    ),
    urgent: asksUrgent
      ? choose(
          [
            [mustUrge, 'yes'],
            [mayUrge, 'unknown'],
          ],
          'no',
        )
      : choose([], 'not-asked'),
  };
}

/** The first text whose truth holds. The texts are words of this program. */
function choose(ways: readonly (readonly [Sql, string])[], otherwise: string): Sql {
  const whens = ways.filter(([truth]) => truth !== NO).map(([{ text }, word]) => `WHEN ${text} THEN '${word}'`);
  const stage = Math.max(0, ...ways.map(([truth]) => truth.stage));
  return whens.length === 0
    ? { text: `'${otherwise}'`, stage }
    : { text: `CASE ${whens.join(' ')} ELSE '${otherwise}' END`, stage };
}

/** The ids whose truth holds, as a list in JSON. Ids have no letter that JSON or SQL gives a meaning. */
function listOf(items: readonly (readonly [string, Sql])[], stages: Stages, { literal }: Dialect): Sql {
  const entries = items.flatMap(([id, truth]): Sql[] => {
    if (truth === NO) return [];
    const text = literal(`,"${id}"`);
    return [
      {
        text: truth === YES ? text : `CASE WHEN ${truth.text} THEN ${text} ELSE '' END`,
        stage: truth.stage,
      },
    ];
  });
  if (entries.length === 0) return { text: `'[]'`, stage: 0 };
  const list = stages.named(concat(entries));
  return { text: `'[' || SUBSTR(${list.text}, 2) || ']'`, stage: list.stage };
}

/** What is wrong with the answers of a row, each with "; " in front. */
function problemOf(
  coded: ReadonlyMap<QuestionId, Coded>,
  closed: ReadonlyMap<QuestionId, Sql>,
  { literal }: Dialect,
): Sql {
  const say = (id: QuestionId, truth: Sql, words: string): readonly Sql[] =>
    truth === NO
      ? []
      : [{ text: `CASE WHEN ${truth.text} THEN ${literal(`; ${id}: ${words}`)} ELSE '' END`, stage: truth.stage }];
  const parts = [...coded].flatMap(([id, { invalid }]) => [
    ...say(id, invalid, 'not an answer to this question'),
    ...say(id, closed.get(id) ?? NO, 'answered, and does not apply'),
  ]);
  return parts.length === 0 ? { text: `''`, stage: 0 } : concat(parts);
}
