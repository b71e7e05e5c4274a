import type { OrderedSpace } from '../engine/space.js';
import { formatDate } from '../model/date.js';
import { axisOf, type Coded, codesFor, statesOf } from './coded.js';
import type { Sql } from './expression.js';
import type { Reading } from './read-column.js';

/**
 * Dates: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where the day is not known. Compared as texts, whose order is that of the
 * calendar, against days that were worked out when the query was made: no database's calendar takes part.
 */
export function readDates(column: Sql, space: OrderedSpace, { stages, dialect }: Reading): Coded {
  const { bands } = space.rulers[0]!;
  const intervals = bands.flatMap((_, from) => bands.slice(from).map((_band, more) => ({ from, to: from + more })));
  const regionsIn = ({ from, to }: { readonly from: number; readonly to: number }): readonly number[] =>
    [...new Set(bands.slice(from, to + 1).map(({ region }) => region))].sort((a, b) => a - b);
  const codes = codesFor(Math.max(1, ...space.sizes), intervals.map(regionsIn));
  const step = (text: string, ...reads: readonly Sql[]): Sql =>
    stages.named({ text, stage: Math.max(...reads.map(({ stage }) => stage)) });

  const { text, stage } = step(`TRIM(${column.text})`, column);
  const trimmed = { text, stage };
  const month = `SUBSTR(${text}, 6, 2)`;
  const day = `SUBSTR(${text}, 9, 2)`;
  const year = step(
    `CASE WHEN LENGTH(${text}) IN (4, 7, 10) AND ${dialect.isDigits(`SUBSTR(${text}, 1, 4)`)} ` +
      `THEN CAST(SUBSTR(${text}, 1, 4) AS BIGINT) ELSE 0 END`,
    trimmed,
  );
  const divisible = (by: number): string => `${dialect.modulo(year.text, by)} = 0`;
  const leap = `(${divisible(4)} AND (NOT ${divisible(100)} OR ${divisible(400)}))`;
  const lastDay =
    `CASE WHEN ${month} IN ('04', '06', '09', '11') THEN '30' ` +
    `WHEN ${month} <> '02' THEN '31' WHEN ${leap} THEN '29' ELSE '28' END`;
  const monthFits = `SUBSTR(${text}, 5, 1) = '-' AND ${dialect.isDigits(month)} AND ${month} BETWEEN '01' AND '12'`;
  const dayFits = `SUBSTR(${text}, 8, 1) = '-' AND ${dialect.isDigits(day)} AND ${day} >= '01' AND ${day} <= ${lastDay}`;
  const fits = step(
    `CASE WHEN ${text} IS NULL THEN 0 WHEN ${year.text} < 1000 THEN 0 WHEN LENGTH(${text}) = 4 THEN 4 ` +
      `WHEN NOT (${monthFits}) THEN 0 WHEN LENGTH(${text}) = 7 THEN 7 WHEN ${dayFits} THEN 10 ELSE 0 END`,
    year,
  );
  const end = (monthOf: string, dayOf: string): Sql =>
    step(
      `CASE ${fits.text} WHEN 4 THEN ${text} || '${monthOf}${dayOf}' WHEN 7 THEN ${text} || '${dayOf}' ELSE ${text} END`,
      fits,
    );
  const from = bandOf(end('-01', '-01'));
  // The 31st stands for the end of any month: no day lies between.
  const to = bandOf(end('-12', '-31'));
  const late = `${end('-01', '-01').text} > '${formatDate(bands.at(-1)!.to)}'`;
  const whens = codes.sets.map((set, code) => {
    const pairs = intervals.filter((interval) => regionsIn(interval).join() === set.join());
    const places = pairs.map((pair) => `(${from.text} = ${pair.from} AND ${to.text} = ${pair.to})`);
    return places.length === 0 ? '' : `WHEN ${places.join(' OR ')} THEN ${code} `;
  });
  const code = step(
    `CASE WHEN ${text} IS NULL OR ${text} = '' OR LOWER(${text}) = 'unknown' THEN ${codes.unknown} ` +
      `WHEN ${fits.text} = 0 OR ${late} THEN ${codes.invalid} ${whens.join('')}ELSE ${codes.invalid} END`,
    from,
    to,
    fits,
  );
  return { ...statesOf(code, codes), axes: space.sizes.map(() => axisOf(code, codes)) };

  function bandOf(place: Sql): Sql {
    const starts = bands.slice(1).map((band, index) => `WHEN ${place.text} < '${formatDate(band.from)}' THEN ${index}`);
    if (starts.length === 0) return { text: '0', stage: place.stage };
    return step(`CASE ${starts.join(' ')} ELSE ${bands.length - 1} END`, place);
  }
}
