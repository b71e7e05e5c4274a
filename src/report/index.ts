import type { Result, Screened } from './result.js';
import { resultOf } from './result-of.js';
import type { Renderer, Reporter } from './view.js';

export type { Renderer, Reporter, ReportInput } from './view.js';

/** A new format is a new file and one row. Imported when asked for: JSON need not wait for the text. */
export const RENDERERS = {
  text: async () => (await import('./text.js')).textReport,
  json: async () => (await import('./json.js')).jsonReport,
  markdown: async () => (await import('./markdown.js')).markdownReport,
  html: async () => (await import('./html.js')).htmlReport,
} satisfies Record<string, () => Promise<Renderer>>;

export type ReportFormat = keyof typeof RENDERERS | 'record';

export const REPORT_FORMATS: readonly ReportFormat[] = ['text', 'json', 'record', 'markdown', 'html'];

/** Renders a result that is there already; a record is rendered as it is. */
export async function renderer(format: ReportFormat): Promise<Renderer> {
  return await RENDERERS[format === 'record' ? 'json' : format]();
}

export async function reporter(format: ReportFormat): Promise<Reporter> {
  if (format === 'record') {
    const { jsonReport } = await import('./json.js');
    return (input) => jsonReport(recordOf(input));
  }
  const render: Renderer = await RENDERERS[format]();
  return (input, style) => render(resultOf(input), input, style);
}

/** The result with the whole rule set inside: all it takes to evaluate it again. */
export function recordOf(screened: Screened): Result {
  const result = resultOf(screened);
  return { ...result, ruleSet: { ...result.ruleSet, content: screened.screening.ruleSet } };
}
