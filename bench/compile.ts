import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BudgetError, compile } from '../src/engine/compile.js';
import { answersTo, generate } from './generate.js';

/** Time and memory of compiling and screening. Each size is measured in a process of its own: `compile.ts 60`. */
const ON = '2026-01-01';
const SIZES = [20, 40, 60];

function measure(questions: number): void {
  const idle = process.resourceUsage().maxRSS;
  const ruleSet = generate({ questions });
  const compiling = timed(() => compile(ruleSet));
  const compiled = compiling.result;
  const answers = answersTo(ruleSet, 2);
  const first = timed(() => compiled.screen(answers, { on: ON }));
  const again = timed(() => compiled.screen(answers, { on: ON }));
  const quick = timed(() => compiled.verdict(answers, { on: ON }));
  const nothing = timed(() => compiled.screen(new Map(), { on: ON }));
  const peak = process.resourceUsage().maxRSS;
  console.log(
    [
      `${questions} questions, ${ruleSet.contraindications.length + ruleSet.indications.length} criteria:`,
      `compile ${compiling.ms} ms; screen ${first.ms} ms, again ${again.ms} ms, nothing answered ${nothing.ms} ms;`,
      `verdict alone ${quick.ms} ms; peak ${mebibytes(peak)} MiB (${mebibytes(idle)} before);`,
      `${first.result.verdict.outcome}, ${first.result.verdict.missing.length} missing`,
    ].join(' '),
  );
}

/** Wall time, and the processor time that does not grow when others use the machine. */
function timed<T>(work: () => T): { readonly result: T; readonly ms: string } {
  const wall = process.hrtime.bigint();
  const used = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(used);
  const spent = (user + system) / 1e3;
  return { result, ms: `${(Number(process.hrtime.bigint() - wall) / 1e6).toFixed(0)} (cpu ${spent.toFixed(0)})` };
}

function mebibytes(kibibytes: number): string {
  return (kibibytes / 1024).toFixed(0);
}

/** What a rule set is told that entangles too many questions: scores over all of 60. */
function pastTheBudget(): void {
  const { result, ms } = timed(() => {
    try {
      return compile(generate({ questions: 60, island: 60, terms: 60 }));
    } catch (error) {
      if (error instanceof BudgetError) return error;
      throw error;
    }
  });
  const peak = mebibytes(process.resourceUsage().maxRSS);
  const told = result instanceof BudgetError ? `refused: ${result.message}` : 'within the budget';
  console.log(`60 questions in one island: ${ms} ms, peak ${peak} MiB; ${told}`);
}

const [size] = process.argv.slice(2);
if (size === 'past') pastTheBudget();
else if (size !== undefined) measure(Number(size));
else {
  for (const argument of [...SIZES.map(String), 'past']) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), argument], { stdio: 'inherit' });
  }
}
