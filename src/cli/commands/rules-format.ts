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
  const kept: string[] = [];
  for (const file of found) {
    const formatted = await troubles.during(() => formatFile(io, file));
    if (formatted?.changed === true) changed.push({ file, text: formatted.text });
    if (formatted?.kept !== undefined) kept.push(`${visible(file)}: left as it is; ${formatted.kept}\n`);
  }
  // All or none: a folder with a broken file in it is left as it was.
  troubles.expectNone();
  if (!check) for (const { file, text } of changed) io.files.writeWhole(file, text);
  const said = changed.map(({ file }) => `${visible(file)}: ${check ? 'not formatted' : 'formatted'}\n`);
  await print(io, `${[...said, ...kept].join('')}${summary(found.length, changed.length, kept.length, check)}\n`);
  return check && changed.length > 0 ? 'found' : 'done';
}

function summary(files: number, changed: number, kept: number, check: boolean): string {
  const looked = `${files === 1 ? 'One file' : `${files} files`} looked at`;
  if (changed === 0 && kept === 0) return `${looked}: nothing to change.`;
  const done = changed === 0 ? '' : `, ${changed} ${check ? 'to be formatted' : 'formatted'}`;
  const left = kept === 0 ? '' : `, ${kept} left as ${kept === 1 ? 'it is' : 'they are'}`;
  return `${looked}${done}${left}.`;
}
