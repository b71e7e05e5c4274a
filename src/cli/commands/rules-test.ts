import { runCases } from '../../analysis/cases.js';
import { coverageOf } from '../../analysis/coverage.js';
import { mutate } from '../../analysis/mutate.js';
import { expectsNothing } from '../../model/patient.js';
import type { Pointer } from '../../model/pointer.js';
import type { RuleSet } from '../../model/ruleset.js';
import { casesText, countOf, type Line, type TestRun } from '../../report/cases.js';
import { casesJson } from '../../report/cases-json.js';
import { junitReport } from '../../report/junit.js';
import { colourLevel, styleFor } from '../colour.js';
import { usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import type { Io } from '../io.js';
import { loadRules, type Locate } from '../load-rules.js';
import { expectOwnFiles, writeResult } from '../own-files.js';
import { shippedName } from '../shipped-rules.js';
import { testFiles, type TestFilePath } from '../test-files.js';
import { troublesBeside } from '../troubles.js';
import { compileRules } from '../within-budget.js';

export interface TestOptions {
  readonly format?: string;
  readonly min?: string;
  readonly lines?: boolean;
  readonly mutate?: boolean;
  readonly generate?: boolean;
  readonly output?: string;
  readonly color?: boolean;
}

const FORMATS = ['text', 'json', 'junit'] as const;

/** Screens the patients of test files, and says what they show of the rules. */
export async function run(io: Io, names: readonly string[], options: TestOptions): Promise<Ending> {
  const format = formatOf(options);
  const min = minimumOf(options.min);
  const output = options.output === '-' ? undefined : options.output;
  if (output !== undefined) io.files.expectWritable(output);
  if (options.generate === true) {
    expectNoRun(options);
    const { generateFor } = await import('./rules-generate.js');
    return await generateFor(io, names, output);
  }
  const { files, problems } = await testFiles(io, names.length === 0 ? ['.'] : names);
  // Before the work is done for nothing; what these lead to is known when it is read.
  expectOwnFiles(
    io,
    [['--output', output]],
    files.flatMap(({ path, rules }) => [['the tests', path] as const, ['their rule set', rules] as const]),
  );
  const runs: TestRun[] = [];
  const troubles = troublesBeside(problems);
  for (const file of files) {
    const one = await troubles.during(() => testRun(io, file, options));
    if (one !== undefined) runs.push(one);
  }
  troubles.expectNone();
  const ok = runs.every((one) => fine(one, min));
  const style = await styleFor(io, colourLevel(io, io.stdout, options.color !== false && output === undefined));
  const text = {
    text: () => `${casesText(runs, style)}${minimumText(runs, min)}`,
    json: () => casesJson(runs, ok),
    junit: () => junitReport(runs, { min }),
  }[format]();
  await writeResult(io, text, output);
  return ok ? 'done' : 'found';
}

/** What is for a run of tests has no use where patients are written. */
function expectNoRun(options: TestOptions): void {
  const idle = (['mutate', 'lines', 'min', 'format'] as const).filter((name) => options[name] !== undefined);
  if (idle.length > 0)
    throw usageError(
      `--generate writes patients and runs no tests: ${idle.map((name) => `--${name}`).join(' and ')} would do nothing.`,
      'Leave one or the other out.',
    );
}

function fine({ results, coverage, mutation }: TestRun, min: number | undefined): boolean {
  const passed = countOf(results, 'passed') === results.length;
  return (
    passed && (min === undefined || coverage.percent >= min) && (mutation?.noticed ?? 0) === (mutation?.total ?? 0)
  );
}

function minimumText(runs: readonly TestRun[], min: number | undefined): string {
  return runs
    .filter(({ coverage }) => min !== undefined && coverage.percent < min)
    .map(({ file, coverage }) => `${file}: the coverage is ${coverage.percent} %, and at least ${min} % is wanted.\n`)
    .join('');
}

function formatOf({ format: wanted = 'text' }: TestOptions): (typeof FORMATS)[number] {
  const known = FORMATS.find((name) => name === wanted);
  if (known === undefined) throw usageError(`--format is "${wanted}". Expected ${FORMATS.join(', ')}.`);
  return known;
}

function minimumOf(min: string | undefined): number | undefined {
  if (min === undefined) return undefined;
  const number = /^\d{1,3}%?$/.test(min) ? Number(min.replace('%', '')) : NaN;
  if (number >= 0 && number <= 100) return number;
  throw usageError(`--min is "${min}". Expected whole percent, from 0 to 100.`);
}

async function testRun(io: Io, file: TestFilePath, options: TestOptions): Promise<TestRun> {
  const { loadTestFile, loads } = await import('../yaml.js');
  let named = file.rules;
  const { rules, patients, patientLine } = await loadTestFile(io, file, (name) => loadRules(io, (named = name)));
  const { ruleSet } = rules;
  const locate = await rules.lines();
  const lineOf = lineReader(io);
  const on = patients[0]?.on ?? '2026-01-01';
  const expecting = patients.filter(({ expect }) => !expectsNothing(expect));
  const results = runCases(compileRules(rules), patients);
  const passed = results.filter(({ outcome }) => outcome === 'passed').map(({ patient }) => patient);
  const ruleLine = (at: Pointer): Line | undefined => {
    const place = locate(at);
    return place === undefined ? undefined : lineOf(place.file, place.line);
  };
  return {
    file: file.name,
    rules: shippedName(named)?.replace(/\.yaml$/, '') ?? named,
    ruleSet,
    results,
    // Somebody of whom nothing is expected shows nothing.
    coverage: coverageOf(ruleSet, expecting, on),
    mutation:
      options.mutate === true
        ? // Who fails already notices every change and none.
          mutate(ruleSet, passed, { on, loads })
        : undefined,
    patientLine,
    ruleLine,
    wholeFile: options.lines === true ? wholeFiles(ruleSet, locate, lineOf) : undefined,
  };
}

/** Rule files are no larger. */
const LIMIT = 1 << 20;

/** Reads a line of a rule file; one that ships is shown by its name, wherever it is installed. */
function lineReader(io: Io): (file: string, line: number) => Line | undefined {
  const texts = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = texts.get(file) ?? new TextDecoder().decode(io.files.read(file, LIMIT)).split(/\r?\n/);
    texts.set(file, known);
    const text = known[line - 1];
    return text === undefined ? undefined : { file: shippedName(file) ?? file, line, text };
  };
}

/** Every line of the files that the rule set was loaded from, those it extends first. */
function wholeFiles(
  ruleSet: RuleSet,
  locate: Locate,
  lineOf: (file: string, line: number) => Line | undefined,
): readonly Line[] {
  const places = [...ruleSet.contraindications, ...ruleSet.indications, ...ruleSet.supporting, ...ruleSet.questions];
  const files = [...new Set(places.flatMap(({ at }) => locate(at)?.file ?? []))];
  return files.flatMap((file) => {
    const lines: Line[] = [];
    for (let line = lineOf(file, 1); line !== undefined; line = lineOf(file, lines.length + 1)) lines.push(line);
    return lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines;
  });
}
