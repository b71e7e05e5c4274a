import * as fs from 'node:fs';
import { visible } from '../model/visible.js';
import { FileError, usageError } from './errors.js';
import { reason } from './reason.js';

/** A file that is read piece by piece. */
export interface FileStream {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** In bytes; undefined for what is no plain file. */
  readonly size: number | undefined;
}

const PIECE = 2 ** 20;

export function fileStream(file: string, name: string): FileStream {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    throw usageError(`Cannot read "${visible(name)}": ${reason(error)}.`, 'Check the name of the file.');
  }
  const stats = fs.fstatSync(descriptor);
  if (stats.isDirectory()) {
    fs.closeSync(descriptor);
    throw usageError(`Cannot read "${visible(name)}": it is a folder.`, 'Give a file.');
  }
  return { pieces: pieces(descriptor, name), size: stats.isFile() ? stats.size : undefined };
}

/** Each piece is read while the one before is in use: two blocks of memory take turns. */
async function* pieces(descriptor: number, name: string): AsyncGenerator<Uint8Array> {
  const read = async (block: Buffer): Promise<Uint8Array> =>
    await new Promise((resolve, reject) => {
      fs.read(descriptor, block, 0, block.length, null, (error, size) => {
        if (error === null) resolve(block.subarray(0, size));
        else reject(new FileError(`Reading "${visible(name)}" failed: ${reason(error)}.`));
      });
    });
  try {
    let [block, other] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
    let next = read(block);
    for (;;) {
      const piece = await next;
      if (piece.length === 0) return;
      [block, other] = [other, block];
      next = read(block);
      // Nobody may be waiting for it when the reader leaves early.
      next.catch(() => undefined);
      yield piece;
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
