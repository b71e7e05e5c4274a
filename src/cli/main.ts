import type { PlacedDiagnostic } from '../model/diagnostic.js';
import { visible, visibleJson } from '../model/visible.js';
import { colourLevel, styleFor } from './colour.js';
import { FileError, problemText, RuleFileError, UsageError, type Problem } from './errors.js';
import { EXIT_CODES, type Ending, type Failure } from './exit-code.js';
import { ClosedPipe, print, widthOf, write, type Io } from './io.js';
import { plainDiagnostic } from './plain-diagnostic.js';
import { loadRules } from './load-rules.js';
import { plainWords } from './plain-words.js';
import { callOf, type NamedRules } from './screen-call.js';
import { DEFAULT_RULE_SET } from './shipped-rules.js';
import { rulesNamed, wantsHelp, wantsJson, wordsOf } from './words.js';
import { VERSION } from './version.js';

/** One run of the program: what it prints goes to `io`, the exit code comes back. Never throws. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return EXIT_CODES[await run(args, io)];
  } catch (error) {
    if (error instanceof ClosedPipe) return EXIT_CODES.done;
    const failure = failureOf(error);
    try {
      await write(io.stderr, wantsJson(args) ? failureJson(failure) : await failureText(failure, args, io));
    } catch {
      // Nobody is left to tell; the exit code still says it.
    }
    return EXIT_CODES[failure.kind];
  }
}

async function run(args: readonly string[], io: Io): Promise<Ending> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    await print(io, `${VERSION}\n`);
    return 'done';
  }
  const words = wordsOf(args);
  const rules = words[0] === 'screen' ? await rulesToScreenBy(io, rulesNamed(words), words) : undefined;
  const plain = rules === undefined || rules.missing !== undefined ? undefined : rules.loaded.ruleSet;
  const given = plain === undefined ? undefined : plainWords(words.slice(1), plain);
  if (rules === undefined || given === undefined) {
    const { runCommand } = await import('./program.js');
    return await runCommand(io, words, rules);
  }
  const { run: screen } = await import('./commands/screen.js');
  return await screen(io, callOf(given, rules), rules.loaded);
}

/** The rule set that is named. Where it cannot be loaded, the help is still there, with the flags of the default one. */
async function rulesToScreenBy(io: Io, name: string | undefined, words: readonly string[]): Promise<NamedRules> {
  try {
    return { name, loaded: await loadRules(io, name) };
  } catch (error) {
    if (!wantsHelp(words) || !(error instanceof UsageError || error instanceof RuleFileError)) throw error;
    return { name, loaded: await loadRules(io, DEFAULT_RULE_SET), missing: error };
  }
}

interface Failed {
  readonly kind: Failure;
  readonly message: string;
  readonly problems?: readonly Problem[];
  readonly diagnostics?: readonly PlacedDiagnostic[];
}

function failureOf(error: unknown): Failed {
  if (error instanceof UsageError) return { kind: 'usage', message: error.message, problems: error.problems };
  if (error instanceof RuleFileError) {
    const { message, diagnostics, problems } = error;
    return { kind: 'rule-file', message, diagnostics, ...(problems.length === 0 ? {} : { problems }) };
  }
  const message = visible(error instanceof Error ? error.message : String(error));
  if (error instanceof FileError) return { kind: 'file', message };
  return { kind: 'fault', message: `A fault in candidacy itself; no verdict was given: ${message}` };
}

async function failureText(
  { message, problems, diagnostics }: Failed,
  args: readonly string[],
  io: Io,
): Promise<string> {
  if (diagnostics === undefined) return (problems ?? [{ message }]).map(problemText).join('');
  const others = (problems ?? []).map(problemText).join('');
  if (diagnostics.length === 0) return others;
  const { diagnosticsText } = await import('../report/diagnostics.js');
  const style = await styleFor(io, colourLevel(io, io.stderr, !args.includes('--no-color')));
  return `${diagnosticsText(diagnostics, style, widthOf(io))}${others}`;
}

function failureJson({ kind, message, problems, diagnostics }: Failed): string {
  const error = { kind, exit: EXIT_CODES[kind], message, problems, diagnostics: diagnostics?.map(plainDiagnostic) };
  return `${visibleJson(JSON.stringify({ error }))}\n`;
}
