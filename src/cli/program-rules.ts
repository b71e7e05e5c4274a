import type { Command } from 'commander';
import type { CheckOptions } from './commands/rules-check.js';
import type { DiffOptions } from './commands/rules-diff.js';
import type { ProveOptions } from './commands/rules-prove.js';
import type { FormatOptions } from './commands/rules-format.js';
import type { NewOptions } from './commands/rules-new.js';
import type { SchemaOptions } from './commands/rules-schema.js';
import type { ShowOptions } from './commands/rules-show.js';
import type { TestOptions } from './commands/rules-test.js';
import type { Ending } from './exit-code.js';
import type { Io } from './io.js';
import { jsonOption } from './repeated-options.js';
import { DEFAULT_RULE_SET } from './shipped-rules.js';

/** `rules`: the commands for who writes rule files. */
export function addRulesCommands(root: Command, io: Io, end: (ending: Ending) => void): void {
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
      root
        .createOption('--format <format>', 'how to print it')
        .choices(['markdown', 'html', 'json'])
        .default('markdown'),
    )
    .addOption(jsonOption(root))
    .option('--output <file>', 'write it there, whole or not at all')
    .action(async (name: string, options: ShowOptions) => {
      const { show } = await import('./commands/rules-show.js');
      end(await show(io, name === '' ? undefined : name, options));
    });
  forAuthors
    .command('check')
    .description('whether rule files load, and what is odd about them; every finding with its place')
    .argument('[rules...]', 'rule files, folders of them, or names of rule sets that ship')
    .addOption(
      root.createOption('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(jsonOption(root))
    .option('--on <date>', 'the day of the screening, and by which evidence is overdue, YYYY-MM-DD (default: today)')
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
    .addOption(root.createOption('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(jsonOption(root))
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
    .addOption(
      root.createOption('--format <format>', 'how to print it').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addOption(jsonOption(root))
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
    .addOption(
      root.createOption('--format <format>', 'how to print it (default: text)').choices(['text', 'json', 'junit']),
    )
    .addOption(jsonOption(root))
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
}
