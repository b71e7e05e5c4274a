import type { Coder, Slot } from '../../batch/coder.js';
import { NOT_ASKED, DONT_KNOW } from '../../batch/coder.js';
import { visible, visibleJson } from '../../model/visible.js';
import { isPlain, textOf } from './bytes.js';
import type { Column } from './layout.js';

/** A value that is carried along: bytes of the row that are plain in JSON, or a text. */
export interface Kept {
  /** Undefined where `text` and `json` stand for it. */
  bytes: Buffer | undefined;
  start: number;
  end: number;
  /** What a CSV file has of it; null where there is nothing. */
  text: string | null;
  json: string;
}

/** What one row says, filled anew for each row. */
export interface Person {
  /** By the place of the question. */
  readonly slots: Int32Array;
  /** What stood there, where `full` wants to know. */
  readonly raws: unknown[];
  readonly kept: Kept[];
  decided: 'yes' | 'no' | undefined;
  /** Everything that is wrong with it. */
  readonly problems: string[];
}

export interface Quick {
  readonly question: number;
  readonly yes: Slot;
  readonly no: Slot;
}

/** Takes in the cells of a row. */
export interface Intake {
  readonly person: Person;
  /** The slots of a question whose plain answers may be put there without asking; undefined where more is to be done. */
  readonly quick: (column: Column) => Quick | undefined;
  readonly begin: () => void;
  /** A cell of CSV, or a string of JSON without escapes. `blank`: whether an empty one is no answer. */
  readonly bytes: (column: Column, bytes: Buffer, start: number, end: number, blank: boolean) => void;
  /** The same as a text: what has quotes or escapes inside. */
  readonly text: (column: Column, text: string, blank: boolean) => void;
  /** A value of JSON that is no string, numbers as they are spelled; `json` is what stands there. */
  readonly value: (column: Column, value: unknown, json: string) => void;
}

const NOT_UTF8 = 'is not text in UTF-8.';

export function intakeOf(
  coder: Coder,
  keptCount: number,
  values: readonly ReadonlyMap<string, string>[],
  withRaws: boolean,
): Intake {
  const { questions } = coder;
  const count = questions.length;
  const labelMap = values[count];
  const person: Person = {
    slots: new Int32Array(count),
    raws: new Array<unknown>(count).fill(undefined),
    kept: Array.from({ length: keptCount }, () => ({ bytes: undefined, start: 0, end: 0, text: null, json: 'null' })),
    decided: undefined,
    problems: [],
  };
  const { slots, raws, kept, problems } = person;
  /** The answers that nearly every row has, where they are spelled as they are meant. */
  const quick = questions.map((question, index) => {
    if (question.type !== 'yes-no' || withRaws || (values[index]?.size ?? 0) > 0) return undefined;
    const [yes, no] = ['yes', 'no'].map((word) => coder.read(index, word));
    return typeof yes === 'number' && typeof no === 'number' ? { question: index, yes, no } : undefined;
  });

  const answer = (question: number, raw: unknown): void => {
    const slot = coder.read(question, raw);
    if (typeof slot === 'string') problems.push(slot);
    else {
      slots[question] = slot;
      if (withRaws) raws[question] = raw;
    }
  };
  const label = (raw: unknown): void => {
    const said = String(raw).trim();
    const word = (labelMap?.get(said) ?? said).toLowerCase();
    const decided = LABELS.get(word);
    if (decided === undefined) {
      problems.push(`The decision ${quote(said)} is neither yes nor no, nor a settled verdict.`);
    } else person.decided = decided === 'none' ? undefined : decided;
  };

  const text = (column: Column, given: string, blank: boolean): void => {
    if (column.question !== undefined && !(blank && given.trim() === '')) answer(column.question, given);
    if (column.label) label(given);
    if (column.kept !== undefined) keep(kept[column.kept]!, given);
  };

  return {
    person,
    quick: ({ question, kept: place, label: isLabel }) =>
      question === undefined || place !== undefined || isLabel ? undefined : quick[question],
    begin() {
      slots.fill(NOT_ASKED);
      if (withRaws) raws.fill(undefined);
      for (const one of kept) {
        one.bytes = undefined;
        one.text = null;
        one.json = 'null';
      }
      person.decided = undefined;
      if (problems.length > 0) problems.length = 0;
    },
    bytes(column, bytes, start, end, blank) {
      const { question } = column;
      if (question !== undefined && column.kept === undefined && !column.label) {
        const known = quick[question];
        if (known !== undefined) {
          const first = bytes[start];
          if (end - start === 2 && first === 0x6e && bytes[start + 1] === 0x6f) {
            slots[question] = known.no;
            return;
          }
          if (end - start === 3 && first === 0x79 && bytes[start + 1] === 0x65 && bytes[start + 2] === 0x73) {
            slots[question] = known.yes;
            return;
          }
          if (end - start === 7 && first === 0x75 && isUnknown(bytes, start)) {
            slots[question] = DONT_KNOW;
            return;
          }
        }
        if (start === end && blank) return;
      } else if (question === undefined && column.kept !== undefined && !column.label && isPlain(bytes, start, end)) {
        const one = kept[column.kept]!;
        one.bytes = bytes;
        one.start = start;
        one.end = end;
        return;
      }
      const given = textOf(bytes, start, end);
      if (given === undefined) problems.push(`${visible(column.name)} ${NOT_UTF8}`);
      else text(column, given, blank);
    },
    text,
    value(column, value, json) {
      if (column.question !== undefined) answer(column.question, value);
      if (column.label && value !== null) label(value);
      if (column.kept !== undefined) {
        const one = kept[column.kept]!;
        // Between its parts JSON may have line breaks, inside of them never.
        one.json = visibleJson(json.replace(/[\t\r\n]+/g, ' '));
        one.text = value === null ? null : one.json;
      }
    },
  };
}

/** A decision as it may be spelled. A verdict that is settled is one too. */
const LABELS: ReadonlyMap<string, 'yes' | 'no' | 'none'> = new Map([
  ['yes', 'yes'],
  ['true', 'yes'],
  ['candidate', 'yes'],
  ['candidate-with-caution', 'yes'],
  ['no', 'no'],
  ['false', 'no'],
  ['contraindicated', 'no'],
  ['not-indicated', 'no'],
  ['', 'none'],
  ['unknown', 'none'],
]);

function keep(one: Kept, text: string): void {
  one.text = text;
  one.json = visibleJson(JSON.stringify(text));
}

const UNKNOWN = Buffer.from('unknown');

function isUnknown(bytes: Uint8Array, start: number): boolean {
  for (let index = 1; index < 7; index++) if (bytes[start + index] !== UNKNOWN[index]) return false;
  return true;
}

function quote(text: string): string {
  const shown = visible(text);
  return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}
