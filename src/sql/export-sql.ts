import { differ, DiagramBudgetExceeded, type Node } from '../engine/diagram.js';
import { makePlan, type Plan } from '../engine/plan.js';
import type { QuestionId } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { type Coded, type CodedAxis, neverAnswered } from './coded.js';
import { type Dialect, type DialectName, dialectOf, ExportError, quoted } from './dialect.js';
import { all, any, condition, NO, not, type Sql, stageOf, YES } from './expression.js';
import { islandCodes } from './island-codes.js';
import { missingIn } from './missing.js';
import { createReach } from './reach.js';
import { readBoolean, readColumn } from './read-column.js';
import { createStages, type Stages } from './stages.js';
import { totalsOf } from './totals.js';
import { verdictOf } from './verdict.js';

export { DIALECTS, type DialectName, ExportError, refusesBooleans } from './dialect.js';

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
  /** The columns of yes-no questions are BOOLEAN, and the database is to refuse any that is not. */
  readonly booleans?: boolean;
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
  const asYesNo = options.booleans === true ? booleansOf(dialect) : dialect.asText;
  const stages = createStages(`${dialect.table(options.table)} AS t`, [
    ...kept.map((column, index) => ({ text: `t.${quoted(column)}`, name: `k${index + 1}` })),
    ...asked.map(({ id, type }, index) => ({
      text: (type === 'yes-no' ? asYesNo : dialect.asText)(`t.${quoted(options.columns?.get(id) ?? id)}`),
      name: `a${index + 1}`,
    })),
  ]);
  const coded = new Map<QuestionId, Coded>(
    ruleSet.questions.map(({ id }) => {
      const space = plan.space.questions.get(id)!;
      const place = asked.findIndex((question) => question.id === id);
      if (place < 0) return [id, neverAnswered(space.sizes.length)];
      const column: Sql = { text: `a${place + 1}`, stage: 1 };
      if (options.booleans === true && space.kind === 'option' && space.question.type === 'yes-no')
        return [id, readBoolean(column, space)];
      return [id, readColumn(column, space, { dialect, stages, unit: options.units?.get(id) })];
    }),
  );
  const axes: CodedAxis[] = [];
  for (const [id, { firstAxis }] of plan.space.questions)
    coded.get(id)!.axes.forEach((axis, place) => (axes[firstAxis + place] = axis));

  const codes = islandCodes(plan, coded);
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
    ...verdictOf(islands, totals, plan.asksUrgent),
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
    if (name === 'problem') return `  CASE WHEN ${bad.text} THEN SUBSTR(${text}, 3) END AS problem`;
    return bad === NO ? `  ${text} AS ${name}` : `  CASE WHEN NOT ${bad.text} THEN ${text} END AS ${name}`;
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

function booleansOf({ asBoolean }: Dialect): (column: string) => string {
  if (typeof asBoolean === 'function') return asBoolean;
  throw new ExportError(asBoolean.refused, 'Leave out --booleans.');
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

/** The ids whose truth holds, as a list in JSON. Ids have no letter that JSON or SQL gives a meaning. */
function listOf(items: readonly (readonly [string, Sql])[], stages: Stages, dialect: Dialect): Sql {
  const entries = items.flatMap(([id, truth]): Sql[] => {
    if (truth === NO) return [];
    const text = dialect.literal(`,"${id}"`);
    return [
      {
        text: truth === YES ? text : `CASE WHEN ${condition(truth)} THEN ${text} ELSE '' END`,
        stage: truth.stage,
      },
    ];
  });
  if (entries.length === 0) return { text: `'[]'`, stage: 0 };
  const list = stages.named(concat(entries, dialect));
  return { text: `'[' || SUBSTR(${list.text}, 2) || ']'`, stage: list.stage };
}

/** What is wrong with the answers of a row, each with "; " in front. */
function problemOf(coded: ReadonlyMap<QuestionId, Coded>, closed: ReadonlyMap<QuestionId, Sql>, dialect: Dialect): Sql {
  const say = (id: QuestionId, truth: Sql, words: string): readonly Sql[] =>
    truth === NO
      ? []
      : [
          {
            text: `CASE WHEN ${condition(truth)} THEN ${dialect.literal(`; ${id}: ${words}`)} ELSE '' END`,
            stage: truth.stage,
          },
        ];
  const parts = [...coded].flatMap(([id, { invalid }]) => [
    ...say(id, invalid, 'not an answer to this question'),
    ...say(id, closed.get(id) ?? NO, 'answered, and does not apply'),
  ]);
  return parts.length === 0 ? { text: `''`, stage: 0 } : concat(parts, dialect);
}

function concat(texts: readonly Sql[], dialect: Dialect): Sql {
  return texts.length === 1
    ? texts[0]!
    : { text: dialect.concat(texts.map(({ text }) => text)), stage: stageOf(texts) };
}
