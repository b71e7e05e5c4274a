import { visible, visibleJson } from '../model/visible.js';
import type { Description } from '../analysis/describe.js';
import type { StandingChange } from '../analysis/diff.js';
import type { Sides } from '../analysis/sides.js';
import { type DiffReport, diffBlocks, diffNotes, diffSummary } from './diff.js';
import { margin, paragraph } from './paragraph.js';
import { answersData } from './patient.js';
import type { Style } from './style.js';
import { partInWords } from './values.js';

/** Calls stand on a line of their own, however long: they are there to be copied. */
export function diffText(report: DiffReport, style: Style, width: number): string {
  const { diff } = report;
  const room = Math.max(30, Math.min(92, width));
  const head = `${visible(report.oldName)} (${diff.old.version}) ${style.signs.arrow} ${visible(report.nowName)} (${diff.now.version})`;
  const lines = [
    style.faint(head),
    ...paragraph([{ text: diffSummary(report), paint: style.strong }], room, margin(0)),
    ...diffNotes(report).flatMap((note) => paragraph([{ text: note, paint: style.caution }], room, margin(0))),
  ];
  for (const { heading, items } of diffBlocks(report)) {
    lines.push('', style.heading(visible(heading)));
    for (const { text, details, calls = [] } of items) {
      lines.push(...paragraph([text], room, margin(4, style.signs.bullet, style.faint)));
      for (const detail of details) lines.push(...paragraph([detail], room, margin(4)));
      for (const { label, commands } of calls) {
        if (label !== undefined) lines.push(...paragraph([label], room, margin(4)));
        for (const command of commands) lines.push(`    ${style.faint('$')} ${command}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** For a comment on a review. */
export function diffMarkdown(report: DiffReport): string {
  const { diff } = report;
  const lines = [
    `### ${escaped(diff.now.title)}: ${escaped(report.oldName)} (${escaped(diff.old.version)}) → ${escaped(report.nowName)} (${escaped(diff.now.version)})`,
    '',
    `**${escaped(diffSummary(report))}**`,
    ...diffNotes(report).flatMap((note) => ['', escaped(note)]),
  ];
  for (const { heading, items } of diffBlocks(report)) {
    lines.push('', `#### ${escaped(heading)}`, '');
    for (const { text, details, calls = [] } of items) {
      lines.push(`- ${escaped([text, ...details].join(' '))}`);
      for (const { label, commands } of calls) {
        if (label !== undefined) lines.push('', `  ${escaped(label)}`);
        lines.push('', '  ```console', ...commands.map((command) => `  $ ${command}`), '  ```', '');
      }
    }
  }
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function escaped(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}

/** Counts are texts: they may be larger than a JSON number holds. */
export function diffJson(report: DiffReport): string {
  const { diff, people } = report;
  const side = ({ id, version, digest }: DiffReport['diff']['old'], file: string): object => ({
    file,
    id,
    version,
    digest,
  });
  const standing = (change: StandingChange<string>): object => ({
    was: change.was,
    is: change.is,
    complete: String(change.complete),
    all: String(change.all),
    shareOfComplete: ratio(change.complete, diff.complete),
    shareOfAll: ratio(change.all, diff.all),
    patient: answersData(change.patient),
    patientUnder: sidesData(change.sides),
    description: change.description === undefined ? null : descriptionData(change.description),
  });
  const data = {
    candidacy: 1,
    old: side(diff.old, report.oldName),
    new: side(diff.now, report.nowName),
    on: diff.on,
    summary: diffSummary(report),
    verdictChanges: diff.verdictChanges,
    versionKept: diff.versionKept,
    lookedAt: { questions: diff.questions, complete: String(diff.complete), all: String(diff.all) },
    verdicts: diff.verdicts.map(standing),
    urgency: diff.urgency.map(standing),
    findings: diff.findings.map(({ patient, sides, complete, ...rest }) => ({
      ...rest,
      complete: String(complete),
      patient: answersData(patient),
      patientUnder: sidesData(sides),
    })),
    criteria: diff.criteria,
    questions: diff.questionChanges,
    words: diff.words,
    people: people ?? null,
  };
  return `${visibleJson(JSON.stringify(data, null, 2))}\n`;
}

/** The answers that each rule set takes of the patient. */
function sidesData({ old, now }: Sides): object {
  return { old: answersData(old), new: answersData(now) };
}

function descriptionData({ exact, parts }: Description): object {
  return { exact, text: parts.map(partInWords), parts };
}

/** To six places. */
function ratio(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;
}
