import type { PlacedDiagnostic } from '../../model/diagnostic.js';
import { visibleJson } from '../../model/visible.js';
import { diagnosticsText } from '../../report/diagnostics.js';
import { colourLevel, styleFor } from '../colour.js';
import { RuleFileError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { plainDiagnostic } from '../plain-diagnostic.js';
import { compileRules } from '../within-budget.js';

interface Options {
  readonly json?: boolean;
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
