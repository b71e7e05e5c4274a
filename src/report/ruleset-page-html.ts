import { STYLE_HASH } from './html.js';
import { ladderHtml } from './html-ladder.js';
import { htmlPage } from './html-page.js';
import { PAGE_STYLE } from './html-style.js';
import { escapeHtml } from './html-text.js';
import { RULES_STYLE } from './rules-style.js';
import type { Block } from './ruleset-page.js';

/** The SHA-256 of this page's own style sheet. */
const RULES_HASH = 'sha256-ZCratk9Ile6VBFRRhn/Q8vZOaIfJzW/de4tesQ8rrMw=';

/** A rule set's page as one HTML file: no script, nothing fetched, fit to be printed and signed. */
export function pageHtml(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.kind === 'heading');
  return htmlPage({
    language: 'en',
    title: title?.kind === 'heading' ? title.text : '',
    lets: [`style-src '${STYLE_HASH}' '${RULES_HASH}'`],
    styles: [PAGE_STYLE, RULES_STYLE],
    body: ['<main>', ...blocks.map(html), '</main>'],
  });
}

/** More rows than these may be torn apart where a page ends: kept together, they leave the page before them empty. */
const MOST_ROWS_TOGETHER = 12;

function html(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const anchor = block.anchor === undefined ? '' : ` id="${escapeHtml(block.anchor)}"`;
      return `<h${block.level}${anchor}>${escapeHtml(block.text)}</h${block.level}>`;
    }
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'condition':
      return `<pre>${block.lines.map(indented).join('\n')}</pre>`;
    case 'facts': {
      const rows = block.rows.map(
        ([label, text]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(text)}</td></tr>`,
      );
      return `<table${rows.length > MOST_ROWS_TOGETHER ? ' class="long"' : ''}>${rows.join('')}</table>`;
    }
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'ladder':
      return ladderHtml(
        block.rungs.map(({ question, leaves, verdict, names }) => ({
          asks: question,
          looksAt: names.length === 0 ? ['(there is none)'] : names,
          leaves,
          to: { name: verdict },
        })),
        { name: block.end },
      );
    case 'signatures': {
      const empty = '<tr><td></td><td></td><td></td><td></td></tr>';
      const head = ['Name', 'Role', 'Date', 'Signature'].map((label) => `<th scope="col">${label}</th>`).join('');
      return `<table class="signatures"><tr>${head}</tr>${empty}${empty}${empty}</table>`;
    }
  }
}

/** A line of a condition: how far it is indented says what it is a part of. */
function indented(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return `${indent}${escapeHtml(line.slice(indent.length))}`;
}
