import { languagesOf, textsOf } from '../../model/translation.js';
import { nearest } from '../../model/nearest.js';
import { finding, type Check } from './finding.js';

/** Texts that a language of the rule set does not have. Each text once, where it stands first. */
export const missingTranslations: Check = ({ ruleSet }) => {
  const texts = [
    ...new Map(
      textsOf(ruleSet)
        .toReversed()
        .map((one) => [one.text, one] as const),
    ).values(),
  ].toReversed();
  return languagesOf(ruleSet)
    .slice(1)
    .flatMap((language) => {
      const translated = new Set(
        (ruleSet.translations ?? [])
          .filter((one) => one.language === language)
          .flatMap((one) => one.texts.map(({ text }) => text)),
      );
      return texts
        .filter(({ text }) => !translated.has(text))
        .map(({ text, at }) =>
          finding('missing-translation', 'warning', at, `This text is not there in ${language}: "${short(text)}".`, {
            hint: `Add it to the file of ${language}; until then a page shows it as it is.`,
          }),
        );
    });
};

/** Translations of what the rule set says no more: the original stands beside each, so that a change to it shows. */
export const staleTranslations: Check = ({ ruleSet }) => {
  const texts = new Set(textsOf(ruleSet).map(({ text }) => text));
  return (ruleSet.translations ?? [])
    .filter(({ of }) => of === ruleSet.id)
    .flatMap(({ texts: pairs }) => pairs)
    .filter(({ text }) => !texts.has(text))
    .map(({ text, at }) => {
      const now = closest(text, texts);
      return finding('stale-translation', 'warning', at, `The rule set does not say this any more: "${short(text)}".`, {
        hint:
          now === undefined
            ? 'Take it out.'
            : `It says "${short(now)}" now: correct the original here, and then the translation.`,
      });
    });
};

/** The text that it most likely became: of the few words that tell texts apart, most are the same. */
function closest(text: string, texts: ReadonlySet<string>): string | undefined {
  const spelled = nearest(text, texts);
  if (spelled !== undefined) return spelled;
  const own = wordsOf(text);
  let best: string | undefined;
  let most = 0.5;
  for (const other of texts) {
    const words = wordsOf(other);
    const both = [...own].filter((word) => words.has(word)).length;
    const share = both / Math.max(own.size, words.size, 1);
    if (share > most) [best, most] = [other, share];
  }
  return best;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
