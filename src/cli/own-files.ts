import { visible } from '../model/visible.js';
import { UsageError, type Problem } from './errors.js';
import { print, type Io } from './io.js';

/** What a call does with a file, as a message names it, and the file; `undefined` and `-` are none. */
export type Use = readonly [name: string, file: string | undefined];

/**
 * What is written must take the place of nothing else in the call: not of what else is written, not of what is read. Of that,
 * `read` has the names for what a person gave; what was read on the way, as a rule file's parents are, is known by itself.
 */
export function sharedFiles(io: Io, written: readonly Use[], read: readonly Use[]): readonly Problem[] {
  const named = (use: Use): use is readonly [string, string] => use[1] !== undefined && use[1] !== '-';
  const outputs = written.filter(named);
  return outputs.flatMap(([name, file], index): readonly Problem[] => {
    const other = [...outputs.slice(0, index), ...read.filter(named)].find(([, one]) => io.files.same(one, file));
    if (other === undefined && !io.files.wasRead(file)) return [];
    const taken = other === undefined ? 'is read here too' : `is that of ${other[0]}`;
    return [
      { message: `${name} needs a file of its own: "${visible(file)}" ${taken}.`, hint: 'Give it another name.' },
    ];
  });
}

/** Throws `UsageError` where a file would be lost. */
export function expectOwnFiles(io: Io, written: readonly Use[], read: readonly Use[]): void {
  const problems = sharedFiles(io, written, read);
  if (problems.length > 0) throw new UsageError(problems);
}

/**
 * Where a result goes: to the file that an option names, whole or not at all; without one, or with `-`, to stdout.
 * Throws `UsageError` where that file was read in this run.
 */
export async function writeResult(io: Io, text: string, file: string | undefined, option = '--output'): Promise<void> {
  if (file === undefined || file === '-') {
    await print(io, text);
    return;
  }
  expectOwnFiles(io, [[option, file]], []);
  io.files.writeWhole(file, text);
}
