import type { Answer, Answers } from '../model/answer.js';

/** Answers as the command line takes them: `--answer sciatica=yes --answer weight=80kg`. */
export function answerFlags(answers: Answers): string {
  return [...answers].map(([id, answer]) => `--answer ${quoted(`${id}=${rawAnswer(answer)}`)}`).join(' ');
}

/** An answer as a flag or a file spells it. */
export function rawAnswer(answer: Answer): string {
  if (answer.kind === 'unknown') return 'unknown';
  const { value, unit = '' } = answer;
  if (typeof value === 'string' || typeof value === 'number') return `${value}${unit}`;
  return value.length === 0 ? 'none' : value.join(',');
}

/** A word of a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
