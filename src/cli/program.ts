import { Command } from 'commander';
import type { Ending } from './exit-code.js';
import { widthOf, type Io } from './io.js';
import { addScreenCommand, type NamedRules } from './program-screen.js';

/** What commander printed by itself: help and the version. */
export interface Said {
  out: string;
  err: string;
}

/**
 * The whole surface of the command line. A command is imported when it is called, and what describes those beside `screen`
 * where they are called or listed.
 *
 * `rules` is what `--rules` comes to. `words` are those that it is going to parse, a command in front.
 */
export async function program(
  io: Io,
  words: readonly string[],
  rules: NamedRules | undefined,
  said: Said,
  end: (ending: Ending) => void,
): Promise<Command> {
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

  if (!addScreenCommand(root, io, words, rules, end)) return root;
  const { addResultCommands } = await import('./program-results.js');
  addResultCommands(root, io, end);
  const { addRulesCommands } = await import('./program-rules.js');
  addRulesCommands(root, io, end);
  const { expectOneValue } = await import('./repeated-options.js');
  expectOneValue(root);
  return root;
}
