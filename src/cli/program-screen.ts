import { type Command, Help, Option } from 'commander';
import type { RuleSet } from '../model/ruleset.js';
import { UsageError } from './errors.js';
import type { Ending } from './exit-code.js';
import type { Io } from './io.js';
import type { LoadedRules } from './load-rules.js';
import { questionOptions, sections } from './question-flags.js';
import { callOf, type Given } from './screen-call.js';
import { SCREEN_OPTIONS } from './screen-options.js';
import { VERSION } from './version.js';
import { unbundled } from './words.js';

/** The rule set to screen against, and the name in `--rules` that it was loaded for. */
export interface NamedRules {
  readonly name: string | undefined;
  readonly loaded: LoadedRules;
  /** Why the default rule set stands in for the named one: for the help alone, and nobody is screened by it. */
  readonly missing?: Error;
}

/**
 * `screen`, with the flags that the rule set gives it, one or two for each question.
 *
 * Making an option takes longer than screening a person: where all words are known, only those that they name are made, and
 * false comes back. Whoever wants the help, or said something that is not known, needs all of them.
 */
export function addScreenCommand(
  root: Command,
  io: Io,
  words: readonly string[],
  rules: NamedRules | undefined,
  end: (ending: Ending) => void,
): boolean {
  const screen: Command = root
    .command('screen', { isDefault: true })
    .description('Screen one person: answers from flags, a file or the checklist, to a verdict that explains itself.')
    .addHelpOption(new Option('-h, --help', 'print this').helpGroup('More:'))
    .allowUnknownOption()
    .allowExcessArguments()
    .configureHelp({
      formatItem,
      minWidthToWrap: 20,
      commandUsage: () => 'candidacy [screen] [answers] [options]',
      visibleCommands: () => root.commands.filter((command) => command !== screen),
      subcommandTerm: (command) => command.name(),
      optionTerm: (option) => terms.get(option) ?? option.flags,
    });
  const terms = new Map<Option, string>();
  const given: Given = { flags: [], options: [] };
  const taken = new Set(SCREEN_OPTIONS.map(({ long }) => long).concat('--help', '--version'));

  const named = new Set(words.filter((word) => word.startsWith('-')).flatMap(namesIn));
  const every = rules === undefined || !isKnown(named, rules.loaded.ruleSet);
  for (const { heading, questions } of rules === undefined ? [] : sections(rules.loaded.ruleSet)) {
    for (const question of questions) {
      if (!every && !named.has(`--${question.id}`) && !named.has(`--no-${question.id}`)) continue;
      for (const option of questionOptions(question)) {
        // A rule file may not use these ids; a rule set that comes from elsewhere is answered by --answer.
        if (taken.has(option.long ?? '')) continue;
        const no = option.long === `--no-${question.id}`;
        if (question.type === 'yes-no') terms.set(option, `--[no-]${question.id}`);
        screen.addOption(no ? option.hideHelp() : option.helpGroup(heading));
        screen.on(`option:${option.name()}`, (value: string | null) => {
          given.flags.push({ flag: option.long ?? '', id: question.id, raw: no ? 'no' : (value ?? 'yes') });
        });
      }
    }
  }
  for (const { flags, description, heading, long, short = long } of SCREEN_OPTIONS) {
    if (!every && !named.has(long) && !named.has(short)) continue;
    const option = new Option(flags, description).helpGroup(heading);
    screen.addOption(option);
    screen.on(`option:${option.name()}`, (value: string | null | undefined) => {
      given.options.push({ name: long, value: value ?? undefined });
    });
  }
  screen.optionsGroup('More:').version(VERSION, '-V, --version', 'print the version');
  if (rules?.missing !== undefined) screen.addHelpText('before', insteadOf(rules.missing, rules.loaded.ruleSet.id));
  screen.action(async () => {
    if (rules?.missing !== undefined) throw rules.missing;
    const { run } = await import('./commands/screen.js');
    if (rules !== undefined) end(await run(io, callOf(given, screen, rules), rules.loaded));
  });
  return every;
}

function insteadOf(missing: Error, id: string): string {
  const why =
    missing instanceof UsageError ? missing.message : 'The rule file is wrong: "candidacy rules check" says how.';
  return `${why} These are the flags of ${id}.\n`;
}

/** On a narrow terminal, what an option does stands under it. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (width >= 64 || description === '')
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  return `  ${term}\n${helper.boxWrap(description, width - 6).replace(/^/gm, '      ')}`;
}

/** The options that a word of the command line names: `--on` in `--on=2026-01-01`, `-r` in `-rules.yaml`, two in `-qa`. */
function namesIn(word: string): readonly string[] {
  if (word.startsWith('--')) return [word.replace(/=.*$/s, '')];
  const last = unbundled(word);
  return word === last ? [word.slice(0, 2)] : ['-q', last.slice(0, 2)];
}

/** Whether all of these are options of `screen`, other than those that print something by themselves. */
function isKnown(names: ReadonlySet<string>, ruleSet: RuleSet): boolean {
  const known = new Set(SCREEN_OPTIONS.flatMap(({ long, short = long }) => [long, short]));
  for (const { id } of ruleSet.questions) known.add(`--${id}`).add(`--no-${id}`);
  return [...names].every((name) => known.has(name));
}
