import { escapeHtml } from './html-text.js';

/** A page of HTML that stands by itself: no request to anywhere. All but `title` and `language` is HTML, CSS or a policy already. */
export interface HtmlPage {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  /** What the Content-Security-Policy lets in beside nothing: `style-src 'sha256-…'`, one directive each. */
  readonly lets: readonly string[];
  /** Style sheets, each in an element of its own, as its hash is. */
  readonly styles: readonly string[];
  readonly body: readonly string[];
}

export function htmlPage({ language, title, lets, styles, body }: HtmlPage): string {
  const policy = ["default-src 'none'", ...lets, "base-uri 'none'", "form-action 'none'"].join('; ');
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    ...styles.map((style) => `<style>${style}</style>`),
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** What stands in a page, each part as HTML. */
export interface PageParts {
  readonly header: string;
  readonly main: string;
  readonly footer: string;
}

/** The parts as landmarks. */
export function landmarks({ header, main, footer }: PageParts): readonly string[] {
  return ['<header>', header, '</header>', '<main>', main, '</main>', '<footer>', footer, '</footer>'];
}
