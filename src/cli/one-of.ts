import { nearest } from '../model/nearest.js';
import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';

/** The word that was given, where it is one of these; else a problem that names the nearest. */
export function oneOf<T extends string>(
  option: string,
  given: string | undefined,
  words: readonly T[],
  problems: Problem[],
): T | undefined {
  if (given === undefined) return undefined;
  const word = words.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  const meant = nearest(given, words);
  problems.push({
    message: `${option} is ${quote(given)}. Expected ${words.join(' or ')}.`,
    ...(meant === undefined ? {} : { hint: `Did you mean ${quote(meant)}?` }),
  });
  return undefined;
}

/** What was given, as a message quotes it: one line of bounded length. */
export function quote(text: string): string {
  const shown = visible(text);
  return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}

/** What is wrong with an option that is given more than once: nothing, where it is the same each time. */
export function moreThanOnce(name: string, given: readonly (string | undefined)[]): Problem | undefined {
  const values = [...new Set(given)];
  if (values.length < 2) return undefined;
  const all = values.map((value) => (value === undefined ? 'nothing' : quote(value))).join(' and ');
  return { message: `${name} is given more than once, with ${all}.`, hint: 'Leave all but one out.' };
}

/** What is wrong with `--json` beside another format. */
export function differentFormats(format: string): Problem {
  return {
    message: `--json and --format ${visible(format)} ask for different things.`,
    hint: 'Leave one of them out.',
  };
}
