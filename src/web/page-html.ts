import { visibleJson } from '../model/visible.js';
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
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash(script)}'`,
    `style-src 'sha256-${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(data.ruleSet.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="${ROOT_ID}"><main><h1>${escapeHtml(data.ruleSet.title)}</h1>`,
    '<p>This page needs a browser of 2023 or later, with JavaScript allowed. It loads nothing and sends nothing.</p></main></div>',
    `<script type="application/json" id="${DATA_ID}">${dataText(data)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** JSON that no parser of HTML can take for markup, and no reader of the source for something that it is not. */
export function dataText(data: PageData): string {
  return visibleJson(JSON.stringify(data)).replace(
    /[<>&]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
