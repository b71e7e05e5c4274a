import { anonymous } from '../../report/anonymous.js';
import { renderer, type ReportFormat } from '../../report/index.js';
import { sealed } from '../../report/result-digest.js';
import type { Result } from '../../report/result.js';
import { clock, type Clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { UsageError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { widthOf, write, type Io } from '../io.js';
import { savedIn } from '../language.js';
import { decisionOf, type OverrideOptions } from '../override.js';
import { expectOwnFiles, writeResult } from '../own-files.js';
import { readSaved, type Saved } from '../saved-result.js';
import { sha256 } from '../sha256.js';

export interface ReportOptions extends OverrideOptions {
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly explain: 'short' | 'full';
  readonly anonymous?: boolean;
  readonly lang?: string;
  readonly on?: string;
  readonly color?: boolean;
}

/** A saved result as a report, without its rules; or with a clinician's decision, or made anonymous. */
export async function report(io: Io, name: string, options: ReportOptions): Promise<Ending> {
  const time = clock(io, options.on);
  if (time instanceof UsageError) throw time;
  const changes = options.override !== undefined || options.anonymous === true;
  expectOverride(options);
  expectOwnFiles(io, [['--output', options.output]], [['the result', name]]);
  const saved = await readSaved(io, name);
  const format = options.format ?? (changes ? (saved.content === undefined ? 'json' : 'record') : 'text');
  const output = options.output === '-' ? undefined : options.output;
  if (options.lang !== undefined && (changes || format === 'json' || format === 'record'))
    throw usageError('--lang is for rendering: a record stays in its language.', 'Leave it out.');
  const result = changes ? resultFor(saved, options, time) : savedIn(saved, options.lang);
  const shown = inFormat(saved, result, format);
  const render = await renderer(format);
  const style = await styleFor(io, output === undefined ? colourLevel(io, io.stdout, options.color !== false) : 0);
  const view = {
    width: output === undefined ? widthOf(io) : 80,
    explain: options.explain,
    today: time.on,
    // What was made of an edited file is refused before; here it is rendered, and says so.
    ...(saved.digest === 'differs' ? { edited: true } : {}),
  };
  const text = render(shown, view, style);
  if (saved.digest === 'differs')
    await write(
      io.stderr,
      `warning: ${saved.name} was edited after it was made: its digest is not that of its content.\n`,
    );
  if (saved.digest === 'missing')
    await write(io.stderr, `warning: ${saved.name} has no digest: whether it was edited cannot be told.\n`);
  await writeResult(io, text, output);
  return 'done';
}

/** Without --override, what belongs to it would be lost. */
function expectOverride(options: ReportOptions): void {
  const given = (['reason', 'note', 'until'] as const).filter((name) => options[name] !== undefined);
  if (options.override === undefined && given.length > 0)
    throw usageError(`--${given.join(' and --')} without --override.`, 'Add --override VERDICT.');
  if (options.override !== undefined && options.anonymous === true)
    throw usageError('--override and --anonymous are two steps.', 'Override first, and make that anonymous.');
}

/** What there is to render. Read as the schema knows it, but a JSON keeps the fields of later versions. */
function resultFor(saved: Saved, options: ReportOptions, time: Clock): Result {
  if (!saved.contentFits)
    throw usageError(`The rule set inside ${saved.name} is not the one that the result names.`, 'Screen again.');
  if (options.override !== undefined) {
    const override = decisionOf(saved, options, time);
    const { digest, ...rest } = saved.raw;
    return sealed({ ...rest, override }, sha256) as unknown as Result;
  }
  if (options.anonymous === true) {
    if (saved.digest !== 'fits')
      throw usageError(
        saved.digest === 'missing' ? `${saved.name} has no digest.` : `${saved.name} was edited after it was made.`,
        'Nobody can tell which of its words are of the rule set. Screen again.',
      );
    return sealed(anonymous(saved.result), sha256);
  }
  return saved.result;
}

/** JSON is written as it was read; the rule set inside a record goes where JSON is asked for. */
function inFormat(saved: Saved, result: Result, format: ReportFormat): Result {
  if (format !== 'json' && format !== 'record') return result;
  if (format === 'record' && saved.content === undefined)
    throw usageError(`${saved.name} has no rule set inside.`, 'A record is made by screen --format record.');
  const whole = result === saved.result ? (saved.raw as unknown as Result) : result;
  if (format === 'record') return whole;
  const { content, ...ruleSet } = whole.ruleSet;
  return { ...whole, ruleSet };
}
