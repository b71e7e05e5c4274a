import { visibleJson } from '../model/visible.js';
import { htmlPage } from '../report/html-page.js';
import { escapeHtml } from '../report/html-text.js';
import { PAGE_STYLE } from '../report/html-style.js';
import { DATA_ID, type PageData, ROOT_ID } from './page-data.js';
import { SCREEN_STYLE } from './page-style.js';

/** What the page is made of that this module cannot make itself. */
export interface PageMaterial {
  /** The bundled script of `page/main.ts`. */
  readonly script: string;
  /** The SHA-256 of a text in UTF-8, as base64. */
  readonly hash: (text: string) => string;
}

/**
 * The offline page: one file that asks, judges and tells with no network and nothing installed. Its policy lets in its own
 * script and style sheet, each by its hash, and nothing else. Throws where the script could end its own element.
 */
export function pageHtml(data: PageData, { script, hash }: PageMaterial): string {
  if (/<\/script|<!--/i.test(script)) throw new Error('The script of the page has "</script" or "<!--" in it.');
  const style = `${PAGE_STYLE}${SCREEN_STYLE}`;
  return htmlPage({
    language: 'en',
    title: data.ruleSet.title,
    lets: [`script-src 'sha256-${hash(script)}'`, `style-src 'sha256-${hash(style)}'`],
    styles: [style],
    body: [
      `<div id="${ROOT_ID}"><main><h1>${escapeHtml(data.ruleSet.title)}</h1>`,
      '<p>This page needs a browser of 2023 or later, with JavaScript allowed. It loads nothing and sends nothing.</p></main></div>',
      `<script type="application/json" id="${DATA_ID}">${dataText(data)}</script>`,
      `<script>${script}</script>`,
    ],
  });
}

/** JSON that no parser of HTML can take for markup, and no reader of the source for something that it is not. */
export function dataText(data: PageData): string {
  return visibleJson(JSON.stringify(data)).replace(
    /[<>&]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
