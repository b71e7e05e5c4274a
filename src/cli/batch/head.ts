import type { RuleSet } from '../../model/ruleset.js';
import { type Problem, UsageError, usageError } from '../errors.js';
import { textOf } from './bytes.js';
import type { BatchCall } from './call.js';
import { csvColumns, jsonColumns } from './columns.js';
import { csvRows } from './csv-rows.js';
import { MOST_ROW_BYTES, type Column, type Layout } from './layout.js';
import type { Intake } from './person.js';
import { splitRows } from './split-rows.js';

/** What stands before the first row. */
export interface Head {
  readonly layout: Layout;
  /** The header of CSV as it stands there; empty for NDJSON. */
  readonly header: Uint8Array;
  /** What was read already and belongs to the rows. */
  readonly rest: Uint8Array;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Reads as much as is needed to know how the rows are laid out. Problems with the header go to `problems`. */
export async function readHead(
  pieces: AsyncIterator<Uint8Array>,
  call: BatchCall,
  name: string | undefined,
  ruleSet: RuleSet,
  problems: Problem[],
): Promise<Head> {
  let start = Buffer.alloc(0);
  const input = { ended: false };
  const more = async (): Promise<void> => {
    const next = await pieces.next();
    if (next.done === true) input.ended = true;
    else start = Buffer.concat([start, next.value]);
  };
  while (
    !input.ended &&
    (start.length < 3 || !/[^\s\uFEFF]/.test(start.toString('utf8', 0, 4096))) &&
    start.length < MOST_ROW_BYTES
  )
    await more();
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw usageError('The input is in UTF-16.', 'Save it as UTF-8.');
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) start = start.subarray(3);
  const kind = call.input ?? kindByName(name) ?? (/^\s*\{/.test(start.toString('latin1', 0, 4096)) ? 'ndjson' : 'csv');
  if (kind === 'ndjson') return { layout: jsonColumns(call, ruleSet, problems), header: new Uint8Array(), rest: start };

  for (;;) {
    const line = headerLine(start, call, ruleSet, input.ended);
    if (line !== undefined) {
      const { size, names, delimiter } = line;
      return {
        layout: csvColumns(names, delimiter, call, ruleSet, problems),
        header: start.subarray(0, size),
        rest: start.subarray(size),
      };
    }
    if (input.ended)
      throw new UsageError([
        ...problems,
        { message: 'The input is empty.', hint: 'CSV starts with a header that names the questions.' },
      ]);
    if (start.length > MOST_ROW_BYTES)
      throw usageError(
        `The header has no end within ${MOST_ROW_BYTES} bytes.`,
        'Check its quotes, and that lines end with a line feed.',
      );
    await more();
  }
}

function kindByName(name: string | undefined): 'csv' | 'ndjson' | undefined {
  if (name === undefined) return undefined;
  if (/\.(ndjson|jsonl|json)$/i.test(name)) return 'ndjson';
  return /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : undefined;
}

interface HeaderLine {
  readonly size: number;
  readonly names: readonly string[];
  readonly delimiter: number;
}

/** The header under the delimiter that makes most of its names known; undefined where its end is not there yet. */
function headerLine(start: Buffer, call: BatchCall, ruleSet: RuleSet, ended: boolean): HeaderLine | undefined {
  const known = new Set([
    ...ruleSet.questions.map(({ id }) => id),
    ...call.map.keys(),
    ...call.keep,
    ...call.ignore,
    ...(call.labels === undefined ? [] : [call.labels]),
  ]);
  const ways = call.delimiter === undefined ? DELIMITERS.map((sign) => sign.charCodeAt(0)) : [call.delimiter];
  let best: (HeaderLine & { readonly score: number }) | undefined;
  for (const delimiter of ways) {
    const size = firstRowSize(start, delimiter, ended);
    if (size === undefined) return undefined;
    const names = namesIn(start.subarray(0, size), delimiter);
    if (names === undefined) continue;
    const score = names.filter((name) => known.has(name)).length * 1000 + names.length;
    if (best === undefined || score > best.score) best = { size, names, delimiter, score };
  }
  if (best === undefined)
    throw usageError('The header is not CSV in UTF-8.', 'Check its quotes, and save it as UTF-8.');
  return best.size === 0 ? undefined : best;
}

/** Where the first row ends: at the first line break that is not between quotes. 0 where there is no row at all. */
function firstRowSize(start: Buffer, delimiter: number, ended: boolean): number | undefined {
  const rows = splitRows(delimiter, (size) => Buffer.alloc(size));
  let from = 0;
  for (let found = start.indexOf(10); found !== -1; found = start.indexOf(10, from)) {
    rows.push(start.subarray(from, found + 1));
    from = found + 1;
    if (rows.ready() > 0) return rows.ready();
  }
  return ended ? start.length : undefined;
}

function namesIn(line: Buffer, delimiter: number): readonly string[] | undefined {
  const names: string[] = [];
  const problems: string[] = [];
  const take = (text: string | undefined): void => {
    if (text === undefined) problems.push('not UTF-8');
    else names.push(text.trim());
  };
  const intake: Intake = {
    person: { slots: new Int32Array(), raws: [], kept: [], decided: undefined, problems },
    quick: () => undefined,
    begin: () => undefined,
    bytes: (_column, bytes, from, to) => take(textOf(bytes, from, to)),
    text: (_column, text) => take(text),
    value: () => undefined,
  };
  // As many columns as there can be: how many there are is what is to be found out.
  const count = line.filter((byte) => byte === delimiter).length + 1;
  const any: Column = { name: '', question: 0, kept: undefined, label: false };
  csvRows(line, line.length, 0, delimiter, new Array<Column>(count).fill(any), intake, () => undefined);
  const wrong = problems.filter((problem) => !problem.startsWith('The row has'));
  return wrong.length > 0 ? undefined : names;
}
