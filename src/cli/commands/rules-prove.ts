import { prove } from '../../analysis/prove.js';
import { DiagramBudgetExceeded } from '../../engine/diagram.js';
import { BudgetError } from '../../engine/plan.js';
import type { RuleSet } from '../../model/ruleset.js';
import { isWanting, proveJson, proveText, type ProofReport } from '../../report/prove.js';
import { clock } from '../clock.js';
import { colourLevel, styleFor } from '../colour.js';
import { UsageError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, widthOf, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { ruleFiles } from '../rule-files.js';
import { troublesBeside } from '../troubles.js';

export interface ProveOptions {
  readonly format: string;
  readonly on?: string;
  readonly color?: boolean;
}

/** What holds for every set of answers to each rule set, or a patient of whom it does not. */
export async function run(io: Io, names: readonly string[], { format, on: day, color }: ProveOptions): Promise<Ending> {
  const time = clock(io, day);
  if (time instanceof UsageError) throw time;
  const reports: ProofReport[] = [];
  const { files, problems } = await ruleFiles(io, names);
  const troubles = troublesBeside(problems);
  for (const name of files) {
    const loaded = await troubles.during(() => loadRules(io, name));
    if (loaded !== undefined) reports.push({ name, proofs: proofsOf(name, loaded.ruleSet, time.on) });
  }
  troubles.expectNone();
  const style = await styleFor(io, colourLevel(io, io.stdout, color !== false));
  await print(io, format === 'json' ? proveJson(reports) : proveText(reports, style, widthOf(io)));
  return reports.some(({ proofs }) => proofs.proofs.some(isWanting)) ? 'found' : 'done';
}

function proofsOf(name: string, ruleSet: RuleSet, on: string): ProofReport['proofs'] {
  try {
    return prove(ruleSet, on);
  } catch (problem) {
    if (problem instanceof BudgetError) throw usageError(`"${name}" is too entangled: ${problem.message}`);
    if (problem instanceof DiagramBudgetExceeded)
      throw usageError(`"${name}" is too entangled to be proved exactly.`, 'Split criteria that share many questions.');
    throw problem;
  }
}
