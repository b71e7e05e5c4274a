import type { Change } from '../model/screening.js';
import type { AnswerResult, Decision, Result } from './result.js';

/**
 * The result without what points to a person: no reference, no words of a clinician, no day but the year.
 *
 * - `reference` is gone, and so are the notes of decisions.
 * - The answer to a question for a date keeps its year; changes that speak of such a question are gone (`more` says so), since
 *   their dates would give the day away.
 * - When each answer was given is gone; `on`, `screenedAt` and the days of decisions are those of the year's first or last day.
 * - Places in rule files lose the folder that the files stood in.
 *
 * Numbers and choices stay: without them there is no structure. What is left says `anonymous`, is to be sealed
 * anew, and cannot be evaluated again.
 */
export function anonymous(result: Result): Result {
  const dated = new Set(result.questions.filter(({ type }) => type === 'date').map(({ id }) => id));
  const answer = (id: string, { answeredAt, ...given }: AnswerResult): AnswerResult =>
    dated.has(id) && typeof given.value === 'string' && given.value !== 'unknown'
      ? { ...given, value: given.value.slice(0, 4) }
      : given;
  const changes = result.changes.filter(({ change }: Change) => !change.some(({ question }) => dated.has(question)));
  const { digest, override, ...rest } = withoutFolders(result);
  return {
    ...rest,
    reference: null,
    on: firstDay(result.on),
    screenedAt: firstMoment(result.screenedAt),
    answers: Object.fromEntries(Object.entries(result.answers).map(([id, given]) => [id, answer(id, given)])),
    overrode: rest.overrode.map((one) => ({
      ...one,
      was: answer(one.question, one.was),
      by: answer(one.question, one.by),
    })),
    changes,
    more: result.more || changes.length < result.changes.length,
    ...(override === undefined ? {} : { override: { ...decision(override), earlier: override.earlier.map(decision) } }),
    anonymous: true,
  };
}

function decision({ verdict, reason, because, until, at }: Decision): Decision {
  return { verdict, reason, because, note: '', until: `${until.slice(0, 4)}-12-31`, at: firstMoment(at) };
}

function firstDay(date: string): string {
  return `${date.slice(0, 4)}-01-01`;
}

function firstMoment(time: string): string {
  return `${firstDay(time)}T00:00:00Z`;
}

/** Pointers, of criteria and everywhere else: `clinic/jones/rules.yaml#/indications/0` names `rules.yaml` alone. */
function withoutFolders<T>(value: T): T {
  if (Array.isArray(value)) return value.map((part: unknown) => withoutFolders(part)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      key === 'at' && typeof part === 'string' ? part.replace(/^[^#]*[\\/](?=[^#\\/]*#)/, '') : withoutFolders(part),
    ]),
  ) as T;
}
