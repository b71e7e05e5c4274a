import { visibleJson } from '../model/visible.js';
import type { Result } from './result.js';

/** The result as JSON, described in `docs/json.md`. The same result is the same text; what a terminal would obey is escaped. */
export function jsonReport(result: Result): string {
  return `${visibleJson(JSON.stringify(result, null, 2))}\n`;
}
