import type { QuestionChange } from '../analysis/align.js';
import type { Description } from '../analysis/describe.js';
import type { CriterionChange, FindingChange, RuleSetDiff, StandingChange } from '../analysis/diff.js';
import type { Sides } from '../analysis/sides.js';
import { inRound, isLarge, shareOf } from './counts.js';
import { type Call, callsFor } from './diff-calls.js';
import { type PeopleDiff, peopleBlock } from './diff-people.js';
import { partInWords } from './values.js';
import { counted, listed } from './words.js';

/** Two rule sets held against each other, and how their files are called. */
export interface DiffReport {
  readonly diff: RuleSetDiff;
  readonly oldName: string;
  readonly nowName: string;
  /** The old rule set where no file holds it: a file to be called, and the command that writes it. */
  readonly oldFile?: { readonly name: string; readonly written: string };
  readonly people?: PeopleDiff;
}

/** A heading and sentences under it, each with lines of its own below: what text and Markdown print alike. */
export interface Block {
  readonly heading: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly text: string;
  readonly details: readonly string[];
  /** Calls to paste. */
  readonly calls?: readonly Call[];
}

/** The first sentence: whether anybody's verdict changes. */
export function diffSummary({ diff }: DiffReport): string {
  if (diff.old.digest !== '' && diff.old.digest === diff.now.digest) return 'Both say the same, word for word.';
  const looked = lookedAt(diff);
  if (!diff.verdictChanges) {
    const urgent = diff.urgency.length > 0 ? ', though who is urgent does' : '';
    return `No patient's verdict changes${onDay(diff)}${urgent}: proved for all ${looked}.`;
  }
  const changed = diff.verdicts.reduce((sum, { complete }) => sum + complete, 0n);
  return (
    `The verdict changes for ${shareOf(changed, diff.complete, 'complete answer sets')}. ` +
    `Looked at: ${isLarge(diff.all) ? 'all ' : ''}${looked}.`
  );
}

function lookedAt({ all, complete, questions }: RuleSetDiff): string {
  const of = counted(questions, 'question');
  return isLarge(all)
    ? `answer sets of ${of} (${inRound(all)}, ${inRound(complete)} of them complete)`
    : `${inRound(all)} answer sets of ${of}, ${inRound(complete)} of them complete`;
}

/** What the author is to know beside what changes. */
export function diffNotes({ diff }: DiffReport): readonly string[] {
  if (!diff.versionKept) return [];
  return [
    `The meaning changes, and the version is ${diff.now.version} as before: give it a new one, so that each result says which rules it is from.`,
  ];
}

/** The day that a proof is about, where a question for a date makes it one about a day: months differ, and dates pass. */
function onDay({ old, now, on }: RuleSetDiff): string {
  const dated = [old, now].some(({ questions }) => questions.some(({ type }) => type === 'date'));
  return dated ? ` in a screening on ${on} (another day needs another --on)` : '';
}

/** Everything that changes, what matters most first. */
export function diffBlocks(report: DiffReport): readonly Block[] {
  const { diff, people } = report;
  const call = (sides: Sides): readonly Call[] => callsFor(report, sides);
  const settled = diff.verdicts.filter(({ complete }) => complete > 0n);
  const open = diff.verdicts.filter(({ complete }) => complete === 0n);
  const blocks: readonly Block[] = [
    { heading: 'Verdicts that change', items: settled.map((change) => standingItem(diff, change, call)) },
    {
      heading: 'Verdicts that change while something is open',
      items: open.map((change) => standingItem(diff, change, call)),
    },
    {
      heading: 'Urgency that changes',
      items: diff.urgency.map((change) => standingItem(diff, change, call, 'urgent ')),
    },
    { heading: 'Criteria', items: diff.criteria.map(criterionItem) },
    { heading: 'Questions', items: diff.questionChanges.map(questionItem) },
    { heading: 'Findings that come out otherwise', items: diff.findings.map((change) => findingItem(change, call)) },
    {
      heading: 'Written otherwise, with no effect on any verdict or finding',
      items: diff.words.map(({ what, fields }) => ({ text: `${what}: ${listed(fields)}.`, details: [] })),
    },
    ...(people === undefined ? [] : [peopleBlock(people)]),
  ];
  return blocks.filter(({ items }) => items.length > 0);
}

function standingItem(
  diff: RuleSetDiff,
  change: StandingChange<string>,
  call: (sides: Sides) => readonly Call[],
  before = '',
): Item {
  const { was, is, complete, all, description, sides } = change;
  const count =
    complete > 0n ? shareOf(complete, diff.complete, 'complete answer sets') : shareOf(all, diff.all, 'answer sets');
  return {
    text: `was ${before}${was}, is now ${before}${is}: ${count}.`,
    details: description === undefined ? [] : [descriptionInWords(description)],
    calls: call(sides),
  };
}

export function descriptionInWords({ exact, parts }: Description): string {
  const all = listed(parts.map(partInWords));
  return exact ? `Just those where ${all}.` : `All of them have in common that ${all}.`;
}

function criterionItem({ kind, id, change, was, is }: CriterionChange): Item {
  const words: Readonly<Record<CriterionChange['change'], string>> = {
    added: 'is new',
    removed: 'is gone',
    severity: `was ${was ?? ''}, is now ${is ?? ''}`,
    urgent: is === 'true' ? 'is now urgent' : 'is no longer urgent',
  };
  return { text: `${kind} ${id} ${words[change]}.`, details: [] };
}

function questionItem({ id, kind, differences, onlyOld, onlyNow }: QuestionChange): Item {
  const details = [
    ...(onlyOld.length === 0 ? [] : [`Only the old one takes: ${listed(onlyOld)}.`]),
    ...(onlyNow.length === 0 ? [] : [`Only the new one takes: ${listed(onlyNow)}.`]),
  ];
  switch (kind) {
    case 'added':
      return { text: `${id} is new.`, details };
    case 'removed':
      return { text: `${id} is gone.`, details };
    case 'changed':
      return {
        text: `${id} takes other answers (${listed(differences)}); both are compared on the answers that they share.`,
        details,
      };
    case 'another':
      return {
        text: `${id} is another question now (${listed(differences)}): compared as one that is gone and one that is new.`,
        details,
      };
  }
}

function findingItem(change: FindingChange, call: (sides: Sides) => readonly Call[]): Item {
  const { kind, id, complete, was, is, sameVerdict, sides } = change;
  const verdict = sameVerdict ? 'whose verdict stays' : 'whose verdict changes too';
  return {
    text: `${kind} ${id}: for ${inRound(complete)} complete answer sets. Was ${was}, is now ${is} for a patient ${verdict}:`,
    details: [],
    calls: call(sides),
  };
}
