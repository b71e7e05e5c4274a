import type { Patient } from '../model/patient.js';
import type { Pointer } from '../model/pointer.js';
import type { RuleSet } from '../model/ruleset.js';
import { checkGates } from '../rulefile/check-gates.js';
import { lowerTests, readTests } from '../rulefile/load-tests.js';
import { placeDiagnostics } from '../rulefile/place.js';
import { isUnknownId } from '../rulefile/unknown-ids.js';
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

/** A test file that may speak of what its rule set does not have, and then is of no use as it is. */
export interface OpenedTestFile extends LoadedTestFile {
  /** What to throw where the patients are to be used. Ids that are gone are all that is wrong; there are no patients then. */
  readonly outdated: RuleFileError | undefined;
}

/**
 * The patients of a test file and the rule set that they are about, which `load` gives by name or file. Throws
 * `RuleFileError` for what is wrong in either.
 */
export async function loadTestFile(
  io: Io,
  file: TestFilePath,
  load: (name: string) => Promise<LoadedRules>,
): Promise<LoadedTestFile> {
  const { outdated, ...loaded } = await openTestFile(io, file, load);
  if (outdated !== undefined) throw outdated;
  return loaded;
}

/** As `loadTestFile`, but with a rule set where the patients speak of ids that are gone. */
export async function openTestFile(
  io: Io,
  { name, path, rules }: TestFilePath,
  load: (name: string) => Promise<LoadedRules>,
): Promise<OpenedTestFile> {
  const read = readTests(ruleBytes(io, path), name);
  const wrong = (diagnostics: Parameters<typeof placeDiagnostics>[0]): RuleFileError =>
    new RuleFileError(placeDiagnostics(diagnostics, new Map([['', read.source]])));
  if (!read.ok) throw wrong(read.diagnostics);
  const loaded = await load(read.file.rules === undefined ? rules : besideTests(path, read.file.rules));
  const lowered = lowerTests(read, loaded.ruleSet);
  if (!lowered.ok && !lowered.diagnostics.every(isUnknownId)) throw wrong(lowered.diagnostics);
  return {
    rules: loaded,
    patients: lowered.ok ? lowered.patients : [],
    patientLine: (at) => read.source.locate(at, 'value').line,
    outdated: lowered.ok ? undefined : wrong(lowered.diagnostics),
  };
}

/** Whether a rule file that says this would load: what its author's slip cannot be. */
export function loads(ruleSet: RuleSet): boolean {
  return checkGates(ruleSet).length === 0;
}
