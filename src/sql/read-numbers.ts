import type { OrderedSpace } from '../engine/space.js';
import type { Band } from '../engine/ruler.js';
import type { NumberQuestion, Scale } from '../model/question.js';
import { axisOf, type Coded, codesFor, statesOf } from './coded.js';
import { ExportError } from './dialect.js';
import type { Sql } from './expression.js';
import type { Reading } from './read-column.js';

/** Digits that a whole number of every database holds. */
const DIGITS = 18;

interface Way {
  readonly unit: string;
  readonly scale: Scale;
  readonly bands: readonly Band[];
}

/**
 * Numbers, in one of the question's units, as whole numbers of 10^-places: nothing is rounded, and no database's decimals
 * are trusted. They are read from the text of the number, which all of them print alike.
 */
export function readNumbers(column: Sql, space: OrderedSpace, { stages, dialect, unit: plain }: Reading): Coded {
  const question = space.question as NumberQuestion;
  const ways = waysOf(question, space);
  const places = Math.max(...ways.map(({ scale }) => scale.places));
  const codes = codesFor(Math.max(1, ...space.sizes));
  const step = (text: string, ...reads: readonly Sql[]): Sql =>
    stages.named({ text, stage: Math.max(...reads.map(({ stage }) => stage)) });

  const text = step(`TRIM(${column.text})`, column);
  // A unit that ends like another ("g", "kg") is looked for after it.
  const byLength = ways
    .map((way, index) => ({ index, ending: dialect.literal(way.unit), length: Array.from(way.unit).length }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  const without = ways.findIndex(({ unit }) => unit === plain || (plain === undefined && ways.length === 1));
  const endsWith = ({ ending, length }: (typeof byLength)[number]): string =>
    `SUBSTR(${text.text}, LENGTH(${text.text}) - ${length - 1}) = ${ending}`;
  const longer = (length: number): string => `LENGTH(${text.text}) > ${length}`;
  const way = step(
    caseOf(
      byLength.map((one) => [`${longer(one.length)} AND ${endsWith(one)}`, String(one.index)]),
      String(without),
    ),
    text,
  );
  const number = step(
    caseOf(
      byLength.map((one) => [
        `${longer(one.length)} AND ${endsWith(one)}`,
        `TRIM(SUBSTR(${text.text}, 1, LENGTH(${text.text}) - ${one.length}))`,
      ]),
      text.text,
    ),
    text,
  );
  const size = step(
    `CASE WHEN SUBSTR(${number.text}, 1, 1) IN ('-', '+') THEN SUBSTR(${number.text}, 2) ELSE ${number.text} END`,
    number,
  );
  const point = step(dialect.position('.', size.text), size);
  const whole = step(
    `CASE WHEN ${point.text} = 0 THEN ${size.text} ELSE SUBSTR(${size.text}, 1, ${point.text} - 1) END`,
    point,
  );
  const fraction = step(`CASE WHEN ${point.text} = 0 THEN '0' ELSE SUBSTR(${size.text}, ${point.text} + 1) END`, point);
  const shown =
    places === 0 ? whole.text : `${whole.text} || SUBSTR(${fraction.text} || '${'0'.repeat(places)}', 1, ${places})`;
  const scaled = step(
    `CASE WHEN ${dialect.isDigits(whole.text)} AND ${dialect.isDigits(fraction.text)} ` +
      `AND LENGTH(${whole.text}) <= ${DIGITS - places} AND REPLACE(SUBSTR(${fraction.text}, ${places + 1}), '0', '') = '' ` +
      `THEN CAST(${shown} AS BIGINT) * CASE WHEN SUBSTR(${number.text}, 1, 1) = '-' THEN -1 ELSE 1 END END`,
    whole,
    fraction,
  );
  const regions = ways.map((one, index): [string, string] => [
    `${way.text} = ${index}`,
    regionIn(one, scaled.text, places, codes.invalid, dialect.modulo),
  ]);
  const code = step(
    caseOf(
      [
        [`${text.text} IS NULL OR ${text.text} = '' OR LOWER(${text.text}) = 'unknown'`, String(codes.unknown)],
        [`${scaled.text} IS NULL`, String(codes.invalid)],
        ...regions,
      ],
      String(codes.invalid),
    ),
    scaled,
    way,
  );
  return { ...statesOf(code, codes), axes: space.sizes.map(() => axisOf(code, codes)) };
}

function waysOf(question: NumberQuestion, { rulers }: OrderedSpace): readonly Way[] {
  return [{ unit: question.unit ?? '', scale: question.scale }, ...question.accepts].map(({ unit, scale }) => ({
    unit,
    scale,
    bands: rulers.find((ruler) => ruler.unit === unit)!.bands,
  }));
}

/** The region of a whole number of 10^-places. */
function regionIn(
  { scale, bands }: Way,
  number: string,
  places: number,
  invalid: number,
  modulo: (number: string, by: number) => string,
): string {
  const factor = 10 ** (places - scale.places);
  const valueAt = (position: number): number => {
    const value = (scale.min + position * scale.step) * factor;
    if (!Number.isSafeInteger(value)) throw new ExportError('A number has more digits than databases hold.');
    return value;
  };
  const last = bands.at(-1)!.to;
  const step = scale.step * factor;
  const offStep: readonly [string, string][] =
    step === 1 ? [] : [[`${modulo(`(${number} - (${valueAt(0)}))`, step)} <> 0`, String(invalid)]];
  return caseOf(
    [
      [`${number} < ${valueAt(0)} OR ${number} > ${valueAt(last)}`, String(invalid)],
      ...offStep,
      ...bands.slice(0, -1).map(({ to, region }): [string, string] => [`${number} <= ${valueAt(to)}`, String(region)]),
    ],
    String(bands.at(-1)!.region),
  );
}

function caseOf(whens: readonly (readonly [when: string, then: string])[], otherwise: string): string {
  if (whens.length === 0) return otherwise;
  return `CASE ${whens.map(([when, then]) => `WHEN ${when} THEN ${then}`).join(' ')} ELSE ${otherwise} END`;
}
