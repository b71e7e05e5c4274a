import type { Answer, Answers } from '../../model/answer.js';
import type { Question } from '../../model/question.js';
import type { RuleSet } from '../../model/ruleset.js';
import { readAnswer } from '../../model/read-answer.js';

/** The answers of a session that was not ended, as they stand in a file. */
export interface SavedSession {
  readonly savedAt: Date;
  readonly ruleSet: { readonly id: string; readonly version: string; readonly digest: string };
  readonly on: string;
  readonly reference: string | undefined;
  readonly answers: Answers;
  /** The process that writes the file. */
  readonly process: number;
}

/** The largest file that is read as a saved session. */
export const LARGEST_SESSION = 1_000_000;

/** Longer than any reference that can be given. */
const LONGEST_REFERENCE = 1000;

export function sessionText(session: SavedSession): string {
  const { savedAt, ruleSet, on, reference, answers, process } = session;
  const file = {
    'candidacy-session': 1,
    savedAt: savedAt.toISOString(),
    ruleSet: { id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
    on,
    reference: reference ?? null,
    answers: Object.fromEntries(answers),
    process,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export type SessionRead =
  { readonly ok: true; readonly session: SavedSession } | { readonly ok: false; readonly problem: string };

/** Reads what a file holds; `problem` ends the sentence "The file cannot be used:". Nothing is taken from a file that is damaged. */
export function readSession(text: string): SessionRead {
  const damaged = (problem: string): SessionRead => ({ ok: false, problem });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return damaged('it is not JSON, or was cut off');
  }
  if (!isRecord(json) || json['candidacy-session'] === undefined) return damaged('it is not a saved session');
  if (json['candidacy-session'] !== 1) return damaged('it was written by another version of candidacy');
  const { savedAt, ruleSet, on, reference, answers, process } = json;
  const time = typeof savedAt === 'string' ? new Date(savedAt) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) return damaged('it does not say when it was saved');
  if (!isRecord(ruleSet) || !isText(ruleSet['id']) || !isText(ruleSet['version']) || !isText(ruleSet['digest'])) {
    return damaged('it does not say which rule set it is for');
  }
  if (typeof on !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return damaged('it has no screening date');
  if (reference !== null && !(isText(reference) && reference.length <= LONGEST_REFERENCE))
    return damaged('its reference is not text');
  if (!isRecord(answers)) return damaged('it has no answers');
  const read = Object.entries(answers).map(([id, answer]) => [id, answerOf(answer)] as const);
  const wrong = read.find(([, answer]) => answer === undefined);
  if (wrong !== undefined) return damaged(`its answer to "${wrong[0]}" cannot be read`);
  return {
    ok: true,
    session: {
      savedAt: time,
      ruleSet: { id: ruleSet['id'], version: ruleSet['version'], digest: ruleSet['digest'] },
      on,
      reference: reference ?? undefined,
      answers: new Map(read as readonly (readonly [string, Answer])[]),
      process: typeof process === 'number' ? process : 0,
    },
  };
}

const ORIGINS = ['prompt', 'flag', 'file', 'fhir', 'assumed'] as const;

function answerOf(json: unknown): Answer | undefined {
  if (!isRecord(json)) return undefined;
  const origin = ORIGINS.find((one) => one === json['origin']);
  if (origin === undefined) return undefined;
  const time = json['answeredAt'];
  if (time !== undefined && !isText(time)) return undefined;
  const answeredAt = time === undefined ? {} : { answeredAt: time };
  if (json['kind'] === 'unknown') return { kind: 'unknown', origin, ...answeredAt };
  const { value, unit } = json;
  const list = Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (
    json['kind'] !== 'known' ||
    !(typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) || list)
  )
    return undefined;
  if (unit !== undefined && !isText(unit)) return undefined;
  const known = {
    kind: 'known',
    value: list ? (value as readonly string[]) : value,
    origin,
    ...answeredAt,
  } as const;
  return unit === undefined ? known : { ...known, unit };
}

/** What of a session does not fit a rule set any more: questions it does not have, and answers they do not take. */
export function misfits(session: SavedSession, ruleSet: RuleSet): readonly string[] {
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  return [...session.answers].filter(([id, answer]) => !fits(questions.get(id), answer, session.on)).map(([id]) => id);
}

function fits(question: Question | undefined, answer: Answer, on: string): boolean {
  if (question === undefined) return false;
  if (answer.kind === 'unknown') return true;
  const raw = answer.unit === undefined ? answer.value : `${String(answer.value)} ${answer.unit}`;
  const read = readAnswer(question, raw, { on, unitOptional: true });
  return read.ok && read.unknown !== true && JSON.stringify(read.value) === JSON.stringify(answer.value);
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isText(json: unknown): json is string {
  return typeof json === 'string' && json !== '';
}
