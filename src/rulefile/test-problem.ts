import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import type { Code } from './codes.js';
import type { TestCode } from './codes-tests.js';

/** An error in a test file. */
export function testProblem(
  code: TestCode | Code,
  at: Pointer,
  message: string,
  hint?: string,
  side: 'key' | 'value' = 'value',
): Diagnostic {
  return { code, severity: 'error', message, at, side, ...(hint === undefined ? {} : { hint }) };
}
