import { accessSync, chmodSync, chownSync, constants, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { visible } from '../model/visible.js';
import { FileError } from './errors.js';
import { reason } from './reason.js';

/** What stands where something is to be written. */
export interface Destination {
  /** The file behind the name, links followed. */
  readonly file: string;
  /** What stands there now. */
  readonly stats: Stats | undefined;
}

/** Throws `FileError` where it is known already that writing there would fail. */
export function destination(path: string, name: string): Destination {
  const cannot = (why: string): FileError => new FileError(`Cannot write "${visible(name)}": ${why}.`);
  try {
    const stats = statOf(path);
    // What is no file (a device, a pipe of the shell) is known by the name that was given alone.
    const file = stats?.isFile() === true ? realpathSync(path) : path;
    if (stats?.isDirectory() === true) throw cannot('it is a folder');
    if (stats === undefined && /[/\\]$/.test(name)) throw cannot('the folder is not there');
    if (stats !== undefined) accessSync(file, constants.W_OK);
    if (stats === undefined || stats.isFile()) accessSync(dirname(file), constants.W_OK);
    return { file, stats };
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw cannot(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `there is no folder "${visible(dirname(name))}"`
        : reason(error),
    );
  }
}

/** Gives a new file the owner and the permissions of the one it takes the place of. */
export function keepOwner(target: string, stats: Stats): void {
  const own = statSync(target);
  try {
    if (own.uid !== stats.uid || own.gid !== stats.gid) chownSync(target, stats.uid, stats.gid);
  } catch {
    // Only root can give a file away; the permissions below still hold.
  }
  chmodSync(target, stats.mode & 0o7777);
}

export function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
