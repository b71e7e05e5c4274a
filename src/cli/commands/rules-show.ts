import { visibleJson } from '../../model/visible.js';
import { usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import type { Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { expectOwnFiles, writeResult } from '../own-files.js';

export interface ShowOptions {
  readonly format?: string;
  readonly output?: string;
}

const FORMATS = ['markdown', 'html', 'json'] as const;

/** The rule set as a page that a committee can sign: every rule with reason, source, grade and verification. */
export async function show(io: Io, name: string | undefined, options: ShowOptions): Promise<Ending> {
  const wanted = options.format ?? 'markdown';
  const format = FORMATS.find((known) => known === wanted);
  if (format === undefined) throw usageError(`--format is "${wanted}". Expected ${FORMATS.join(', ')}.`);
  const output = options.output === '-' ? undefined : options.output;
  const { ruleSet } = await loadRules(io, name);
  expectOwnFiles(io, [['--output', output]], []);
  if (output !== undefined) io.files.expectWritable(output);
  let text: string;
  if (format === 'json') text = `${visibleJson(JSON.stringify(ruleSet, null, 2))}\n`;
  else {
    const { ruleSetPage } = await import('../../report/ruleset-page.js');
    const { pageHtml } = await import('../../report/ruleset-page-html.js');
    const { pageMarkdown } = await import('../../report/ruleset-page-markdown.js');
    text = (format === 'html' ? pageHtml : pageMarkdown)(ruleSetPage(ruleSet));
  }
  await writeResult(io, text, output);
  return 'done';
}
