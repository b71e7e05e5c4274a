import type { QuestionChange } from '../analysis/align.js';
import type { Description } from '../analysis/describe.js';
import type { CriterionChange, FindingChange, RuleSetDiff, StandingChange } from '../analysis/diff.js';
import type { Answers } from '../model/answer.js';
import { counted, listed } from './words.js';
import { grouped, partInWords, share } from './values.js';
import { screenCall } from './patient.js';

/** Two rule sets held against each other, and how their files are called. */
export interface DiffReport {
  readonly diff: RuleSetDiff;
  readonly oldName: string;
  readonly nowName: string;
  readonly people?: PeopleDiff;
}

/** What becomes of real people. Rows count from 1, as lines of the file. */
export interface PeopleDiff {
  readonly file: string;
  readonly rows: number;
  readonly changed: readonly {
    readonly row: number;
    readonly reference?: string;
    readonly was: string;
    readonly is: string;
  }[];
  /** Rows that one of the rule sets cannot take, and why. */
  readonly refused: readonly { readonly row: number; readonly message: string }[];
}

/** A heading and sentences under it, each with lines of its own below: what text and Markdown print alike. */
export interface Block {
  readonly heading: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly text: string;
  readonly details: readonly string[];
  /** A call to paste. */
  readonly call?: string;
}

/** The first sentence: whether anybody's verdict changes. */
export function diffSummary({ diff }: DiffReport): string {
  if (diff.old.digest !== '' && diff.old.digest === diff.now.digest) return 'Both say the same, word for word.';
  const looked = `${grouped(diff.all)} answer sets of ${counted(diff.questions, 'question')}, ${grouped(diff.complete)} of them complete`;
  if (!diff.verdictChanges) {
    const urgent = diff.urgency.length > 0 ? ', though who is urgent does' : '';
    return `No patient's verdict changes${onDay(diff)}${urgent}: proved for all ${looked}.`;
  }
  const changed = diff.verdicts.reduce((sum, { complete }) => sum + complete, 0n);
  return (
    `The verdict changes for ${grouped(changed)} of ${grouped(diff.complete)} complete answer sets ` +
    `(${share(changed, diff.complete)}). Looked at: ${looked}.`
  );
}

/** The day that a proof is about, where a question for a date makes it one about a day: months differ, and dates pass. */
function onDay({ old, now, on }: RuleSetDiff): string {
  const dated = [old, now].some(({ questions }) => questions.some(({ type }) => type === 'date'));
  return dated ? ` in a screening on ${on} (another day needs another --on)` : '';
}

/** Everything that changes, what matters most first. */
export function diffBlocks(report: DiffReport): readonly Block[] {
  const { diff, people } = report;
  const call = (patient: Answers): string => callFor(report, patient);
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

function callFor({ diff, nowName }: DiffReport, patient: Answers): string {
  const dated = diff.now.questions.some(({ id, type }) => type === 'date' && patient.has(id));
  return screenCall(patient, nowName, dated ? diff.on : undefined);
}

function standingItem(
  diff: RuleSetDiff,
  change: StandingChange<string>,
  call: (patient: Answers) => string,
  before = '',
): Item {
  const { was, is, complete, all, description, patient } = change;
  const count =
    complete > 0n
      ? `${grouped(complete)} of ${grouped(diff.complete)} complete answer sets (${share(complete, diff.complete)})`
      : `${grouped(all)} of ${grouped(diff.all)} answer sets (${share(all, diff.all)})`;
  return {
    text: `was ${before}${was}, is now ${before}${is}: ${count}.`,
    details: description === undefined ? [] : [descriptionInWords(description)],
    call: call(patient),
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

function findingItem(change: FindingChange, call: (patient: Answers) => string): Item {
  const { kind, id, complete, was, is, sameVerdict, patient } = change;
  const verdict = sameVerdict ? 'whose verdict stays' : 'whose verdict changes too';
  return {
    text: `${kind} ${id}: for ${grouped(complete)} complete answer sets. Was ${was}, is now ${is} for a patient ${verdict}:`,
    details: [],
    call: call(patient),
  };
}

function peopleBlock({ file, rows, changed, refused }: PeopleDiff): Block {
  return {
    heading: `People in ${file}`,
    items: [
      {
        text: `${grouped(changed.length)} of ${counted(rows, 'person').replace('persons', 'people')} change.`,
        details: [],
      },
      ...changed.map(({ row, reference, was, is }) => ({
        text: `line ${row}${reference === undefined ? '' : ` (${reference})`}: was ${was}, is now ${is}.`,
        details: [],
      })),
      ...refused.map(({ row, message }) => ({ text: `line ${row} was not looked at: ${message}`, details: [] })),
    ],
  };
}
