import { screenOption, takesValue } from './screen-options.js';

/** The commands beside `screen`, which is meant where none is named. */
export const COMMANDS: readonly string[] = ['screen', 'batch', 'report', 'handout', 'replay', 'export', 'rules'];

/** The words of the command line with the command in front. A command is named first, so that no answer is taken for one. */
export function wordsOf(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  if (first === 'help')
    return [second !== undefined && COMMANDS.includes(second) ? second : 'screen', ...args.slice(2), '--help'];
  if ((first === 'rules' || first === 'export') && second === 'help') return [first, ...args.slice(2), '--help'];
  return first !== undefined && COMMANDS.includes(first) ? args : ['screen', ...args];
}

/**
 * The rule set that `--rules` names. It must be known before the command line can be read, since it makes the flags;
 * `screen-call` holds that reading it then comes to the same.
 */
export function rulesNamed(words: readonly string[]): string | undefined {
  return valueOf(words, '--rules', '-r');
}

/** Whether errors are to be JSON too, even where the command line is wrong. */
export function wantsJson(words: readonly string[]): boolean {
  const format = valueOf(words, '--format');
  return format === 'json' || format === 'record' || valueOf(words, '--json') !== undefined;
}

function valueOf(words: readonly string[], long: string, short?: string): string | undefined {
  for (let index = 0; index < words.length && words[index] !== '--'; index++) {
    const word = unbundled(words[index]!);
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    if (short !== undefined && word.startsWith(short) && word.length > 2 && !word.startsWith('--'))
      return word.slice(2);
    const option = screenOption(word);
    const valued = option !== undefined && takesValue(option) === 'required';
    if (word === long || (short !== undefined && word === short)) return valued ? words[index + 1] : '';
    if (valued) index++;
  }
  return undefined;
}

/** A word of several short options without those in front that take no value: `-a` of `-qa`. */
export function unbundled(word: string): string {
  return word.replace(/^-q+(?=[a-zA-Z])/, '-');
}

/** Whether somebody may want to read rather than to screen. */
export function wantsHelp(words: readonly string[]): boolean {
  return words.some((word) => ['--help', '--version', '-h', '-V'].includes(unbundled(word)));
}
