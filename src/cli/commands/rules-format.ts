import { visible } from '../../model/visible.js';
import { usageError, type Problem } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, type Io } from '../io.js';
import { yamlFiles } from '../test-files.js';
import { troublesBeside } from '../troubles.js';

export interface FormatOptions {
  readonly check?: boolean;
}

/** Lays out rule files and test files anew, in their place; with `--check` only says which it would. */
export async function format(io: Io, names: readonly string[], { check = false }: FormatOptions): Promise<Ending> {
  const found: string[] = [];
  const unread: Problem[] = [];
  for (const name of names) {
    const { files, problems } = await yamlFiles(io, name);
    found.push(...files);
    unread.push(...problems);
  }
  if (found.length === 0 && unread.length === 0)
    throw usageError('There is no YAML file to format.', 'Name a file, or a folder that has some.');
  const { formatFile } = await import('../yaml.js');
  const troubles = troublesBeside(unread);
  const changed: { readonly file: string; readonly text: string }[] = [];
  for (const file of found) {
    const formatted = await troubles.during(() => formatFile(io, file));
    if (formatted?.changed === true) changed.push({ file, text: formatted.text });
  }
  // All or none: a folder with a broken file in it is left as it was.
  troubles.expectNone();
  if (!check) for (const { file, text } of changed) io.files.writeWhole(file, text);
  const said = changed.map(({ file }) => `${visible(file)}: ${check ? 'not formatted' : 'formatted'}\n`);
  await print(io, `${said.join('')}${summary(found.length, changed.length, check)}\n`);
  return check && changed.length > 0 ? 'found' : 'done';
}

function summary(files: number, changed: number, check: boolean): string {
  const looked = files === 1 ? 'One file' : `${files} files`;
  if (changed === 0) return `${looked} looked at: nothing to change.`;
  return `${looked} looked at, ${changed} ${check ? 'to be formatted' : 'formatted'}.`;
}
