import { fstatSync, writeSync } from 'node:fs';
import type { Sink } from './io.js';

/**
 * An output by its descriptor, written at once: Node loads its sockets and streams to make `process.stdout`, and a run that
 * prints one result has no other use for them. `stream` is for who asks about the terminal, and takes over what a pipe is not
 * ready for. The console of Windows, where bytes are not taken for UTF-8, is written by the stream.
 */
export function directOutput(descriptor: number, platform: string, stream: () => Sink): Sink {
  const write = (text: string | Uint8Array, done: (error?: Error | null) => void): boolean => {
    if (platform === 'win32' && !isPipeOrFile(descriptor)) return stream().write(text, done);
    let written = 0;
    try {
      // Most results go out as they are, and are never bytes of ours.
      written = typeof text === 'string' ? writeSync(descriptor, text) : writeSync(descriptor, text, 0);
      const size = Buffer.byteLength(text);
      if (written < size) {
        const bytes = Buffer.from(text);
        while (written < size) written += writeSync(descriptor, bytes, written);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') done(error as Error);
      else return stream().write(Buffer.from(text).subarray(written), done);
      return true;
    }
    done();
    return true;
  };
  return {
    write: write as Sink['write'],
    get isTTY() {
      return isPipeOrFile(descriptor) ? undefined : stream().isTTY;
    },
    get columns() {
      return isPipeOrFile(descriptor) ? undefined : stream().columns;
    },
  };
}

function isPipeOrFile(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket() || stats.isFile();
  } catch {
    return false;
  }
}
