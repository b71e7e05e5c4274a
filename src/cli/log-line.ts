import { visibleJson } from '../model/visible.js';
import type { Result } from '../report/result.js';
import { LINE_START } from './audit-log.js';

/** The line of an audit log: which screening, by which rules, with which end. Its digest leads to the result, which has the answers. */
export function logLine(result: Result, torn: number): string {
  const { screenedAt, on, reference, verdict, eligible, urgent, ruleSet, tool, digest } = result;
  const { id, version } = ruleSet;
  const fields = {
    screenedAt,
    on,
    reference,
    verdict,
    eligible,
    urgent,
    ruleSet: { id, version, digest: ruleSet.digest },
    tool,
    result: digest,
    // What an append before this one left behind, and this one set aside.
    ...(torn > 0 ? { tornBefore: torn } : {}),
  };
  return visibleJson(`${LINE_START}${JSON.stringify(fields).slice(1)}`);
}
