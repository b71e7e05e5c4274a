import type { Command } from 'commander';
import { REPORT_FORMATS } from '../report/index.js';
import type { BatchOptions } from './commands/batch.js';
import type { ExportPageOptions } from './commands/export-page.js';
import type { ExportSqlOptions } from './commands/export-sql.js';
import type { HandoutOptions } from './commands/handout.js';
import type { ReportOptions } from './commands/report.js';
import type { ReplayOptions } from './commands/replay.js';
import type { Ending } from './exit-code.js';
import type { Io } from './io.js';
import { collect, jsonOption } from './repeated-options.js';
import { DEFAULT_RULE_SET } from './shipped-rules.js';

/** What may be repeated, where it is not given. As commander's defaults these would stand in the help. */
const NOT_GIVEN = { map: [], mapValues: [], keep: [], ignore: [], without: [], unit: [] };

/** The commands for many people, for saved results, and for a rule set in another form. */
export function addResultCommands(root: Command, io: Io, end: (ending: Ending) => void): void {
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
    .option('--map <column=question>', 'a column that answers a question of another name; may be repeated', collect)
    .option(
      '--map-values <from=to,...>',
      'spellings of answers: NA=unknown,J=yes,N=no; for one column COLUMN:1=yes; may be repeated',
      collect,
    )
    .option('--answers-at <path>', 'where in a row of NDJSON the answers are: a.b or /a/b')
    .option('--booleans', 'the columns of yes-no questions are BOOLEAN: a quicker query (duckdb and postgres)')
    .option('--keep <columns>', 'columns to carry along, with commas between; may be repeated', collect)
    .option('--ignore <columns>', 'columns to pass over; may be repeated', collect)
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
      end(await batch(io, name, { ...NOT_GIVEN, ...options }));
    });
  root
    .command('report')
    .description(
      'Render a saved result, without its rules; record that a clinician decided otherwise; make it anonymous.',
    )
    .helpOption('-h, --help', 'print this')
    .argument('<result>', 'a file from --format json or record; - reads stdin')
    .addOption(
      root
        .createOption('--format <format>', 'how to print it (default: text; with --override or --anonymous as it was)')
        .choices([...REPORT_FORMATS]),
    )
    .addOption(jsonOption(root))
    .option('--output <file>', 'write it there, whole or not at all')
    .addOption(
      root
        .createOption('--explain <how>', 'short, or full: every criterion and its answers')
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
    .addOption(root.createOption('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(jsonOption(root))
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
      root
        .createOption('--format <format>', 'how to print it (default: as the end of --output says, else text)')
        .choices(['text', 'markdown', 'html']),
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
    .option('--map <column=question>', 'a column that answers a question of another name; may be repeated', collect)
    .option('--without <questions>', 'questions that the table has no column for; may be repeated', collect)
    .option('--unit <question=unit>', 'the unit of numbers that stand without one; may be repeated', collect)
    .option('--booleans', 'the columns of yes-no questions are BOOLEAN: a quicker query (duckdb and postgres)')
    .option('--keep <columns>', 'columns to carry along, with commas between; may be repeated', collect)
    .option('--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)')
    .option('--output <file>', 'write it there, whole or not at all')
    .action(async (options: ExportSqlOptions) => {
      const { exportAsSql } = await import('./commands/export-sql.js');
      end(await exportAsSql(io, { ...NOT_GIVEN, ...options }));
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
}
