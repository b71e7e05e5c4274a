import type { Answer } from '../model/answer.js';
import { parseDay } from '../model/date.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Patient } from '../model/patient.js';
import { at, type Pointer } from '../model/pointer.js';
import { readAnswer } from '../model/read-answer.js';
import type { RuleSet } from '../model/ruleset.js';
import { expectationOf } from './lower-expectation.js';
import { oneLine } from './lowering.js';
import { parse } from './parse.js';
import type { Tree } from './plain-reading.js';
import { didYouMean } from './suggest.js';
import { gatherUnknownIds } from './unknown-ids.js';
import type { SourceText } from './source-text.js';
import { testProblem } from './test-problem.js';
import { testFileSchema, type AnswersInput, type ExpectationInput, type TestFile } from './test-schema.js';
import { validate } from './validate.js';

/** A test file that fits its schema; the rule set that it is about is not looked at yet. */
export interface TestFileText {
  readonly source: SourceText;
  readonly file: TestFile;
  readonly tree: Tree;
}

export type ReadTests =
  | ({ readonly ok: true } & TestFileText)
  | { readonly ok: false; readonly source: SourceText; readonly diagnostics: readonly Diagnostic[] };

export type LoadedTests =
  | { readonly ok: true; readonly patients: readonly Patient[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The day for rule sets to which no day makes a difference. */
const ANY_DAY = '2026-01-01';
const MOST_PATIENTS = 20_000;

/** Reads a test file: within the limits of a rule file, and of the shape of a test file. */
export function readTests(bytes: Uint8Array, path: string): ReadTests {
  const parsed = parse(bytes, path, '');
  if (!parsed.ok) return parsed;
  const { source, tree } = parsed;
  const valid = validate(testFileSchema, tree, '');
  return valid.ok
    ? { ok: true, source, tree, file: valid.value }
    : { ok: false, source, diagnostics: valid.diagnostics };
}

/** The patients of a test file, with every fixture, matrix and case written out, held against the rule set. */
export function lowerTests({ file, tree, source }: TestFileText, ruleSet: RuleSet): LoadedTests {
  const found: Diagnostic[] = [];
  const report = (problem: Diagnostic): void => void found.push(problem);
  const context: Context = { file, tree, ruleSet, report };
  for (const [name, { answers }] of Object.entries(file.fixtures ?? {})) {
    fixtureAnswers(name, at('', 'fixtures', name), context, []);
    readAnswers(answers, at('', 'fixtures', name, 'answers'), file.on ?? ANY_DAY, context);
  }
  const patients = file.patients.flatMap((_, index) => patientsOf(index, context));
  const names = new Map<string, Pointer>();
  for (const { name, at: where } of patients) {
    const first = names.get(name);
    if (first === undefined) names.set(name, where);
    else report(testProblem('duplicate-name', where, `There is another patient called "${name}".`));
  }
  const distinct = found.filter(
    (one, index) => found.findIndex((other) => other.at === one.at && other.message === one.message) === index,
  );
  return distinct.length === 0
    ? { ok: true, patients }
    : { ok: false, diagnostics: gatherUnknownIds(distinct, source) };
}

interface Context {
  readonly file: TestFile;
  readonly tree: Tree;
  readonly ruleSet: RuleSet;
  readonly report: (problem: Diagnostic) => void;
}

/** An answer as the file spells it, and where. */
interface RawAnswer {
  readonly raw: unknown;
  readonly at: Pointer;
}

type RawAnswers = ReadonlyMap<string, RawAnswer>;

function patientsOf(index: number, context: Context): readonly Patient[] {
  const { file, report } = context;
  const input = file.patients[index]!;
  const where = at('', 'patients', index);
  const base = inherited(input.extends, at(where, 'extends'), context, []);
  const own = new Map([...base.answers, ...rawAnswers(input.answers, at(where, 'answers'), context)]);
  const on = dayOf(input.on ?? base.on ?? file.on, where, context);
  const rows = combinations(input.matrix ?? {}, at(where, 'matrix'), context);
  if (rows === undefined) return [];
  const cases = input.cases ?? [{}];
  if (rows.length * cases.length > MOST_PATIENTS) {
    report(testProblem('too-many-patients', where, `These would be ${rows.length * cases.length} patients.`));
    return [];
  }
  return rows.flatMap((row) =>
    cases.map((one, place): Patient => {
      const caseAt = input.cases === undefined ? where : at(where, 'cases', place);
      const answers = new Map([...own, ...row.answers, ...rawAnswers(one.answers, at(caseAt, 'answers'), context)]);
      const label = [
        one.name ?? (input.cases === undefined ? undefined : labelOf(one.answers, place)),
        row.label === '' ? undefined : row.label,
      ].filter((part) => part !== undefined);
      return {
        name: oneLine([input.name, ...label].join(': ')),
        answers: lowerAnswers(answers, on, context),
        on,
        expect: expectOf(input.expect, one.expect, where, caseAt, context),
        at: caseAt,
      };
    }),
  );
}

function labelOf(answers: AnswersInput | undefined, place: number): string {
  const entries = Object.entries(answers ?? {});
  return entries.length === 0 ? `case ${place + 1}` : entries.map(([id, value]) => `${id} ${shown(value)}`).join(', ');
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(' and ') : String(value);
}

/** What a case expects replaces what its patient expects, key by key. */
function expectOf(
  shared: ExpectationInput | null | undefined,
  own: ExpectationInput | undefined,
  where: Pointer,
  caseAt: Pointer,
  { ruleSet, report }: Context,
): Patient['expect'] {
  return {
    ...expectationOf(shared ?? {}, at(where, 'expect'), ruleSet, report),
    ...expectationOf(own ?? {}, at(caseAt, 'expect'), ruleSet, report),
  };
}

/** Every combination of the values, the last question turning fastest; `undefined` where there are too many. */
function combinations(
  matrix: Readonly<Record<string, readonly unknown[]>>,
  where: Pointer,
  context: Context,
): readonly { readonly answers: RawAnswers; readonly label: string }[] | undefined {
  const entries = Object.entries(matrix);
  const size = entries.reduce((product, [, values]) => product * values.length, 1);
  if (size > MOST_PATIENTS) {
    context.report(testProblem('too-many-patients', where, `These would be ${size} patients.`));
    return undefined;
  }
  return entries.reduce<readonly { readonly answers: RawAnswers; readonly label: string }[]>(
    (rows, [id, values]) =>
      rows.flatMap((row) =>
        values.map((value, place) => {
          const spot = at(where, id, place);
          const raw = spelled(value, spot, context.tree);
          return {
            answers: new Map([...row.answers, [id, { raw, at: spot }]]),
            label: `${row.label}${row.label === '' ? '' : ', '}${id} ${shown(raw)}`,
          };
        }),
      ),
    [{ answers: new Map(), label: '' }],
  );
}

interface Inherited {
  readonly answers: RawAnswers;
  readonly on: string | undefined;
}

const NOTHING: Inherited = { answers: new Map(), on: undefined };

/** The answers of the fixtures named, later ones over earlier ones. */
function inherited(
  names: string | readonly string[] | undefined,
  where: Pointer,
  context: Context,
  seen: readonly string[],
): Inherited {
  const list = names === undefined ? [] : typeof names === 'string' ? [names] : names;
  return list.reduce<Inherited>((before, name, index) => {
    const spot = typeof names === 'string' ? where : at(where, index);
    const { answers, on } = fixtureAnswers(name, spot, context, seen);
    return { answers: new Map([...before.answers, ...answers]), on: on ?? before.on };
  }, NOTHING);
}

function fixtureAnswers(name: string, from: Pointer, context: Context, seen: readonly string[]): Inherited {
  const fixtures = context.file.fixtures ?? {};
  if (seen.includes(name)) {
    context.report(
      testProblem('fixture-circle', from, `The fixtures ${[...seen, name].join(', ')} extend one another in a circle.`),
    );
    return NOTHING;
  }
  if (!Object.hasOwn(fixtures, name)) {
    context.report(
      testProblem('unknown-fixture', from, `There is no fixture "${name}".`, didYouMean(name, Object.keys(fixtures))),
    );
    return NOTHING;
  }
  const fixture = fixtures[name]!;
  const where = at('', 'fixtures', name);
  const base = inherited(fixture.extends, at(where, 'extends'), context, [...seen, name]);
  const own = rawAnswers(fixture.answers, at(where, 'answers'), context);
  return { answers: new Map([...base.answers, ...own]), on: fixture.on ?? base.on };
}

function rawAnswers(answers: AnswersInput | undefined, where: Pointer, { tree }: Context): RawAnswers {
  return new Map(
    Object.entries(answers ?? {}).map(([id, value]) => {
      const spot = at(where, id);
      return [id, { raw: spelled(value, spot, tree), at: spot }];
    }),
  );
}

/** Numbers as they stand in the file, so that none is rounded on the way. */
function spelled(value: unknown, where: Pointer, { spelling }: Tree): unknown {
  if (typeof value === 'number') return spelling.get(where) ?? value;
  return Array.isArray(value)
    ? value.map((part: unknown, index) => spelled(part, at(where, index), { value, spelling }))
    : value;
}

function readAnswers(answers: AnswersInput | undefined, where: Pointer, on: string, context: Context): void {
  lowerAnswers(rawAnswers(answers, where, context), on, context);
}

function lowerAnswers(raw: RawAnswers, on: string, { ruleSet, report }: Context): Patient['answers'] {
  const answers = new Map<string, Answer>();
  for (const [id, { raw: value, at: spot }] of raw) {
    const question = ruleSet.questions.find((one) => one.id === id);
    if (question === undefined) {
      const hint = didYouMean(
        id,
        ruleSet.questions.map((one) => one.id),
      );
      report(testProblem('unknown-question', spot, `No question has the id "${id}".`, hint, 'key'));
      continue;
    }
    if (value === 'not-asked') continue;
    const read = readAnswer(question, value, { on });
    if (!read.ok) report(testProblem('wrong-answer', spot, read.message, read.hint));
    else if (read.unknown === true) answers.set(id, { kind: 'unknown', origin: 'file' });
    else {
      const unit = read.unit === undefined ? {} : { unit: read.unit };
      answers.set(id, { kind: 'known', value: read.value, ...unit, origin: 'file' });
    }
  }
  return answers;
}

function dayOf(on: string | undefined, where: Pointer, { ruleSet, report }: Context): string {
  if (on === undefined) {
    if (ruleSet.questions.some((question) => question.type === 'date')) {
      report(
        testProblem(
          'no-screening-date',
          at(where, 'name'),
          'The rule set asks for dates, and the day of the screening is not said.',
          'Add "on: 2026-01-01" at the top of the file, or at the patient.',
        ),
      );
    }
    return ANY_DAY;
  }
  if (parseDay(on) !== undefined) return on;
  report(testProblem('bad-date', where, `"${on}" is not a day of the calendar.`, 'Write it as YYYY-MM-DD.'));
  return ANY_DAY;
}
