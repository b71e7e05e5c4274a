import { availableParallelism } from 'node:os';
import type { BatchOptions } from '../commands/batch.js';
import type { Problem } from '../errors.js';
import { oneOf, quote } from '../one-of.js';
import { BATCH_FORMATS, type BatchFormat } from './layout.js';

/** A spelling of an answer: in one column, or in all that it can be meant for. */
export interface Spelling {
  readonly column: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** What a call of `batch` says, read. */
export interface BatchCall {
  readonly input: 'csv' | 'ndjson' | undefined;
  /** A byte. */
  readonly delimiter: number | undefined;
  readonly map: ReadonlyMap<string, string>;
  readonly spellings: readonly Spelling[];
  readonly answersAt: readonly string[];
  readonly keep: readonly string[];
  readonly ignore: readonly string[];
  readonly labels: string | undefined;
  readonly format: BatchFormat;
  readonly summary: 'text' | 'json' | undefined;
  readonly maxErrors: number;
  readonly threads: number;
}

/** Reads the options; what is wrong with them goes to `problems`. */
export function batchCall(options: BatchOptions, problems: Problem[]): BatchCall {
  return {
    input: oneOf('--input', options.input, ['csv', 'ndjson'] as const, problems),
    delimiter: delimiterIn(options.delimiter, problems),
    map: mapIn(options.map, problems),
    spellings: options.mapValues.flatMap((text) => spellingsIn(text, problems)),
    answersAt: pathIn(options.answersAt, problems),
    keep: options.keep.flatMap(namesIn),
    ignore: options.ignore.flatMap(namesIn),
    labels: options.labels,
    format: oneOf('--format', options.format, BATCH_FORMATS, problems) ?? 'verdict',
    summary: oneOf('--summary', options.summary, ['text', 'json'] as const, problems),
    maxErrors: numberIn('--max-errors', options.maxErrors, 0, problems) ?? Infinity,
    threads: numberIn('--threads', options.threads, 1, problems) ?? availableParallelism(),
  };
}

function delimiterIn(given: string | undefined, problems: Problem[]): number | undefined {
  if (given === undefined) return undefined;
  const sign = given === 'tab' || given === '\\t' ? '\t' : given;
  if (/^[\x09\x20-\x7e]$/.test(sign) && !/["\w]/.test(sign)) return sign.charCodeAt(0);
  problems.push({
    message: `--delimiter is ${quote(given)}. Expected one sign, such as "," or ";", or tab.`,
  });
  return undefined;
}

function mapIn(given: readonly string[], problems: Problem[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const text of given) {
    // An id has no "=", a column may.
    const at = text.lastIndexOf('=');
    if (at <= 0 || at === text.length - 1) {
      problems.push({
        message: `--map ${quote(text)} has no "COLUMN=QUESTION".`,
        hint: 'Write --map "Pregnant?=pregnancy", for example.',
      });
    } else if (map.has(text.slice(0, at))) {
      problems.push({ message: `--map gives the column ${quote(text.slice(0, at))} two questions.` });
    } else map.set(text.slice(0, at), text.slice(at + 1));
  }
  return map;
}

/** `NA=unknown,J=yes`, or `COLUMN:1=yes,2=no`. */
function spellingsIn(text: string, problems: Problem[]): readonly Spelling[] {
  const [, column, rest = ''] = /^(?:([^=,]*):)?(.*)$/s.exec(text) ?? [];
  return rest.split(',').flatMap((pair) => {
    const at = pair.lastIndexOf('=');
    const from = pair.slice(0, Math.max(at, 0)).trim();
    const to = pair.slice(at + 1).trim();
    if (at < 1 || from === '' || to === '') {
      problems.push({
        message: `--map-values ${quote(text)} has ${quote(pair)}, which is no "FROM=TO".`,
        hint: 'Write --map-values NA=unknown,J=yes,N=no; a blank cell is unknown by itself.',
      });
      return [];
    }
    return [{ column, from, to }];
  });
}

function pathIn(given: string | undefined, problems: Problem[]): readonly string[] {
  if (given === undefined || given === '/' || given === '') return [];
  const names = given.startsWith('/')
    ? given
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    : given.split('.');
  if (names.includes(''))
    problems.push({ message: `--answers-at ${quote(given)} has an empty name.`, hint: 'Write a.b or /a/b.' });
  return names;
}

function namesIn(text: string): readonly string[] {
  return text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

function numberIn(option: string, given: string | undefined, least: number, problems: Problem[]): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,9}$/.test(given) && Number(given) >= least) return Number(given);
  problems.push({ message: `${option} is ${quote(given)}. Expected a whole number from ${least} on.` });
  return undefined;
}
