import type { Answers } from '../../model/answer.js';
import type { Screening } from '../../model/screening.js';
import { inLanguage } from '../../model/translation.js';
import { visible } from '../../model/visible.js';
import { reporter } from '../../report/index.js';
import type { Result, Screened } from '../../report/result.js';
import { resultOf } from '../../report/result-of.js';
import { plainStyle } from '../../report/style.js';
import type { View } from '../../report/view.js';
import { assumeNo, inapplicable, merge, overrodeBy, readLevel, type Level, type RawAnswer } from '../answers.js';
import { clock, type Clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { sharedFiles, writeResult } from '../own-files.js';
import type { PromptIo } from '../prompt/interview.js';
import { FileError, UsageError, type Problem } from '../errors.js';
import { endingOf, type Ending } from '../exit-code.js';
import { ClosedPipe, columnsOf, widthOf, write, type Io } from '../io.js';
import { languageProblem } from '../language.js';
import type { LoadedRules, Locate } from '../load-rules.js';
import type { ScreenCall } from '../screen-call.js';
import { shippedName } from '../shipped-rules.js';
import { sha256Once } from '../sha256-once.js';
import { TOOL } from '../version.js';
import { compileRules } from '../within-budget.js';

/** Screens one person, asking for what is not given where there is somebody to ask. */
export async function run(io: Io, call: ScreenCall, rules: LoadedRules): Promise<Ending> {
  const { ruleSet } = rules;
  const { time, levels } = await read(io, call, rules);
  const { on } = time;
  const compiled = compileRules(rules);
  const screen = (answers: Answers): Screening => compiled.screen(answers, { on });

  const given = merge(levels[0].answers, levels[1].answers);
  let reference = call.reference ?? null;
  let forget: (() => void) | undefined;
  let kept: string | undefined;
  let screening = screen(call.assumeNo ? assumeNo(ruleSet, given, screen) : given);
  if (canAsk(io, call) && (call.resume !== undefined || screening.verdict.next !== null)) {
    const { interview } = await import('../prompt/interview.js');
    const asking =
      call.lang === undefined ? compiled : compileRules({ ...rules, ruleSet: inLanguage(ruleSet, call.lang) });
    const asked = await interview(promptIo(io), asking, screening.answers, {
      on,
      reference: call.reference,
      save: call.save,
      now: () => {
        const now = clock(io, call.on);
        return now instanceof UsageError ? time.screenedAt : now.screenedAt;
      },
      plain: call.plain,
      colour: colourLevel(io, io.stderr, call.colour),
      resume: call.resume,
    });
    if (asked.kind === 'interrupted') return 'interrupted';
    screening = screen(asked.answers);
    reference = asked.reference ?? null;
    ({ forget, kept } = asked);
  }
  const mistaken = inapplicable(screening, levels, screen);
  if (mistaken.length > 0) throw new UsageError(mistaken);

  const overrode = overrodeBy(screening, levels, screen);
  const screened = {
    screening,
    overrode,
    reference,
    tool: TOOL,
    screenedAt: time.screenedAt,
    sha256: sha256Once,
    ...(call.lang === undefined ? {} : { language: call.lang }),
  };
  const ending = call.exitCode ? endingOf(screening.verdict.outcome, screening.verdict.urgent) : 'done';
  try {
    // Before it is told: no verdict that the log does not have.
    if (call.log !== undefined) await log(io, call.log, resultOf(screened), call.quiet);
    if (call.handout !== undefined) {
      const { writeHandout } = await import('./handout.js');
      const { handout: output, sessions, colour } = call;
      const option = '--handout';
      await writeHandout(io, resultOf(screened), { format: undefined, sessions, output, option, colour });
    }
    await report(io, call, rules, screened);
  } catch (error) {
    // Who asks for the verdict as a code is told it all the same: 0 would be a candidate.
    if (error instanceof ClosedPipe) return ending;
    if (error instanceof FileError && kept !== undefined) throw new FileError(`${error.message} ${kept}`);
    throw error;
  }
  if (forget !== undefined && !call.quiet) {
    const { closing } = await import('../prompt/closing.js');
    const style = await styleFor(io, colourLevel(io, io.stderr, call.colour));
    const output = call.output === undefined ? undefined : visible(call.output);
    await write(io.stderr, closing(resultOf(screened), columnsOf(io.stderr) ?? widthOf(io), style, output));
  }
  forget?.();
  return ending;
}

async function log(io: Io, file: string, result: Result, quiet: boolean): Promise<void> {
  const { logLine } = await import('../log-line.js');
  const { torn } = await io.files.append(file, (bytes) => logLine(result, bytes));
  if (torn === undefined || quiet) return;
  const what = `The last line of "${visible(file)}" was torn`;
  await write(io.stderr, `warning: ${what} (${torn.bytes} bytes); it was set aside in "${visible(file)}.torn".\n`);
}

interface Read {
  readonly time: Clock;
  /** The strongest first. */
  readonly levels: readonly [flags: Level, file: Level];
}

/** Everything that was given. All that is wrong with it is told at once, and before anybody is asked anything. */
async function read(io: Io, call: ScreenCall, rules: LoadedRules): Promise<Read> {
  const { ruleSet } = rules;
  const problems: Problem[] = [...call.problems];
  const told = clock(io, call.on);
  if (told instanceof UsageError) problems.push(...told.problems);
  // Without a day, no date is too late: what is wrong is the day.
  const time = told instanceof UsageError ? { on: '9999-12-31', screenedAt: '' } : told;
  const fileAnswers = call.answersFile === undefined ? [] : await answersOf(io, call.answersFile, problems);
  const levels = [call.answers, fileAnswers].map((given) => readLevel(ruleSet, given, time.on, problems)) as [
    Level,
    Level,
  ];
  if (call.resume !== undefined && !canAsk(io, call)) {
    const hint = 'Run it in a terminal, without --no-input and without CI in the environment.';
    problems.push({ message: '--resume shows what was saved and waits for a yes, and there is nobody to ask.', hint });
  }
  const { output, handout, log: logFile, answersFile, resume } = call;
  problems.push(
    ...sharedFiles(
      io,
      [
        ['--output', output],
        ['--handout', handout],
        ['--log', logFile],
      ],
      [
        ['--answers', answersFile],
        ['--rules', call.rules],
        ['--resume', resume === true ? undefined : resume],
      ],
    ),
  );
  if (handout !== undefined) {
    const { formatProblem } = await import('./handout.js');
    problems.push(...[formatProblem(handout) ?? []].flat());
  }
  const language = languageProblem(ruleSet, call.lang);
  if (language !== undefined) problems.push(language);
  if (problems.length > 0) {
    if (!(told instanceof UsageError)) problems.push(...contradictions(rules, levels, time.on));
    throw new UsageError(problems);
  }
  for (const file of [output, handout, logFile]) if (file !== undefined) io.files.expectWritable(file);
  return { time, levels };
}

/** Answers that contradict one another, whatever those come to that could not be read: those count as not given. */
function contradictions(rules: LoadedRules, levels: Read['levels'], on: string): readonly Problem[] {
  const given = merge(levels[0].answers, levels[1].answers);
  const compiled = compileRules(rules);
  const screen = (answers: Answers): Screening => compiled.screen(answers, { on });
  return inapplicable(screen(given), levels, screen);
}

async function answersOf(io: Io, name: string, problems: Problem[]): Promise<readonly RawAnswer[]> {
  const { readAnswersFile } = await import('../yaml.js');
  try {
    return await readAnswersFile(io, name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(...error.problems);
    return [];
  }
}

function canAsk(io: Io, call: ScreenCall): boolean {
  const ci = io.env['CI'] ?? '';
  return call.input && (ci === '' || ci === 'false') && io.stdin.isTTY === true && io.stderr.isTTY === true;
}

function promptIo(io: Io): PromptIo {
  return { stdin: io.stdin, stderr: io.stderr, env: io.env, now: () => io.now().getTime() };
}

/** A rule file that ships goes by its place in the package: where that lies differs from machine to machine. */
function inPackage(locate: Locate): Locate {
  return (pointer) => {
    const place = locate(pointer);
    const name = place === undefined ? undefined : shippedName(place.file);
    return place === undefined || name === undefined ? place : { ...place, file: `rules/${name}` };
  };
}

async function report(io: Io, call: ScreenCall, rules: LoadedRules, screened: Screened): Promise<void> {
  // Data has no columns and no colours, and is not asked what it is printed to.
  const data = call.format === 'json' || call.format === 'record';
  const drawn = !data && call.output === undefined;
  const view: View = {
    width: drawn ? widthOf(io) : 80,
    explain: call.explain,
    ...(!data && call.explain === 'full' ? { locate: inPackage(await rules.lines()) } : {}),
  };
  const style = data ? plainStyle() : await styleFor(io, drawn ? colourLevel(io, io.stdout, call.colour) : 0);
  const render = await reporter(call.format);
  const text = render({ ...screened, ...view }, style);
  await writeResult(io, text, call.output);
}
