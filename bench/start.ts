import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();
const BIN = join(ROOT, 'bin/candidacy.cjs');

/** A whole process, held against the shortest that Node can run. `atMost` is the bar for the median ratio. */
interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly atMost: number;
}

export const SCREENINGS: readonly Start[] = [
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
];

const CLINICAL = 'spinal-decompression-clinical.yaml';

/** What an author runs on the largest rule set that ships; `edited` is a folder with the rules, and a weight moved by one. */
export function workbench(edited: string): readonly Start[] {
  cpSync(join(ROOT, 'rules'), edited, { recursive: true });
  const text = readFileSync(join(edited, CLINICAL), 'utf8');
  const other = text.replace(
    '{ weight: { above: { kg: 136, lb: 300 } } }\n',
    '{ weight: { above: { kg: 135, lb: 300 } } }\n',
  );
  if (other === text) throw new Error('The weight to move is not there.');
  writeFileSync(join(edited, CLINICAL), other);
  const file = `rules/${CLINICAL}`;
  return [
    { name: 'rules check', args: [BIN, 'rules', 'check', file], atMost: 12 },
    { name: 'rules prove', args: [BIN, 'rules', 'prove', file], atMost: 12 },
    { name: 'rules diff', args: [BIN, 'rules', 'diff', file, join(edited, CLINICAL)], atMost: 12 },
  ];
}

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
export function measureStarts(starts: readonly Start[], rounds: number): readonly StartFigures[] {
  return starts.map(({ name, args, atMost }) => {
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
