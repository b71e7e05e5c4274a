import { compile, type Compiled } from '../engine/compile.js';
import { evaluate, type Trace } from '../engine/evaluate.js';
import { expectsNothing, type Expectation, type Patient } from '../model/patient.js';
import type { Criterion, RuleSet } from '../model/ruleset.js';
import type { Finding, Screening } from '../model/screening.js';

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
  readonly why: readonly { readonly criterion: Criterion; readonly state: Finding['state']; readonly trace: Trace }[];
}

/** Screens every patient and holds what comes out against what is expected. */
export function runCases(compiled: Compiled, patients: readonly Patient[]): readonly CaseResult[] {
  return patients.map((patient) => {
    const screening = compiled.screen(patient.answers, { on: patient.on });
    const contradictory = contradictions(screening);
    const failures = [...contradictory, ...differences(screening, patient.expect)];
    const outcome = failures.length > 0 ? 'failed' : expectsNothing(patient.expect) ? 'nothing-expected' : 'passed';
    return { patient, outcome, failures };
  });
}

/** Whether some patient does not come out as expected: of a changed rule set, whether anybody notices. */
export function notices(ruleSet: RuleSet, patients: readonly Patient[]): Patient | undefined {
  const compiled = compile(ruleSet);
  return patients.find(({ answers, on, expect }) => {
    const screening = compiled.screen(answers, { on });
    return contradictions(screening).length > 0 || misses(screening, expect);
  });
}

/** A given answer to a question that does not apply: the tool refuses such a person. */
function contradictions(screening: Screening): readonly Failure[] {
  const { ruleSet, answers, questions, on } = screening;
  const trace = evaluate(ruleSet, answers, on);
  return ruleSet.questions.flatMap((question): readonly Failure[] => {
    if (question.askIf === undefined || questions.get(question.id) !== 'not-applicable') return [];
    if (answers.get(question.id)?.kind !== 'known') return [];
    return [
      {
        what: `answers ${question.id}`,
        expected: 'no answer, since the question does not apply',
        got: 'an answer',
        why: [{ criterion: gateAsCriterion(question.id, question.askIf), state: 'absent', trace: trace(question.askIf) }],
      },
    ];
  });
}

/** A gate is shown as a criterion is. */
function gateAsCriterion(id: string, when: Criterion['when']): Criterion {
  return { kind: 'supporting', id, name: `${id} applies`, because: '', when, at: when.at };
}

function misses(screening: Screening, expect: Expectation): boolean {
  return looksOf(screening, expect).some(({ expected, got }) => expected !== got);
}

function differences(screening: Screening, expect: Expectation): readonly Failure[] {
  const { ruleSet, answers, on } = screening;
  const trace = evaluate(ruleSet, answers, on);
  return looksOf(screening, expect)
    .filter(({ expected, got }) => expected !== got)
    .map(({ what, expected, got, involved }) => ({
      what,
      expected,
      got,
      why: involved(screening).map(({ criterion, state }) => ({ criterion, state, trace: trace(criterion.when) })),
    }));
}

interface Look {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly involved: (screening: Screening) => readonly Finding[];
}

/** Everything that is expected, beside what came out. */
function looksOf(screening: Screening, expect: Expectation): readonly Look[] {
  const { verdict } = screening;
  const looks: Look[] = [];
  const look = (what: string, expected: string, got: string, involved: Look['involved'] = deciding): void =>
    void looks.push({ what, expected, got, involved });
  if (expect.verdict !== undefined) look('verdict', expect.verdict, verdict.outcome);
  if (expect.eligible !== undefined) look('eligible', expect.eligible, verdict.eligible);
  if (expect.urgent !== undefined) look('urgent', expect.urgent, verdict.urgent, urgentOnes);
  if (expect.possible !== undefined) look('possible', listed(expect.possible), listed(verdict.possible));
  const findings = findingsOf(screening);
  for (const state of ['present', 'absent', 'unknown'] as const) {
    for (const id of expect[state] ?? []) {
      for (const finding of findings.filter((one) => one.criterion.id === id))
        look(`finding ${id}`, state, finding.state, () => [finding]);
    }
  }
  if (expect.missing !== undefined) look('missing', asSet(expect.missing), asSet(verdict.missing), openOnes);
  if (expect.missingForUrgent !== undefined)
    look('missing-for-urgent', asSet(expect.missingForUrgent), asSet(verdict.missingForUrgent), openOnes);
  if (expect.next !== undefined) look('next', expect.next ?? 'none', verdict.next ?? 'none', openOnes);
  for (const id of expect.notApplicable ?? []) {
    look(`question ${id}`, 'not-applicable', screening.questions.get(id) ?? 'not-asked', nobody);
  }
  if (expect.advice !== undefined) {
    const shown = screening.advice.filter((item) => item.shown).map((item) => item.advice.id);
    look('advice', asSet(expect.advice), asSet(shown), nobody);
  }
  return looks;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function asSet(names: readonly string[]): string {
  return listed([...new Set(names)].sort());
}

function findingsOf({ contraindications, indications, supporting }: Screening): readonly Finding[] {
  return [...contraindications, ...indications, ...supporting];
}

/** The criteria that a verdict is read from: those of its kind that are present, else those that are open, else all. */
function deciding({ contraindications, indications }: Screening): readonly Finding[] {
  const all: readonly Finding[] = [...contraindications, ...indications];
  const present = all.filter(({ state }) => state === 'present');
  const open = all.filter(({ state }) => state === 'unknown');
  return present.length + open.length > 0 ? [...present, ...open] : indications;
}

function urgentOnes({ contraindications }: Screening): readonly Finding[] {
  return contraindications.filter(({ criterion, state }) => criterion.urgent && state !== 'absent');
}

function openOnes(screening: Screening): readonly Finding[] {
  return findingsOf(screening).filter(({ state, criterion }) => state === 'unknown' && criterion.kind !== 'supporting');
}

function nobody(): readonly Finding[] {
  return [];
}
