import type { PlacedDiagnostic } from '../model/diagnostic.js';
import { RuleFileError, UsageError, type Problem } from './errors.js';

/** What is wrong with some of many files. One keeps nobody from looking at the others, and all are told in the end. */
export interface Troubles {
  /** Does something with one file; `undefined` where that is wrong, or cannot be opened. */
  readonly during: <T>(work: () => T | Promise<T>) => Promise<T | undefined>;
  /** Throws all that was wrong: `RuleFileError` where a file is wrong, here or as the caller knows, else `UsageError`. */
  readonly expectNone: (fileIsWrong?: boolean) => void;
}

export function troublesBeside(known: readonly Problem[]): Troubles {
  const problems: Problem[] = [...known];
  const diagnostics: PlacedDiagnostic[] = [];
  return {
    async during(work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof RuleFileError) diagnostics.push(...error.diagnostics);
        else if (!(error instanceof UsageError)) throw error;
        problems.push(...error.problems);
        return undefined;
      }
    },
    expectNone(fileIsWrong = false) {
      if (diagnostics.length > 0 || (fileIsWrong && problems.length > 0))
        throw new RuleFileError(diagnostics, problems);
      if (problems.length > 0) throw new UsageError(problems);
    },
  };
}
