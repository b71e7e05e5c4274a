import type { Answers } from '../../model/answer.js';
import type { Compiled } from '../../engine/compile.js';
import { counted } from '../../report/words.js';
import { type ColourLevel, styleFor } from '../colour.js';
import { reason } from '../files.js';
import { agendaOf } from './agenda.js';
import { linesOf, plain } from './plain.js';
import { resumeSession, waitingSessions } from './resume.js';
import { fileOf, keepSession, newName, removeSession, sessionFolder } from './session-store.js';
import type { Setting } from './session.js';

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
  /** One line at a time, nothing repainted. Taken by itself where `TERM` is `dumb`. */
  readonly plain: boolean;
  /** The colours of stderr: 0 for none. */
  readonly colour: ColourLevel;
  /** `--resume`: true for the one saved session that fits, or the name or file of one. */
  readonly resume?: true | string | undefined;
}

export type Interviewed =
  /** The verdict was accepted. Answers to questions that do not apply are left out; those given here have the origin `prompt`. */
  | { readonly kind: 'answered'; readonly answers: Answers; readonly reference?: string | undefined }
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
      : await resumeSession(io, { folder, ruleSet, which: options.resume, given, reference: options.reference, claim: save });
  if (options.resume !== undefined && resumed === undefined) return { kind: 'interrupted' };

  const reference = options.reference ?? resumed?.reference;
  const setting: Setting = { ruleSet, agenda: agendaOf(ruleSet), stand: (answers) => compiled.standing(answers, { on }), on, reference };
  const keeper = save ? keeperOf(io, setting, resumed?.file ?? fileOf(folder, newName(new Date(io.now())))) : undefined;
  const keep = keeper?.keep ?? ((): undefined => undefined);
  const start = resumed?.answers ?? given;
  if (resumed !== undefined) keep(start);
  const waiting = options.resume === undefined && save ? waitingSessions(folder) : 0;
  const note = waiting === 0 ? undefined : `${counted(waiting, 'saved session')} can be taken up: Ctrl-C, then the same command with --resume.`;

  const result =
    options.plain || io.env['TERM'] === 'dumb'
      ? await plain(io, setting, start, { note, keep })
      : await (await import('./checklist.js')).checklist(io, setting, start, { style: await styleFor(io, options.colour), note, keep });
  if (result.kind === 'answered') {
    keeper?.remove();
    if (resumed !== undefined) removeSession(resumed.file);
    return reference === undefined ? result : { ...result, reference };
  }
  const told = keeper?.told() ?? `Nothing was saved, as --no-save says${resumed === undefined ? '' : '; what had been saved before is still there'}.`;
  io.stderr.write(linesOf([`Stopped. ${told}`], io.stderr.columns ?? 80));
  return result;
}

interface Keeper {
  /** Writes the answers; returns what went wrong, the first time that it does. */
  readonly keep: (answers: Answers) => string | undefined;
  readonly remove: () => void;
  /** What has become of the answers, as a sentence. */
  readonly told: () => string;
}

function keeperOf(io: PromptIo, { ruleSet, on, reference }: Setting, file: string): Keeper {
  let kept: number | undefined;
  let problem: string | undefined;
  return {
    keep(answers) {
      try {
        keepSession(file, { savedAt: new Date(io.now()), ruleSet, on, reference, answers, process: process.pid });
        kept = answers.size;
        problem = undefined;
        return undefined;
      } catch (error) {
        const first = problem === undefined;
        problem = reason(error);
        return first ? `The answers cannot be saved: ${problem}. Stopping now would lose them.` : undefined;
      }
    },
    remove: () => removeSession(file),
    told() {
      if (problem !== undefined) return `The answers could not be saved: ${problem}.`;
      if (kept === undefined) return 'Nothing new was answered, so nothing was saved.';
      return `${counted(kept, 'answer')} ${kept === 1 ? 'is' : 'are'} saved, readable by you alone. The same command with --resume takes ${kept === 1 ? 'it' : 'them'} up.`;
    },
  };
}
