import { Command, CommanderError } from 'commander';
import { complaintOf } from './complaint.js';
import { UsageError } from './errors.js';
import type { Ending } from './exit-code.js';
import { print, widthOf, type Io } from './io.js';
import { addResultCommands } from './program-results.js';
import { addRulesCommands } from './program-rules.js';
import { addScreenCommand } from './program-screen.js';
import { expectOneValue } from './repeated-options.js';
import type { NamedRules } from './screen-call.js';

/** What commander printed by itself: help and the version. */
interface Said {
  out: string;
  err: string;
}

/**
 * Runs the command that the words name, one in front. `rules` is what `--rules` comes to, for `screen`.
 *
 * Making all options takes longer than screening a person: a plain screening goes by `plain-words.ts`, and comes here for
 * what is not plain.
 */
export async function runCommand(io: Io, words: readonly string[], rules: NamedRules | undefined): Promise<Ending> {
  const said: Said = { out: '', err: '' };
  let ending: Ending = 'done';
  const root = program(io, rules, said, (how) => (ending = how));
  try {
    await root.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError([complaintOf(error, root, words)]);
  }
  await print(io, said.out);
  return ending;
}

/** The whole surface of the command line. A command is imported when it is called. */
function program(io: Io, rules: NamedRules | undefined, said: Said, end: (ending: Ending) => void): Command {
  const root = new Command('candidacy')
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', 'print this')
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => (said.out += text),
      writeErr: (text) => (said.err += text),
      getOutHelpWidth: () => widthOf(io),
      getErrHelpWidth: () => widthOf(io),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addScreenCommand(root, rules, async (call, loaded) => {
    const { run } = await import('./commands/screen.js');
    end(await run(io, call, loaded));
  });
  addResultCommands(root, io, end);
  addRulesCommands(root, io, end);
  expectOneValue(root);
  return root;
}
