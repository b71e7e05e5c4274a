import { at } from '../model/pointer.js';
import { visible } from '../model/visible.js';
import { MAX_BYTES } from '../rulefile/decode.js';
import { parse } from '../rulefile/parse.js';
import { placeDiagnostics } from '../rulefile/place.js';
import type { RawAnswer } from './answers.js';
import { UsageError, usageError } from './errors.js';
import { readAll, type Io } from './io.js';

const SHAPE = 'Write { "id": value }, such as { "sciatica": "yes", "pregnancy": "no" }, in JSON or YAML.';

/** The way out where that of a rule file is no help. */
const HINTS: Readonly<Record<string, string>> = {
  'not-utf-8': 'Save it as UTF-8, or check that these are the answers.',
  'too-large': 'Answers take a few kB: check that these are the answers.',
  'nested-too-deep': SHAPE,
  'several-documents': 'Give the answers of one person in one file; "candidacy batch" takes many.',
  directive: 'Leave the line out.',
};

/**
 * The answers in a file of JSON or YAML, `{ id: value }`; `-` reads stdin. Numbers stay as they are spelled, so that none is
 * rounded on the way. Throws `UsageError` with every problem and its place.
 *
 * Read as a rule file is: the same limits, no key twice.
 */
export async function readAnswersFile(io: Io, name: string): Promise<readonly RawAnswer[]> {
  const file = name === '-' ? 'stdin' : visible(name);
  const bytes = name === '-' ? await fromStdin(io) : io.files.read(name, MAX_BYTES);
  const parsed = parse(bytes, name, '');
  if (!parsed.ok) {
    const placed = placeDiagnostics(parsed.diagnostics, new Map([['', parsed.source]]));
    throw new UsageError(
      placed.map(({ diagnostic, place }) => {
        if (diagnostic.code === 'empty-file')
          return { message: 'There are no answers in it.', where: file, hint: SHAPE };
        const hint = HINTS[diagnostic.code] ?? diagnostic.hint;
        const message = diagnostic.message
          .replaceAll('a rule file', 'a file of answers')
          .replace('This is not YAML', 'This is neither JSON nor YAML');
        const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
        return { message, where, ...(hint === undefined ? {} : { hint }) };
      }),
    );
  }
  const { value, spelling } = parsed.tree;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError([{ message: 'The answers are not a map from question to answer.', where: file, hint: SHAPE }]);
  }
  return Object.entries(value).map(([question, raw]) => {
    const pointer = at('', question);
    const { line, column } = parsed.source.locate(pointer, 'key');
    return { question, raw: spelled(raw, pointer, spelling), origin: 'file', where: `${file}:${line}:${column}` };
  });
}

/** The value with every number as it stands in the file. */
function spelled(raw: unknown, pointer: string, spelling: ReadonlyMap<string, string>): unknown {
  if (typeof raw === 'number') return spelling.get(pointer) ?? raw;
  return Array.isArray(raw) ? raw.map((part: unknown, index) => spelled(part, at(pointer, index), spelling)) : raw;
}

async function fromStdin(io: Io): Promise<Uint8Array> {
  if (io.stdin.isTTY === true) {
    throw usageError('--answers - reads a pipe, and stdin is a terminal.', 'Name a file, or pipe the answers in.');
  }
  const bytes = await readAll(io.stdin, MAX_BYTES);
  if (bytes === undefined) throw usageError(`More than ${MAX_BYTES} bytes come in on stdin.`, SHAPE);
  return bytes;
}
