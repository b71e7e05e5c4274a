import { format, type Formatted } from '../rulefile/format.js';
import { placeDiagnostics } from '../rulefile/place.js';
import { RuleFileError } from './errors.js';
import type { Io } from './io.js';
import { ruleBytes } from './rule-file.js';

/** A file as it would be laid out. Throws `RuleFileError` where it is no YAML that a rule file may be. */
export function formatFile(io: Io, file: string): Extract<Formatted, { readonly ok: true }> {
  const formatted = format(ruleBytes(io, file), file);
  if (!formatted.ok)
    throw new RuleFileError(placeDiagnostics(formatted.diagnostics, new Map([['', formatted.source]])));
  return formatted;
}

/** A text that is known to be YAML as it would be laid out. */
export function formatText(text: string, file: string): string {
  const formatted = format(new TextEncoder().encode(text), file);
  return formatted.ok ? formatted.text : text;
}
