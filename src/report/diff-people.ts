import type { Block, Item } from './diff.js';
import { grouped } from './values.js';

/** What becomes of real people. Rows count from 1, as lines of the file. */
export interface PeopleDiff {
  readonly file: string;
  /** Lines that are not blank; of them, those whose answers both rule sets took. */
  readonly rows: number;
  readonly looked: number;
  readonly changed: readonly {
    readonly row: number;
    readonly reference?: string;
    readonly was: string;
    readonly is: string;
  }[];
  /** Rows that could not be read, or that one of the rule sets cannot take, and why. */
  readonly refused: readonly { readonly row: number; readonly message: string }[];
}

/** Lines that could not be read are listed up to here: a file of another kind has thousands. All are in the JSON. */
const LISTED = 20;

export function peopleBlock(people: PeopleDiff): Block {
  const { file, changed, refused } = people;
  const more = refused.length - LISTED;
  return {
    heading: `People in ${file}`,
    items: [
      item(peopleSummary(people)),
      ...changed.map(({ row, reference, was, is }) =>
        item(`line ${row}${reference === undefined ? '' : ` (${reference})`}: was ${was}, is now ${is}.`),
      ),
      ...refused.slice(0, LISTED).map(({ row, message }) => item(`line ${row} could not be read: ${message}`)),
      ...(more > 0 ? [item(`and ${grouped(more)} more lines could not be read.`)] : []),
    ],
  };
}

/** Only who was looked at is counted: nobody may be taken for unchanged whom nobody read. */
function peopleSummary({ rows, looked, changed, refused }: PeopleDiff): string {
  if (rows === 0) return 'Nobody was looked at: the file is empty.';
  if (looked === 0)
    return `Nobody was looked at: ${rows === 1 ? 'its one line' : `none of its ${grouped(rows)} lines`} could ${rows === 1 ? 'not ' : ''}be read.`;
  const unread = refused.length === 0 ? '' : `; ${grouped(refused.length)} could not be read`;
  return `${grouped(changed.length)} of the ${grouped(looked)} looked at ${changed.length === 1 ? 'changes' : 'change'}${unread}.`;
}

function item(text: string): Item {
  return { text, details: [] };
}
