import type { RuleSet } from '../model/ruleset.js';
import { DEFAULT_LANGUAGE, sayAll, translator } from '../model/translation.js';
import { headline } from './headline.js';
import { NOTICE, SAFETY_NET } from './notice.js';
import type { Result } from './result.js';
import { wordsIn } from './catalogue.js';

/**
 * The result with its texts in another language of its rule set; verdict, findings, answers and numbers are what they were.
 *
 * As it is where the rule set does not have the language.
 */
export function inLanguage(
  result: Result,
  ruleSet: Pick<RuleSet, 'language' | 'translations'>,
  language: string | undefined,
): Result {
  const from = ruleSet.language ?? DEFAULT_LANGUAGE;
  // Before anything else: the translations of a rule set that ships are read when they are first asked for.
  if (language === undefined || language === from) return result;
  const translations = ruleSet.translations ?? [];
  if (!translations.some((one) => one.language === language)) return result;
  const ours = translator(ruleSet, language);
  const words = wordsIn(language);
  const own = new Map([
    [NOTICE, words.notice],
    [SAFETY_NET, words.safetyNet],
  ]);
  const said = sayAll(result, (text) => own.get(text) ?? ours(text));
  // One translation that nobody reviewed is enough for the whole not to be.
  const reviewers = translations.filter((one) => one.language === language).map(({ reviewedBy }) => reviewedBy);
  const reviewedBy = reviewers.includes(undefined) ? null : [...new Set(reviewers)].join('; ');
  const told = { ...said, language, translation: { from, reviewedBy } };
  return { ...told, summary: headline(told) };
}
