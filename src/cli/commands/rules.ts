import { questionsOf } from '../../model/condition.js';
import type { PlacedDiagnostic } from '../../model/diagnostic.js';
import { criteriaOf } from '../../model/ruleset.js';
import { visible, visibleJson } from '../../model/visible.js';
import { diagnosticsText } from '../../report/diagnostics.js';
import { colourLevel, styleFor } from '../colour.js';
import { RuleFileError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { plainDiagnostic } from '../plain-diagnostic.js';
import { shippedIds } from '../shipped-rules.js';
import { compileRules } from '../within-budget.js';

interface Options {
  readonly json?: boolean;
}

export async function list(io: Io, options: Options): Promise<Ending> {
  const rows = [];
  for (const name of shippedIds()) {
    const { id, title, version, digest } = (await loadRules(io, name)).ruleSet;
    rows.push({ id, version, digest, title });
  }
  if (options.json === true) await print(io, json(rows));
  else {
    const width = Math.max(...rows.map(({ id }) => id.length));
    await print(
      io,
      rows
        .map(({ id, version, digest, title }) => `${id.padEnd(width)}  ${version}  ${short(digest)}  ${title}\n`)
        .join(''),
    );
  }
  return 'done';
}

export async function show(io: Io, name: string, options: Options): Promise<Ending> {
  const { ruleSet } = await loadRules(io, name === '' ? undefined : name);
  if (options.json === true) {
    await print(io, json(ruleSet));
    return 'done';
  }
  const head = [ruleSet.title, `id       ${ruleSet.id}`, `version  ${ruleSet.version}`, `digest   ${ruleSet.digest}`];
  const criteria = criteriaOf(ruleSet).map((criterion) => {
    const kind = criterion.kind === 'contraindication' ? `${criterion.severity} contraindication` : criterion.kind;
    return `${criterion.id} (${kind}): ${criterion.name}. Reads ${questionsOf(criterion.when).join(', ')}.`;
  });
  await print(io, [...head, '', ...criteria, ''].map(visible).join('\n'));
  return 'done';
}

/** Loads each file and says what is wrong with it; nothing where nothing is. */
export async function check(io: Io, names: readonly string[], options: Options): Promise<Ending> {
  const diagnostics: PlacedDiagnostic[] = [];
  for (const name of names) {
    try {
      compileRules(await loadRules(io, name));
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  if (options.json === true) await print(io, json(diagnostics.map(plainDiagnostic)));
  else await print(io, diagnosticsText(diagnostics, await styleFor(io, colourLevel(io, io.stdout, true)), widthOf(io)));
  return diagnostics.length > 0 ? 'rule-file' : 'done';
}

function json(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}

function short(digest: string): string {
  return digest.replace(/^(sha256:.{12}).*$/, '$1');
}
