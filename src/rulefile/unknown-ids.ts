import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceText } from './source-text.js';

const UNKNOWN: readonly string[] = ['unknown-question', 'unknown-criterion', 'unknown-advice'];
const MOST_LINES = 10;

/** Whether it is about an id that the rule set does not have: one that was renamed, or is gone. */
export function isUnknownId({ code }: Diagnostic): boolean {
  return UNKNOWN.includes(code);
}

/**
 * One error for each id that is unknown, with the lines on which it stands besides: an id that was renamed stands on many. The
 * ids that there are, where they are told, are told once.
 */
export function gatherUnknownIds(diagnostics: readonly Diagnostic[], source: SourceText): readonly Diagnostic[] {
  const lineOf = ({ at, side }: Diagnostic): number => source.locate(at, side).line;
  const groups = new Map<string, Diagnostic[]>();
  for (const [index, one] of diagnostics.entries()) {
    // A criterion and the question that it asks have one id: renamed together, they are gone together.
    const id = isUnknownId(one) ? /"(.*)"\.$/s.exec(one.message)?.[1] : undefined;
    const key = id === undefined ? String(index) : `"${id}"`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const told = new Set<string>();
  return [...groups.values()].map((group) => {
    const [first, ...others] = [...group].sort((a, b) => lineOf(a) - lineOf(b)) as [Diagnostic, ...Diagnostic[]];
    if (!isUnknownId(first)) return first;
    const lines = [...new Set(others.map(lineOf))].filter((line) => line !== lineOf(first));
    const { hint, ...rest } = first;
    const news = hint !== undefined && !told.has(hint) ? [hint] : [];
    if (hint !== undefined && !hint.startsWith('Did you mean')) told.add(hint);
    const hints = lines.length === 0 ? news : [...news, also(lines)];
    return hints.length === 0 ? rest : { ...rest, hint: hints.join(' ') };
  });
}

function also(lines: readonly number[]): string {
  const shown = lines.slice(0, MOST_LINES).join(', ');
  if (lines.length > MOST_LINES) return `Also on lines ${shown} and ${lines.length - MOST_LINES} more.`;
  return `Also on ${lines.length === 1 ? 'line' : 'lines'} ${shown.replace(/, (\d+)$/, ' and $1')}.`;
}
