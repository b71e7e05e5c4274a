import { accountOf } from './account.js';
import type { Block, Item, Row, Run, Section } from './document.js';
import { htmlPage, landmarks, type PageParts } from './html-page.js';
import { PAGE_STYLE } from './html-style.js';
import { escapeHtml } from './html-text.js';
import { verdictLadder } from './html-verdict.js';
import type { Result } from './result.js';
import type { Style } from './style.js';
import type { Renderer, View } from './view.js';

/** The style sheet's SHA-256: nothing but it, and no script, image or address, is let into the page. */
export const STYLE_HASH = 'sha256-q2btD49+CJtzdQxizaVDGbMm6jK9+YR23kYaDT3W2B8=';

/** What a reader in a hurry skips: the drawing stands before it. One of them is always there. */
const DETAILS: ReadonlySet<string> = new Set(['decisive', 'contraindications', 'indications', 'factors', 'emergency']);

/** A page that stands by itself: no script, no request to anywhere, every criterion, and a drawing of how the verdict came about. */
export const htmlReport: Renderer = (result, view, style) =>
  htmlPage({
    language: 'en',
    title: `${result.ruleSet.title}: ${result.verdict}, ${result.on}`,
    lets: [`style-src '${STYLE_HASH}'`],
    styles: [PAGE_STYLE],
    body: landmarks(reportParts(result, view, style)),
  });

/** What the report says, without the page around it. */
export function reportParts(result: Result, view: View, style: Style): PageParts {
  const { tone, urgent, headline, facts, meaning, sections } = accountOf(result, { ...view, explain: 'full' });
  const body = sections.filter(({ id }) => id !== 'about');
  const cut = body.findIndex(({ id }) => DETAILS.has(id));
  const drawing =
    '<section id="ladder" aria-labelledby="ladder-heading"><h2 id="ladder-heading">How the verdict came about</h2>' +
    `${verdictLadder(result)}</section>`;
  return {
    header: [
      `<h1 class="${tone}">${escapeHtml(headline)}</h1>`,
      `<p class="facts">${escapeHtml(facts.join(', '))}</p>`,
    ].join('\n'),
    main: [
      ...meaningHtml(meaning, urgent),
      ...body.slice(0, cut).map((section) => sectionHtml(section, style)),
      drawing,
      ...body.slice(cut).map((section) => sectionHtml(section, style)),
    ].join('\n'),
    footer: [
      ...sections.filter(({ id }) => id === 'about').map((section) => sectionHtml(section, style)),
      `<p>Digest of the rule set: ${escapeHtml(result.ruleSet.digest)}</p>`,
    ].join('\n'),
  };
}

/** Of an emergency, the first words are what to do now. */
function meaningHtml(meaning: readonly string[], urgent: boolean): readonly string[] {
  const now = urgent ? meaning.slice(0, 1) : [];
  const rest = meaning.slice(now.length).map((words) => `<p>${escapeHtml(words)}</p>`);
  return [
    ...now.map((words) => `<p class="now">${escapeHtml(words)}</p>`),
    ...(rest.length === 0 ? [] : [`<div class="meaning">${rest.join('')}</div>`]),
  ];
}

export function sectionHtml({ id, heading, blocks }: Section, style: Style): string {
  return [
    `<section id="${id}" aria-labelledby="${id}-heading">`,
    `<h2 id="${id}-heading">${escapeHtml(heading)}</h2>`,
    blocksHtml(blocks, style),
    '</section>',
  ].join('\n');
}

/** Items that follow one another are one list, and so are rows. */
function blocksHtml(blocks: readonly Block[], style: Style): string {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    if (block.kind !== 'paragraph' && group?.[0]?.kind === block.kind) group.push(block);
    else groups.push([block]);
  }
  return groups
    .map((group) => {
      const html = group.map((block) => blockHtml(block, style)).join('');
      const [first] = group;
      return first?.kind === 'item' ? `<ul>${html}</ul>` : first?.kind === 'row' ? `<dl>${html}</dl>` : html;
    })
    .join('\n');
}

function blockHtml(block: Block, style: Style): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${runsHtml(block.runs, style)}</p>`;
    case 'item':
      return itemHtml(block, style);
    case 'row':
      return rowHtml(block, style);
    case 'steps':
      return `<ol>${block.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>`;
  }
}

function itemHtml({ sign, tone, runs, place, under }: Item, style: Style): string {
  const where = place === undefined ? '' : `<span class="place">${escapeHtml(place)}</span>`;
  const below = under.length === 0 ? '' : blocksHtml(under, style);
  return `<li><span class="sign ${tone}" aria-hidden="true">${style.signs[sign]}</span>${runsHtml(runs, style)}${where}${below}</li>`;
}

/** What goes on with the row above belongs to the same term. */
function rowHtml({ key, runs }: Row, style: Style): string {
  const term = key === '' ? '' : `<dt>${escapeHtml(key)}</dt>`;
  return `${term}<dd>${runsHtml(runs, style)}</dd>`;
}

function runsHtml(runs: readonly Run[], style: Style): string {
  return runs
    .map((run) => {
      if (typeof run === 'string') return escapeHtml(run);
      return 'sign' in run ? style.signs[run.sign] : `<span class="${run.tone}">${escapeHtml(run.text)}</span>`;
    })
    .join('')
    .trim();
}
