import type { Sides } from '../analysis/sides.js';
import type { Answers } from '../model/answer.js';
import type { RuleSet } from '../model/ruleset.js';
import type { DiffReport } from './diff.js';
import { answersInShort, screenCall } from './patient.js';
import { listed } from './words.js';

/** Commands to paste, and what they are about where there is more than one person's worth of them. */
export interface Call {
  readonly label?: string;
  readonly commands: readonly string[];
}

/**
 * One call where both rule sets take the same answers of a person, for the file as it is now. Where one of them does not ask
 * what the other asks, and would refuse an answer to it, one for each.
 */
export function callsFor(report: DiffReport, { old, now, notAskedOld, notAskedNow }: Sides): readonly Call[] {
  const { diff, oldName, nowName, oldFile } = report;
  const after = callFor(diff.now, now, nowName, diff.on);
  if (answersInShort(old) === answersInShort(now)) return [{ commands: [after] }];
  const before = callFor(diff.old, old, oldFile?.name ?? oldName, diff.on);
  return [
    {
      label: `Under ${oldName}${notAskedOld.length === 0 ? '' : `, which does not ask this patient for ${named(notAskedOld)}`}:`,
      commands: oldFile === undefined ? [before] : [oldFile.written, before],
    },
    {
      label: `Under ${nowName}${notAskedNow.length === 0 ? '' : `, which does not ask this patient for ${named(notAskedNow)} any more`}:`,
      commands: [after],
    },
  ];
}

function named(questions: readonly string[]): string {
  return listed(questions.map((id) => `"${id}"`));
}

/** The day stands there where an answer is a date: what "within six weeks" holds for depends on it. */
function callFor({ questions }: RuleSet, answers: Answers, file: string, on: string): string {
  const dated = questions.some(({ id, type }) => type === 'date' && answers.has(id));
  return screenCall(answers, file, dated ? on : undefined);
}
