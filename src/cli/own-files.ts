import { visible } from '../model/visible.js';
import { UsageError, type Problem } from './errors.js';
import type { Io } from './io.js';

/** What a call does with a file, as a message names it, and the file; `undefined` and `-` are none. */
export type Use = readonly [name: string, file: string | undefined];

/** What is written must take the place of nothing else in the call: not of what is read, not of what else is written. */
export function sharedFiles(io: Io, written: readonly Use[], read: readonly Use[]): readonly Problem[] {
  const named = (use: Use): use is readonly [string, string] => use[1] !== undefined && use[1] !== '-';
  const outputs = written.filter(named);
  return outputs.flatMap(([name, file], index): readonly Problem[] => {
    const others = [...outputs.slice(0, index), ...read.filter(named)];
    const other = others.find(([, one]) => io.files.same(one, file));
    if (other === undefined) return [];
    return [
      {
        message: `${name} needs a file of its own: "${visible(file)}" is that of ${other[0]}.`,
        hint: 'Give it another name.',
      },
    ];
  });
}

/** Throws `UsageError` where a file would be lost. */
export function expectOwnFiles(io: Io, written: readonly Use[], read: readonly Use[]): void {
  const problems = sharedFiles(io, written, read);
  if (problems.length > 0) throw new UsageError(problems);
}
