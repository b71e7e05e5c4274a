import { advise } from '../engine/advise.js';
import { compile, type Compiled } from '../engine/compile.js';
import { evaluate, type Trace } from '../engine/evaluate.js';
import { makePlan, type Plan } from '../engine/plan.js';
import { situate } from '../engine/situation.js';
import { expectsNothing, type Expectation, type Patient } from '../model/patient.js';
import type { Question } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Finding, FindingState, Standing } from '../model/screening.js';
import { PLAN_BUDGET } from './differ.js';

/** How one patient came out. */
export interface CaseResult {
  readonly patient: Patient;
  readonly outcome: 'passed' | 'failed' | 'nothing-expected';
  readonly failures: readonly Failure[];
}

/** One thing that is not as expected, and the conditions that made it so. */
export interface Failure {
  /** What was looked at, as the test file names it: `verdict`, `present`, `missing`. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  /** The conditions that tell why, with every value under them. */
  readonly why: readonly { readonly of: string; readonly state: FindingState; readonly trace: Trace }[];
}

/** Screens every patient and holds what comes out against what is expected. */
export function runCases(compiled: Compiled, patients: readonly Patient[]): readonly CaseResult[] {
  const look = looker(compiled);
  return patients.map((patient) => {
    const seen = look(patient);
    const contradictory = contradictions(seen, compiled.ruleSet, patient);
    const failures = [...contradictory, ...differences(seen, compiled.ruleSet, patient)];
    const outcome = failures.length > 0 ? 'failed' : expectsNothing(patient.expect) ? 'nothing-expected' : 'passed';
    return { patient, outcome, failures };
  });
}

/** The first patient who does not come out as expected: of a changed rule set, who notices. */
export function firstToNotice(ruleSet: RuleSet, patients: readonly Patient[]): Patient | undefined {
  const look = looker(compile(ruleSet));
  return patients.find((patient) => {
    const seen = look(patient);
    if (contradicted(seen, ruleSet, patient).length > 0) return true;
    return looksOf(seen, patient.expect).some(({ expected, got }) => expected !== got);
  });
}

/** What there is to look at. Advice is looked at only where some is expected. */
interface Seen extends Standing {
  readonly advice: readonly string[];
}

/** Looks at patients under one rule set; what would change a verdict is not worked out, which takes most of a screening. */
function looker(compiled: Compiled): (patient: Patient) => Seen {
  const plans = new Map<string, Plan>();
  return ({ answers, on, expect }) => {
    const standing = compiled.standing(answers, { on });
    if (expect.advice === undefined) return { ...standing, advice: [] };
    const plan = plans.get(on) ?? makePlan(compiled.ruleSet, on, PLAN_BUDGET);
    plans.set(on, plan);
    const shown = advise(situate(plan, answers)).filter((item) => item.shown);
    return { ...standing, advice: shown.map((item) => item.advice.id) };
  };
}

/** The questions that do not apply and are answered: the tool refuses such a person. */
function contradicted({ questions }: Seen, ruleSet: RuleSet, { answers }: Patient): readonly Question[] {
  return ruleSet.questions.filter(
    ({ id }) => questions.get(id) === 'not-applicable' && answers.get(id)?.kind === 'known',
  );
}

function contradictions(seen: Seen, ruleSet: RuleSet, patient: Patient): readonly Failure[] {
  const trace = evaluate(ruleSet, patient.answers, patient.on);
  return contradicted(seen, ruleSet, patient).map(({ id, askIf }) => ({
    what: `answer to ${id}`,
    expected: 'none, since the question does not apply',
    got: 'one',
    why: askIf === undefined ? [] : [{ of: `gate of ${id}`, state: 'absent', trace: trace(askIf) }],
  }));
}

function differences(seen: Seen, ruleSet: RuleSet, { answers, on, expect }: Patient): readonly Failure[] {
  const trace = evaluate(ruleSet, answers, on);
  return looksOf(seen, expect)
    .filter(({ expected, got }) => expected !== got)
    .map(({ what, expected, got, involved }) => ({
      what,
      expected,
      got,
      why: involved(seen).map(({ criterion, state }) => ({ of: criterion.id, state, trace: trace(criterion.when) })),
    }));
}

interface Look {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly involved: (seen: Seen) => readonly Finding[];
}

/** Everything that is expected, beside what came out. */
function looksOf(seen: Seen, expect: Expectation): readonly Look[] {
  const { verdict } = seen;
  const looks: Look[] = [];
  const hold = (what: string, expected: string, got: string, involved: Look['involved'] = deciding): void =>
    void looks.push({ what, expected, got, involved });
  if (expect.verdict !== undefined) hold('verdict', expect.verdict, verdict.outcome);
  if (expect.eligible !== undefined) hold('eligible', expect.eligible, verdict.eligible);
  if (expect.urgent !== undefined) hold('urgent', expect.urgent, verdict.urgent, urgentOnes);
  if (expect.possible !== undefined) hold('possible', listed(expect.possible), listed(verdict.possible));
  const findings = findingsOf(seen);
  for (const state of ['present', 'absent', 'unknown'] as const) {
    for (const id of expect[state] ?? []) {
      const named = findings.filter((one) => one.criterion.id === id);
      if (named.length === 0) hold(`finding ${id}`, state, 'no such criterion', nobody);
      for (const finding of named) hold(`finding ${id}`, state, finding.state, () => [finding]);
    }
  }
  if (expect.missing !== undefined) hold('missing', asSet(expect.missing), asSet(verdict.missing), openOnes);
  if (expect.missingForUrgent !== undefined)
    hold('missing-for-urgent', asSet(expect.missingForUrgent), asSet(verdict.missingForUrgent), openOnes);
  if (expect.next !== undefined) hold('next', expect.next ?? 'none', verdict.next ?? 'none', openOnes);
  for (const id of expect.notApplicable ?? []) {
    hold(`question ${id}`, 'not-applicable', seen.questions.get(id) ?? 'not-asked', nobody);
  }
  if (expect.advice !== undefined) hold('advice', asSet(expect.advice), asSet(seen.advice), nobody);
  return looks;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function asSet(names: readonly string[]): string {
  return listed([...new Set(names)].sort());
}

function findingsOf({ contraindications, indications, supporting }: Seen): readonly Finding[] {
  return [...contraindications, ...indications, ...supporting];
}

/** The criteria that a verdict is read from: those of its kind that are present, else those that are open, else all. */
function deciding({ contraindications, indications }: Seen): readonly Finding[] {
  const all: readonly Finding[] = [...contraindications, ...indications];
  const present = all.filter(({ state }) => state === 'present');
  const open = all.filter(({ state }) => state === 'unknown');
  return present.length + open.length > 0 ? [...present, ...open] : indications;
}

function urgentOnes({ contraindications }: Seen): readonly Finding[] {
  return contraindications.filter(({ criterion, state }) => criterion.urgent && state !== 'absent');
}

function openOnes(seen: Seen): readonly Finding[] {
  return findingsOf(seen).filter(({ state, criterion }) => state === 'unknown' && criterion.kind !== 'supporting');
}

function nobody(): readonly Finding[] {
  return [];
}
