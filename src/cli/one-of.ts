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
