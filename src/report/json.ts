import type { Result } from './result.js';

/** The result as JSON, described in `docs/json.md`. Stable: the same result is the same text. */
export function jsonReport(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
