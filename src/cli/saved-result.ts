import { canonicalText } from '../model/canonical.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { digestText } from '../report/result-digest.js';
import type { Result } from '../report/result.js';
import { UsageError, usageError } from './errors.js';
import { readAll, type Io } from './io.js';
import { sha256 } from './sha256.js';

/** A result from a file, as far as it can be trusted. */
export interface Saved {
  /** As it is shown. */
  readonly name: string;
  /** As it was read, with fields of later versions. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly result: Result;
  /** Whether its digest is that of its content. */
  readonly digest: 'fits' | 'differs' | 'missing';
  /** The rule set inside a record. */
  readonly content: RuleSet | undefined;
  /** Whether that is the one that the result names. */
  readonly contentFits: boolean;
}

/** A result takes less than 100 kB, a record with a large rule set a few MB. */
const MAX_BYTES = 16 * 2 ** 20;

/** Reads a saved result; `-` is stdin. Throws `UsageError` with all that is wrong, `FileError` where reading fails. */
export async function readSaved(io: Io, name: string): Promise<Saved> {
  const shown = name === '-' ? 'stdin' : visible(name);
  const { readSavedResult } = await import('./yaml.js');
  const read = readSavedResult(textOf(name === '-' ? await fromStdin(io) : io.files.read(name, MAX_BYTES), shown));
  if (!read.ok) {
    const problems = read.problems.map(({ message, at }) => ({
      message: visible(message),
      where: at === '' ? shown : `${shown}: ${visible(at)}`,
    }));
    const more = read.more === 0 ? [] : [{ message: `There are ${read.more} problems more than these.`, where: shown }];
    throw new UsageError([...problems, ...more]);
  }
  const { raw, result } = read;
  const { content } = result.ruleSet;
  return {
    name: shown,
    raw,
    result,
    digest:
      result.digest === undefined
        ? 'missing'
        : result.digest === `sha256:${sha256(digestText(raw))}`
          ? 'fits'
          : 'differs',
    content,
    contentFits:
      content === undefined ||
      (content.id === result.ruleSet.id && `sha256:${sha256(canonicalText(content))}` === result.ruleSet.digest),
  };
}

function textOf(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError([{ message: 'It is not text in UTF-8.', where: shown }]);
  }
}

async function fromStdin(io: Io): Promise<Uint8Array> {
  if (io.stdin.isTTY === true)
    throw usageError('- reads a pipe, and stdin is a terminal.', 'Name a file, or pipe a result in.');
  const bytes = await readAll(io.stdin, MAX_BYTES);
  if (bytes === undefined) throw usageError(`More than ${MAX_BYTES} bytes come in on stdin.`);
  return bytes;
}
