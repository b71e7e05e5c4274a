import type { CaseResult, Failure } from '../analysis/cases.js';
import type { Coverage, CoverageItem } from '../analysis/coverage.js';
import type { MutantResult, Mutation } from '../analysis/mutate.js';
import type { Apart } from '../analysis/tell-apart.js';
import type { Pointer } from '../model/pointer.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { obligationText, wholeObligationText } from './obligation.js';
import { screenCall } from './patient.js';
import type { Style } from './style.js';
import { traceLines } from './trace.js';
import { shortDigest } from './words.js';

/** A line of a file, to be shown. */
export interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What came of one test file. */
export interface TestRun {
  readonly file: string;
  /** The rule set as a call names it. */
  readonly rules: string;
  readonly ruleSet: RuleSet;
  readonly results: readonly CaseResult[];
  readonly coverage: Coverage;
  readonly mutation: Mutation | undefined;
  /** The line of a patient in the test file. */
  readonly patientLine: (at: Pointer) => number;
  /** The line of a rule in the rule file. */
  readonly ruleLine: (at: Pointer) => Line | undefined;
  /** Every line of the rule files, where the whole file is to be shown. */
  readonly wholeFile: readonly Line[] | undefined;
}

/** More than this nobody reads before mending the first. */
const MOST = 60;

export function casesText(runs: readonly TestRun[], style: Style): string {
  return runs.map((run) => runText(run, style)).join('\n');
}

function runText(run: TestRun, style: Style): string {
  const { file, ruleSet, results } = run;
  const patients = results.length === 1 ? 'one patient' : `${results.length} patients`;
  const rules = `${ruleSet.id} ${ruleSet.version} (${shortDigest(ruleSet.digest)})`;
  return [
    `${style.heading(visible(file))}: ${patients} against ${visible(rules)}`,
    ...results.flatMap((result) => resultLines(run, result, style)),
    `  ${countsText(results)}`,
    ...coverageLines(run, style),
    ...mutationLines(run, style),
    '',
  ].join('\n');
}

export function countOf(results: readonly CaseResult[], outcome: CaseResult['outcome']): number {
  return results.filter((result) => result.outcome === outcome).length;
}

function countsText(results: readonly CaseResult[]): string {
  const nothing = countOf(results, 'nothing-expected');
  return [
    `${countOf(results, 'passed')} passed`,
    `${countOf(results, 'failed')} failed`,
    ...(nothing === 0 ? [] : [`${nothing} of whom nothing is expected`]),
  ].join(', ');
}

function resultLines(run: TestRun, { patient, outcome, failures }: CaseResult, style: Style): readonly string[] {
  if (outcome === 'passed') return [];
  const place = `${visible(run.file)}:${run.patientLine(patient.at)}`;
  const what = outcome === 'failed' ? style.stop('failed') : style.caution('nothing expected');
  return [
    `  ${what}: ${style.strong(visible(patient.name))} ${style.faint(`(${place})`)}`,
    ...failures.flatMap((failure) => failureLines(failure, style)),
  ];
}

/** At most so many conditions are shown of one failure. */
const CONDITIONS = 3;

function failureLines({ what, expected, got, why }: Failure, style: Style): readonly string[] {
  const more = why.length - CONDITIONS;
  return [
    `    ${what}: expected ${style.strong(visible(expected))}, got ${style.strong(visible(got))}`,
    ...why
      .slice(0, CONDITIONS)
      .flatMap(({ of, state, trace }) => [
        `      ${visible(of)} is ${state === 'unknown' ? 'open' : state}:`,
        ...traceLines(trace).map((line) => `        ${line}`),
      ]),
    ...(more > 0 ? [style.faint(`      and ${more} more ${more === 1 ? 'condition' : 'conditions'}`)] : []),
  ];
}

const KINDS: readonly (readonly [CoverageItem['obligation']['kind'], string])[] = [
  ['finding', 'findings'],
  ['verdict', 'verdicts'],
  ['urgent', 'urgency'],
  ['decides', 'deciding criteria'],
  ['condition', 'conditions'],
];

function coverageLines(run: TestRun, style: Style): readonly string[] {
  const { items, covered, total, percent } = run.coverage;
  const kinds = KINDS.flatMap(([kind, name]) => {
    const own = items.filter(({ obligation, state }) => obligation.kind === kind && state !== 'unreachable');
    const met = own.filter(({ state }) => state === 'covered').length;
    return own.length === 0 ? [] : [`${name} ${met} of ${own.length}`];
  });
  const unreachable = items.filter(({ state }) => state === 'unreachable');
  return [
    `  Coverage: ${percent} % (${covered} of ${total}: ${kinds.join(', ')})`,
    ...(run.wholeFile === undefined ? missedLines(run, style) : annotatedLines(run, run.wholeFile, style)),
    ...(unreachable.length === 0
      ? []
      : [
          `  Left out, proved to be beyond anybody:`,
          ...unreachable.map((item) => `    ${placeText(run, item)}${wholeObligationText(item.obligation)}`),
        ]),
  ];
}

function placeText(run: TestRun, { obligation }: CoverageItem): string {
  const line = obligation.at === '' ? undefined : run.ruleLine(obligation.at);
  return line === undefined ? '' : `${visible(line.file)}:${line.line}: `;
}

/** The lines of the rule file of which something is not shown yet, each with what. */
function missedLines(run: TestRun, style: Style): readonly string[] {
  const missed = run.coverage.items.filter(({ state }) => state === 'missed');
  const nowhere = missed.filter(({ obligation }) => obligation.at === '');
  const lines = linesOf(run, missed);
  return [
    ...nowhere.map((item) => `    ${notShown([item], style)}`),
    ...lines
      .slice(0, MOST)
      .flatMap(({ file, line, text, items }) => [
        `    ${style.faint(`${visible(file)}:${line}:`)} ${visible(text.trim())}`,
        `      ${notShown(items, style)}`,
      ]),
    ...(lines.length > MOST ? [`    and ${lines.length - MOST} more lines`] : []),
  ];
}

function notShown(items: readonly CoverageItem[], style: Style): string {
  return `${style.caution('not shown')}: ${items.map(({ obligation }) => obligationText(obligation)).join('; ')}`;
}

interface LineItems extends Line {
  readonly items: readonly CoverageItem[];
}

/** The items by their line, in the order of the file. */
function linesOf(run: TestRun, items: readonly CoverageItem[]): readonly LineItems[] {
  const lines = new Map<string, { readonly line: Line; readonly items: CoverageItem[] }>();
  for (const item of items) {
    const line = item.obligation.at === '' ? undefined : run.ruleLine(item.obligation.at);
    if (line === undefined) continue;
    const key = `${line.file}:${line.line}`;
    const entry = lines.get(key) ?? { line, items: [] };
    entry.items.push(item);
    lines.set(key, entry);
  }
  return [...lines.values()]
    .map(({ line, items: own }) => ({ ...line, items: own }))
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** The whole file, each line with how much of it is shown, and under it what is not. */
function annotatedLines(run: TestRun, whole: readonly Line[], style: Style): readonly string[] {
  const items = run.coverage.items.filter(({ state }) => state !== 'unreachable');
  const byLine = new Map(linesOf(run, items).map((line) => [`${line.file}:${line.line}`, line.items]));
  const width = String(Math.max(1, ...whole.map(({ line }) => line))).length;
  return whole.flatMap(({ file, line, text }, index) => {
    const own = byLine.get(`${file}:${line}`) ?? [];
    const missed = own.filter(({ state }) => state === 'missed');
    const count = own.length === 0 ? '' : `${own.length - missed.length}/${own.length}`;
    const gutter = (missed.length > 0 ? style.caution : style.faint)(count.padStart(7));
    return [
      ...(whole[index - 1]?.file === file ? [] : [`  ${style.heading(visible(file))}`]),
      `  ${gutter} ${style.faint(String(line).padStart(width))} ${style.faint('|')} ${visible(text)}`.trimEnd(),
      ...(missed.length === 0 ? [] : [`  ${' '.repeat(8 + width)} ${style.caution('^')} ${notShown(missed, style)}`]),
    ];
  });
}

function mutationLines(run: TestRun, style: Style): readonly string[] {
  const { mutation } = run;
  if (mutation === undefined) return [];
  const { results, noticed, total, percent } = mutation;
  const same = results.length - total;
  const unnoticed = results.filter((result) => result.state === 'unnoticed');
  return [
    `  Changes noticed: ${percent} % (${noticed} of ${total}${same === 0 ? '' : `; ${same} more ${same === 1 ? 'is' : 'are'} proved to change nothing`})`,
    ...unnoticed.slice(0, MOST).flatMap((result) => unnoticedLines(run, result, style)),
    ...(unnoticed.length > MOST ? [`    and ${unnoticed.length - MOST} more`] : []),
  ];
}

/** A call that shows who would notice a change: before it and, once it is made, after. */
export function callOf({ rules, ruleSet }: TestRun, { answers, on }: Apart): string {
  // The day stands there where it makes a difference.
  const dated = ruleSet.questions.some((question) => question.type === 'date');
  const call = screenCall(answers, rules, dated ? on : undefined);
  return answers.size === 0 ? `${call} --no-input` : call;
}

function unnoticedLines(
  run: TestRun,
  { mutant, apart }: Extract<MutantResult, { state: 'unnoticed' }>,
  style: Style,
): readonly string[] {
  const line = run.ruleLine(mutant.at);
  const place = line === undefined ? '' : `${visible(line.file)}:${line.line}: `;
  const who =
    apart === undefined
      ? ['      who would notice takes too long to find']
      : [
          `      who would:${apart.answers.size === 0 ? ' somebody who was asked nothing' : ''}`,
          `      ${style.faint('$')} ${callOf(run, apart)}`,
          `      ${visible(apart.what)}: ${visible(apart.before)} now, ${visible(apart.after)} after the change`,
        ];
  return [`    ${style.faint(place)}${style.caution('nobody notices')} that ${visible(mutant.change)}`, ...who];
}
