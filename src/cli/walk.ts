import * as fs from 'node:fs';
import { join } from 'node:path';
import { visible } from '../model/visible.js';
import type { Problem } from './errors.js';
import { reason } from './reason.js';

/** What a folder and those below it hold, by the names that a person would give. */
export interface Walked {
  readonly files: readonly string[];
  /** What could not be looked at, and may hold more: it is told, never passed over. */
  readonly unread: readonly { readonly name: string; readonly problem: Problem }[];
}

/**
 * The plain files in a folder and below it whose names end so, in order. Links are followed, but no folder is looked at
 * twice: links may lead in a circle. Folders of packages and hidden ones are left alone, and so is what is no plain file: a
 * pipe would be waited for.
 */
export function walk(folder: string, shown: string, ends: RegExp): Walked {
  const files: string[] = [];
  const unread: Walked['unread'][number][] = [];
  const seen = new Set<string>();
  const visit = (path: string, name: string): void => {
    try {
      const real = fs.realpathSync(path);
      if (seen.has(real)) return;
      seen.add(real);
      for (const entry of fs.readdirSync(path, { withFileTypes: true }).sort(byName)) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        look(entry, join(path, entry.name), name === '.' ? entry.name : join(name, entry.name));
      }
    } catch (error) {
      unread.push({ name, problem: cannotRead(name, reason(error)) });
    }
  };
  const look = (entry: fs.Dirent, path: string, name: string): void => {
    const wanted = ends.test(entry.name);
    try {
      const what = entry.isSymbolicLink() ? fs.statSync(path) : entry;
      if (what.isDirectory()) visit(path, name);
      else if (wanted && what.isFile()) files.push(name);
    } catch (error) {
      // A link to nothing is no folder, and of no concern unless it is called as what is looked for.
      const nothing = ['ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (nothing && !wanted) return;
      const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      unread.push({ name, problem: cannotRead(name, gone ? 'it is a link to what is not there' : reason(error)) });
    }
  };
  visit(folder, shown);
  return { files, unread };
}

function byName(a: fs.Dirent, b: fs.Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function cannotRead(name: string, why: string): Problem {
  return { message: `Cannot read "${visible(name)}": ${why}.`, hint: 'Mend it, or take it out of the folder.' };
}
