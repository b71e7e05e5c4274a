import type * as z from 'zod';
import { at, type Pointer } from '../model/pointer.js';
import { resultSchema } from './result-schema.js';

/** Something that is wrong with a saved result. `at` is where in it; '' for all of it. */
export interface SavedProblem {
  readonly message: string;
  readonly at: Pointer;
}

export type SavedResult = z.output<ReturnType<typeof resultSchema>>;

export type ReadSaved =
  | {
      readonly ok: true;
      /** As it was read, with fields that the schema does not know: what a digest is taken over. */
      readonly raw: Readonly<Record<string, unknown>>;
      readonly result: SavedResult;
    }
  | {
      readonly ok: false;
      readonly problems: readonly SavedProblem[];
      /** How many there are beside those. */ readonly more: number;
    };

/** Deeper than any result: a condition takes two levels, and a rule file has few of them. */
const DEEPEST = 256;
/** What a person can read at once. */
const MOST_PROBLEMS = 100;

/**
 * A saved result, from text that nobody vouches for. Every problem is told with its place; fields that are not known are left
 * out of `result`.
 */
export function readSavedResult(text: string): ReadSaved {
  const parsed = parsedJson(text);
  if (!parsed.ok) return { ok: false, problems: [{ message: parsed.message, at: '' }], more: 0 };
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('This is no result: the JSON is not an object.');
  if (tooDeep(value)) return refused(`It is nested more than ${DEEPEST} levels deep, as no result is.`);
  const raw = value as Readonly<Record<string, unknown>>;
  if (!('candidacy' in raw) || !('verdict' in raw))
    return refused('This is no result of a screening: it has no "candidacy" or no "verdict".');
  const checked = resultSchema().safeParse(raw);
  if (checked.success) return { ok: true, raw, result: withOwnAnswers(checked.data) };
  const problems = checked.error.issues.map((issue) => ({
    message: messageOf(issue, raw),
    at: at('', ...issue.path.map((part) => (typeof part === 'symbol' ? '' : part))),
  }));
  return {
    ok: false,
    problems: problems.slice(0, MOST_PROBLEMS),
    more: Math.max(0, problems.length - MOST_PROBLEMS),
  };
}

function refused(message: string): ReadSaved {
  return { ok: false, problems: [{ message, at: '' }], more: 0 };
}

function parsedJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (keysIn(text) !== keysOf(value)) return { ok: false, message: 'A key stands twice in one object of it.' };
    return { ok: true, value };
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (text.trim() === '') return { ok: false, message: 'It is empty.' };
    if (position === undefined) return { ok: false, message: 'This is not JSON, or not all of it.' };
    const before = text.slice(0, Number(position)).split('\n');
    return {
      ok: false,
      message: `This is not JSON: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}.`,
    };
  }
}

/** How many keys are written in valid JSON: strings before a colon. Of two that are the same, only one is read. */
function keysIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}

function keysOf(root: unknown): number {
  let count = 0;
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const parts = Object.values(value);
    if (!Array.isArray(value)) count += parts.length;
    for (const part of parts) left.push(part);
  }
  return count;
}

function tooDeep(root: object): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) next.push(part);
    }
    level = next;
  }
  return false;
}

/** A map without a prototype: a question of a hostile file may be called `constructor`. */
function withOwnAnswers(result: SavedResult): SavedResult {
  return { ...result, answers: Object.assign(Object.create(null) as SavedResult['answers'], result.answers) };
}

function messageOf(issue: z.core.$ZodIssue, raw: unknown): string {
  const value = issue.path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
  const found = value === undefined ? 'it is missing' : `it is ${shown(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `Expected ${TYPES[issue.expected] ?? issue.expected}; ${found}.`;
    case 'invalid_value':
      return `Expected ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}; ${found}.`;
    case 'invalid_format':
      return `Expected ${FORMATS[issue.format] ?? issue.format}; ${found}.`;
    case 'invalid_union':
      return `Expected ${'discriminator' in issue ? 'one of the kinds that there are' : 'something else'}; ${found}.`;
    case 'custom':
      return `${issue.message}; ${found}.`;
    default:
      return `${issue.message}.`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day of the calendar, YYYY-MM-DD',
  datetime: 'a time in UTC, YYYY-MM-DDTHH:MM:SSZ',
};

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
