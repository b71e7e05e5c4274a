import { parseDay } from '../model/date.js';
import { nearest } from '../model/nearest.js';
import { SETTLED_OUTCOMES } from '../model/screening.js';
import { visible } from '../model/visible.js';
import type { OverrideResult } from '../report/result.js';
import type { Clock } from './clock.js';
import { UsageError, type Problem } from './errors.js';
import type { Saved } from './saved-result.js';

export interface OverrideOptions {
  readonly override?: string;
  readonly reason?: string;
  readonly note?: string;
  readonly until?: string;
}

/** As much as a note needs. */
const LONGEST_NOTE = 1000;

/**
 * The decision of a clinician who decides otherwise than the verdict. Throws `UsageError` with all that speaks against it: a
 * red flag that is present, a reason that the rule set does not name, a file that was edited.
 */
export function decisionOf({ name, result, digest }: Saved, options: OverrideOptions, time: Clock): OverrideResult {
  const problems: Problem[] = [];
  const wrong = (message: string, hint?: string): null => {
    problems.push(hint === undefined ? { message } : { message, hint });
    return null;
  };
  if (result.urgent === 'yes')
    wrong('A red flag is present: this verdict cannot be overridden.', 'Arrange medical assessment today.');
  if (result.anonymous === true) wrong(`${name} is anonymous.`, 'Override the result that it was made from.');
  if (digest !== 'fits')
    wrong(
      digest === 'missing' ? `${name} has no digest.` : `${name} was edited: its digest is not that of its content.`,
      'Screen again, and override what comes out.',
    );
  const verdict = verdictOf(result.verdict, options.override ?? '', wrong);
  const reason = reasonOf(result.ruleSet, options.reason, wrong);
  const note = noteOf(options.note, wrong);
  const until = untilOf(options.until, time, wrong);
  if (problems.length > 0 || verdict === null || reason === null || note === null || until === null)
    throw new UsageError(problems);
  const { override: before } = result;
  const { earlier = [], ...last } = before ?? {};
  return {
    verdict,
    reason: reason.code,
    because: reason.text,
    note,
    until,
    at: time.screenedAt,
    earlier: before === undefined ? [] : [last as OverrideResult['earlier'][number], ...earlier],
  };
}

type Wrong = (message: string, hint?: string) => null;

function verdictOf(computed: string, given: string, wrong: Wrong): OverrideResult['verdict'] | null {
  const verdict = SETTLED_OUTCOMES.find((one) => one === given);
  if (verdict === undefined)
    return wrong(
      `--override is ${quote(given)}. Expected ${SETTLED_OUTCOMES.join(' or ')}.`,
      meant(given, SETTLED_OUTCOMES),
    );
  if (verdict === computed) return wrong(`--override is ${quote(given)}, which is the verdict already.`);
  return verdict;
}

function reasonOf(
  { id, overrideReasons = [] }: Saved['result']['ruleSet'],
  given: string | undefined,
  wrong: Wrong,
): { readonly code: string; readonly text: string } | null {
  if (overrideReasons.length === 0)
    return wrong(
      `The rule set ${quote(id)} names no reasons to decide otherwise.`,
      'Add "override-reasons:" to the rule file, and screen again.',
    );
  const codes = overrideReasons.map(({ code }) => code);
  const reason = overrideReasons.find(({ code }) => code === given);
  if (reason !== undefined) return reason;
  const expected = `Expected ${codes.map(visible).join(' or ')}.`;
  if (given === undefined) return wrong(`--override needs --reason. ${expected}`);
  return wrong(`--reason is ${quote(given)}. ${expected}`, meant(given, codes));
}

function noteOf(given: string | undefined, wrong: Wrong): string | null {
  const note = given?.trim();
  if (note === undefined || note === '') return wrong('--override needs --note.', 'Say in a few words why.');
  if (note.length > LONGEST_NOTE) return wrong(`--note is longer than ${LONGEST_NOTE} characters.`);
  if (visible(note) !== note) return wrong('--note has characters that do not show.', 'Write plain words on one line.');
  return note;
}

function untilOf(given: string | undefined, { on }: Clock, wrong: Wrong): string | null {
  if (given === undefined)
    return wrong('--override needs --until.', 'Give the last day on which it stands, YYYY-MM-DD.');
  if (parseDay(given) === undefined)
    return wrong(`--until is ${quote(given)}. Expected a day of the calendar as YYYY-MM-DD.`);
  if (given < on) return wrong(`--until is ${given}, which is before ${on}.`, 'Give a day that is still to come.');
  return given;
}

function meant(given: string, known: readonly string[]): string | undefined {
  const near = nearest(given, known);
  return near === undefined ? undefined : `Did you mean ${quote(near)}?`;
}

function quote(text: string): string {
  const shown = visible(text);
  return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}
