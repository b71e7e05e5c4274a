import type { Diagnostic } from '../model/diagnostic.js';
import type { Patient } from '../model/patient.js';
import type { Pointer } from '../model/pointer.js';
import type { RuleSet } from '../model/ruleset.js';
import { checkGates } from '../rulefile/check-gates.js';
import { lowerTests, readTests } from '../rulefile/load-tests.js';
import { placeDiagnostics } from '../rulefile/place.js';
import type { SourceText } from '../rulefile/source-text.js';
import { RuleFileError } from './errors.js';
import type { Io } from './io.js';
import type { LoadedRules } from './load-rules.js';
import { ruleBytes } from './rule-file.js';
import { besideTests, type TestFilePath } from './test-files.js';

export interface LoadedTestFile {
  readonly rules: LoadedRules;
  readonly patients: readonly Patient[];
  /** The line of a patient. */
  readonly patientLine: (at: Pointer) => number;
}

/**
 * The patients of a test file and the rule set that they are about, which `load` gives by name or file. Throws
 * `RuleFileError` for what is wrong in either.
 */
export async function loadTestFile(
  io: Io,
  { name, path, rules }: TestFilePath,
  load: (name: string) => Promise<LoadedRules>,
): Promise<LoadedTestFile> {
  const read = readTests(ruleBytes(io, path), name);
  if (!read.ok) throw wrong(read.diagnostics, read.source);
  const loaded = await load(read.file.rules === undefined ? rules : besideTests(path, read.file.rules));
  const lowered = lowerTests(read, loaded.ruleSet);
  if (!lowered.ok) throw wrong(lowered.diagnostics, read.source);
  return {
    rules: loaded,
    patients: lowered.patients,
    patientLine: (at) => read.source.locate(at, 'value').line,
  };
}

/** Whether a rule file that says this would load: what its author's slip cannot be. */
export function loads(ruleSet: RuleSet): boolean {
  return checkGates(ruleSet).length === 0;
}

function wrong(diagnostics: readonly Diagnostic[], source: SourceText): RuleFileError {
  return new RuleFileError(placeDiagnostics(diagnostics, new Map([['', source]])));
}
