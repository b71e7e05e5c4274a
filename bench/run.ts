/**
 * `npm run bench [-- NAME …]`: everything that is measured, or what is named, one after the other; behind a name stand its own
 * arguments: `start 31`, `batch 1000000 5`, `sql 9 400000`. A number alone is the rounds of `start`. Exit 1 where a bar is missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureStarts, SCREENINGS, workbench } from './start.js';

const PARTS = {
  /** Whole processes, in milliseconds. */
  start: (rounds = '31') => starts(SCREENINGS, Number(rounds)),
  /** The workbench on the clinical rule set, whole processes too. */
  rules: (rounds = '9') => inFolder((folder) => starts(workbench(folder), Number(rounds))),
  /** How time and memory grow with the rule set. */
  compile: () => script('bench/compile.ts'),
  /** One verdict in a process of one's own, in nanoseconds. Writes its figures into docs/performance.md. */
  verdicts: () => script('bench/verdicts.ts'),
  /** Many rows. */
  batch: (...args) => script('bench/batch.ts', ...args),
  /** The exported query. */
  sql: (...args) => script('bench/sql.ts', ...args),
} satisfies Record<string, (...args: readonly string[]) => boolean>;
type Part = keyof typeof PARTS;

const wanted = partsIn(process.argv.slice(2));
// All are run, whichever of them misses its bar.
const kept = wanted.map(([part, args]) => {
  console.log(`— ${part}`);
  return PARTS[part](...args);
});
if (kept.includes(false)) process.exitCode = 1;

function partsIn(args: readonly string[]): readonly (readonly [Part, readonly string[]])[] {
  const names = Object.keys(PARTS) as readonly Part[];
  if (args.length === 0) return names.map((part) => [part, []] as const);
  const parts: [Part, string[]][] = [];
  for (const arg of /^\d+$/.test(args[0]!) ? ['start', ...args] : args) {
    const part = names.find((name) => name === arg);
    if (part !== undefined) parts.push([part, []]);
    else if (/^\d+$/.test(arg)) parts.at(-1)![1].push(arg);
    else throw new Error(`There is no part "${arg}". There are ${names.join(', ')}.`);
  }
  return parts;
}

function script(file: string, ...args: readonly string[]): boolean {
  return spawnSync(process.execPath, ['scripts/run.mjs', file, ...args], { stdio: 'inherit' }).status === 0;
}

function inFolder(work: (folder: string) => boolean): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function starts(cases: Parameters<typeof measureStarts>[0], rounds: number): boolean {
  const figures = measureStarts(cases, rounds);
  console.log(`${rounds} rounds, Node ${process.versions.node}; ratio to \`node -e 0\` of the same round\n`);
  console.log('                             node     candidacy   ratio: min  median  max     bar');
  for (const { name, atMost, node, candidacy, ratio } of figures) {
    const verdict = ratio.median <= atMost ? '' : '  MISSED';
    console.log(
      `${name.padEnd(27)} ${ms(node)}  ${ms(candidacy)}          ${times(ratio.min)}  ${times(ratio.median)}  ${times(ratio.max)}  ≤ ${atMost}${verdict}`,
    );
  }
  return figures.every(({ ratio, atMost }) => ratio.median <= atMost);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(8);
}

function times(value: number): string {
  return `${value.toFixed(2)}×`.padStart(5);
}
