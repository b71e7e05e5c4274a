import { DEFAULT_LANGUAGE } from '../model/translation.js';
import { handoutOf, type HandoutOptions } from './handout.js';
import { handoutHtml } from './handout-html.js';
import { documentMarkdown } from './markdown.js';
import type { Result } from './result.js';
import type { Style } from './style.js';
import { documentText } from './text.js';

export type HandoutFormat = 'text' | 'markdown' | 'html';

export const HANDOUT_FORMATS: readonly HandoutFormat[] = ['text', 'markdown', 'html'];

/** The hand-out of a result. Ends in a newline. `columns` is for text alone. */
export function handout(
  result: Result,
  format: HandoutFormat,
  options: HandoutOptions & { readonly columns: number },
  style: Style,
): string {
  const document = handoutOf(result, options);
  switch (format) {
    case 'text':
      return documentText(document, options.columns, style);
    case 'markdown':
      return documentMarkdown(document);
    case 'html':
      return handoutHtml(document, result.language ?? DEFAULT_LANGUAGE, style);
  }
}
