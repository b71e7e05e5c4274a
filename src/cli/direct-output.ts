import { fstatSync, writeSync } from 'node:fs';
import type { Sink } from './io.js';

/**
 * An output by its descriptor. To a pipe, a socket or a file it is written at once: Node loads its sockets and streams to make
 * `process.stdout`, and a run that prints one result has no other use for them. `stream` is for a terminal, and takes over
 * what a pipe is not ready for.
 */
export function directOutput(descriptor: number, stream: () => Sink): Sink {
  if (!isPipeOrFile(descriptor)) return stream();
  const write = (text: string | Uint8Array, done: (error?: Error | null) => void): boolean => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return stream().write(bytes.subarray(written), done);
      done(error as Error);
      return true;
    }
    done();
    return true;
  };
  return { write: write as Sink['write'] };
}

function isPipeOrFile(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket() || stats.isFile();
  } catch {
    return false;
  }
}
