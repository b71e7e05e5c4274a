// `npm run bench -- batch [ROWS] [ROUNDS]`: many rows, whole processes, each in turn with the one it is held against.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { shippedRuleSet } from '../src/cli/shipped-rules.js';
import { asked, people, type People } from './people.js';

const ROOT = process.cwd();
const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'candidacy-bench-'));

/** Seconds by the clock, and of processor time. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

try {
  const peer = join(folder, 'peer.cjs');
  await build({
    entryPoints: ['bench/batch-peer.ts'],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: peer,
    logLevel: 'error',
  });
  const ids = asked(shippedRuleSet('spinal-decompression')!);
  const ndjson = write('people.ndjson', '', ids, (one) => one.json());
  const csv = write('people.csv', people(ids).header, ids, (one) => one.csv());
  const bin = join(ROOT, 'bin/candidacy.cjs');
  console.log(
    `${rows} rows, NDJSON of ${(statSync(ndjson).size / rows).toFixed(0)} and CSV of ${(statSync(csv).size / rows).toFixed(0)} bytes a row, ` +
      `${rounds} rounds, Node ${process.versions.node}`,
  );
  const cases = [
    {
      name: 'NDJSON, verdicts',
      mine: [bin, 'batch', ndjson, '--keep', 'id', '--ignore', 'note'],
      other: [peer, 'verdict', ndjson],
      against: 'JSON.parse',
      bar: 0.7,
      same: 'verdict',
    },
    {
      name: 'NDJSON, explained',
      mine: [bin, 'batch', ndjson, '--keep', 'id', '--ignore', 'note', '--format', 'explained'],
      other: [peer, 'explained', ndjson],
      against: 'JSON.parse',
      bar: 1.5,
      same: 'explained',
    },
    {
      name: 'CSV, verdicts',
      mine: [bin, 'batch', csv, '--keep', 'id'],
      other: [peer, 'csv', csv],
      against: 'csv-parse',
      bar: 0.4,
      same: undefined,
    },
  ] as const;
  let missed = false;
  for (const { name, mine, other, against, bar, same } of cases) {
    if (same !== undefined) console.log(`${name}: ${expectSame(mine, other, same)}`);
    const pairs = Array.from({ length: rounds }, () => [run(other), run(mine)] as const);
    for (const what of ['wall', 'cpu'] as const) {
      const ratios = pairs.map(([theirs, ours]) => ours[what] / theirs[what]).sort((a, b) => a - b);
      const middle = (which: 0 | 1): string => median(pairs.map((pair) => pair[which][what])).toFixed(2);
      const ratio = median(ratios);
      const late = what === 'wall' && ratio > bar;
      if (late) missed = true;
      console.log(
        `${name.padEnd(20)}${what.padEnd(5)} ${against} ${middle(0)} s, candidacy ${middle(1)} s, ratio ` +
          `${ratios[0]!.toFixed(2)} ${ratio.toFixed(2)} ${ratios.at(-1)!.toFixed(2)}${what === 'wall' ? `  ≤ ${bar}` : ''}${late ? '  MISSED' : ''}`,
      );
    }
  }
  if (missed) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write(name: string, header: string, ids: readonly string[], row: (one: People) => string): string {
  const file = join(folder, name);
  const descriptor = openSync(file, 'w');
  const one = people(ids);
  let text = header;
  for (let index = 0; index < rows; index++) {
    text += row(one);
    if (text.length > 2 ** 22) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
  return file;
}

/** A process whose output goes nowhere, timed by the shell: it knows the processor time of all threads. */
function run(args: readonly string[], output = '/dev/null'): Spent {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...env } = process.env;
  const script = 'TIMEFORMAT="%R %U %S"; time "$0" "$@" > "$OUTPUT"';
  const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, ...args], {
    env: { ...env, OUTPUT: output, LC_ALL: 'C' },
    encoding: 'utf8',
  });
  const [wall, user, system] = stderr.trim().split(/\s+/).slice(-3).map(Number) as [number, number, number];
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return { wall, cpu: user + system };
}

/** Both say the same of every row: the same bytes, or, explained, the same verdict and the same missing questions. */
function expectSame(mine: readonly string[], other: readonly string[], how: 'verdict' | 'explained'): string {
  const [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')];
  run(mine, ours);
  run(other, theirs);
  const next = [linesOf(ours), linesOf(theirs)] as const;
  for (let row = 0; ; row++) {
    const [a, b] = [next[0](), next[1]()];
    if (a === undefined && b === undefined) {
      if (row !== rows) throw new Error(`${row} rows came out of ${rows}.`);
      return `${row} rows the same, 0 differ`;
    }
    if (a === b) continue;
    if (how === 'verdict' || a === undefined || b === undefined || essence(a) !== essence(b))
      throw new Error(`Row ${row + 1} differs:\n${String(a)}\n${String(b)}`);
  }
}

function essence(line: string): string {
  const { row, id, verdict, eligible, missing } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify([row, id, verdict, eligible, [...(missing as string[])].sort()]);
}

function linesOf(file: string): () => string | undefined {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(2 ** 20);
  let lines: string[] = [];
  let rest = '';
  return () => {
    while (lines.length === 0) {
      const size = readSync(descriptor, chunk, 0, chunk.length, null);
      if (size === 0) return undefined;
      const parts = (rest + chunk.toString('latin1', 0, size)).split('\n');
      rest = parts.pop() ?? '';
      lines = parts.reverse();
    }
    return lines.pop();
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
