import type { Citation } from '../model/ruleset.js';
import { faint, item, paragraph, section, strong, type Section } from './document.js';
import type { Page } from './handout-page.js';
import type { Bibliography } from './words.js';

/** Each claim beside what was found, in the order of the rule file. */
export function claimSections({ result, words, sources }: Page): readonly Section[] {
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
