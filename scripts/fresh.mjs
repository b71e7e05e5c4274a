// Whether what is installed and what is built is that of the lock file and the sources. Plain Node: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the build reads. */
const BUILD_INPUTS = [
  'bin',
  'src',
  'rules',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.pure.json',
];

export const STAMP = 'dist/.stamp';
export const WITH_TYPES = 'with types\n';

/** Every package that the lock file names is there in its version; those for other platforms may be missing. */
export function installed() {
  const hidden = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages: present } = JSON.parse(readFileSync(hidden, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional === true),
  );
}

/** The sources as they are now: path, size and time of each file. */
export function sourcesStamp() {
  const lines = [];
  const visit = (path) => {
    const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`);
    } else {
      lines.push(`${path} ${stat.size} ${stat.mtimeMs}`);
    }
  };
  for (const path of BUILD_INPUTS) visit(path);
  return lines.join('\n') + '\n';
}

/** Built from the sources as they are now; where asked for, with the library's types. */
export function built({ types = false } = {}) {
  const stamp = join(ROOT, STAMP);
  if (!existsSync(stamp)) return false;
  const was = readFileSync(stamp, 'utf8');
  const now = sourcesStamp();
  return was === `${now}${WITH_TYPES}` || (!types && was === now);
}

/** Installs and builds what is missing or stale; says so on stderr, and nothing when all is fresh. Ends the process when it fails. */
export function ensure({ types = false } = {}) {
  if (!installed()) {
    process.stderr.write('Installing the packages that the build needs …\n');
    step(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  if (!built({ types })) {
    process.stderr.write('Building …\n');
    step(process.execPath, [join(ROOT, 'scripts/build.mjs'), ...(types ? ['--types'] : [])]);
  }
}

function step(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: command.endsWith('.cmd'),
  });
  if (status === 0) return;
  process.stderr.write(`${error ? error.message : `${command} ${args.join(' ')} failed.`}\n`);
  process.exit(status ?? 1);
}
