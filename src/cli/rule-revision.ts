import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { withDigest } from '../model/canonical.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';
import { MAX_BYTES } from '../rulefile/decode.js';
import { loadRuleSet } from '../rulefile/load.js';
import { placeDiagnostics } from '../rulefile/place.js';
import { RuleFileError, usageError } from './errors.js';
import { sha256 } from './sha256.js';
import { shippedFile, shippedIds } from './shipped-rules.js';

/** A rule file as it stood at a revision of git, with what it extends as that stood. */
export function loadRevision(path: string, revision: string): RuleSet {
  const bytes = atRevision(path, revision);
  if (bytes === undefined) {
    throw usageError(
      `git has no "${visible(path)}" at "${visible(revision)}".`,
      'Name a file in a git repository, and a revision that has it.',
    );
  }
  const loaded = loadRuleSet(path, {
    read: (name) => (name === path ? bytes : atRevision(name, revision)),
    shipped: (id) => (shippedIds().includes(id) ? shippedFile(id) : undefined),
    shippedNames: shippedIds(),
  });
  if (!loaded.ok) throw new RuleFileError(placeDiagnostics(loaded.diagnostics, loaded.sources));
  return withDigest(loaded.ruleSet, sha256);
}

function atRevision(path: string, revision: string): Uint8Array | undefined {
  // A revision that starts with a dash would be an option to git.
  if (revision.startsWith('-')) return undefined;
  try {
    return execFileSync('git', ['-C', dirname(path), 'show', `${revision}:./${basename(path)}`], {
      maxBuffer: MAX_BYTES + 1,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
