import { compile } from '../../engine/compile.js';
import { DiagramBudgetExceeded } from '../../engine/diagram.js';
import { BudgetError } from '../../engine/plan.js';
import { diffRuleSets } from '../../analysis/diff.js';
import type { Answers } from '../../model/answer.js';
import type { RuleSet } from '../../model/ruleset.js';
import { visible } from '../../model/visible.js';
import type { DiffReport, PeopleDiff } from '../../report/diff.js';
import { diffJson, diffMarkdown, diffText } from '../../report/diff-formats.js';
import { inapplicable, readLevel } from '../answers.js';
import { clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { UsageError, usageError, type Problem } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';

export interface DiffOptions {
  readonly format: string;
  readonly exitCode?: boolean;
  readonly since?: string;
  readonly people?: string;
  readonly on?: string;
  readonly color?: boolean;
}

/** Two rule sets, or one against what its file was at a revision of git. */
export async function diff(io: Io, names: readonly string[], options: DiffOptions): Promise<Ending> {
  const time = clock(io, options.on);
  if (time instanceof UsageError) throw time;
  const { on } = time;
  const [old, now] = await both(io, names, options.since);
  const people = options.people === undefined ? undefined : peopleOf(io, options.people, old.ruleSet, now.ruleSet, on);
  const report: DiffReport = {
    diff: compared(old.ruleSet, now.ruleSet, on),
    oldName: old.name,
    nowName: now.name,
    ...(people === undefined ? {} : { people }),
  };
  await print(io, await text(io, report, options));
  return options.exitCode === true && (report.diff.verdictChanges || report.diff.urgency.length > 0) ? 'found' : 'done';
}

interface Named {
  readonly name: string;
  readonly ruleSet: RuleSet;
}

async function both(io: Io, names: readonly string[], since: string | undefined): Promise<readonly [Named, Named]> {
  const [first = '', second] = names;
  if (since === undefined) {
    if (second === undefined || names.length > 2)
      throw usageError(
        'Two rule sets are compared.',
        'Name the old one and the new one, or one file and --since REVISION.',
      );
    return [await named(io, first), await named(io, second)];
  }
  if (second !== undefined) throw usageError('With --since, one file is compared with what it was.', 'Name one file.');
  const { loadRevision } = await import('../yaml.js');
  return [{ name: `${first} at ${since}`, ruleSet: loadRevision(first, since) }, await named(io, first)];
}

async function named(io: Io, name: string): Promise<Named> {
  return { name, ruleSet: (await loadRules(io, name)).ruleSet };
}

function compared(old: RuleSet, now: RuleSet, on: string): DiffReport['diff'] {
  try {
    return diffRuleSets(old, now, on);
  } catch (problem) {
    if (problem instanceof BudgetError || problem instanceof DiagramBudgetExceeded)
      throw usageError(
        'The two rule sets are too entangled to be compared exactly.',
        'Split criteria that share many questions.',
      );
    throw problem;
  }
}

async function text(io: Io, report: DiffReport, { format, color }: DiffOptions): Promise<string> {
  switch (format) {
    case 'json':
      return diffJson(report);
    case 'markdown':
      return diffMarkdown(report);
    default:
      return diffText(report, await styleFor(io, colourLevel(io, io.stdout, color !== false)), widthOf(io));
  }
}

/** Real people are many: their file may be as large as 64 MB. */
const PEOPLE_BYTES = 64 * 2 ** 20;

/** Every line of a file of answers in JSON, under either rule set. A line that either refuses is told. */
function peopleOf(io: Io, file: string, old: RuleSet, now: RuleSet, on: string): PeopleDiff {
  const lines = new TextDecoder().decode(io.files.read(file, PEOPLE_BYTES)).split('\n');
  const engines = [old, now].map((ruleSet) => ({ ruleSet, compiled: compile(ruleSet) }));
  const changed: PeopleDiff['changed'][number][] = [];
  const refused: PeopleDiff['refused'][number][] = [];
  let rows = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    rows++;
    const row = index + 1;
    try {
      const { answers, reference } = personIn(line);
      const [was, is] = engines.map(({ ruleSet, compiled }) => {
        const own = answersIn(ruleSet, answers, on, [old, now]);
        const problems = inapplicable(compiled.screen(own, { on }), []);
        if (problems.length > 0) throw new UsageError(problems);
        return compiled.verdict(own, { on }).outcome;
      }) as [string, string];
      if (was !== is) changed.push({ row, ...(reference === undefined ? {} : { reference }), was, is });
    } catch (problem) {
      if (!(problem instanceof UsageError)) throw problem;
      refused.push({ row, message: problem.message });
    }
  });
  return { file, rows, changed, refused };
}

/** `{ id: value }`, or that under `answers` beside a `reference`. */
function personIn(line: string): { readonly answers: Readonly<Record<string, unknown>>; readonly reference?: string } {
  let person: unknown;
  try {
    person = JSON.parse(line);
  } catch {
    throw usageError('This is not JSON.');
  }
  if (typeof person !== 'object' || person === null || Array.isArray(person))
    throw usageError('This is not an object of answers by question.');
  const { answers, reference } = person as { readonly answers?: unknown; readonly reference?: unknown };
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return { answers: person as Readonly<Record<string, unknown>> };
  return {
    answers: answers as Readonly<Record<string, unknown>>,
    ...(typeof reference === 'string' ? { reference: visible(reference) } : {}),
  };
}

/** What a rule set makes of a person's answers; those to questions of the other one alone do not count. */
function answersIn(
  ruleSet: RuleSet,
  person: Readonly<Record<string, unknown>>,
  on: string,
  both: readonly RuleSet[],
): Answers {
  const problems: Problem[] = [];
  const own = Object.entries(person).filter(([id]) => has(ruleSet, id) || !both.some((other) => has(other, id)));
  const raw = own.map(([question, value]) => ({ question, raw: value, origin: 'file' as const, where: question }));
  const { answers } = readLevel(ruleSet, raw, on, problems);
  if (problems.length > 0) throw new UsageError(problems);
  return answers;
}

function has(ruleSet: RuleSet, id: string): boolean {
  return ruleSet.questions.some((question) => question.id === id);
}
