import type { Answer, Answers } from '../model/answer.js';
import { visible } from '../model/visible.js';

/** A patient as a call that can be pasted into a shell: `candidacy screen --rules rules.yaml --answer pregnancy=yes`. */
export function screenCall(answers: Answers, rules: string, on?: string): string {
  const day = on === undefined ? [] : ['--on', on];
  return ['candidacy', 'screen', '--rules', rules, ...day, ...answerArguments(answers)].map(quoted).join(' ');
}

/** The answers as arguments, unquoted. Nothing answered needs no argument. */
export function answerArguments(answers: Answers): readonly string[] {
  return [...answers].flatMap(([id, answer]) => ['--answer', `${id}=${answerSpelled(answer)}`]);
}

/** `pregnancy=yes weight=137kg`; `no answers` where there are none. */
export function answersInShort(answers: Answers): string {
  if (answers.size === 0) return 'no answers';
  return [...answers].map(([id, answer]) => `${id}=${visible(answerSpelled(answer))}`).join(' ');
}

/** An answer as the command line reads it. */
export function answerSpelled(answer: Answer): string {
  if (answer.kind === 'unknown') return 'unknown';
  const { value, unit } = answer;
  if (typeof value === 'number') return `${value}${unit ?? ''}`;
  return typeof value === 'string' ? value : value.length === 0 ? 'none' : value.join(',');
}

/** The answers as plain data: numbers with their unit where they have one. */
export function answersData(answers: Answers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...answers].map(([id, answer]) => [
      id,
      answer.kind === 'unknown'
        ? null
        : answer.unit === undefined || typeof answer.value !== 'number'
          ? answer.value
          : `${answer.value}${answer.unit}`,
    ]),
  );
}

/** A word of a shell. */
export function quoted(argument: string): string {
  const text = visible(argument);
  return /^[\w./=:,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
