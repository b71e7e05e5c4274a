import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { withDigest } from '../model/canonical.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { MAX_BYTES } from '../rulefile/decode.js';
import { loadRuleSet } from '../rulefile/load.js';
import { placeDiagnostics } from '../rulefile/place.js';
import { FileError, RuleFileError, type UsageError, usageError } from './errors.js';
import { sha256 } from './sha256.js';
import { shippedFile, shippedIds } from './shipped-rules.js';

/**
 * A rule file as it stood at a revision of git, with what it extends as that stood. Rule sets that ship and are under no git
 * are what they are today.
 *
 * Throws `UsageError` where git has no such revision, or no such file at it; `FileError` where there is no git.
 */
export function loadRevision(path: string, revision: string): RuleSet {
  // Without this, nothing and ":0" would be git's index, which is no revision.
  if (!isRevision(path, revision)) throw notThere(path, revision);
  const bytes = atRevision(path, revision);
  if (bytes === undefined) throw notThere(path, revision);
  const loaded = loadRuleSet(path, {
    read: (name) => (name === path ? bytes : (atRevision(name, revision) ?? shipped(name))),
    shipped: (id) => (shippedIds().includes(id) ? shippedFile(id) : undefined),
    shippedNames: shippedIds(),
  });
  if (!loaded.ok) throw new RuleFileError(placeDiagnostics(loaded.diagnostics, loaded.sources));
  return withDigest(loaded.ruleSet, sha256);
}

function shipped(path: string): Uint8Array | undefined {
  return shippedIds().some((id) => shippedFile(id) === path) ? readFileSync(path) : undefined;
}

function atRevision(path: string, revision: string): Uint8Array | undefined {
  // Not `git show`, which takes a name with a bracket for a pattern of paths, and finds nothing without a complaint.
  return git(path, 'cat-file', 'blob', `${revision}:./${basename(path)}`);
}

function isRevision(path: string, revision: string): boolean {
  // One that starts with a dash would be an option to git.
  if (revision.startsWith('-')) return false;
  return git(path, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`) !== undefined;
}

/** What is wrong, found out step by step. */
function notThere(path: string, revision: string): UsageError {
  const [file, wanted] = [visible(path), visible(revision)];
  if (git(path, 'rev-parse', '--is-inside-work-tree') === undefined) {
    return usageError(
      `"${file}" is in no git repository.`,
      'Name a file that git keeps, or compare two files: candidacy rules diff OLD NEW.',
    );
  }
  if (!isRevision(path, revision)) {
    const branch = git(path, 'rev-parse', '--verify', '--quiet', 'HEAD');
    return usageError(
      `git has no revision "${wanted}"${branch === undefined ? ': nothing is committed yet' : ''}.`,
      branch === undefined ? 'Commit the rule file first.' : 'Name a commit, a branch or a tag: HEAD~1, main, v1.0.0.',
    );
  }
  const before = formerName(path, revision);
  return usageError(
    `At "${wanted}", git has no "${file}".`,
    before === undefined
      ? 'Name a revision that has it: git log --follow shows them.'
      : `It was called "${visible(before)}" then. Write that to a file, and compare the two: git show ${wanted}:${visible(before)} > old.yaml`,
  );
}

/** What a file that was renamed since was called at a revision, from the top of the repository. */
function formerName(path: string, revision: string): string | undefined {
  const names = git(path, 'log', '--follow', '--format=', '--name-only', '--', basename(path));
  const unique = [...new Set(new TextDecoder().decode(names).split('\n'))].filter((name) => name !== '');
  return unique.find((name) => git(path, 'cat-file', '-e', `${revision}:${name}`) !== undefined);
}

/** What git says in the folder of a file; `undefined` where it says no. */
function git(path: string, ...args: readonly string[]): Uint8Array | undefined {
  const folder = dirname(path);
  const { status, stdout, error } = process
    .getBuiltinModule('node:child_process')
    .spawnSync('git', ['-C', folder, ...args], {
      maxBuffer: MAX_BYTES + 1,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    throw new FileError('Cannot run git, which --since asks: it is not installed, or not in PATH.');
  return error === undefined && status === 0 ? stdout : undefined;
}
