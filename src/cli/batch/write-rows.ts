import { listed } from '../../batch/explained.js';
import { verdictOf, type PlainVerdict } from '../../batch/verdict-of.js';
import type { Lacking } from '../../batch/judge.js';
import type { Codes } from '../../engine/outcome.js';
import { criteriaOf } from '../../model/ruleset.js';
import type { Screening } from '../../model/screening.js';
import { visible, visibleJson } from '../../model/visible.js';
import { resultOf } from '../../report/result-of.js';
import { sha256 } from '../sha256.js';
import { put, putByte, putNumber, putSlice, putText, type Bytes } from './bytes.js';
import type { Setup } from './layout.js';
import type { Kept, Person } from './person.js';

/** What came out for one person. */
export interface Judged {
  readonly codes: Codes;
  readonly verdict: PlainVerdict;
  /** By the place of the criterion: bit 0 absent, bit 1 present. Only where it is asked for. */
  readonly states: Uint8Array;
  /** Undefined where nothing is lacking, or nobody asks. */
  readonly lacking: Lacking | undefined;
  /** In full. */
  readonly result: Screening | undefined;
}

export interface RowWriter {
  readonly verdict: (codes: Codes) => PlainVerdict;
  readonly row: (out: Bytes, row: number, person: Person, judged: Judged) => void;
  readonly error: (out: Bytes, row: number, person: Person) => void;
  readonly keptTexts: (person: Person) => readonly (string | null)[];
}

/** Members that a row of the output has by itself: no column may be carried along under these names. */
export const OWN_MEMBERS: readonly string[] = [
  'row', 'verdict', 'eligible', 'urgent', 'possible', 'contraindications', 'indications', 'supporting', 'present', 'missing',
  'missingForUrgent', 'next', 'decided', 'agrees', 'result', 'error',
]; // prettier-ignore

/** The columns of the output as CSV. */
export function csvHeader({ kept, labels }: Setup): string {
  const own = ['row', ...kept, 'verdict', 'eligible', 'urgent', 'present', 'missing'];
  return `${[...own, ...(labels ? ['decided', 'agrees'] : []), 'error'].map(csvCell).join(',')}\n`;
}

export function writerOf(setup: Setup, asksUrgent: boolean): RowWriter {
  const { format } = setup;
  const verdicts: PlainVerdict[] = [];
  const verdict = (codes: Codes): PlainVerdict => (verdicts[codes] ??= verdictOf(codes, asksUrgent));
  const keptTexts = ({ kept }: Person): readonly (string | null)[] => kept.map(keptText);
  const writer = format === 'csv' ? csvWriter(setup) : jsonWriter(setup, verdict);
  return { verdict, keptTexts, ...writer };
}

type Writing = Pick<RowWriter, 'row' | 'error'>;

const START = bytes('{"row":');
const END = bytes('}\n');
const NULL = bytes('null');
const QUOTE = 0x22;
const COMMA = 0x2c;

function jsonWriter(setup: Setup, verdict: (codes: Codes) => PlainVerdict): Writing {
  const names = setup.kept.map((name) => bytes(`,${json(name)}:`));
  const tails: Uint8Array[] = [];
  const tail = (codes: Codes): Uint8Array => (tails[codes] ??= bytes(tailOf(verdict(codes), setup.format)));
  const agreement = agreementOf();
  const findings = setup.format === 'explained' ? findingsOf(setup) : undefined;
  const lists = new WeakMap<Lacking, Uint8Array>();
  const noList = bytes(lackingJson({ missing: [], missingForUrgent: [], next: null }));
  const lackingList = (lacking: Lacking | undefined): Uint8Array => {
    if (lacking === undefined) return noList;
    let list = lists.get(lacking);
    if (list === undefined) lists.set(lacking, (list = bytes(lackingJson(lacking))));
    return list;
  };

  const begin = (out: Bytes, row: number, { kept }: Person): void => {
    put(out, START);
    putNumber(out, row);
    for (let index = 0; index < names.length; index++) {
      put(out, names[index]!);
      const one = kept[index]!;
      if (one.bytes === undefined) putText(out, one.json);
      else {
        putByte(out, QUOTE);
        putSlice(out, one.bytes, one.start, one.end);
        putByte(out, QUOTE);
      }
    }
  };

  return {
    row(out, row, person, judged) {
      begin(out, row, person);
      if (judged.result !== undefined) {
        const { tool, screenedAt } = setup;
        const screened = { screening: judged.result, overrode: [], reference: null, tool, screenedAt, sha256 };
        putText(out, `,"result":${visibleJson(JSON.stringify(resultOf(screened)))}`);
      } else put(out, tail(judged.codes));
      if (findings !== undefined) {
        findings(out, judged.states);
        put(out, lackingList(judged.lacking));
      }
      if (setup.labels) put(out, agreement(person.decided, judged.verdict.eligible));
      put(out, END);
    },
    error(out, row, person) {
      begin(out, row, person);
      putText(out, `,"error":${json(person.problems.join(' '))}`);
      put(out, END);
    },
  };
}

function tailOf({ outcome, eligible, urgent, possible }: PlainVerdict, format: Setup['format']): string {
  const plain = `,"verdict":"${outcome}","eligible":"${eligible}","urgent":"${urgent}"`;
  return format === 'explained' ? `${plain},"possible":${JSON.stringify(possible)}` : plain;
}

function lackingJson({ missing, missingForUrgent, next }: Lacking): string {
  return `,"missing":${JSON.stringify(missing)},"missingForUrgent":${JSON.stringify(missingForUrgent)},"next":${JSON.stringify(next)}`;
}

/** Writes what each criterion came to. Those that are absent are left out. */
function findingsOf({ ruleSet }: Setup): (out: Bytes, states: Uint8Array) => void {
  const parts: {
    readonly start: Uint8Array;
    readonly criteria: readonly (readonly Uint8Array[])[];
    readonly first: number;
  }[] = [];
  let first = 0;
  for (const [name, criteria] of [
    ['contraindications', ruleSet.contraindications],
    ['indications', ruleSet.indications],
    ['supporting', ruleSet.supporting],
  ] as const) {
    parts.push({
      start: bytes(`,"${name}":[`),
      criteria: criteria.map((criterion) => [
        NULL,
        NULL,
        bytes(json(listed(criterion, 'present'))),
        bytes(json(listed(criterion, 'unknown'))),
      ]),
      first,
    });
    first += criteria.length;
  }
  return (out, states) => {
    for (const { start, criteria, first: offset } of parts) {
      put(out, start);
      let some = false;
      for (let index = 0; index < criteria.length; index++) {
        const state = states[offset + index]!;
        if (state < 2) continue;
        if (some) putByte(out, COMMA);
        some = true;
        put(out, criteria[index]![state]!);
      }
      putByte(out, 0x5d);
    }
  };
}

function agreementOf(): (decided: 'yes' | 'no' | undefined, eligible: 'yes' | 'no' | 'unknown') => Uint8Array {
  const none = bytes(',"decided":null,"agrees":null');
  const table = { yes: agreements('yes'), no: agreements('no') };
  return (decided, eligible) => (decided === undefined ? none : table[decided][eligible]);
}

function agreements(decided: 'yes' | 'no'): Record<'yes' | 'no' | 'unknown', Uint8Array> {
  const say = (agrees: boolean | null): Uint8Array => bytes(`,"decided":"${decided}","agrees":${String(agrees)}`);
  return { yes: say(decided === 'yes'), no: say(decided === 'no'), unknown: say(null) };
}

function csvWriter(setup: Setup): Writing {
  const ids = criteriaOf(setup.ruleSet).map(({ id }) => id);
  const begin = (out: Bytes, row: number, { kept }: Person): void => {
    putNumber(out, row);
    for (const one of kept) {
      putByte(out, COMMA);
      putText(out, csvCell(keptText(one) ?? ''));
    }
  };
  return {
    row(out, row, person, { verdict, states, lacking }) {
      begin(out, row, person);
      const present = ids.filter((_id, index) => states[index] === 0b10).join(' ');
      const missing = lacking?.missing.join(' ') ?? '';
      putText(out, `,${verdict.outcome},${verdict.eligible},${verdict.urgent},${present},${missing}`);
      if (setup.labels) {
        const { decided } = person;
        const agrees =
          decided === undefined || verdict.eligible === 'unknown' ? '' : verdict.eligible === decided ? 'yes' : 'no';
        putText(out, `,${decided ?? ''},${agrees}`);
      }
      putText(out, ',\n');
    },
    error(out, row, person) {
      begin(out, row, person);
      putText(out, `,,,,,${setup.labels ? ',,' : ''},${csvCell(person.problems.join(' '))}\n`);
    },
  };
}

function keptText(one: Kept): string | null {
  return one.bytes === undefined ? one.text : one.bytes.toString('latin1', one.start, one.end);
}

/** A cell of CSV on one line: what is not drawn is spelled out. */
function csvCell(text: string): string {
  const shown = visible(text);
  return /[",]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function json(value: unknown): string {
  return visibleJson(JSON.stringify(value));
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
