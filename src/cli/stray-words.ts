import type { Command } from 'commander';
import { nearest } from '../model/nearest.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';
import { quote } from './one-of.js';
import { COMMANDS } from './words.js';

/** What commander did not take: flags that do not exist, and words where none are read. */
export function strayWords(command: Command, ruleSet: RuleSet): readonly Problem[] {
  const flags = command.options.flatMap((option) => option.long ?? []);
  const [first = ''] = command.args;
  const meant = nearest(first, COMMANDS);
  if (meant !== undefined)
    return [{ message: `There is no command ${quote(first)}.`, hint: `Did you mean ${quote(meant)}?` }];
  const problems: Problem[] = [];
  let swallow = false;
  for (const word of command.args) {
    const name = word.replace(/=.*$/s, '');
    if (/^-[^-\d.]|^--./.test(word)) {
      // Known options are left over only behind "--", or with a value that they do not take.
      const known = flags.includes(name);
      if (known && word === name)
        problems.push({ message: `${name} stands behind "--", where no option is read.`, hint: 'Put it in front.' });
      else if (known)
        problems.push({ message: `${name} takes no value.`, hint: alone(name, word.slice(name.length), ruleSet) });
      else problems.push({ message: `There is no option ${quote(name)}.`, hint: optionMeant(name, flags, ruleSet) });
      // What follows an unknown flag is most likely its value, and no problem of its own.
      swallow = !known && word === name;
    } else if (swallow || word === '--') swallow = false;
    else
      problems.push({
        message: `${quote(word)} is not taken here.`,
        hint: 'Answers are given as flags: --sciatica, --no-pregnancy.',
      });
  }
  return problems;
}

/** How a flag that takes no value is written; where the answer may have been meant, that too. */
function alone(name: string, value: string, ruleSet: RuleSet): string {
  const answered = name.replace(/^--no-/, '--');
  const isAnswer = name !== answered && ruleSet.questions.some(({ id }) => `--${id}` === answered);
  return isAnswer ? `Write ${answered}${visible(value)}, or ${name} alone.` : `Write ${name} alone.`;
}

function optionMeant(name: string, flags: readonly string[], ruleSet: RuleSet): string {
  const plain = name.replace(/^--no-/, '--');
  if (name !== plain && ruleSet.questions.some(({ id }) => `--${id}` === plain))
    return `${plain} has a value, so there is no ${name}. Write ${plain}=unknown where it is not known.`;
  const meant = nearest(name, flags);
  return meant === undefined ? '"candidacy --help" lists all options.' : `Did you mean ${quote(meant)}?`;
}
