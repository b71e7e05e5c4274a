import { columnsOf } from '../io.js';
import type { Answers } from '../../model/answer.js';
import type { RuleSet } from '../../model/ruleset.js';
import { visible } from '../../model/visible.js';
import { counted, ORIGIN, shortDigest } from '../../report/words.js';
import { FileError, UsageError } from '../errors.js';
import { reason } from '../reason.js';
import { agendaOf, labelOf, orderOf, questionOf } from '../../interview/agenda.js';
import { answerWords } from '../../interview/entry.js';
import type { PromptIo } from './interview.js';
import { readLines } from './lines.js';
import { linesOf } from './plain.js';
import { misfits, type SavedSession } from './saved-session.js';
import {
  claimSession,
  fileOf,
  isAlive,
  newName,
  removeSession,
  sessionNamed,
  type StoredSession,
  storedSessions,
} from './session-store.js';

/** Older than this, a session must be named: it may be another patient's. */
const FRESH_MS = 24 * 60 * 60 * 1000;

export interface Resumed {
  /** The saved answers, with those given now in their place. */
  readonly answers: Answers;
  readonly reference: string | undefined;
  /** The file that the session goes on in. */
  readonly file: string;
}

interface Request {
  readonly folder: string;
  readonly ruleSet: RuleSet;
  /** True for the one session that fits, else a name or a file. */
  readonly which: true | string;
  readonly given: Answers;
  readonly reference: string | undefined;
  /** Whether the session is taken over: not where nothing is to be written. */
  readonly claim: boolean;
}

/** Shows a saved session whole and takes it up on a yes; `undefined` where the person does not say yes. Throws `UsageError`. */
export async function resumeSession(io: PromptIo, request: Request): Promise<Resumed | undefined> {
  const { folder, ruleSet, given } = request;
  const found = request.which === true ? onlyFitting(folder, ruleSet, io.now()) : named(folder, request.which);
  const { session } = found;
  const strange = new Set(misfits(session, ruleSet));
  const saved = new Map([...session.answers].filter(([id]) => !strange.has(id)));
  const answers = merged(saved, given);
  const reference = request.reference ?? session.reference;
  const say = (lines: readonly string[]): void => void io.stderr.write(linesOf(lines, columnsOf(io.stderr) ?? 80));
  say([
    ...aboutSession(session, ruleSet, io.now(), request.reference),
    '',
    ...answerLines(ruleSet, saved, given, [...strange]),
    '',
  ]);

  const lines = readLines(io);
  try {
    for (;;) {
      const line = await lines.ask('Go on with these answers? yes, no or delete: ');
      if (line.kind === 'stop') {
        say(['', 'Left as it was.']);
        return undefined;
      }
      if (line.kind === 'early') {
        // A yes is worth something once the answers could be read.
        say([`Not taken, as it was typed before this question: “${visible(line.text)}”.`]);
        continue;
      }
      const word = line.text.trim().toLowerCase();
      if (word === 'yes' || word === 'y') break;
      if (word === 'no' || word === 'n') {
        say(['Left as it was. Without --resume a new session begins.']);
        return undefined;
      }
      if (word === 'delete') {
        removeSession(found.file);
        say(['Deleted.']);
        return undefined;
      }
      say(['Type yes, no or delete.']);
    }
  } finally {
    lines.close();
  }
  return { answers, reference, file: request.claim ? taken(folder, found.stored, new Date(io.now())) : found.file };
}

interface Found {
  readonly session: SavedSession;
  readonly file: string;
  readonly stored: StoredSession;
}

/** Goes on in a file of its own name, so that only one of two that ask at once gets the answers. */
function taken(folder: string, { name, file }: StoredSession, now: Date): string {
  if (file !== fileOf(folder, name)) return file;
  const next = fileOf(folder, newName(now));
  try {
    if (claimSession(file, next)) return next;
  } catch (error) {
    throw new FileError(`The saved session "${name}" cannot be taken up: ${reason(error)}.`);
  }
  throw new UsageError([{ message: `The saved session "${name}" has been taken up elsewhere in the meantime.` }]);
}

function onlyFitting(folder: string, ruleSet: RuleSet, now: number): Found {
  const all = storedSessions(folder).map((stored) => ({ stored, why: whyNot(stored, ruleSet, now) }));
  const fitting = all.filter(({ why }) => why === undefined).map(({ stored }) => stored);
  const [first, second] = fitting;
  if (first !== undefined && second === undefined && first.read.ok)
    return { session: first.read.session, file: first.file, stored: first };
  if (first !== undefined) {
    const lines = fitting.map((stored) => `${stored.name}${summary(stored)}`).join('; ');
    throw new UsageError([
      {
        message: `${counted(fitting.length, 'saved session')} can be resumed, and they may be of different people: ${lines}.`,
        hint: `Name one: --resume ${first.name}`,
      },
    ]);
  }
  const others = all.map(({ stored, why }) => `${stored.name} (${why ?? ''})`).join('; ');
  throw new UsageError([
    others === ''
      ? { message: 'There is no saved session to resume.', hint: 'Leave --resume out to begin one.' }
      : {
          message: `No saved session can be resumed without its name. There is: ${others}.`,
          hint: 'Name one: --resume NAME',
        },
  ]);
}

function named(folder: string, name: string): Found {
  const stored = sessionNamed(folder, name);
  if (stored === undefined) {
    const names = storedSessions(folder).map((one) => one.name);
    const hint = names.length === 0 ? 'There are no saved sessions.' : `There are: ${names.join(', ')}.`;
    throw new UsageError([{ message: `There is no saved session and no file "${visible(name)}".`, hint }]);
  }
  if (!stored.read.ok)
    throw new UsageError([
      {
        message: `The saved session "${visible(name)}" cannot be used: ${stored.read.problem}.`,
        hint: 'It is left as it is. Begin anew without --resume.',
      },
    ]);
  return { session: stored.read.session, file: stored.file, stored };
}

/** Why a session is not taken up unless it is named; `undefined` where nothing speaks against it. */
function whyNot({ read }: StoredSession, ruleSet: RuleSet, now: number): string | undefined {
  if (!read.ok) return `damaged: ${read.problem}`;
  const { session } = read;
  if (isAlive(session.process)) return 'still open in another terminal';
  if (session.ruleSet.digest !== ruleSet.digest)
    return `of another rule set: ${visible(session.ruleSet.id)} ${visible(session.ruleSet.version)}`;
  const age = now - session.savedAt.getTime();
  return age > FRESH_MS || age < -FRESH_MS ? 'over 24 hours old' : undefined;
}

/** How many sessions wait to be taken up. */
export function waitingSessions(folder: string): number {
  return storedSessions(folder).filter(({ read }) => read.ok && !isAlive(read.session.process)).length;
}

function summary({ read }: StoredSession): string {
  if (!read.ok) return '';
  const { savedAt, reference, answers } = read.session;
  return ` (${localTime(savedAt)}, ${reference === undefined ? 'no reference' : `reference ${visible(reference)}`}, ${counted(answers.size, 'answer')})`;
}

function aboutSession(
  session: SavedSession,
  ruleSet: RuleSet,
  now: number,
  reference: string | undefined,
): readonly string[] {
  const { ruleSet: was } = session;
  const other = was.digest !== ruleSet.digest;
  return [
    `A saved session, ${ago(now - session.savedAt.getTime())}.`,
    `Saved: ${localTime(session.savedAt)}`,
    `Reference: ${session.reference === undefined ? 'none' : visible(session.reference)}`,
    ...(reference !== undefined && reference !== session.reference
      ? [`! The reference given now is another: ${visible(reference)}. Is it the same person?`]
      : []),
    `Screening date: ${session.on}`,
    `Rule set: ${visible(was.id)} ${visible(was.version)} (${shortDigest(visible(was.digest))})`,
    ...(other
      ? [
          `! The rule set is another now: ${ruleSet.id} ${ruleSet.version} (${shortDigest(ruleSet.digest)}). Its questions may mean something else.`,
        ]
      : []),
    ...(now - session.savedAt.getTime() > FRESH_MS
      ? ['! This session is over 24 hours old. Is it the same person, and does it all still hold?']
      : []),
  ];
}

/** Every answer, in the order in which it is asked, and what becomes of it. */
function answerLines(ruleSet: RuleSet, saved: Answers, given: Answers, strange: readonly string[]): readonly string[] {
  const agenda = agendaOf(ruleSet);
  const lines = orderOf(agenda).flatMap((id) => {
    const answer = saved.get(id);
    const now = given.get(id);
    if (answer === undefined) return [];
    const words = answerWords(questionOf(agenda, id), answer);
    const origin = answer.origin === 'prompt' ? '' : ` (${ORIGIN[answer.origin]})`;
    const replaced =
      now !== undefined && merged(saved, given).get(id) === now
        ? ` — given now, and counts: ${answerWords(questionOf(agenda, id), now)}`
        : '';
    return [`  ${labelOf(agenda, id)}: ${words}${origin}${replaced}`];
  });
  return [
    ...(lines.length === 0 ? ['No answers.'] : ['Answers:', ...lines]),
    ...(strange.length === 0
      ? []
      : [`! Left out, since the rule set does not ask or take them now: ${strange.map(visible).join(', ')}.`]),
  ];
}

/** What is given now counts; but "don't know" does not take away what is known. */
function merged(saved: Answers, given: Answers): Answers {
  const answers = new Map(saved);
  for (const [id, answer] of given) {
    if (answer.kind === 'known' || answers.get(id)?.kind !== 'known') answers.set(id, answer);
  }
  return answers;
}

function localTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function ago(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 0) return 'saved in the future, by the clock of this machine';
  if (minutes < 60) return `saved ${counted(minutes, 'minute')} ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `saved ${counted(hours, 'hour')} ago` : `saved ${counted(Math.round(hours / 24), 'day')} ago`;
}
