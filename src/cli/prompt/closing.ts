import { accountOf } from '../../report/account.js';
import type { Result } from '../../report/result.js';
import type { Style } from '../../report/style.js';
import { documentText } from '../../report/text.js';

/**
 * The verdict once more, in a line or two, for whoever has just answered: the report has scrolled its own headline away, or
 * stands in a file.
 */
export function closing(result: Result, width: number, style: Style, output: string | undefined): string {
  const { tone, urgent, headline, facts, meaning } = accountOf(result, { width, explain: 'short' });
  const where = output === undefined ? [] : [`The result is in ${output}.`];
  const said = [...(urgent ? meaning.slice(0, 1) : []), ...where];
  return `\n${documentText({ tone, urgent, headline, facts, meaning: said, sections: [] }, width, style)}`;
}
