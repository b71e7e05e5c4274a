import { referenceProblem } from '../interview/reference.js';
import { visible } from '../model/visible.js';
import { REPORT_FORMATS, type ReportFormat } from '../report/index.js';
import type { RawAnswer } from './answers.js';
import type { Problem } from './errors.js';
import type { LoadedRules } from './load-rules.js';
import { differentFormats, moreThanOnce, oneOf, quote } from './one-of.js';
import { sessionsOf } from './sessions.js';

/** The rule set to screen against, and the name in `--rules` that it was loaded for. */
export interface NamedRules {
  readonly name: string | undefined;
  readonly loaded: LoadedRules;
  /** Why the default rule set stands in for the named one: for the help alone, and nobody is screened by it. */
  readonly missing?: Error;
}

/** What was met, in the order of the command line. */
export interface Given {
  /** Flags made from the rule set. */
  readonly flags: { readonly flag: string; readonly id: string; readonly raw: string }[];
  /** All others, by their long name; no value where none was given. */
  readonly options: { readonly name: string; readonly value: string | undefined }[];
}

/** A call of `screen`, and all that is wrong with it as far as its words go. */
export interface ScreenCall {
  readonly answers: readonly RawAnswer[];
  readonly answersFile: string | undefined;
  /** As `--rules` names it. */
  readonly rules: string | undefined;
  readonly assumeNo: boolean;
  readonly on: string | undefined;
  readonly reference: string | undefined;
  readonly format: ReportFormat;
  readonly output: string | undefined;
  /** The file for the page that the patient takes home. */
  readonly handout: string | undefined;
  readonly log: string | undefined;
  readonly sessions: number | undefined;
  readonly lang: string | undefined;
  readonly explain: 'short' | 'full';
  readonly exitCode: boolean;
  readonly quiet: boolean;
  readonly colour: boolean;
  readonly input: boolean;
  readonly plain: boolean;
  readonly save: boolean;
  /** True for the saved session that fits, or the name of one. */
  readonly resume: true | string | undefined;
  readonly problems: readonly Problem[];
}

export function callOf(given: Given, rules: NamedRules): ScreenCall {
  const problems: Problem[] = [];
  const value = (name: string): string | undefined => single(given, name, problems);
  const has = (name: string): boolean => given.options.some((option) => option.name === name);
  const format = oneOf('--format', value('--format'), REPORT_FORMATS, problems);
  if (has('--json') && format !== undefined && format !== 'json') problems.push(differentFormats(format));
  const call = {
    answers: [
      ...given.flags.map(({ flag, id, raw }) => ({ question: id, raw, origin: 'flag' as const, where: flag })),
      ...given.options
        .filter(({ name }) => name === '--answer')
        .flatMap((option) => answerOf(option.value ?? '', problems)),
    ],
    answersFile: notEmpty('--answers', value('--answers'), problems),
    rules: rules.name,
    assumeNo: has('--assume-no'),
    on: value('--on'),
    reference: referenceOf(value('--reference'), problems),
    format: has('--json') ? 'json' : (format ?? 'text'),
    output: outputOf(notEmpty('--output', value('--output'), problems)),
    handout: notEmpty('--handout', value('--handout'), problems),
    log: notEmpty('--log', value('--log'), problems),
    sessions: sessionsIn(value('--sessions'), problems),
    lang: value('--lang'),
    explain: oneOf('--explain', value('--explain'), ['short', 'full'], problems) ?? 'short',
    exitCode: has('--exit-code'),
    quiet: has('--quiet'),
    colour: !has('--no-color'),
    input: !has('--no-input'),
    plain: has('--plain'),
    save: !has('--no-save'),
    resume: has('--resume') ? (value('--resume') ?? true) : undefined,
  } as const;
  if (call.sessions !== undefined && call.handout === undefined)
    problems.push({ message: '--sessions is for the hand-out, and there is none.', hint: 'Add --handout FILE.' });
  if (call.handout === '-')
    problems.push({
      message: '--handout needs a file of its own.',
      hint: 'Give it another name, such as handout.html.',
    });
  if (call.log === '-')
    problems.push({
      message: '--log needs a file of its own.',
      hint: 'Give it another name, such as screenings.ndjson.',
    });
  if (value('--rules') !== rules.name) {
    problems.push({
      message: '--rules stands where a flag takes it for its value.',
      hint: 'Put --rules NAME in front.',
    });
  }
  return { ...call, problems };
}

/** The value of an option that has one. Given twice with other values, neither is taken. */
function single(given: Given, name: string, problems: Problem[]): string | undefined {
  const values = given.options.filter((option) => option.name === name).map((option) => option.value);
  const twice = moreThanOnce(name, values);
  if (twice !== undefined) problems.push(twice);
  return values[0];
}

function answerOf(text: string, problems: Problem[]): readonly RawAnswer[] {
  const [, id, raw] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (id === undefined || raw === undefined) {
    problems.push({
      message: `--answer ${quote(text)} has no "id=value".`,
      hint: 'Write --answer pregnancy=no, for example.',
    });
    return [];
  }
  return [{ question: id.trim(), raw, origin: 'flag', where: `--answer ${visible(id.trim())}` }];
}

/** `-` is stdout, as elsewhere. */
function outputOf(file: string | undefined): string | undefined {
  return file === '-' ? undefined : file;
}

function sessionsIn(given: string | undefined, problems: Problem[]): number | undefined {
  const sessions = sessionsOf(given);
  if (typeof sessions === 'object') problems.push(sessions);
  return typeof sessions === 'number' ? sessions : undefined;
}

function notEmpty(name: string, given: string | undefined, problems: Problem[]): string | undefined {
  if (given === '') problems.push({ message: `${name} is empty.`, hint: 'Give the name of a file.' });
  return given === '' ? undefined : given;
}

function referenceOf(given: string | undefined, problems: Problem[]): string | undefined {
  if (given === undefined) return undefined;
  const reference = given.trim();
  const wrong = referenceProblem(reference);
  if (wrong !== undefined) {
    problems.push({
      message: `--reference ${wrong}${reference === '' ? '' : `: ${quote(reference)}`}.`,
      hint: 'Give a short text, such as a case number.',
    });
  }
  return reference;
}
