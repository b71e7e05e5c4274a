import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = process.cwd();
const BIN = join(ROOT, 'bin/candidacy.cjs');

/** Whole processes, held against the shortest that Node can run. `atMost` is the bar for the median ratio. */
const CASES = [
  {
    name: 'screen by flags',
    args: [BIN, 'screen', '--sciatica', '--no-pregnancy', '--json', '--no-input'],
    atMost: 1.6,
  },
  { name: '--help', args: [BIN, '--help'], atMost: 2 },
  {
    name: 'screen by an own rule file',
    args: [BIN, 'screen', '--rules', 'rules/spinal-decompression.yaml', '--sciatica', '--json', '--no-input'],
    atMost: 6,
  },
] as const;

export interface StartFigures {
  readonly name: string;
  readonly atMost: number;
  /** Milliseconds, the median. */
  readonly node: number;
  readonly candidacy: number;
  /** Of each pair of runs. */
  readonly ratio: { readonly min: number; readonly median: number; readonly max: number };
}

/** Each command in turn with `node -e 0`, so that whatever slows the machine down slows both. */
export function measureStarts(rounds: number): readonly StartFigures[] {
  return CASES.map(({ name, args, atMost }) => {
    milliseconds(args);
    const pairs = Array.from({ length: rounds }, () => [milliseconds(['-e', '0']), milliseconds(args)] as const);
    const ratios = pairs.map(([node, candidacy]) => candidacy / node);
    return {
      name,
      atMost,
      node: median(pairs.map(([node]) => node)),
      candidacy: median(pairs.map(([, candidacy]) => candidacy)),
      ratio: { min: Math.min(...ratios), median: median(ratios), max: Math.max(...ratios) },
    };
  });
}

function milliseconds(args: readonly string[]): number {
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...env } = process.env;
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return Number(end - start) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
