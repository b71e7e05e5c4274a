import { extname } from 'node:path';
import { handout as pageOf, type HandoutFormat } from '../../report/handout-formats.js';
import { visible } from '../../model/visible.js';
import type { Result } from '../../report/result.js';
import { colourLevel, styleFor } from '../colour.js';
import { usageError, type Problem } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { widthOf, type Io } from '../io.js';
import { savedIn } from '../language.js';
import { expectOwnFiles, writeResult } from '../own-files.js';
import { readSaved, type Saved } from '../saved-result.js';
import { sessionsOf } from '../sessions.js';

export interface HandoutOptions {
  readonly format?: HandoutFormat;
  readonly sessions?: string;
  readonly lang?: string;
  readonly output?: string;
  readonly color?: boolean;
}

/** The page that a patient takes home, from a saved result. */
export async function handout(io: Io, name: string, options: HandoutOptions): Promise<Ending> {
  const sessions = sessionsOf(options.sessions);
  if (sessions !== undefined && typeof sessions !== 'number') throw usageError(sessions.message, sessions.hint);
  const output = options.output === '-' ? undefined : options.output;
  expectOwnFiles(io, [['--output', output]], [['the result', name]]);
  const strange = options.format === undefined ? formatProblem(output) : undefined;
  if (strange !== undefined) throw usageError(strange.message, `${strange.hint} Or say --format.`);
  const saved = await readSaved(io, name);
  expectPatient(saved);
  await writeHandout(io, savedIn(saved, options.lang), {
    format: options.format,
    sessions,
    output,
    option: '--output',
    colour: options.color !== false,
  });
  return 'done';
}

/** A page for a patient is made of what was screened, and for somebody. */
function expectPatient({ name, digest, result }: Saved): void {
  if (digest !== 'fits')
    throw usageError(
      digest === 'missing'
        ? `${name} has no digest: nobody can tell whether it was edited.`
        : `${name} was edited after it was made: its digest is not that of its content.`,
      'No page for a patient is made of it. Screen again.',
    );
  if (result.anonymous === true)
    throw usageError(`${name} is anonymous: it is of nobody, and its day is not told.`, 'Make the page of the result.');
}

export interface Wanted {
  /** Where it is not given, the end of the file's name tells. */
  readonly format: HandoutFormat | undefined;
  readonly sessions: number | undefined;
  /** `undefined` for stdout. */
  readonly output: string | undefined;
  /** The option that names it. */
  readonly option: string;
  readonly colour: boolean;
}

export async function writeHandout(
  io: Io,
  result: Result,
  { format, sessions, output, colour, option }: Wanted,
): Promise<void> {
  const style = await styleFor(io, output === undefined ? colourLevel(io, io.stdout, colour) : 0);
  const page = pageOf(
    result,
    format ?? formatOf(output),
    { columns: output === undefined ? widthOf(io) : 80, ...(sessions === undefined ? {} : { sessions }) },
    style,
  );
  await writeResult(io, page, output, option);
}

const FORMAT_OF_END: Readonly<Record<string, HandoutFormat>> = {
  '': 'text',
  '.txt': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
};

/** What is wrong with writing a page to a file of this name: a .pdf with plain text in it opens nowhere. */
export function formatProblem(output: string | undefined): (Problem & { readonly hint: string }) | undefined {
  const end = endOf(output);
  if (Object.hasOwn(FORMAT_OF_END, end)) return undefined;
  return {
    message: `"${visible(output ?? '')}" ends in "${visible(end)}", and no page for a patient is written so.`,
    hint: 'Let it end in .txt, .md or .html.',
  };
}

function formatOf(output: string | undefined): HandoutFormat {
  return FORMAT_OF_END[endOf(output)] ?? 'text';
}

function endOf(output: string | undefined): string {
  return extname(output ?? '').toLowerCase();
}
