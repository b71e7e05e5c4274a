import { visible } from '../../model/visible.js';
import { RuleFileError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, type Io } from '../io.js';
import { yamlFiles } from '../test-files.js';

export interface FormatOptions {
  readonly check?: boolean;
}

/** Lays out rule files and test files anew, in their place; with `--check` only says which it would. */
export async function format(io: Io, names: readonly string[], { check = false }: FormatOptions): Promise<Ending> {
  const files = names.flatMap((name) => yamlFiles(io, name));
  if (files.length === 0)
    throw usageError('There is no YAML file to format.', 'Name a file, or a folder that has some.');
  const { formatFile } = await import('../yaml.js');
  const problems: RuleFileError[] = [];
  const changed: { readonly file: string; readonly text: string }[] = [];
  for (const file of files) {
    try {
      const formatted = formatFile(io, file);
      if (formatted.changed) changed.push({ file, text: formatted.text });
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      problems.push(error);
    }
  }
  // All or none: a folder with a broken file in it is left as it was.
  if (problems.length > 0) throw new RuleFileError(problems.flatMap(({ diagnostics }) => diagnostics));
  if (!check) for (const { file, text } of changed) io.files.writeWhole(file, text);
  const said = changed.map(({ file }) => `${visible(file)}: ${check ? 'not formatted' : 'formatted'}\n`);
  await print(io, `${said.join('')}${summary(files.length, changed.length, check)}\n`);
  return check && changed.length > 0 ? 'found' : 'done';
}

function summary(files: number, changed: number, check: boolean): string {
  const looked = files === 1 ? 'One file' : `${files} files`;
  if (changed === 0) return `${looked} looked at: nothing to change.`;
  return `${looked} looked at, ${changed} ${check ? 'to be formatted' : 'formatted'}.`;
}
