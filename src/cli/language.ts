import { DEFAULT_LANGUAGE, languagesOf } from '../model/translation.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import type { Result } from '../report/result.js';
import { inLanguage } from '../report/result-language.js';
import { usageError, type Problem } from './errors.js';
import type { Saved } from './saved-result.js';
import { shippedIds, shippedRuleSet } from './shipped-rules.js';

/** What is wrong with asking for the texts of a rule set in a language; nothing where it has it. */
export function languageProblem(ruleSet: RuleSet, language: string | undefined): Problem | undefined {
  if (language === undefined) return undefined;
  const known = languagesOf(ruleSet);
  if (known.includes(language)) return undefined;
  return {
    message: `--lang is "${visible(language)}", and the rule set ${ruleSet.id} does not have it.`,
    hint: `It has ${known.join(', ')}. docs/languages.md says how a language is added.`,
  };
}

/**
 * A saved result in a language. Its texts are those of its rule set: so that must be inside (a record), or be one that ships
 * and is still the same. Throws `UsageError` where neither is, or where it does not have the language.
 */
export function savedIn({ name, result, content, contentFits }: Saved, language: string | undefined): Result {
  const now = result.language ?? DEFAULT_LANGUAGE;
  if (language === undefined || language === now) return result;
  const { id, digest } = result.ruleSet;
  const ships = shippedIds().includes(id) ? shippedRuleSet(id) : undefined;
  const ruleSet = content !== undefined && contentFits ? content : ships?.digest === digest ? ships : undefined;
  const hint = `Screen with --lang ${visible(language)}, or save a record: --format record.`;
  if (ruleSet === undefined) throw usageError(`${name} has its texts in ${visible(now)} alone.`, hint);
  const problem = languageProblem(ruleSet, language);
  if (problem !== undefined) throw usageError(problem.message, problem.hint);
  if (result.translation !== undefined)
    throw usageError(
      `${name} is a translation already, from ${visible(result.translation.from)} to ${visible(now)}.`,
      'Screen again with another --lang.',
    );
  return inLanguage(result, ruleSet, language);
}
