import { type Command, Help, Option } from 'commander';
import { UsageError } from './errors.js';
import type { LoadedRules } from './load-rules.js';
import { questionOptions, sections } from './question-flags.js';
import { callOf, type Given, type NamedRules, type ScreenCall } from './screen-call.js';
import { longName, SCREEN_OPTIONS } from './screen-options.js';
import { strayWords } from './stray-words.js';
import { VERSION } from './version.js';

/** `screen`, with the flags that the rule set gives it, one or two for each question. */
export function addScreenCommand(
  root: Command,
  rules: NamedRules | undefined,
  screenBy: (call: ScreenCall, rules: LoadedRules) => Promise<void>,
): void {
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
  const taken = new Set(SCREEN_OPTIONS.map(longName).concat('--help', '--version'));

  for (const { heading, questions } of rules === undefined ? [] : sections(rules.loaded.ruleSet)) {
    for (const question of questions) {
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
  for (const known of SCREEN_OPTIONS) {
    const option = new Option(known.flags, known.description).helpGroup(known.heading);
    screen.addOption(option);
    screen.on(`option:${option.name()}`, (value: string | null | undefined) => {
      given.options.push({ name: longName(known), value: value ?? undefined });
    });
  }
  screen.optionsGroup('More:').version(VERSION, '-V, --version', 'print the version');
  if (rules?.missing !== undefined) screen.addHelpText('before', insteadOf(rules.missing, rules.loaded.ruleSet.id));
  screen.action(async () => {
    if (rules === undefined) return;
    if (rules.missing !== undefined) throw rules.missing;
    const call = callOf(given, rules);
    const problems = [...call.problems, ...strayWords(screen, rules.loaded.ruleSet)];
    await screenBy({ ...call, problems }, rules.loaded);
  });
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
