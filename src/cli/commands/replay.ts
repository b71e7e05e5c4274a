import { compile } from '../../engine/compile.js';
import type { RuleSet } from '../../model/ruleset.js';
import { visible } from '../../model/visible.js';
import { replayJson, replayText, type ReplayReport, type ReplayRow } from '../../report/replay.js';
import { clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { FileError, UsageError, usageError, type Problem } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, write, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { replayOne, type Ready } from '../replay.js';
import { readSaved, type Saved } from '../saved-result.js';
import { shippedRuleSet } from '../shipped-rules.js';
import type { Walked } from '../walk.js';
import { compileRules } from '../within-budget.js';

export interface ReplayOptions {
  readonly rules?: string;
  readonly old?: string;
  readonly format: string;
  readonly on?: string;
  readonly color?: boolean;
}

/** Evaluates saved results again. One that cannot be read does not keep the others from it. */
export async function replay(io: Io, names: readonly string[], options: ReplayOptions): Promise<Ending> {
  const time = clock(io, options.on);
  if (time instanceof UsageError) throw time;
  const rules = await rulesFor(io, options);
  const found: Walked[] = [];
  for (const name of names)
    found.push(
      name !== '-' && io.files.isFolder(name) ? await io.files.walk(name, /\.json$/i) : { files: [name], unread: [] },
    );
  const files = found.flatMap((one) => one.files);
  const unread = found.flatMap((one) => one.unread);
  if (files.length + unread.length === 0)
    throw usageError(
      `There is no result in ${names.map((name) => `"${visible(name)}"`).join(', ')}.`,
      'Results end in .json.',
    );
  const rows: ReplayRow[] = unread.map(({ name, problem }) => failed(visible(name), 'not-valid', [problem]));
  for (const file of files) rows.push(await rowOf(io, file, rules, time.on));
  const report: ReplayReport = { rows, on: time.on };
  const text =
    options.format === 'json'
      ? replayJson(report)
      : replayText(report, await styleFor(io, colourLevel(io, io.stdout, options.color !== false)), widthOf(io));
  await print(io, text);
  await expectOldUsed(io, options.old, rules.given, rows);
  if (rows.some(({ status }) => status === 'not-readable')) return 'file';
  if (rows.some(({ status }) => status === 'not-valid')) return 'usage';
  return rows.some(({ status }) => status === 'differs') ? 'found' : 'done';
}

/** An --old that no result was made with told nothing of them: where it is of another rule set altogether, somebody has mistaken it. */
async function expectOldUsed(
  io: Io,
  name: string | undefined,
  given: RuleSet | undefined,
  rows: readonly ReplayRow[],
): Promise<void> {
  const made = rows.flatMap(({ ruleSet }) => ruleSet ?? []);
  if (name === undefined || given === undefined || made.some(({ digest }) => digest === given.digest)) return;
  const unused = `--old "${visible(name)}" was not used`;
  if (made.some(({ id }) => id === given.id)) {
    await write(
      io.stderr,
      `note: ${unused}: no result was made with ${given.id} ${visible(given.version)} as it is there.\n`,
    );
    return;
  }
  throw usageError(
    `${unused}: it is the rule set "${given.id}", and no result was made with that.`,
    'Name the rule file that they were made with.',
  );
}

async function rowOf(io: Io, file: string, rules: Rules, today: string): Promise<ReplayRow> {
  const name = file === '-' ? 'stdin' : visible(file);
  try {
    const saved = await readSaved(io, file);
    const { id, version, digest } = saved.result.ruleSet;
    if (saved.result.anonymous === true)
      throw usageError(
        'It is anonymous: its days are gone, so it cannot be evaluated again.',
        'Replay what it was made from.',
      );
    const now = rules.now(id);
    const { same, findings, ...rest } = replayOne(saved, now, rules.old(saved, now), today);
    const sound = same && findings.length === 0;
    return {
      file: name,
      status: sound ? 'same' : 'differs',
      reference: saved.result.reference,
      verdict: saved.result.verdict,
      ruleSet: { id, version, digest },
      findings,
      ...rest,
      problems: [],
    };
  } catch (error) {
    if (error instanceof UsageError) return failed(name, 'not-valid', error.problems);
    if (error instanceof FileError) return failed(name, 'not-readable', [{ message: error.message }]);
    throw error;
  }
}

function failed(file: string, status: 'not-valid' | 'not-readable', problems: readonly Problem[]): ReplayRow {
  const own = problems.map(({ message, hint, where }) => ({
    // The file is named beside it already.
    message: where === undefined || where === file ? message : `${where.replace(`${file}: `, '')}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  }));
  return {
    file,
    status,
    reference: null,
    verdict: null,
    ruleSet: null,
    findings: [],
    differences: [],
    fields: [],
    rules: [],
    problems: own,
  };
}

interface Rules {
  /** That of --old. */
  readonly given: RuleSet | undefined;
  /** The rule set of today. Throws `UsageError` where there is none of that id. */
  readonly now: (id: string) => Ready;
  /** The rule set that a result was made with, where it is at hand. */
  readonly old: (saved: Saved, now: Ready) => Ready | undefined;
}

/** Each rule set is loaded and made ready once, however many results it gave. */
async function rulesFor(io: Io, options: ReplayOptions): Promise<Rules> {
  const named = options.rules === undefined ? undefined : await ready(io, options.rules);
  const given = options.old === undefined ? undefined : await ready(io, options.old);
  const shipped = new Map<string, Ready | undefined>();
  const inside = new Map<string, Ready | undefined>();
  return {
    given: given?.ruleSet,
    now(id) {
      if (named !== undefined) {
        if (named.ruleSet.id === id) return named;
        // Another one in its place would be a clearance that nobody asked for.
        throw usageError(
          `It was made with the rule set "${visible(id)}", and --rules names "${named.ruleSet.id}".`,
          'Name the rule set that it was made with, or leave --rules out.',
        );
      }
      if (!shipped.has(id)) shipped.set(id, madeReady(shippedRuleSet(id)));
      const found = shipped.get(id);
      if (found !== undefined) return found;
      throw usageError(`No rule set "${visible(id)}" ships.`, 'Name the rule file with --rules.');
    },
    old({ result, content, contentFits }, now) {
      const { digest } = result.ruleSet;
      if (digest === now.ruleSet.digest) return now;
      if (given?.ruleSet.digest === digest) return given;
      if (content === undefined || !contentFits) return undefined;
      if (!inside.has(digest)) inside.set(digest, madeReady(content));
      return inside.get(digest);
    },
  };
}

async function ready(io: Io, name: string): Promise<Ready> {
  const loaded = await loadRules(io, name);
  return { ruleSet: loaded.ruleSet, compiled: compileRules(loaded) };
}

/** A rule set from a record passed no loader: one that cannot be evaluated is as good as none. */
function madeReady(ruleSet: RuleSet | undefined): Ready | undefined {
  if (ruleSet === undefined) return undefined;
  try {
    return { ruleSet, compiled: compile(ruleSet) };
  } catch {
    return undefined;
  }
}
