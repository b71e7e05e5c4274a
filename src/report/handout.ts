import { wordsIn, type Verdict } from './catalogue.js';
import { item, paragraph, row, section, strong, type Block, type Document, type Section } from './document.js';
import { claimSections } from './handout-claims.js';
import { homeSections } from './handout-home.js';
import { askOf, isDecidedAgainst, isHome, isShown, paragraphs, type Page } from './handout-page.js';
import { day, money, whole } from './locale.js';
import type { AdviceResult, CriterionResult, Result } from './result.js';
import type { Tone } from './style.js';
import { bibliographyOf, shortDigest, sourceText } from './words.js';
import { VERDICT_TONE } from './verdict-tone.js';

export interface HandoutOptions {
  /** How many of what is paid for to count up, instead of what the rule set takes for a course. 1 to 1000. */
  readonly sessions?: number;
}

/**
 * The page that a patient takes home. Made of nothing but the result, and all that it says of the treatment is the rule
 * set's.
 *
 * What is to be done at home shows only where the verdict is `candidate` or `candidate-with-caution`, no red flag is open, no
 * clinician decided against it since, and the item is known to have nothing against it. What led to the verdict and what could change it stay with the clinician.
 */
export function handoutOf(result: Result, { sessions }: HandoutOptions = {}): Document {
  const page = { result, words: wordsIn(result.language).handout(), sources: bibliographyOf(result.ruleSet.sources) };
  const [headline, meaning] = verdictOf(page);
  const urgent = result.urgent === 'yes';
  return {
    tone: urgent ? 'danger' : VERDICT_TONE[result.verdict],
    urgent,
    headline,
    facts: [page.words.title(result.ruleSet.title), day(result.on, result.language)],
    meaning: [...decided(page), meaning, ...(urgent ? [] : assumed(page))],
    // Whoever needs care now gets that one thing, and what to say there.
    sections: urgent
      ? [...whySection(page), ...safetyNet(page), ...aboutSection(page)]
      : [
          ...openRedFlags(page),
          // Not below a list of what is not known, which may be long.
          ...safetyNet(page),
          ...foundSection(page),
          ...missingSection(page),
          ...adviceSection(page, 'question', 'ask'),
          ...adviceSection(page, 'treatment', 'treatment'),
          ...claimSections(page),
          ...costSection(page, sessions),
          ...adviceSection(page, 'side-effect', 'side-effects'),
          ...homeSections(page),
          ...aboutSection(page),
        ],
  };
}

function verdictOf({ result, words }: Page): Verdict {
  if (result.urgent === 'yes') return [words.urgent, result.emergency ?? words.emergency];
  return result.verdict === 'needs-information' ? words.open[result.eligible] : words.verdict[result.verdict];
}

/** What the rules said stays on the page; whom it is for must not take it for the last word. */
function decided({ result, words }: Page): readonly string[] {
  return isDecidedAgainst(result) ? [words.decidedAgainst] : [];
}

function assumed({ result, words }: Page): readonly string[] {
  const count = Object.values(result.answers).filter(({ origin }) => origin === 'assumed').length;
  return count === 0 ? [] : [words.assumed(count)];
}

function whySection({ result, words }: Page): readonly Section[] {
  const flags = result.contraindications.filter(({ urgent, state }) => urgent && state === 'present');
  return section(
    'why',
    words.headings.why,
    flags.map(({ name, because }) => named('warning', 'danger', name, because)),
  );
}

/** Whether this is an emergency is still open: that comes before all else. */
function openRedFlags({ result, words }: Page): readonly Section[] {
  if (result.urgent !== 'unknown') return [];
  const open = result.contraindications.filter(({ urgent, state }) => urgent && state === 'unknown');
  return section(
    'red-flags',
    words.headings['red-flags'],
    [paragraph(words.emergencyOpen)],
    open.map(({ name }) => item('unknown', 'danger', [name])),
  );
}

function foundSection({ result, words }: Page): readonly Section[] {
  const present = (criteria: readonly CriterionResult[]): readonly CriterionResult[] =>
    criteria.filter(({ state }) => state === 'present');
  return section(
    'found',
    words.headings.found,
    present(result.contraindications).map(({ name, because }) => named('warning', 'stop', name, because)),
    present(result.indications).map(({ name, because }) => named('present', 'go', name, because)),
  );
}

function named(sign: 'warning' | 'present', tone: Tone, name: string, because: string): Block {
  return item(sign, tone, [strong(name)], because.trim() === '' ? [] : [paragraph(because)]);
}

/** So many questions can still be found out together; the rest is the clinician's list. */
const MOST_MISSING = 12;

function missingSection({ result, words }: Page): readonly Section[] {
  const listed = result.missing.length > MOST_MISSING ? result.missing.slice(0, MOST_MISSING - 2) : result.missing;
  const rest = result.missing.length - listed.length;
  return section(
    'missing',
    words.headings.missing,
    listed.map((id) => item('unknown', 'open', [askOf(result, id)])),
    rest === 0 ? [] : [paragraph(words.moreMissing(rest))],
  );
}

function safetyNet({ result, words }: Page): readonly Section[] {
  const unasked = result.urgent === 'not-asked' ? [paragraph(words.redFlagsUnasked)] : [];
  return section('emergency', words.headings.emergency, [paragraph(strong(result.safetyNet))], unasked);
}

/** Advice that only tells something, where it is known to apply. */
function telling({ result }: Page, type: string): readonly AdviceResult[] {
  return result.advice.filter((one) => one.type === type && !isHome(one) && isShown(one));
}

function adviceSection(
  page: Page,
  type: 'question' | 'treatment' | 'side-effect',
  heading: 'ask' | 'treatment' | 'side-effects',
): readonly Section[] {
  return section(
    heading,
    page.words.headings[heading],
    telling(page, type).flatMap(({ text, steps }) => [
      ...paragraphs(text),
      ...steps.map((step) => item('bullet', 'faint', [step])),
    ]),
  );
}

function costSection(page: Page, sessions: number | undefined): readonly Section[] {
  const { words, result } = page;
  return section(
    'cost',
    words.headings.cost,
    telling(page, 'cost').flatMap(({ text, price }): readonly Block[] => {
      if (price === undefined) return paragraphs(text);
      const count = sessions ?? price.course;
      const range = (times: number): string =>
        words.range(
          money(price.from * times, price.currency, result.language),
          money(price.to * times, price.currency, result.language),
        );
      return [
        ...paragraphs(text),
        item('bullet', 'faint', [words.oneCosts(price.each, range(1))]),
        ...(count === undefined || count === 1
          ? []
          : [item('bullet', 'faint', [words.manyCost(whole(count, result.language), price.several, range(count))])]),
      ];
    }),
  );
}

function aboutSection({ result, words, sources }: Page): readonly Section[] {
  const { ruleSet, reference, tool, translation } = result;
  const cited = sources.cited().map((source, index) => `[${index + 1}] ${sourceText(source)}`);
  const digest = ruleSet.digest === '' ? '' : `, ${shortDigest(ruleSet.digest)}`;
  return section(
    'about',
    words.headings.about,
    [paragraph(wordsIn(result.language).notice)],
    translation === undefined
      ? []
      : [paragraph(translation.reviewedBy === null ? words.notReviewed : words.reviewedBy(translation.reviewedBy))],
    [
      row(words.about.date, day(result.on, result.language)),
      row(words.about.rules, `${ruleSet.title} (${ruleSet.id} ${ruleSet.version}${digest})`),
    ],
    reference === null ? [] : [row(words.about.reference, reference)],
    [row(words.about.tool, `${tool.name} ${tool.version}`)],
    cited.map((source, index) =>
      row(index > 0 ? '' : cited.length === 1 ? words.about.source : words.about.sources, source),
    ),
  );
}
