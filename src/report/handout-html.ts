import type { Document } from './document.js';
import { HANDOUT_STYLE } from './handout-style.js';
import { sectionHtml, STYLE_HASH } from './html.js';
import { htmlPage, landmarks, type PageParts } from './html-page.js';
import { PAGE_STYLE } from './html-style.js';
import { escapeHtml } from './html-text.js';
import type { Style } from './style.js';

/** The SHA-256 of the hand-out's own style sheet. */
const HANDOUT_HASH = 'sha256-jB9UH8fEmhMRd7jGeqhsl+JX1zn+Mlf5sn+APqrGfgM=';

/** The hand-out as a page that stands by itself: no script, no request to anywhere. `language` is a BCP 47 tag. */
export function handoutHtml(document: Document, language: string, style: Style): string {
  const { headline, facts } = document;
  return htmlPage({
    language,
    title: facts[0] ?? headline,
    lets: [`style-src '${STYLE_HASH}' '${HANDOUT_HASH}'`],
    styles: [PAGE_STYLE, HANDOUT_STYLE],
    body: landmarks(handoutParts(document, style)),
  });
}

/** What the hand-out says, without the page around it. */
export function handoutParts({ tone, urgent, headline, facts, meaning, sections }: Document, style: Style): PageParts {
  const said = meaning.map((words) => `<p>${escapeHtml(words)}</p>`).join('');
  const of = (about: boolean): string =>
    sections
      .filter(({ id }) => (id === 'about') === about)
      .map((section) => sectionHtml(section, style))
      .join('\n');
  return {
    header: [
      `<h1 class="${tone}">${escapeHtml(headline)}</h1>`,
      `<p class="facts">${escapeHtml(facts.join(', '))}</p>`,
    ].join('\n'),
    main: [`<div class="${urgent ? 'now' : 'meaning'}">${said}</div>`, of(false)].join('\n'),
    footer: of(true),
  };
}
