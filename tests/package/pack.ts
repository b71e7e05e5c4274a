import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface Packed {
  readonly file: string;
  readonly paths: readonly string[];
  /** Bytes, compressed. */
  readonly size: number;
}

/** Builds what is stale, types too, and packs it into a folder. */
export function pack(folder: string): Packed {
  execFileSync(process.execPath, [join(ROOT, 'scripts/ensure.mjs'), '--types'], { stdio: 'pipe' });
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename, files, size }] = JSON.parse(out) as [
    { filename: string; files: { path: string }[]; size: number },
  ];
  return { file: join(folder, filename), paths: files.map(({ path }) => path), size };
}

/** Installs the tarball, and what it depends on, from nowhere: it has to bring all it needs. */
export function install(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--cache', join(folder, '.cache'), file], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
