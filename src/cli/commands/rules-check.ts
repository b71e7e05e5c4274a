import { DiagramBudgetExceeded } from '../../engine/diagram.js';
import { LINT_CODES, type LintEntry } from '../../analysis/lint/codes.js';
import type { Finding } from '../../analysis/lint/finding.js';
import { CHECKS, lint } from '../../analysis/lint/lint.js';
import type { Diagnostic, PlacedDiagnostic } from '../../model/diagnostic.js';
import { nearest } from '../../model/nearest.js';
import { criteriaOf, type RuleSet } from '../../model/ruleset.js';
import { visible, visibleJson } from '../../model/visible.js';
import { type CheckReport, checkSummary, checkText } from '../../report/check.js';
import { answersInShort } from '../../report/patient.js';
import { sarif } from '../../report/sarif.js';
import { clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { RuleFileError, UsageError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { plainDiagnostic } from '../plain-diagnostic.js';
import { ruleFiles } from '../rule-files.js';
import { shippedFile, shippedIds } from '../shipped-rules.js';
import { troublesBeside } from '../troubles.js';
import { TOOL } from '../version.js';
import { compileRules } from '../within-budget.js';

export interface CheckOptions {
  readonly format: string;
  readonly on?: string;
  readonly explain?: string;
  readonly color?: boolean;
}

/** Loads each rule file, and where it loads, says what is odd about it. */
export async function run(io: Io, names: readonly string[], options: CheckOptions): Promise<Ending> {
  if (options.explain !== undefined) {
    await print(io, await explained(options.explain));
    return 'done';
  }
  if (names.length === 0)
    throw usageError('No rule file is named.', 'Name a rule file, a folder or a rule set that ships.');
  const time = clock(io, options.on);
  if (time instanceof UsageError) throw time;
  const { files: found, problems } = await ruleFiles(io, names);
  const troubles = troublesBeside(problems);
  const checked: Checked[] = [];
  const files: string[] = [];
  for (const name of found) {
    const one = await troubles.during(() => checkFile(io, name, time.on));
    if (one === undefined) continue;
    checked.push(one);
    files.push(name);
  }
  const ruleSets = checked.flatMap(({ ruleSet }) => ruleSet ?? []);
  const report: CheckReport = {
    files,
    criteria: ruleSets.reduce((sum, ruleSet) => sum + criteriaOf(ruleSet).length, 0),
    questions: ruleSets.reduce((sum, ruleSet) => sum + ruleSet.questions.length, 0),
    checks: CHECKS.length,
    diagnostics: checked.flatMap(({ diagnostics }) => diagnostics),
  };
  if (files.length > 0) await print(io, await text(io, report, options));
  const severities = new Set(report.diagnostics.map(({ diagnostic }) => diagnostic.severity));
  troubles.expectNone(severities.has('error'));
  return severities.has('error') ? 'rule-file' : severities.has('warning') ? 'found' : 'done';
}

interface Checked {
  readonly ruleSet?: RuleSet;
  readonly diagnostics: readonly PlacedDiagnostic[];
}

async function checkFile(io: Io, name: string, on: string): Promise<Checked> {
  const { placeDiagnostics, readRuleFile } = await import('../yaml.js');
  const loaded = readRuleFile(io, !io.files.exists(name) && shippedIds().includes(name) ? shippedFile(name) : name);
  const place = (diagnostics: readonly Diagnostic[]): readonly PlacedDiagnostic[] =>
    inOrder(placeDiagnostics(diagnostics, loaded.sources));
  if (!loaded.ok) return { diagnostics: place(loaded.diagnostics) };
  const { ruleSet } = loaded;
  try {
    compileRules({ ruleSet, lines: () => Promise.resolve(() => undefined), place });
    return { ruleSet, diagnostics: place(lint(ruleSet, on).map((found) => inOneHint(found, ruleSet, on))) };
  } catch (error) {
    if (error instanceof RuleFileError) return { ruleSet, diagnostics: error.diagnostics };
    if (error instanceof DiagramBudgetExceeded)
      throw usageError(
        `"${visible(name)}" is too entangled to be checked exactly.`,
        'Split criteria that share many questions.',
      );
    throw error;
  }
}

/** Somebody who shows it stands behind the way out, with the day where it is one of a day. */
function inOneHint(found: Finding, { questions }: RuleSet, on: string): Diagnostic {
  const { patient, on: foundOn, ...diagnostic } = found;
  if (patient === undefined && foundOn === undefined) return diagnostic;
  const dated = foundOn !== undefined || questions.some(({ id, type }) => type === 'date' && patient?.has(id) === true);
  const shown =
    patient === undefined
      ? `This is so in a screening on ${on}; another day needs another --on.`
      : `For instance${dated ? `, screened on ${on}` : ''}: ${answersInShort(patient)}.`;
  return { ...diagnostic, hint: [diagnostic.hint ?? '', shown].join(' ').trim() };
}

/** File by file, from the top down. */
function inOrder(diagnostics: readonly PlacedDiagnostic[]): readonly PlacedDiagnostic[] {
  const paths = [...new Set(diagnostics.map(({ place }) => place?.path))];
  return [...diagnostics].sort((a, b) => {
    const byFile = paths.indexOf(a.place?.path) - paths.indexOf(b.place?.path);
    return byFile === 0 ? (a.place?.line ?? 0) - (b.place?.line ?? 0) : byFile;
  });
}

async function text(io: Io, report: CheckReport, { format, color }: CheckOptions): Promise<string> {
  if (format === 'json') {
    const { diagnostics, ...lookedAt } = report;
    const data = {
      candidacy: 1,
      lookedAt,
      summary: checkSummary(report),
      diagnostics: diagnostics.map(plainDiagnostic),
    };
    return `${visibleJson(JSON.stringify(data, null, 2))}\n`;
  }
  if (format === 'sarif') {
    const codes = [...new Set(report.diagnostics.map(({ diagnostic }) => diagnostic.code))];
    const entries = await entriesOf();
    const rules = codes.flatMap((id) => {
      const entry = entries.get(id);
      return entry === undefined ? [] : [{ id, title: entry.title, why: entry.why }];
    });
    return sarif(report.diagnostics, rules, TOOL);
  }
  return checkText(report, await styleFor(io, colourLevel(io, io.stdout, color !== false)), widthOf(io));
}

type Entry = Pick<LintEntry, 'title' | 'why'> & { readonly example?: LintEntry['example'] };

async function entriesOf(): Promise<ReadonlyMap<string, Entry>> {
  const { CODES, TEST_CODES } = await import('../yaml.js');
  return new Map<string, Entry>([CODES, LINT_CODES, TEST_CODES].flatMap((codes) => Object.entries<Entry>(codes)));
}

/** The page of the catalogue for a code. */
async function explained(code: string): Promise<string> {
  const entries = await entriesOf();
  const entry = entries.get(code);
  if (entry === undefined) {
    const meant = nearest(code, entries.keys());
    throw usageError(
      `There is no code "${visible(code)}".`,
      meant === undefined ? 'Codes stand in brackets behind a finding.' : `Did you mean "${meant}"?`,
    );
  }
  const indented = (example: string): string => example.trimEnd().replace(/^/gm, '    ');
  const { title, why, example } = entry;
  const pages =
    example === undefined
      ? []
      : ['', 'Found in:', '', indented(example.bad), '', 'Mended:', '', indented(example.mended)];
  return `${[`${code}: ${title}`, '', why, ...pages].join('\n')}\n`;
}
