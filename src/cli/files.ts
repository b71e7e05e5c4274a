import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { visible } from '../model/visible.js';
import type { Appended } from './audit-log.js';
import type { FileStream } from './file-stream.js';
import type { Walked } from './walk.js';
import type { WholeFile } from './whole-file.js';
import { destination, keepOwner, statOf } from './destination.js';
import { FileError, usageError } from './errors.js';
import { reason } from './reason.js';

/** Files by the names that a person gave. */
export interface Files {
  readonly exists: (path: string) => boolean;
  /** Whether it is a folder, links followed. */
  readonly isFolder: (path: string) => boolean;
  /** Whether it is a plain file, links followed: what is none, such as a pipe, may keep a reader waiting for ever. */
  readonly isFile: (path: string) => boolean;
  /** The plain files in a folder and below it whose names end so. */
  readonly walk: (folder: string, ends: RegExp) => Promise<Walked>;
  /** All of a file. A name that cannot be opened, and a file past the limit, are the caller's mistake: `UsageError`. */
  readonly read: (path: string, limit: number) => Uint8Array;
  /** The first bytes of a file, which are all where it has no more. A name that cannot be opened: `UsageError`. */
  readonly readStart: (path: string, most: number) => Uint8Array;
  /** Whether a file is, links followed, in the folder of another or below. */
  readonly within: (path: string, other: string) => boolean;
  /** Whether two names are of one file, links followed, there or not. What is no file (a device, a pipe) is never one. */
  readonly same: (path: string, other: string) => boolean;
  /** Whether something was read, in this run, from the file that a name is of. */
  readonly wasRead: (path: string) => boolean;
  /** Throws now what `writeWhole` would throw later, as far as it can be known without writing. */
  readonly expectWritable: (path: string) => void;
  /** The file is there as a whole, or it is as it was. Keeps its permissions, and a link stays a link. */
  readonly writeWhole: (path: string, text: string) => void;
  /** Appends a line to a log; it is told how long a torn last line was. */
  readonly append: (path: string, line: (torn: number) => string) => Promise<Appended>;
  /** A file of any size, piece by piece. A name that cannot be opened is the caller's mistake: `UsageError`. */
  readonly stream: (path: string) => Promise<FileStream>;
  /** As `writeWhole`, piece by piece. */
  readonly begin: (path: string) => Promise<WholeFile>;
}

export function diskFiles(cwd: () => string): Files {
  const absolute = (path: string): string => resolve(cwd(), path);
  const known = new Set<string>();
  const toRead = (path: string): string => {
    const file = absolute(path);
    known.add(file);
    return file;
  };
  return {
    exists: (path) => existsSync(absolute(path)),
    isFolder: (path) => lookAt(absolute(path))?.isDirectory() === true,
    isFile: (path) => lookAt(absolute(path))?.isFile() === true,
    walk: async (folder, ends) => {
      const { walk } = await import('./walk.js');
      return walk(absolute(folder), folder, ends);
    },
    read: (path, limit) => {
      const bytes = readStart(toRead(path), path, limit + 1);
      if (bytes.length > limit) throw usageError(`"${visible(path)}" is larger than the ${limit} bytes that are read.`);
      return bytes;
    },
    readStart: (path, most) => readStart(toRead(path), path, most),
    within: (path, other) => within(absolute(path), absolute(other)),
    same: (path, other) => isSame(absolute(path), absolute(other)),
    wasRead: (path) => [...known].some((file) => isSame(file, absolute(path))),
    expectWritable: (path) => void destination(absolute(path), path),
    writeWhole: (path, text) => writeWhole(absolute(path), path, text),
    append: async (path, line) => {
      const { appendLine } = await import('./audit-log.js');
      return await appendLine(absolute(path), path, line);
    },
    stream: async (path) => {
      const { fileStream } = await import('./file-stream.js');
      return fileStream(toRead(path), path);
    },
    begin: async (path) => {
      const { beginWhole } = await import('./whole-file.js');
      return beginWhole(absolute(path), path);
    },
  };
}

function readStart(file: string, name: string, most: number): Uint8Array {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    throw usageError(`Cannot read "${visible(name)}": ${reason(error)}.`, 'Check the name of the file.');
  }
  try {
    const bytes = Buffer.alloc(most);
    let size = 0;
    for (let got = -1; got !== 0 && size < most; size += got)
      got = readSync(descriptor, bytes, size, most - size, null);
    return bytes.subarray(0, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') {
      throw usageError(`Cannot read "${visible(name)}": it is a folder.`, 'Give a file.');
    }
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new FileError(`Reading "${visible(name)}" failed: ${reason(error)}.`);
  } finally {
    closeSync(descriptor);
  }
}

function within(file: string, other: string): boolean {
  const folder = dirname(realpathSync(other));
  return realpathSync(file).startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function isSame(path: string, other: string): boolean {
  const file = standing(path);
  return file !== undefined && file === standing(other);
}

/** As many links as systems follow. */
const MOST_LINKS = 40;

/** The file behind a name, or where it would stand; `undefined` for what is none. */
function standing(path: string, links = 0): string | undefined {
  try {
    const stats = statOf(path);
    if (stats !== undefined) return stats.isFile() ? realpathSync(path) : undefined;
    const folder = dirname(path);
    // A link to what is not there yet: a log would be made at its end.
    const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (link && links < MOST_LINKS) return standing(resolve(folder, readlinkSync(path)), links + 1);
    return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
  } catch {
    return undefined;
  }
}

/** What a name is of. Links in a circle, a folder that is closed: opening it will say so. */
function lookAt(path: string): Stats | undefined {
  try {
    return statOf(path);
  } catch {
    return undefined;
  }
}

function writeWhole(path: string, name: string, text: string): void {
  const { file, stats } = destination(path, name);
  const whole = stats === undefined || stats.isFile();
  // A device or a pipe is written as it is: there is nothing to put in its place.
  const target = whole
    ? join(dirname(file), `.${basename(file).slice(0, 200)}.${process.pid}-${process.hrtime.bigint()}.tmp`)
    : file;
  let made = false;
  try {
    const descriptor = openSync(target, whole ? 'wx' : 'w', 0o666);
    made = whole;
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
      if (whole) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!whole) return;
    if (stats !== undefined) keepOwner(target, stats);
    renameSync(target, file);
  } catch (error) {
    if (made) unlinkSync(target);
    throw new FileError(`Cannot write "${visible(name)}": ${reason(error)}.`);
  }
}
