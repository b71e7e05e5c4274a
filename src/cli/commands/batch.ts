import { visible } from '../../model/visible.js';
import { batchCall } from '../batch/call.js';
import { valuesOf } from '../batch/columns.js';
import { readHead } from '../batch/head.js';
import type { Setup } from '../batch/layout.js';
import { runBatch, type Progress } from '../batch/pipeline.js';
import { count, rowsOf, summaryJson, summaryText } from '../batch/summary.js';
import { csvHeader } from '../batch/write-rows.js';
import { clock } from '../clock.js';
import { FileError, UsageError, usageError, type Problem } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { reason } from '../reason.js';
import { ClosedPipe, print, write, type Input, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { sharedFiles } from '../own-files.js';
import { TOOL } from '../version.js';
import type { WholeFile } from '../whole-file.js';
import { compileRules } from '../within-budget.js';

export interface BatchOptions {
  readonly rules?: string;
  readonly on?: string;
  readonly input?: string;
  readonly delimiter?: string;
  readonly map: readonly string[];
  readonly mapValues: readonly string[];
  readonly answersAt?: string;
  readonly keep: readonly string[];
  readonly ignore: readonly string[];
  readonly labels?: string;
  readonly format?: string;
  readonly output?: string;
  readonly summary?: string;
  readonly errors?: string;
  readonly maxErrors?: string;
  readonly threads?: string;
  readonly color?: boolean;
}

/** Screens many people: rows in, a verdict for each row out, in their order. */
export async function batch(io: Io, name: string | undefined, options: BatchOptions): Promise<Ending> {
  const problems: Problem[] = [];
  const call = batchCall(options, problems);
  const time = clock(io, options.on);
  if (time instanceof UsageError) problems.push(...time.problems);
  const output = options.output === '-' ? undefined : options.output;
  const rules = await loadRules(io, options.rules === '' ? undefined : options.rules);
  problems.push(
    ...sharedFiles(
      io,
      [
        ['--output', output],
        ['--errors', options.errors],
      ],
      [
        ['the rows', name],
        ['--rules', options.rules],
      ],
    ),
  );
  const { ruleSet } = rules;
  const input = await open(io, name);
  const pieces = input.pieces[Symbol.asyncIterator]();
  const { layout, header, rest } = await readHead(pieces, call, name, ruleSet, problems);
  const on = time instanceof UsageError ? '9999-12-31' : time.on;
  const values = valuesOf(call, ruleSet, layout, on, problems);
  if (problems.length > 0 || time instanceof UsageError) throw new UsageError(problems);
  // A rule set beyond the budget is refused before anything is written.
  compileRules(rules).verdict(new Map(), { on });

  const setup: Setup = {
    ruleSet,
    on,
    layout,
    format: call.format,
    kept: call.keep,
    labels: call.labels !== undefined,
    values,
    counts: call.summary !== undefined,
    rows: call.summary === undefined || output !== undefined,
    tool: TOOL,
    screenedAt: time.screenedAt,
  };
  const files: WholeFile[] = [];
  const begin = async (file: string): Promise<WholeFile> => {
    const whole = await io.files.begin(file);
    files.push(whole);
    return whole;
  };
  const interrupt = interruption();
  const so: Progress = { rows: 0, bad: 0, bytes: 0, verdicts: {} as Progress['verdicts'] };
  const line = await progress(io, input.size);
  try {
    const target = output === undefined ? undefined : await begin(output);
    const errors = options.errors === undefined ? undefined : await begin(options.errors);
    const rows = async (bytes: Uint8Array): Promise<void> => {
      if (target === undefined) await toStdout(io, bytes);
      else target.write(bytes);
    };
    errors?.write(header);
    if (setup.rows && call.format === 'csv') await rows(Buffer.from(csvHeader(setup)));
    const { stop, tally } = await runBatch(setup, rest, pieces, call.threads, call.maxErrors, interrupt.happened, {
      rows,
      errors: (bytes) => errors?.write(bytes),
      progress: (done) => {
        Object.assign(so, done);
        line?.show(done);
      },
    });
    line?.clear();
    if (stop === 'interrupted') {
      abandon(files);
      await write(io.stderr, `Interrupted. ${doneSo(so, output)}\n`);
      return 'interrupted';
    }
    if (stop === 'too-many') {
      abandon(files, errors);
      await write(io.stderr, `Stopped: more than ${rowsOf(call.maxErrors)} bad. ${doneSo(so, output)}\n`);
      return 'found';
    }
    for (const file of files) file.finish();
    if (call.summary !== undefined) {
      const summary = { ruleSet, on, kept: call.keep, labels: call.labels, tally };
      await print(io, call.summary === 'json' ? summaryJson(summary) : summaryText(summary));
    }
    if (tally.bad === 0) return 'done';
    await write(io.stderr, `${badRows(tally.bad, tally.rows)} ${whereBad(setup.rows, options.errors)}\n`);
    return 'found';
  } catch (error) {
    line?.clear();
    abandon(files);
    if (error instanceof ClosedPipe) {
      await write(
        io.stderr,
        `The reader of stdout went away while rows were written; before that, ${doneSo(so, undefined)}\n`,
      );
      throw error;
    }
    if (error instanceof FileError) throw new FileError(`${error.message} ${doneSo(so, output)}`);
    throw error;
  } finally {
    interrupt.forget();
    // Whoever waits for more of it waits no longer: a run that was stopped ends.
    input.close?.();
  }
}

function badRows(bad: number, rows: number): string {
  return `${count(bad)} of ${rowsOf(rows)} ${bad === 1 ? 'has' : 'have'} an error`;
}

function whereBad(rows: boolean, errors: string | undefined): string {
  const places = [
    ...(rows ? ['it stands in the place of the verdict'] : []),
    ...(errors === undefined ? [] : [`the row is in "${visible(errors)}"`]),
  ];
  return places.length === 0 ? 'and no verdict.' : `: ${places.join(', and ')}.`.replace(/^: /, 'and no verdict; ');
}

/** What was done before it ended. */
function doneSo({ rows, bad }: Progress, output: string | undefined): string {
  const judged = `${rowsOf(rows)} ${rows === 1 ? 'was' : 'were'} judged${bad === 0 ? '' : `, ${count(bad)} of them bad`}`;
  return output === undefined ? `${judged} and written.` : `${judged}; "${visible(output)}" was not written.`;
}

async function toStdout(io: Io, bytes: Uint8Array): Promise<void> {
  try {
    await write(io.stdout, bytes);
  } catch (error) {
    throw error instanceof ClosedPipe ? error : new FileError(`Cannot write the result: ${reason(error)}.`);
  }
}

/** Removes what was begun. The rows that were bad so far may be kept. */
function abandon(files: readonly WholeFile[], keep?: WholeFile): void {
  for (const file of files) {
    if (file === keep) file.finish();
    else file.abandon();
  }
}

async function open(
  io: Io,
  name: string | undefined,
): Promise<{
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly size: number | undefined;
  readonly close?: () => void;
}> {
  if (name !== undefined && name !== '-') return await io.files.stream(name);
  if (io.stdin.isTTY === true)
    throw usageError('No rows come in: stdin is a terminal.', 'Name a file, or pipe the rows in.');
  const stdin = io.stdin as Input & { readonly destroy?: () => void };
  return { pieces: stdin as AsyncIterable<Uint8Array>, size: undefined, close: () => stdin.destroy?.() };
}

async function progress(
  io: Io,
  size: number | undefined,
): Promise<{ readonly show: (done: Progress) => void; readonly clear: () => void } | undefined> {
  if (io.stderr.isTTY !== true) return undefined;
  const { progressLine } = await import('../batch/progress.js');
  return progressLine(io.stderr, size, () => performance.now());
}

/** Ctrl-C: what was begun is ended in order. */
function interruption(): { readonly happened: Promise<unknown>; readonly forget: () => void } {
  let listener: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    listener = () => resolve();
    process.once('SIGINT', listener);
    process.once('SIGTERM', listener);
  });
  return {
    happened,
    forget: () => {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
