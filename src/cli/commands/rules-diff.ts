import { basename, dirname, join } from 'node:path';
import { DiagramBudgetExceeded } from '../../engine/diagram.js';
import { BudgetError } from '../../engine/plan.js';
import { diffRuleSets } from '../../analysis/diff.js';
import type { RuleSet } from '../../model/ruleset.js';
import type { DiffReport } from '../../report/diff.js';
import { diffJson, diffMarkdown, diffText } from '../../report/diff-formats.js';
import { quoted } from '../../report/patient.js';
import { clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { UsageError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { peopleOf } from '../people-diff.js';

export interface DiffOptions {
  readonly format: string;
  readonly exitCode?: boolean;
  readonly since?: string;
  readonly people?: string;
  readonly on?: string;
  readonly color?: boolean;
}

/** Two rule sets, or one against what its file was at a revision of git. */
export async function diff(io: Io, names: readonly string[], options: DiffOptions): Promise<Ending> {
  const time = clock(io, options.on);
  if (time instanceof UsageError) throw time;
  const { on } = time;
  const [old, now] = await both(io, names, options.since);
  const people = options.people === undefined ? undefined : peopleOf(io, options.people, old.ruleSet, now.ruleSet, on);
  const report: DiffReport = {
    diff: compared(old.ruleSet, now.ruleSet, on),
    oldName: old.name,
    nowName: now.name,
    ...(options.since === undefined ? {} : { oldFile: formerFile(names[0] ?? '', options.since) }),
    ...(people === undefined ? {} : { people }),
  };
  await print(io, await text(io, report, options));
  const unread = people !== undefined && (people.refused.length > 0 || people.looked === 0);
  const changes = options.exitCode === true && (report.diff.verdictChanges || report.diff.urgency.length > 0);
  return unread || changes ? 'found' : 'done';
}

/** Beside the file, so that what it extends is found. */
function formerFile(path: string, since: string): NonNullable<DiffReport['oldFile']> {
  const name = join(dirname(path), `before-${basename(path)}`);
  const blob = quoted(`${since}:./${basename(path)}`);
  return { name, written: `git -C ${quoted(dirname(path))} cat-file blob ${blob} > ${quoted(name)}` };
}

interface Named {
  readonly name: string;
  readonly ruleSet: RuleSet;
}

async function both(io: Io, names: readonly string[], since: string | undefined): Promise<readonly [Named, Named]> {
  const [first = '', second] = names;
  if (since === undefined) {
    if (second === undefined || names.length > 2)
      throw usageError(
        'Two rule sets are compared.',
        'Name the old one and the new one, or one file and --since REVISION.',
      );
    return [await named(io, first), await named(io, second)];
  }
  if (second !== undefined) throw usageError('With --since, one file is compared with what it was.', 'Name one file.');
  const { loadRevision } = await import('../yaml.js');
  return [{ name: `${first} at ${since}`, ruleSet: loadRevision(first, since) }, await named(io, first)];
}

async function named(io: Io, name: string): Promise<Named> {
  return { name, ruleSet: (await loadRules(io, name)).ruleSet };
}

function compared(old: RuleSet, now: RuleSet, on: string): DiffReport['diff'] {
  try {
    return diffRuleSets(old, now, on);
  } catch (problem) {
    if (problem instanceof BudgetError || problem instanceof DiagramBudgetExceeded)
      throw usageError(
        'The two rule sets are too entangled to be compared exactly.',
        'Split criteria that share many questions.',
      );
    throw problem;
  }
}

async function text(io: Io, report: DiffReport, { format, color }: DiffOptions): Promise<string> {
  switch (format) {
    case 'json':
      return diffJson(report);
    case 'markdown':
      return diffMarkdown(report);
    default:
      return diffText(report, await styleFor(io, colourLevel(io, io.stdout, color !== false)), widthOf(io));
  }
}
