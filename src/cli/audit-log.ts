import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { visible } from '../model/visible.js';
import { FileError } from './errors.js';
import { lockBeside } from './file-lock.js';
import { reason } from './reason.js';

/** What an append found: how long a torn last line was, and where it is now. */
export interface Appended {
  readonly torn: { readonly bytes: number; readonly file: string } | undefined;
}

/** How each line starts. */
export const LINE_START = '{"log":1,';

/**
 * Appends a line to a log that many processes write at once: whole, after all that was there, on the disk when this returns.
 *
 * One writer at a time, by a lock file beside the log: a single write would do on most file systems but not on all, and a torn
 * last line (a power cut) can only be told from one that is being written by who writes alone. It is moved to `FILE.torn`, so
 * that every line of the log is whole. Both are for their owner alone (0600).
 *
 * Throws `FileError` where it cannot be written; then nothing was.
 */
export async function appendLine(file: string, name: string, line: (torn: number) => string): Promise<Appended> {
  // By either name of a link, the same lock.
  const path = fs.existsSync(file) ? fs.realpathSync(file) : file;
  if (fs.statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw cannot(name, 'it is no file');
  const lock = `${visible(name)}.lock`;
  const unlock = await lockBeside(path).catch((error: unknown) => {
    throw cannot(name, `its lock "${lock}" cannot be made, ${reason(error)}`);
  });
  if (unlock === undefined) {
    throw cannot(name, `"${lock}" has been there for a minute; remove it if nothing is being written`);
  }
  try {
    return append(path, name, line);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw cannot(name, reason(error));
  } finally {
    unlock();
  }
}

function append(path: string, name: string, line: (torn: number) => string): Appended {
  const fresh = !fs.existsSync(path);
  // Not in append mode: what is written after the last whole line is the only thing there, since nobody else may write.
  const log = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
  try {
    const whole = endOfLines(log);
    const size = fs.fstatSync(log).size;
    const torn = size - whole;
    if (!isOurs(log, 0)) throw cannot(name, 'what stands there is no log of screenings');
    const aside = `${path}.torn`;
    if (torn > 0) {
      if (!isOurs(log, whole)) throw cannot(name, 'its last line is none of a log, and does not end');
      setAside(log, aside, whole, torn);
      fs.ftruncateSync(log, whole);
    }
    const bytes = Buffer.from(`${line(torn)}\n`);
    try {
      for (let at = 0; at < bytes.length;) at += fs.writeSync(log, bytes, at, bytes.length - at, whole + at);
      fs.fsyncSync(log);
    } catch (error) {
      // A disk that is full leaves half a line: better none.
      fs.ftruncateSync(log, whole);
      throw error;
    }
    if (fresh) syncFolder(path);
    return { torn: torn > 0 ? { bytes: torn, file: aside } : undefined };
  } finally {
    fs.closeSync(log);
  }
}

/** The offset after the last line break. */
function endOfLines(log: number): number {
  const chunk = Buffer.alloc(65_536);
  for (let end = fs.fstatSync(log).size; end > 0;) {
    const start = Math.max(0, end - chunk.length);
    const got = fs.readSync(log, chunk, 0, end - start, start);
    const found = chunk.lastIndexOf(0x0a, got - 1);
    if (found >= 0 && found < got) return start + found + 1;
    end = start;
  }
  return 0;
}

/** Whether a torn line is one of a log: its start, or the zeros that a power cut can leave. No other file is to be cut short. */
function isOurs(log: number, from: number): boolean {
  const start = Buffer.alloc(LINE_START.length);
  const got = fs.readSync(log, start, 0, start.length, from);
  const text = start.subarray(0, got).toString('latin1');
  return LINE_START.startsWith(text) || text.startsWith('\0');
}

function setAside(log: number, aside: string, from: number, length: number): void {
  const bytes = Buffer.alloc(length);
  fs.readSync(log, bytes, 0, length, from);
  const file = fs.openSync(aside, 'a', 0o600);
  try {
    fs.writeSync(file, Buffer.concat([bytes, Buffer.from('\n')]));
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** The name of a new file is on the disk when its folder is. Not every system can do that. */
function syncFolder(path: string): void {
  try {
    const folder = fs.openSync(dirname(path), 'r');
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  } catch {
    // The line itself is written all the same.
  }
}

function cannot(name: string, why: string): FileError {
  return new FileError(`Cannot write the log "${visible(name)}": ${why}.`);
}
