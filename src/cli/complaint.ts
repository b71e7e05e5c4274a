import type { Command, CommanderError } from 'commander';
import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';

/** A complaint of commander's, in the words of the others. */
export function complaintOf(error: CommanderError, root: Command, words: readonly string[]): Problem {
  if (error.code === 'commander.help')
    return { message: 'A command is missing.', hint: `"candidacy ${words[0] ?? ''} --help" lists them.` };
  const missing = /^error: option '(?:-\w, )?(--[\w-]+) (.*)' argument missing$/.exec(error.message);
  if (missing !== null)
    return { message: `${missing[1]!} has no value.`, hint: `Write ${missing[1]!} ${missing[2]!}.` };
  const unknown = /^error: unknown option '(.*?)'/s.exec(error.message)?.[1];
  const known = unknown === undefined ? undefined : unknownOption(unknown, commandOf(root, words));
  if (known !== undefined) return known;
  const [message = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const sentence = visible(`${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? '' : '.'}`);
  return hint === undefined
    ? { message: sentence }
    : { message: sentence, hint: visible(hint.replace(/^\((.*)\)$/, '$1')) };
}

/** The command that the words name. */
function commandOf(root: Command, words: readonly string[]): Command {
  let found = root;
  for (const word of words) {
    const next = found.commands.find((command) => command.name() === word);
    if (next === undefined) break;
    found = next;
  }
  return found;
}

/** What can be told better than that there is no such option. */
function unknownOption(word: string, command: Command): Problem | undefined {
  const name = word.replace(/=.*$/s, '');
  if (word !== name && command.options.some(({ long }) => long === name))
    return { message: `${visible(name)} takes no value.`, hint: `Write ${visible(name)} alone.` };
  if (!/^-[^-].*\.\w+$/s.test(word)) return undefined;
  return { message: `Unknown option '${visible(word)}'.`, hint: `If it is a file, write ./${visible(word)}.` };
}
