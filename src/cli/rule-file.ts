import { withDigest } from '../model/canonical.js';
import { MAX_BYTES } from '../rulefile/decode.js';
import { loadRuleSet, type Loaded } from '../rulefile/load.js';
import { placeDiagnostics } from '../rulefile/place.js';
import { sourceOf, type Sources } from '../rulefile/source-text.js';
import { RuleFileError } from './errors.js';
import type { Io } from './io.js';
import type { LoadedRules, Locate } from './load-rules.js';
import { sha256Once } from './sha256-once.js';
import { shippedFile, shippedIds, shippedName } from './shipped-rules.js';

/** Loads a rule file and what it extends. Throws `RuleFileError` where it is wrong, `UsageError` where it cannot be opened. */
export function loadRuleFile(io: Io, path: string): LoadedRules {
  const loaded = readRuleFile(io, path);
  if (!loaded.ok) throw new RuleFileError(placeDiagnostics(loaded.diagnostics, loaded.sources));
  return {
    ruleSet: withDigest(loaded.ruleSet, sha256Once),
    lines: () => Promise.resolve(locateIn(loaded.sources)),
    place: (diagnostics) => placeDiagnostics(diagnostics, loaded.sources),
  };
}

export function readRuleFile(io: Io, path: string): Loaded {
  const bytes = ruleBytes(io, path);
  return loadRuleSet(path, {
    read: (name) => {
      if (name === path) return bytes;
      if (!io.files.exists(name)) return undefined;
      if (shippedName(name) === undefined && !io.files.within(name, path))
        return { problem: 'a link leads out of the folder of the rule file' };
      // Nobody named it in the call: a pipe would be waited for.
      if (!io.files.isFile(name)) return { problem: 'it is no plain file' };
      return ruleBytes(io, name);
    },
    shipped: (id) => (shippedIds().includes(id) ? shippedFile(id) : undefined),
    shippedNames: shippedIds(),
  });
}

/** One byte more than a rule file may have tells that there is more: the loader says so, as of all that is wrong with one. */
export function ruleBytes(io: Io, path: string): Uint8Array {
  return io.files.readStart(path, MAX_BYTES + 1);
}

function locateIn(sources: Sources): Locate {
  return (at) => {
    const source = sourceOf(sources, at);
    return source === undefined ? undefined : { file: source.path, line: source.locate(at, 'value').line };
  };
}
