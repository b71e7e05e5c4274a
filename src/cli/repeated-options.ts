import type { Command, Option } from 'commander';
import { UsageError, type Problem } from './errors.js';
import { differentFormats, moreThanOnce } from './one-of.js';

/** Makes a list of what an option is given, for those that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `--json`, beside `--format`. */
export function jsonOption(root: Command): Option {
  return root.createOption('--json', 'the same as --format json').implies({ format: 'json' });
}

/**
 * Holds every command below to this: an option that is given more than once is given the same value, and `--json` beside
 * `--format` says the same too. `screen`, which tells this with all else that is wrong, does so itself.
 */
export function expectOneValue(root: Command): void {
  for (const command of root.commands) {
    if (command.name() === 'screen') continue;
    watch(command);
    expectOneValue(command);
  }
}

function watch(command: Command): void {
  const given = new Map<string, (string | undefined)[]>();
  for (const option of command.options) {
    if (option.variadic || option.parseArg === collect) continue;
    const name = option.long ?? option.flags;
    command.on(`option:${option.name()}`, (value: string | null) => {
      given.set(name, [...(given.get(name) ?? []), value ?? undefined]);
    });
  }
  command.hook('preAction', () => {
    const problems: Problem[] = [...given].flatMap(([name, values]) => moreThanOnce(name, values) ?? []);
    const formats = given.get('--format') ?? [];
    const other = formats.find((format) => format !== 'json');
    if (given.has('--json') && other !== undefined) problems.push(differentFormats(other));
    if (problems.length > 0) throw new UsageError(problems);
  });
}
