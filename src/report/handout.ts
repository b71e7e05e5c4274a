import type { Citation } from '../model/ruleset.js';
import type { Withheld } from '../model/screening.js';
import { wordsIn, type HandoutWords, type Verdict } from './catalogue.js';
import { faint, item, paragraph, row, section, strong, type Block, type Document, type Section } from './document.js';
import { day, money, whole } from './locale.js';
import type { AdviceResult, CriterionResult, Result } from './result.js';
import type { Tone } from './style.js';
import { bibliographyOf, shortDigest, sourceText, type Bibliography } from './words.js';

export interface HandoutOptions {
  /** How many of what is paid for to count up, instead of what the rule set takes for a course. 1 to 1000. */
  readonly sessions?: number;
}

/** The kinds of advice that only tell something. Every other kind is something to do, and shows for a candidate alone. */
const TELLING = new Set(['treatment', 'question', 'cost', 'side-effect']);

/**
 * The page that a patient takes home. Made of nothing but the result, and all that it says of the treatment is the rule
 * set's.
 *
 * What is to be done at home shows only where the verdict is `candidate` or `candidate-with-caution`, no red flag is open,
 * and the item is known to have nothing against it. What led to the verdict and what could change it stay with the clinician.
 */
export function handoutOf(result: Result, { sessions }: HandoutOptions = {}): Document {
  const page = { result, words: wordsIn(result.language).handout, sources: bibliographyOf(result.ruleSet.sources) };
  const [headline, meaning] = verdictOf(page);
  const urgent = result.urgent === 'yes';
  return {
    tone: urgent ? 'danger' : TONE[result.verdict],
    urgent,
    headline,
    facts: [page.words.title(result.ruleSet.title), day(result.on, result.language)],
    meaning: [meaning, ...(urgent ? [] : assumed(page))],
    // Whoever needs care now gets that one thing, and what to say there.
    sections: urgent
      ? [...whySection(page), ...safetyNet(page), ...aboutSection(page)]
      : [
          ...openRedFlags(page),
          ...foundSection(page),
          ...missingSection(page),
          ...safetyNet(page),
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

interface Page {
  readonly result: Result;
  readonly words: HandoutWords;
  readonly sources: Bibliography;
}

const TONE: Readonly<Record<Result['verdict'], Tone>> = {
  contraindicated: 'stop',
  'not-indicated': 'stop',
  'candidate-with-caution': 'caution',
  candidate: 'go',
  'needs-information': 'open',
};

function verdictOf({ result, words }: Page): Verdict {
  if (result.urgent === 'yes') return [words.urgent, result.emergency ?? words.emergency];
  return result.verdict === 'needs-information' ? words.open[result.eligible] : words.verdict[result.verdict];
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

function missingSection({ result, words }: Page): readonly Section[] {
  return section(
    'missing',
    words.headings.missing,
    result.missing.map((id) => item('unknown', 'open', [askOf(result, id)])),
  );
}

function askOf({ questions }: Result, id: string): string {
  return questions.find((question) => question.id === id)?.ask ?? id;
}

function safetyNet({ result, words }: Page): readonly Section[] {
  const unasked = result.urgent === 'not-asked' ? [paragraph(words.redFlagsUnasked)] : [];
  return section('emergency', words.headings.emergency, [paragraph(strong(result.safetyNet))], unasked);
}

/** Advice that only tells something, where it is known to apply. */
function telling({ result }: Page, type: string): readonly AdviceResult[] {
  return result.advice.filter((one) => one.type === type && !isHome(one) && isShown(one));
}

function isHome({ type, dose }: AdviceResult): boolean {
  return !TELLING.has(type) || dose !== null;
}

/** All three say the same in a result that was not tampered with. */
function isShown({ applies, shown, withheld }: AdviceResult): boolean {
  return applies && shown && withheld.length === 0;
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

function paragraphs(text: string | null): readonly Block[] {
  return text === null || text.trim() === '' ? [] : [paragraph(text)];
}

/** Each claim beside what was found, in the order of the rule file. */
function claimSections({ result, words, sources }: Page): readonly Section[] {
  const { claims } = result.ruleSet;
  return (['for', 'against', 'claims'] as const).flatMap((side) => {
    const own = claims.filter((claim) => (claim.side ?? 'claims') === side);
    const says = own.reduce<Citation>((all, { claimSource }) => ({ ...all, ...claimSource }), {});
    const who = Object.keys(says).flatMap((id) => result.ruleSet.sources.find((source) => source.id === id) ?? []);
    const from = who.length === 0 ? [] : [paragraph(faint(words.claimsFrom(who.map(shortSource).join('; '))))];
    return section(
      side,
      words.headings[side],
      own.length === 0 ? [] : from,
      own.map(({ claim, found, source }) => {
        const places = Object.keys(source ?? {}).length === 0 ? '' : numbers(sources, source ?? {});
        return item(
          'bullet',
          'faint',
          [strong(claim)],
          [paragraph(words.found, found, ...(places === '' ? [] : [faint(` ${places}`)]))],
        );
      }),
    );
  });
}

function shortSource({ title, publisher }: { readonly title: string; readonly publisher?: string }): string {
  return publisher === undefined ? title : `${title} (${publisher})`;
}

/** `[1] [3]–[9]`: a patient looks for the source, not for the place in it. */
function numbers(sources: Bibliography, cited: Citation): string {
  const cite = Object.keys(cited).map((id) => sources.cite({ [id]: '' }));
  const known = cite.flatMap((text) => /^\[(\d+)\]$/.exec(text)?.[1] ?? []).map(Number);
  const runs: number[][] = [];
  for (const number of known.sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return [
    ...runs.map((run) => (run.length > 2 ? `[${run[0]!}]–[${run.at(-1)!}]` : run.map((one) => `[${one}]`).join(' '))),
    ...cite.filter((text) => !/^\[\d+\]$/.test(text)),
  ].join(' ');
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

/** What can be done at home, and what is held back and by what. */
function homeSections(page: Page): readonly Section[] {
  const { result, words } = page;
  const home = result.advice.filter(isHome);
  if (home.length === 0) return [];
  if (!mayActAtHome(result)) return section('withheld', words.headings.withheld, [paragraph(words.homeWithheld)]);
  const shown = home.filter(isShown);
  const held = home.filter((one) => one.applies && !isShown(one));
  return [
    ...section(
      'home',
      words.headings.home,
      shown.length === 0 ? [] : [paragraph(words.homeFirst)],
      shown.map(({ title, text, steps, dose }) =>
        item(
          'bullet',
          'faint',
          [strong(title)],
          [
            ...paragraphs(text),
            ...(steps.length === 0 ? [] : [{ kind: 'steps', steps } as const]),
            ...(dose === null ? [] : [paragraph(strong(words.howMuch), dose)]),
          ],
        ),
      ),
    ),
    ...section(
      'withheld',
      words.headings.withheld,
      held.length === 0 ? [] : [paragraph(words.withheldIntro)],
      alike(held.map((one) => [one.title, reasons(page, one)])).map(([titles, why]) =>
        item('bullet', 'faint', [strong(titles)], why),
      ),
    ),
  ];
}

/** Items that the same holds back are named together. */
function alike(
  items: readonly (readonly [string, readonly Block[]])[],
): readonly (readonly [string, readonly Block[]])[] {
  const byReasons = new Map<string, readonly [string, readonly Block[]]>();
  for (const [title, why] of items) {
    const key = JSON.stringify(why);
    byReasons.set(key, [[byReasons.get(key)?.[0] ?? [], title].flat().join('; '), why]);
  }
  return [...byReasons.values()];
}

/** Only a person for whom the rules settled on the treatment, and whose red flags are absent or not asked. */
export function mayActAtHome({
  verdict,
  urgent,
  contraindications,
}: Pick<Result, 'verdict' | 'urgent' | 'contraindications'>): boolean {
  return (
    (verdict === 'candidate' || verdict === 'candidate-with-caution') &&
    (urgent === 'no' || urgent === 'not-asked') &&
    // The verdict says so already; a page must not hang on one field of a file alone.
    contraindications.every(({ severity, state }) => severity === 'relative' || state === 'absent')
  );
}

function reasons({ result, words }: Page, { withheld }: AdviceResult): readonly Block[] {
  const told = withheld.map((one) => [one.state, reasonOf(result, words, one)] as const);
  return (['present', 'unknown', 'not-applicable', 'not-asked'] as const).flatMap((state) => {
    const list = [...new Set(told.flatMap(([of, text]) => (of === state ? [text] : [])))];
    return list.length === 0 ? [] : [paragraph(words.withheld[state], list.join('; '))];
  });
}

function reasonOf(result: Result, words: HandoutWords, { state, because, unasked, questions }: Withheld): string {
  if (state === 'present') return because ?? words.noReason;
  if (state === 'not-asked') return unasked ?? words.noReason;
  return questions.length === 0 ? (because ?? words.noReason) : questions.map((id) => askOf(result, id)).join(' / ');
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
