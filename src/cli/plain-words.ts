import type { RuleSet } from '../model/ruleset.js';
import type { Given } from './screen-call.js';
import { longName, screenOption, takesValue } from './screen-options.js';

/** An option, and how it is kept once its value is known. */
interface Known {
  readonly value: 'none' | 'optional' | 'required';
  readonly take: (given: Given, value: string | undefined) => void;
}

/**
 * What the words of a plain screening give: every one an option that is known, spelt out, or the value of one. `undefined` for
 * all that is not plain (help, mistakes, options in one word, values that start with a dash), which commander reads; where
 * both read, they read the same.
 *
 * Loading commander and making its options takes longer than screening a person.
 */
export function plainWords(words: readonly string[], ruleSet: RuleSet): Given | undefined {
  const given: Given = { flags: [], options: [] };
  for (let index = 0; index < words.length; index++) {
    const [, name = '', attached] = /^(--[^=]+|-[a-z])(?:=(.*))?$/s.exec(words[index]!) ?? [];
    const known = optionNamed(name, ruleSet);
    if (known === undefined) return undefined;
    const takes = known.value !== 'none';
    // `-r=x` is the value "=x".
    if (attached !== undefined && (!takes || !name.startsWith('--'))) return undefined;
    let value = attached;
    if (value === undefined && takes && isValue(words[index + 1])) value = words[++index];
    if (value === undefined && known.value === 'required') return undefined;
    known.take(given, value);
  }
  return given;
}

function optionNamed(name: string, ruleSet: RuleSet): Known | undefined {
  if (name === '--help' || name === '--version') return undefined;
  const option = screenOption(name);
  if (option !== undefined) {
    const long = longName(option);
    return { value: takesValue(option), take: ({ options }, value) => void options.push({ name: long, value }) };
  }
  for (const { id, type } of ruleSet.questions) {
    const no = type === 'yes-no' && name === `--no-${id}`;
    if (!no && name !== `--${id}`) continue;
    const value = no ? 'none' : type === 'yes-no' ? 'optional' : 'required';
    return { value, take: ({ flags }, raw = no ? 'no' : 'yes') => void flags.push({ flag: name, id, raw }) };
  }
  return undefined;
}

/** Whether commander too would take it for a value, whatever it stands behind. */
function isValue(word: string | undefined): boolean {
  return word !== undefined && (word === '-' || !word.startsWith('-'));
}
