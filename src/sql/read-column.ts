import type { OptionSpace, QuestionSpace, SetSpace } from '../engine/space.js';
import { axisOf, type Coded, codedBoolean, type Codes, codesFor, statesOf } from './coded.js';
import { type Dialect, ExportError } from './dialect.js';
import type { Sql } from './expression.js';
import { readDates } from './read-dates.js';
import { readNumbers } from './read-numbers.js';
import type { Stages } from './stages.js';

/** What is needed to read a column. */
export interface Reading {
  readonly dialect: Dialect;
  readonly stages: Stages;
  /** The unit of numbers that stand in the column without one. */
  readonly unit: string | undefined;
}

/**
 * What stands in a column, read as answers to a question: as `readAnswer` does, or more strictly. What that takes for no
 * answer is none here; a spelling that SQL cannot follow (white space other than blanks, leading zeros without end) is none either.
 */
export function readColumn(column: Sql, space: QuestionSpace, reading: Reading): Coded {
  switch (space.kind) {
    case 'option':
      return space.question.type === 'yes-no' ? readYesNo(column, space, reading) : readOption(column, space, reading);
    case 'set':
      return readSet(column, space, reading);
    case 'ordered':
      return space.question.type === 'date' ? readDates(column, space, reading) : readNumbers(column, space, reading);
  }
}

/** A column that the dialect reads `asBoolean`. */
export function readBoolean(column: Sql, space: OptionSpace): Coded {
  const regionOf = (answer: string): number =>
    space.regionOf[space.options.findIndex(({ value }) => value === answer)]!;
  return codedBoolean(column, space.sizes.length, regionOf('yes'), regionOf('no'));
}

const TRUE_TOO: Readonly<Record<string, readonly string[]>> = { yes: ['yes', 'true'], no: ['no', 'false'] };

function readYesNo(column: Sql, space: OptionSpace, { stages, dialect }: Reading): Coded {
  const { text, stage } = column;
  const codes = codesFor(Math.max(1, ...space.sizes));
  // Most answers are no: that is held against first.
  const whens = (spelled: string, words: (value: string) => readonly string[]): string =>
    space.options
      .map(({ value }, index) => `WHEN ${isIn(spelled, words(value), dialect)} THEN ${space.regionOf[index]!}`)
      .toReversed()
      .join(' ');
  const plain = `LOWER(TRIM(${text}))`;
  const rest =
    `CASE ${whens(plain, (value) => TRUE_TOO[value]!)} ` +
    `WHEN ${plain} IN ('', 'unknown') THEN ${codes.unknown} ELSE ${codes.invalid} END`;
  const code = stages.named({
    text: `CASE ${whens(text, (value) => [value])} WHEN ${text} IS NULL THEN ${codes.unknown} ELSE ${rest} END`,
    stage,
  });
  return { ...statesOf(code, codes), axes: space.sizes.map(() => axisOf(code, codes)) };
}

function readOption(column: Sql, space: OptionSpace, { stages, dialect }: Reading): Coded {
  const { text, stage } = column;
  const codes = codesFor(Math.max(1, ...space.sizes));
  const values = codes.sets.map((_, region) =>
    space.options.flatMap(({ value }, index) => (space.regionOf[index] === region ? [value] : [])),
  );
  const whens = (spelled: string): string =>
    values.map((some, region) => `WHEN ${isIn(spelled, some, dialect)} THEN ${region}`).join(' ');
  const rest = `CASE ${whens(`TRIM(${text})`)} ${blankOr(`TRIM(${text})`, codes)} END`;
  const code = stages.named({
    text: `CASE WHEN ${text} IS NULL THEN ${codes.unknown} ${whens(text)} ELSE ${rest} END`,
    stage,
  });
  return { ...statesOf(code, codes), axes: space.sizes.map(() => axisOf(code, codes)) };
}

/**
 * Any of the options: texts with commas between, `none`, or a list as databases print it: `["a", "b"]`, `[a, b]`, `{a,b}`.
 *
 * Each value gets a comma on either side, so that `,a,,b,` is the list; what is left when all options are taken out is strange.
 */
function readSet(column: Sql, space: SetSpace, { stages, dialect }: Reading): Coded {
  const options = 'options' in space.question ? space.question.options.map(({ value }) => value) : [];
  const odd = options.find((value) => /^[[{]|["\\]/.test(value));
  if (odd !== undefined) {
    throw new ExportError(
      `The option "${odd}" of "${space.question.id}" cannot be told from the way in which databases write a list.`,
      'Give the option a value without brackets in front, quotes and backslashes; what is shown stands in its name.',
    );
  }
  const trimmed = stages.named({ text: `TRIM(${column.text})`, stage: column.stage });
  const { text } = trimmed;
  const last = `SUBSTR(${text}, LENGTH(${text}), 1)`;
  const listed = `((SUBSTR(${text}, 1, 1) = '[' AND ${last} = ']') OR (SUBSTR(${text}, 1, 1) = '{' AND ${last} = '}'))`;
  const inside = stages.named({
    text:
      `CASE WHEN ${text} IS NULL OR ${text} = '' OR LOWER(${text}) = 'unknown' THEN NULL ` +
      `WHEN ${text} = 'none' THEN '' WHEN LENGTH(${text}) > 1 AND ${listed} ` +
      `THEN TRIM(SUBSTR(${text}, 2, LENGTH(${text}) - 2)) ELSE ${text} END`,
    stage: trimmed.stage,
  });
  const marked = stages.named({
    text: `',' || REPLACE(REPLACE(${inside.text}, ', ', ','), ',', ',,') || ','`,
    stage: inside.stage,
  });
  const spellings = (value: string): readonly string[] =>
    [`,${value},`, `,"${value}",`].map((spelled) => dialect.literal(spelled));
  const left = options.flatMap(spellings).reduce((rest, spelled) => `REPLACE(${rest}, ${spelled}, '')`, marked.text);
  const codes = codesFor(2);
  const state = stages.named({
    text:
      `CASE WHEN ${inside.text} IS NULL THEN ${codes.unknown} WHEN ${inside.text} = '' THEN 0 ` +
      `WHEN ${left} = '' THEN 0 ELSE ${codes.invalid} END`,
    stage: marked.stage,
  });
  const axes = space.groups.map((group) => {
    const chosen = group
      .flatMap(spellings)
      .map((spelled) => `REPLACE(${marked.text}, ${spelled}, '') <> ${marked.text}`);
    const axis = stages.named({
      text: `CASE WHEN ${state.text} >= ${codes.unknown} THEN ${state.text} WHEN ${chosen.join(' OR ')} THEN 1 ELSE 0 END`,
      stage: state.stage,
    });
    return axisOf(axis, codes);
  });
  return { ...statesOf(state, codes), axes };
}

/** The end of a CASE over a trimmed text: blank or "unknown", or else no answer. */
export function blankOr(trimmed: string, { unknown, invalid }: Codes): string {
  return `WHEN ${trimmed} = '' OR LOWER(${trimmed}) = 'unknown' THEN ${unknown} ELSE ${invalid}`;
}

function isIn(text: string, values: readonly string[], { literal }: Dialect): string {
  const literals = values.map(literal);
  return literals.length === 1 ? `${text} = ${literals[0]!}` : `${text} IN (${literals.join(', ')})`;
}
