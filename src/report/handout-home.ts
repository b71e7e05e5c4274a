import type { Withheld } from '../model/screening.js';
import type { HandoutWords } from './catalogue.js';
import { item, paragraph, section, strong, type Block, type Section } from './document.js';
import { askOf, isDecidedAgainst, isHome, isShown, paragraphs, type Page } from './handout-page.js';
import type { AdviceResult, Result } from './result.js';

/** What can be done at home, and what is held back and by what. */
export function homeSections(page: Page): readonly Section[] {
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

/** Only a person for whom the rules settled on the treatment, and a clinician on nothing else, with red flags absent or not asked. */
export function mayActAtHome({
  verdict,
  urgent,
  contraindications,
  ...rest
}: Pick<Result, 'verdict' | 'urgent' | 'contraindications' | 'override'>): boolean {
  return (
    !isDecidedAgainst(rest) &&
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
