import type { Outcome } from '../model/screening.js';
import { english } from './catalogue-en.js';
import { spanish } from './catalogue-es.js';

/** The tool's own words in one language. A language is one object of this type: the compiler names what it leaves out. */
export interface Words {
  /** How numbers, dates and money are written, a BCP 47 tag. */
  readonly locale: string;
  readonly notice: string;
  /** Where a rule set has no words of its own. */
  readonly safetyNet: string;
  readonly headline: HeadlineWords;
  /** Made when it is asked for, as a language is: a screening has no use for it. */
  readonly handout: () => HandoutWords;
}

/**
 * The sentence of a verdict, for a clinician. Its quotation marks are those of ASCII: it stands in every result, and two signs
 * outside Latin-1 make all its JSON take V8 twice the memory and half as much time again.
 */
export interface HeadlineWords {
  readonly urgent: string;
  readonly no: string;
  readonly discuss: string;
  readonly discussWithCaution: string;
  readonly open: string;
  /** How an open verdict begins: with what is settled all the same. */
  readonly starts: Readonly<Record<'yes' | 'no' | 'unknown', string>>;
  readonly notIndicated: string;
  readonly eitherWay: (clause: string) => string;
  readonly because: (clause: string, reasons: string) => string;
  readonly cautionBecause: (reasons: string) => string;
  readonly nobodyKnows: (start: string, answers: number) => string;
  /** `answered`: there is an answer, and it is not close enough. */
  readonly hangsOn: (start: string, name: string, more: number, answered: boolean) => string;
  readonly needed: (start: string, answers: number) => string;
  readonly neededFirst: (start: string, answers: number, name: string) => string;
  readonly findings: (count: number) => string;
  readonly more: (count: number) => string;
  readonly and: (names: string, last: string) => string;
  readonly warnings: {
    readonly notCandidate: string;
    readonly emergencyOpen: string;
    readonly redFlagsUnasked: string;
    readonly overridden: string;
    readonly cautionOverridden: string;
    readonly assumed: (answers: number) => string;
  };
}

/** The page for a patient. */
export interface HandoutWords {
  readonly title: (treatment: string) => string;
  readonly urgent: string;
  /** What comes out where a red flag is known and the rule set does not say where to go. */
  readonly emergency: string;
  readonly verdict: Readonly<Record<Exclude<Outcome, 'needs-information'>, Verdict>>;
  readonly open: Readonly<Record<'yes' | 'no' | 'unknown', Verdict>>;
  readonly redFlagsUnasked: string;
  /** How many questions are not listed. */
  readonly moreMissing: (questions: number) => string;
  readonly assumed: (answers: number) => string;
  /** Where a clinician has looked at the result since, and decided against the treatment. */
  readonly decidedAgainst: string;
  readonly headings: Readonly<Record<HandoutHeading, string>>;
  readonly emergencyOpen: string;
  readonly claimsFrom: (sources: string) => string;
  readonly found: string;
  readonly oneCosts: (each: string, range: string) => string;
  readonly manyCost: (count: string, several: string, range: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly homeFirst: string;
  readonly howMuch: string;
  readonly homeWithheld: string;
  readonly withheldIntro: string;
  readonly withheld: Readonly<Record<'present' | 'unknown' | 'not-applicable' | 'not-asked', string>>;
  readonly noReason: string;
  readonly about: Readonly<Record<'date' | 'rules' | 'reference' | 'source' | 'sources' | 'tool', string>>;
  readonly notReviewed: string;
  readonly reviewedBy: (who: string) => string;
}

/** The headline, and what it does and does not mean. */
export type Verdict = readonly [headline: string, meaning: string];

export type HandoutHeading =
  | 'why'
  | 'emergency'
  | 'red-flags'
  | 'found'
  | 'missing'
  | 'ask'
  | 'treatment'
  | 'for'
  | 'against'
  | 'claims'
  | 'cost'
  | 'side-effects'
  | 'home'
  | 'withheld'
  | 'about';

/** By their BCP 47 tags. A new language is one file and one row. */
const CATALOGUE: ReadonlyMap<string, () => Words> = new Map([
  ['en', english],
  ['es', spanish],
]);

const made = new Map<() => Words, Words>();

/** The languages that the tool itself speaks. */
export const TOOL_LANGUAGES: readonly string[] = [...CATALOGUE.keys()];

/** The tool's words in a language, that of `es` for `es-MX`; English where it does not speak it. */
export function wordsIn(language: string | undefined): Words {
  const tag = language ?? 'en';
  const make = CATALOGUE.get(tag) ?? CATALOGUE.get(tag.replace(/-.*$/, '')) ?? english;
  const words = made.get(make) ?? make();
  made.set(make, words);
  return words;
}
