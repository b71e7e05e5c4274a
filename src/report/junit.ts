import type { CaseResult } from '../analysis/cases.js';
import { countOf, type TestRun } from './cases.js';
import { wholeObligationText } from './obligation.js';
import { traceLines } from './trace.js';

/** Test results as build servers read them. Coverage and unnoticed changes are cases of their own where they were asked for. */
export function junitReport(runs: readonly TestRun[], { min }: { readonly min: number | undefined }): string {
  const suites = runs.map((run) => suite(run, min));
  const tests = suites.reduce((sum, { tests: count }) => sum + count, 0);
  const failures = suites.reduce((sum, { failures: count }) => sum + count, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="candidacy rules test" tests="${tests}" failures="${failures}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suite(run: TestRun, min: number | undefined): Suite {
  const { file, ruleSet, results, coverage, mutation } = run;
  const cases = [
    ...results.map((result) => testCase(file, result.patient.name, failureOf(result))),
    ...(min === undefined ? [] : [testCase(file, `coverage of at least ${min} %`, coverageFailure(run, min))]),
    ...(mutation === undefined
      ? []
      : mutation.results.flatMap((result) =>
          result.state === 'same'
            ? []
            : [
                testCase(
                  file,
                  `change at ${result.mutant.at}: ${result.mutant.change}`,
                  result.state === 'noticed' ? undefined : { message: 'Nobody notices.', text: '' },
                ),
              ],
        )),
  ];
  const failures =
    results.length -
    countOf(results, 'passed') +
    (min !== undefined && coverage.percent < min ? 1 : 0) +
    (mutation === undefined ? 0 : mutation.total - mutation.noticed);
  const head = `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}">`;
  const properties = [
    ['ruleSet', `${ruleSet.id} ${ruleSet.version}`],
    ['digest', ruleSet.digest],
    ['coverage', String(coverage.percent)],
    ...(mutation === undefined ? [] : [['noticed', String(mutation.percent)] as const]),
  ].map(([name = '', value = '']) => `      <property name="${name}" value="${xml(value)}"/>`);
  const lines = [head, '    <properties>', ...properties, '    </properties>', ...cases.flat(), '  </testsuite>'];
  return { tests: cases.length, failures, lines };
}

interface Problem {
  readonly message: string;
  readonly text: string;
}

function failureOf({ outcome, failures }: CaseResult): Problem | undefined {
  if (outcome === 'passed') return undefined;
  if (outcome === 'nothing-expected') return { message: 'Nothing is expected.', text: '' };
  const said = failures.map(({ what, expected, got }) => `${what}: expected ${expected}, got ${got}`);
  const why = failures.flatMap((failure) =>
    failure.why.flatMap(({ of, state, trace }) => [`${of} is ${state}:`, ...traceLines(trace, '  ')]),
  );
  return { message: said.join('; '), text: [...said, ...why].join('\n') };
}

function coverageFailure({ coverage }: TestRun, min: number): Problem | undefined {
  if (coverage.percent >= min) return undefined;
  const missed = coverage.items.filter(({ state }) => state === 'missed');
  const text = missed.map(({ obligation }) => `not shown: ${wholeObligationText(obligation)}`).join('\n');
  return { message: `The coverage is ${coverage.percent} %.`, text };
}

function testCase(file: string, name: string, problem: Problem | undefined): readonly string[] {
  const head = `    <testcase classname="${xml(file)}" name="${xml(name)}"`;
  if (problem === undefined) return [`${head}/>`];
  return [
    `${head}>`,
    `      <failure message="${xml(problem.message)}">${xml(problem.text)}</failure>`,
    '    </testcase>',
  ];
}

/** Text in XML: what XML cannot hold at all is left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
