import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { visible } from '../model/visible.js';
import { FileError } from './errors.js';
import { destination, keepOwner } from './destination.js';
import { reason } from './reason.js';

/** A file that is written piece by piece, and is there as a whole or not at all. */
export interface WholeFile {
  readonly write: (bytes: Uint8Array) => void;
  /** Puts it in its place. */
  readonly finish: () => void;
  /** Leaves everything as it was. */
  readonly abandon: () => void;
}

export function beginWhole(path: string, name: string): WholeFile {
  const { file, stats } = destination(path, name);
  const whole = stats === undefined || stats.isFile();
  // A device or a pipe is written as it is: there is nothing to put in its place.
  const target = whole
    ? join(dirname(file), `.${basename(file).slice(0, 200)}.${process.pid}-${process.hrtime.bigint()}.tmp`)
    : file;
  const failed = (error: unknown): FileError => new FileError(`Cannot write "${visible(name)}": ${reason(error)}.`);
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(target, whole ? 'wx' : 'w', 0o666);
  } catch (error) {
    throw failed(error);
  }
  const close = (): void => {
    if (descriptor !== undefined) fs.closeSync(descriptor);
    descriptor = undefined;
  };
  return {
    write(bytes) {
      try {
        for (let written = 0; written < bytes.length;) written += fs.writeSync(descriptor!, bytes, written);
      } catch (error) {
        throw failed(error);
      }
    },
    finish() {
      try {
        if (whole) fs.fsyncSync(descriptor!);
        close();
        if (!whole) return;
        if (stats !== undefined) keepOwner(target, stats);
        fs.renameSync(target, file);
      } catch (error) {
        throw failed(error);
      }
    },
    abandon() {
      close();
      if (whole) fs.rmSync(target, { force: true });
    },
  };
}
