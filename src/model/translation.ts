import type { Pointer } from './pointer.js';
import { criteriaOf, type RuleSet } from './ruleset.js';

/** The texts of one rule file in another language. */
export interface Translation {
  /** A BCP 47 tag. */
  readonly language: string;
  /** The id of the rule set whose file it stands beside. */
  readonly of: string;
  /** Who reviewed it, that speaks the language and knows the field; nobody where it is not said. */
  readonly reviewedBy?: string;
  readonly texts: readonly TranslatedText[];
}

/** A text and what it is in the other language. A text that is written otherwise since has no translation. */
export interface TranslatedText {
  readonly text: string;
  readonly translation: string;
  readonly at: Pointer;
}

/** What a text is in another language; the text itself where it was not translated. */
export type Say = (text: string) => string;

export const DEFAULT_LANGUAGE = 'en';

/** The language that a rule set is written in, and those that it was translated into. */
export function languagesOf({ language, translations }: Pick<RuleSet, 'language' | 'translations'>): readonly string[] {
  return [...new Set([language ?? DEFAULT_LANGUAGE, ...(translations ?? []).map((one) => one.language)])];
}

/** Says the texts of a rule set in a language; the rule set's own words win over those of what it extends. */
export function translator({ translations }: Pick<RuleSet, 'translations'>, language: string): Say {
  const texts = (translations ?? []).filter((one) => one.language === language).flatMap((one) => one.texts);
  const said = new Map(texts.toReversed().map(({ text, translation }) => [text, translation]));
  return (text) => said.get(text) ?? text;
}

/** A text that a reader meets, and where it stands. */
export interface Text {
  readonly text: string;
  readonly at: Pointer;
}

/** All that a reader of a rule set meets, but for titles of sources and places in them, which stay as they are. */
export function textsOf(ruleSet: RuleSet): readonly Text[] {
  const texts = (at: Pointer, ...list: readonly (string | undefined)[]): readonly Text[] =>
    list.flatMap((text) => (text === undefined ? [] : [{ text, at }]));
  return [
    ...texts('', ruleSet.title, ruleSet.description, ruleSet.safetyNet, ruleSet.emergency),
    ...texts('/texts', ...Object.values(ruleSet.texts)),
    ...ruleSet.questions.flatMap((question) =>
      texts(
        question.at,
        question.ask,
        question.name,
        question.help,
        question.group,
        ...('options' in question ? question.options.flatMap(({ name }) => (/\p{L}/u.test(name) ? [name] : [])) : []),
      ),
    ),
    ...criteriaOf(ruleSet).flatMap(({ at, name, because, help, group, evidence }) =>
      texts(at, name, because, help, group, evidence?.grade),
    ),
    ...ruleSet.advice.flatMap(({ at, title, text, steps, dose, price, unless }) => [
      ...texts(at, title, text, ...steps, dose, price?.each, price?.several),
      ...unless.flatMap((objection) =>
        texts(objection.at, 'unasked' in objection ? objection.unasked : undefined, objection.because),
      ),
    ]),
    ...ruleSet.evidence.flatMap(({ at, claim, found, evidence }) => texts(at, claim, found, evidence?.grade)),
  ];
}

/** The rule set in another language: for asking. Its digest stays, which is that of the rule set in all its languages. */
export function inLanguage(ruleSet: RuleSet, language: string): RuleSet {
  return sayAll(ruleSet, translator(ruleSet, language));
}

/** The keys under which texts stand, in a rule set and in a result alike. */
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'ask', 'because', 'claim', 'description', 'dose', 'each', 'emergency', 'found', 'grade', 'group', 'help', 'name', 'notice', 'safetyNet', 'several',
  'steps', 'text', 'texts', 'title', 'unasked',
]); // prettier-ignore

/** What is kept as the file has it, whatever is read. */
const KEPT: ReadonlySet<string> = new Set([
  'answers', 'content', 'overrideReasons', 'properties', 'sources', 'source', 'claimSource', 'tool', 'translations',
]); // prettier-ignore

/** Plain data with all its texts said in another language. */
export function sayAll<T>(data: T, say: Say): T {
  const told = (value: unknown, text: boolean): unknown => {
    if (typeof value === 'string') return text ? say(value) : value;
    if (Array.isArray(value)) return value.map((entry) => told(entry, text));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]: [string, unknown]) => [
        key,
        KEPT.has(key) ? entry : told(entry, TEXT_KEYS.has(key) || text),
      ]),
    );
  };
  return told(data, false) as T;
}
