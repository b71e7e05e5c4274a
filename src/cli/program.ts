import { Command, Help, Option } from 'commander';
import { REPORT_FORMATS } from '../report/index.js';
import type { BatchOptions } from './commands/batch.js';
import type { ExportPageOptions } from './commands/export-page.js';
import type { ExportSqlOptions } from './commands/export-sql.js';
import type { HandoutOptions } from './commands/handout.js';
import type { ReportOptions } from './commands/report.js';
import type { ReplayOptions } from './commands/replay.js';
import type { CheckOptions } from './commands/rules-check.js';
import type { DiffOptions } from './commands/rules-diff.js';
import type { ProveOptions } from './commands/rules-prove.js';
import type { FormatOptions } from './commands/rules-format.js';
import type { NewOptions } from './commands/rules-new.js';
import type { SchemaOptions } from './commands/rules-schema.js';
import type { ShowOptions } from './commands/rules-show.js';
import type { TestOptions } from './commands/rules-test.js';
import type { RuleSet } from '../model/ruleset.js';
import type { Ending } from './exit-code.js';
import { widthOf, type Io } from './io.js';
import type { LoadedRules } from './load-rules.js';
import { questionOptions, sections } from './question-flags.js';
import { callOf, type Given } from './screen-call.js';
import { SCREEN_OPTIONS } from './screen-options.js';
import { DEFAULT_RULE_SET } from './shipped-rules.js';
import { VERSION } from './version.js';

/** What commander printed by itself: help and the version. */
export interface Said {
  out: string;
  err: string;
}

/** The rule set to screen against, and the name in `--rules` that it was loaded for. */
export interface NamedRules {
  readonly name: string | undefined;
  readonly loaded: LoadedRules;
}

/**
 * The whole surface of the command line, on one page.
 *
 * `rules` is what `--rules` comes to: it gives `screen` its flags, one or two for each question. A command is imported when it
 * is called. `words` are those that it is going to parse, a command in front.
 */
export function program(
  io: Io,
  words: readonly string[],
  rules: NamedRules | undefined,
  said: Said,
  end: (ending: Ending) => void,
): Command {
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

  // Making an option takes longer than screening a person; those that no word can mean are left out where all words are known.
  const named = new Set(words.filter((word) => word.startsWith('-')).map(nameIn));
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
  screen.action(async () => {
    const { run } = await import('./commands/screen.js');
    if (rules !== undefined) end(await run(io, callOf(given, screen, rules), rules.loaded));
  });
  if (!every) return root;

  root
    .command('batch')
    .description('Screen many people: rows of CSV or NDJSON in, a verdict for each row out.')
    .helpOption('-h, --help', 'print this')
    .argument('[file]', 'CSV with a header, or NDJSON; - or nothing reads stdin')
    .option('-r, --rules <name|file>', `the rule set (default: CANDIDACY_RULES, else ${DEFAULT_RULE_SET})`)
    .option('--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)')
    .optionsGroup('The rows:')
    .option('--input <kind>', 'csv or ndjson (default: as the end of the name or the first sign says)')
    .option('--delimiter <sign>', 'what stands between the fields of CSV; tab for a tab (default: found in the header)')
    .option('--map <column=question>', 'a column that answers a question of another name; may be repeated', collect, [])
    .option(
      '--map-values <from=to,...>',
      'spellings of answers: NA=unknown,J=yes,N=no; for one column COLUMN:1=yes; may be repeated',
      collect,
      [],
    )
    .option('--answers-at <path>', 'where in a row of NDJSON the answers are: a.b or /a/b')
    .option('--keep <columns>', 'columns to carry along, with commas between; may be repeated', collect, [])
    .option('--ignore <columns>', 'columns to pass over; may be repeated', collect, [])
    .option('--labels <column>', 'what clinicians decided, to be compared: yes, no or a verdict')
    .optionsGroup('The result:')
    .option('--format <format>', 'verdict, explained, full or csv (default: verdict)')
    .option('--output <file>', 'write the rows there, whole or not at all')
    .option('--summary <format>', 'text or json: counts over all rows, on stdout; rows then only with --output')
    .option('--errors <file>', 'copy bad rows there, to be mended and fed again')
    .option('--max-errors <number>', 'stop when more rows than this are bad')
    .option('--threads <number>', 'how many threads judge (default: one for each processor)')
    .option('--no-color', 'no colours')
    .action(async (name: string | undefined, options: BatchOptions) => {
      const { batch } = await import('./commands/batch.js');
      end(await batch(io, name, options));
    });
  root
    .command('report')
    .description(
      'Render a saved result, without its rules; record that a clinician decided otherwise; make it anonymous.',
    )
    .helpOption('-h, --help', 'print this')
    .argument('<result>', 'a file from --format json or record; - reads stdin')
    .addOption(
      new Option(
        '--format <format>',
        'how to print it (default: text; with --override or --anonymous as it was)',
      ).choices([...REPORT_FORMATS]),
    )
    .option('--output <file>', 'write it there, whole or not at all')
    .addOption(
      new Option('--explain <how>', 'short, or full: every criterion and its answers')
        .choices(['short', 'full'])
        .default('short'),
    )
    .option('--override <verdict>', 'record that a clinician decided so; the computed verdict stays')
    .option('--reason <code>', 'why: one of the reasons of the rule set')
    .option('--note <text>', 'why, in words')
    .option('--until <date>', 'the last day on which the decision stands, YYYY-MM-DD')
    .option('--lang <language>', 'the language of the texts, of those that the rule set has')
    .option('--anonymous', 'drop references, notes and days')
    .option('--on <date>', 'today, YYYY-MM-DD')
    .option('--no-color', 'no colours')
    .action(async (name: string, options: ReportOptions) => {
      const { report } = await import('./commands/report.js');
      end(await report(io, name, options));
    });
  root
    .command('replay')
    .description('Evaluate saved results again: the same, or what differs and why.')
    .helpOption('-h, --help', 'print this')
    .argument('<result...>', 'files from --format json or record, or folders of them')
    .option('-r, --rules <name|file>', 'the rule set of today (default: the one that ships with that id)')
    .option('--old <file>', 'the rule set that they were made with, where it is not inside')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--on <date>', 'today, YYYY-MM-DD: what decisions have lapsed')
    .option('--no-color', 'no colours')
    .action(async (names: string[], options: ReplayOptions) => {
      const { replay } = await import('./commands/replay.js');
      end(await replay(io, names, options));
    });

  root
    .command('handout')
    .description('The page that the patient takes home, from a saved result.')
    .helpOption('-h, --help', 'print this')
    .argument('<result>', 'a file from --format json or record; - reads stdin')
    .addOption(
      new Option('--format <format>', 'how to print it (default: as the end of --output says, else text)').choices([
        'text',
        'markdown',
        'html',
      ]),
    )
    .option('--sessions <number>', 'how many sessions to count up (default: a course, as the rule set has it)')
    .option('--lang <language>', 'the language, of those that the rule set has')
    .option('--output <file>', 'write it there, whole or not at all')
    .option('--no-color', 'no colours')
    .action(async (name: string, options: HandoutOptions) => {
      const { handout } = await import('./commands/handout.js');
      end(await handout(io, name, options));
    });

  const exports = root
    .command('export')
    .helpCommand(false)
    .description('The rule set in another form: an SQL query, an offline page.');
  exports
    .command('sql')
    .description('the rule set as one SELECT over a table of answers: the same verdicts, where the data lies')
    .helpOption('-h, --help', 'print this')
    .option('-r, --rules <name|file>', `the rule set (default: CANDIDACY_RULES, else ${DEFAULT_RULE_SET})`)
    .option('--dialect <name>', 'duckdb, postgres, sqlite or ansi')
    .option('--table <name>', 'the table: one row for each person, one column for each question; NULL is unknown')
    .option('--map <column=question>', 'a column that answers a question of another name; may be repeated', collect, [])
    .option('--without <questions>', 'questions that the table has no column for; may be repeated', collect, [])
    .option('--unit <question=unit>', 'the unit of numbers that stand without one; may be repeated', collect, [])
    .option('--keep <columns>', 'columns to carry along, with commas between; may be repeated', collect, [])
    .option('--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)')
    .option('--output <file>', 'write it there, whole or not at all')
    .action(async (options: ExportSqlOptions) => {
      const { exportAsSql } = await import('./commands/export-sql.js');
      end(await exportAsSql(io, options));
    });
  exports
    .command('page')
    .description('the whole screening as one page for a browser: no network, nothing installed')
    .helpOption('-h, --help', 'print this')
    .option('-r, --rules <name|file>', `the rule set (default: CANDIDACY_RULES, else ${DEFAULT_RULE_SET})`)
    .option('--lang <language>', 'the language of the texts, of those that the rule set has')
    .option('--output <file>', 'write it there, whole or not at all')
    .action(async (options: ExportPageOptions) => {
      const { exportPage } = await import('./commands/export-page.js');
      end(await exportPage(io, options));
    });

  const forAuthors = root
    .command('rules')
    .helpCommand(false)
    .description('For who writes rule files: see, check, test and compare them.');
  forAuthors
    .command('list')
    .description('the rule sets that ship')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const { list } = await import('./commands/rules-list.js');
      end(await list(io, options));
    });
  forAuthors
    .command('show')
    .description('a rule set as a page to read and to sign: every rule with its reason, source, grade and verification')
    .argument('[rules]', 'its name or file', io.env['CANDIDACY_RULES'] ?? DEFAULT_RULE_SET)
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['markdown', 'html', 'json']).default('markdown'),
    )
    .option('--json', 'the same as --format json')
    .option('--output <file>', 'write it there, whole or not at all')
    .action(async (name: string, options: ShowOptions) => {
      const { show } = await import('./commands/rules-show.js');
      end(await show(io, name === '' ? undefined : name, options));
    });
  forAuthors
    .command('check')
    .description('whether rule files load, and what is odd about them; every finding with its place')
    .argument('[rules...]', 'rule files, folders of them, or names of rule sets that ship')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']).default('text'))
    .option('--json', 'the same as --format json')
    .option('--on <date>', 'the day by which evidence is overdue, YYYY-MM-DD (default: today)')
    .option('--explain <code>', 'what a finding means, with an example')
    .option('--no-color', 'no colours')
    .action(async (names: string[], options: CheckOptions) => {
      const { run } = await import('./commands/rules-check.js');
      end(await run(io, names, options));
    });
  forAuthors
    .command('prove')
    .description('what holds for every set of answers, or a patient of whom it does not')
    .argument('<rules...>', 'rule files, folders of them, or names of rule sets that ship')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)')
    .option('--no-color', 'no colours')
    .action(async (names: string[], options: ProveOptions) => {
      const { run } = await import('./commands/rules-prove.js');
      end(await run(io, names, options));
    });
  forAuthors
    .command('diff')
    .description('what changes from one rule set to another, for whom, and what changes only in words')
    .argument('<rules...>', 'the old one and the new one: names or files; or one file with --since')
    .option('--since <revision>', 'compare the file with what it was at a revision of git')
    .option('--people <file>', 'answers of real people, one JSON object a line: whose verdict changes')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'markdown']).default('text'))
    .option('--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)')
    .option('--exit-code', 'exit 1 where a verdict or its urgency changes')
    .option('--no-color', 'no colours')
    .action(async (names: string[], options: DiffOptions) => {
      const { diff } = await import('./commands/rules-diff.js');
      end(await diff(io, names, options));
    });
  forAuthors
    .command('test')
    .description('whether the patients of test files come out as expected, and what they show of the rules')
    .argument('[file...]', 'rule files, test files, folders, or names of rule sets that ship (default: this folder)')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'junit']).default('text'))
    .option('--min <percent>', 'exit 1 where the coverage is less')
    .option('--lines', 'show the coverage on every line of the rule file')
    .option('--mutate', 'change the rules in small ways, and report each change that nobody notices')
    .option('--generate', 'write patients who show what is not shown yet, to be filled in')
    .option('--output <file>', 'write it there')
    .option('--no-color', 'no colours')
    .action(async (names: string[], options: TestOptions) => {
      const { run } = await import('./commands/rules-test.js');
      end(await run(io, names, options));
    });
  forAuthors
    .command('format')
    .description('lay out rule files and test files anew; what they say and their comments stay')
    .argument('<file...>', 'files, or folders of them')
    .option('--check', 'change nothing, and exit 1 where something would be changed')
    .action(async (names: string[], options: FormatOptions) => {
      const { format } = await import('./commands/rules-format.js');
      end(await format(io, names, options));
    });
  forAuthors
    .command('new')
    .description('start a rule set: a rule file and its tests, which pass from the start')
    .argument('[folder]', 'where to', '.')
    .option('--id <id>', 'its id, lower-case words joined by hyphens')
    .option('--title <title>', 'the treatment, as a report names it')
    .option('--source <title>', 'the guideline or article that the rules come from')
    .option('--indication <name...>', 'what it is for')
    .option('--contraindication <name...>', 'what forbids it')
    .option('--caution <name...>', 'what asks for care')
    .option('--no-input', 'never ask')
    .action(async (folder: string, options: NewOptions) => {
      const { create } = await import('./commands/rules-new.js');
      end(await create(io, folder, options));
    });
  forAuthors
    .command('schema')
    .description('a JSON Schema: of rule files, of test files, of results, or of the answers to one rule set')
    .argument('[of]', 'rule-file, rule-test or result (default: rule-file)')
    .option('--answers <rules>', 'the answers to this rule set')
    .action(async (of: string | undefined, options: SchemaOptions) => {
      const { schema } = await import('./commands/rules-schema.js');
      end(await schema(io, of, options));
    });
  return root;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** On a narrow terminal, what an option does stands under it. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (width >= 64 || description === '')
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  return `  ${term}\n${helper.boxWrap(description, width - 6).replace(/^/gm, '      ')}`;
}

/** The option that a word of the command line names: `--on` in `--on=2026-01-01`, `-r` in `-rules.yaml`. */
function nameIn(word: string): string {
  return word.startsWith('--') ? word.replace(/=.*$/s, '') : word.slice(0, 2);
}

/** Whether all of these are options of `screen`, other than those that print something by themselves. */
function isKnown(names: ReadonlySet<string>, ruleSet: RuleSet): boolean {
  const known = new Set(SCREEN_OPTIONS.flatMap(({ long, short = long }) => [long, short]));
  for (const { id } of ruleSet.questions) known.add(`--${id}`).add(`--no-${id}`);
  return [...names].every((name) => known.has(name));
}
