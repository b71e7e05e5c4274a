import { basename } from 'node:path';
import type { Answers } from '../../model/answer.js';
import type { Compiled } from '../../engine/compile.js';
import { counted } from '../../report/words.js';
import { type ColourLevel, styleFor } from '../colour.js';
import { columnsOf } from '../io.js';
import { reason } from '../reason.js';
import { agendaOf } from '../../interview/agenda.js';
import { linesOf, plain } from './plain.js';
import { resumeSession, waitingSessions } from './resume.js';
import { fileOf, keepSession, newName, removeSession, sessionFolder } from './session-store.js';
import type { Setting } from '../../interview/session.js';

/** As much of the outside world as a conversation needs. Everything is written to stderr. */
export interface PromptIo {
  readonly stdin: NodeJS.ReadableStream & { setRawMode?: (raw: boolean) => unknown };
  readonly stderr: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`; this machine's where it is left out. */
  readonly platform?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface InterviewOptions {
  /** The screening date, `YYYY-MM-DD`. */
  readonly on: string;
  /** What the person screened goes by; shown, and kept with the saved answers. */
  readonly reference?: string | undefined;
  /** False for `--no-save`: nothing is written to disk. */
  readonly save: boolean;
  /** The time that an answer is stamped with: RFC 3339 in UTC, to the second. */
  readonly now: () => string;
  /** One line at a time, nothing repainted. Taken by itself where `TERM` is `dumb`. */
  readonly plain: boolean;
  /** The colours of stderr: 0 for none. */
  readonly colour: ColourLevel;
  /** `--resume`: true for the one saved session that fits, or the name or file of one. */
  readonly resume?: true | string | undefined;
}

export type Interviewed =
  /** The verdict was accepted. Answers to questions that do not apply are left out; those given here have the origin `prompt`. */
  | {
      readonly kind: 'answered';
      readonly answers: Answers;
      /** The one given, else that of the session taken up. */
      readonly reference: string | undefined;
      /** Removes the saved answers: to be called once the verdict has been told. */
      readonly forget: () => void;
      /** What has become of the answers until then, for whoever cannot tell the verdict; a sentence. */
      readonly kept: string;
    }
  /** Ended before that (exit 130). What became of the answers has been said on stderr. */
  | { readonly kind: 'interrupted' };

/**
 * Asks a person for what is not given, until the verdict is accepted. `given` are the answers of flags and files.
 *
 * Throws `UsageError` where `resume` names no session that can be taken up.
 */
export async function interview(
  io: PromptIo,
  compiled: Pick<Compiled, 'ruleSet' | 'standing'>,
  given: Answers,
  options: InterviewOptions,
): Promise<Interviewed> {
  const { ruleSet } = compiled;
  const { on, save } = options;
  const folder = sessionFolder(io.env, io.platform ?? process.platform);
  const resumed =
    options.resume === undefined
      ? undefined
      : await resumeSession(io, {
          folder,
          ruleSet,
          which: options.resume,
          given,
          reference: options.reference,
          claim: save,
        });
  if (options.resume !== undefined && resumed === undefined) return { kind: 'interrupted' };

  const reference = options.reference ?? resumed?.reference;
  const setting: Setting = {
    ruleSet,
    agenda: agendaOf(ruleSet),
    stand: (answers) => compiled.standing(answers, { on }),
    on,
    now: options.now,
    reference,
  };
  const file = resumed?.file ?? fileOf(folder, newName(new Date(io.now())));
  const keeper = save ? keeperOf(io, setting, file) : undefined;
  const keep = keeper?.keep ?? ((): undefined => undefined);
  const start = resumed?.answers ?? given;
  if (resumed !== undefined) keep(start);
  const waiting = options.resume === undefined && save ? waitingSessions(folder) : 0;
  const note =
    waiting === 0
      ? undefined
      : `${counted(waiting, 'saved session')} can be taken up: Ctrl-C, then the same command with --resume.`;

  const answers =
    options.plain || io.env['TERM'] === 'dumb'
      ? await plain(io, setting, start, { note, keep })
      : await (
          await import('./checklist.js')
        ).checklist(io, setting, start, { style: await styleFor(io, options.colour), note, keep });
  const before = resumed === undefined ? '' : '; what had been saved before is still there';
  const told = keeper?.told(waiting > 0) ?? `nothing was saved, as --no-save says${before}.`;
  if (answers !== undefined)
    return { kind: 'answered', answers, reference, forget: () => removeSession(file), kept: `The answers: ${told}` };
  io.stderr.write(linesOf([`Stopped; ${told}`], columnsOf(io.stderr) ?? 80));
  return { kind: 'interrupted' };
}

interface Keeper {
  /** Writes the answers; returns what went wrong, the first time that it does. */
  readonly keep: (answers: Answers) => string | undefined;
  /** What has become of the answers, to end a sentence. `named`: there are other sessions, so this one must be named. */
  readonly told: (named: boolean) => string;
}

function keeperOf(io: PromptIo, { ruleSet, on, reference }: Setting, file: string): Keeper {
  let kept = 0;
  let problem: string | undefined;
  return {
    keep(answers) {
      const first = problem === undefined;
      problem = undefined;
      try {
        const worth = [...answers.values()].some(({ origin }) => origin === 'prompt');
        if (worth)
          keepSession(file, { savedAt: new Date(io.now()), ruleSet, on, reference, answers, process: process.pid });
        else removeSession(file);
        kept = worth ? answers.size : 0;
        return undefined;
      } catch (error) {
        problem = reason(error);
        return first ? `The answers cannot be saved: ${problem}. Stopping now would lose them.` : undefined;
      }
    },
    told(named) {
      if (problem !== undefined) return `the answers could not be saved: ${problem}.`;
      if (kept === 0) return 'nothing was answered, so nothing was saved.';
      const [are, them] = kept === 1 ? ['is', 'it'] : ['are', 'them'];
      const how = named ? `--resume ${basename(file, '.json')}` : '--resume';
      return `${counted(kept, 'answer')} ${are} saved, readable by you alone. The same command with ${how} takes ${them} up.`;
    },
  };
}
