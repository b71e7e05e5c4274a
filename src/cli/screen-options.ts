import { REPORT_FORMATS } from '../report/index.js';
import { DEFAULT_RULE_SET } from './shipped-rules.js';

/** An option of `screen` that does not come from the rule set. Its name is no id of a question. */
export interface ScreenOption {
  readonly heading: string;
  /** As commander reads them: `-a, --answer <id=value>`. */
  readonly flags: string;
  readonly description: string;
}

const plainFormats = REPORT_FORMATS.filter((format) => format !== 'record').join(', ');

/** Plain data: a run makes options only of those that its words name. */
export const SCREEN_OPTIONS: readonly ScreenOption[] = [
  ...group(
    'Other ways to answer:',
    ['-a, --answer <id=value>', 'one answer; may be repeated'],
    ['--answers <file>', 'a file of answers, { id: value } in JSON or YAML; - reads stdin'],
    [
      '--assume-no',
      'take yes-no questions without an answer as no, but for any that a contraindication or a gate reads',
    ],
  ),
  ...group(
    'Whom, when, by which rules:',
    ['-r, --rules <name|file>', `the rule set (default: CANDIDACY_RULES, else ${DEFAULT_RULE_SET})`],
    ['--on <date>', 'the day of the screening, YYYY-MM-DD (default: today)'],
    ['--reference <text>', 'what the result is filed under; not the name of a person'],
  ),
  ...group(
    'The result:',
    ['--format <format>', `${plainFormats}, or record: JSON with the rule set inside (default: text)`],
    ['--json', 'the same as --format json'],
    ['--output <file>', 'write the result there, whole or not at all'],
    ['--handout <file>', 'write the page for the patient there too: text, or as .md and .html say'],
    ['--sessions <number>', 'how many sessions the hand-out counts up'],
    ['--lang <language>', 'the language of the texts, of those that the rule set has'],
    ['--log <file>', 'append a line about the screening to this log, which many may write at once'],
    ['--explain <how>', 'short, or full: every criterion, its answers and its line in the rule file (default: short)'],
    ['--exit-code', 'let the exit code tell the verdict'],
    ['-q, --quiet', 'no messages but errors'],
    ['--no-color', 'no colours; NO_COLOR and FORCE_COLOR are heard too'],
  ),
  ...group(
    'The checklist:',
    ['--no-input', 'never ask'],
    ['--plain', 'ask one line at a time, repaint nothing'],
    ['--resume [session]', 'go on with answers that were saved'],
    ['--no-save', 'keep no answers on the disk'],
  ),
];

function group(
  heading: string,
  ...rows: readonly (readonly [flags: string, description: string])[]
): readonly ScreenOption[] {
  return rows.map(([flags, description]) => ({ heading, flags, description }));
}

/** The option that a word names, by its long or its short name. Asked for every word of a run, so without a pattern. */
export function screenOption(word: string): ScreenOption | undefined {
  if (!word.startsWith('-') || word.includes(' ')) return undefined;
  return SCREEN_OPTIONS.find(({ flags }) => ` ${flags} `.includes(` ${word} `) || flags.startsWith(`${word},`));
}

/** `--answer`. */
export function longName({ flags }: ScreenOption): string {
  return /--[\w-]+/.exec(flags)![0];
}

/** Whether the next word is its value; `optional` where it is only if it does not look like an option. */
export function takesValue({ flags }: ScreenOption): 'required' | 'optional' | 'none' {
  return flags.includes('<') ? 'required' : flags.includes('[') ? 'optional' : 'none';
}
