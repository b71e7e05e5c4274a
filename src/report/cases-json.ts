import type { CaseResult } from '../analysis/cases.js';
import type { Coverage } from '../analysis/coverage.js';
import type { Mutation } from '../analysis/mutate.js';
import { visibleJson } from '../model/visible.js';
import { answerFlags, rawAnswer } from './answer-flags.js';
import { callOf, countOf, type TestRun } from './cases.js';
import { wholeObligationText } from './obligation.js';
import { traceLines } from './trace.js';

/** Test results for a program. Fields are added, never changed. */
export function casesJson(runs: readonly TestRun[], ok: boolean): string {
  const value = { ok, files: runs.map(fileOf) };
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}

function fileOf(run: TestRun): object {
  const { file, ruleSet, results, coverage, mutation } = run;
  return {
    file,
    ruleSet: { id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
    passed: countOf(results, 'passed'),
    failed: countOf(results, 'failed'),
    nothingExpected: countOf(results, 'nothing-expected'),
    patients: results.map((result) => patientOf(run, result)),
    coverage: coverageOf(run, coverage),
    ...(mutation === undefined ? {} : { mutation: mutationOf(run, mutation) }),
  };
}

function patientOf(run: TestRun, { patient, outcome, failures }: CaseResult): object {
  return {
    name: patient.name,
    line: run.patientLine(patient.at),
    on: patient.on,
    outcome,
    failures: failures.map(({ what, expected, got, why }) => ({
      what,
      expected,
      got,
      why: why.map(({ of, state, trace }) => ({ of, state, trace: traceLines(trace) })),
    })),
  };
}

function coverageOf(run: TestRun, { percent, covered, total, items }: Coverage): object {
  return {
    percent,
    covered,
    total,
    items: items.map(({ obligation, state }) => ({
      kind: obligation.kind,
      what: wholeObligationText(obligation),
      at: obligation.at,
      line: obligation.at === '' ? null : (run.ruleLine(obligation.at)?.line ?? null),
      state,
    })),
  };
}

function mutationOf(run: TestRun, { percent, noticed, total, results }: Mutation): object {
  return {
    percent,
    noticed,
    total,
    changes: results.map((result) => ({
      at: result.mutant.at,
      line: run.ruleLine(result.mutant.at)?.line ?? null,
      change: result.mutant.change,
      state: result.state,
      ...(result.state === 'noticed' ? { by: result.by } : {}),
      ...(result.state === 'unnoticed' && result.apart !== undefined
        ? {
            patient: {
              answers: Object.fromEntries([...result.apart.answers].map(([id, answer]) => [id, rawAnswer(answer)])),
              on: result.apart.on,
              flags: answerFlags(result.apart.answers),
              call: callOf(run, result.apart),
              what: result.apart.what,
              before: result.apart.before,
              after: result.apart.after,
            },
          }
        : {}),
    })),
  };
}
