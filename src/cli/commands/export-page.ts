import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageHtml } from '../../web/page-html.js';
import { usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import type { Io } from '../io.js';
import { languageProblem } from '../language.js';
import { loadRules } from '../load-rules.js';
import { TOOL } from '../version.js';
import { compileRules } from '../within-budget.js';
import { expectOwnFiles, writeResult } from '../own-files.js';

export interface ExportPageOptions {
  readonly rules?: string;
  readonly lang?: string;
  readonly output?: string;
}

/** The whole screening as one page for a browser: no network, nothing installed. */
export async function exportPage(io: Io, { rules: name, lang, output }: ExportPageOptions): Promise<Ending> {
  const rules = await loadRules(io, name);
  const problem = languageProblem(rules.ruleSet, lang);
  if (problem !== undefined) throw usageError(problem.message, problem.hint);
  const file = output === '-' ? undefined : output;
  expectOwnFiles(io, [['--output', file]], [['--rules', name]]);
  if (file !== undefined) io.files.expectWritable(file);
  // A rule set that is too entangled is refused here, not before a patient.
  compileRules(rules);
  const page = pageHtml(
    { tool: TOOL, ruleSet: rules.ruleSet, ...(lang === undefined ? {} : { language: lang }) },
    { script: pageScript(), hash: (text) => createHash('sha256').update(text).digest('base64') },
  );
  await writeResult(io, page, file);
  return 'done';
}

/** The same from src/cli/commands and from dist/cli. */
function pageScript(): string {
  const root = import.meta.dirname.endsWith('commands') ? '../../..' : '../..';
  return readFileSync(join(import.meta.dirname, root, 'dist/page.js'), 'utf8');
}
