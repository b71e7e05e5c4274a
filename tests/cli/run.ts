import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { diskFiles } from '../../src/cli/files.js';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

export interface Call {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Files in the folder of the run, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Which of the streams are terminals. None, where it is not said. */
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[];
  readonly columns?: number;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Every run is on the first day of 2026, in UTC. */
export const NOW = '1767225600';

/** Runs the command line in this process, in a folder of its own that `look` may see before it goes. */
export async function candidacy(call: Call, look?: (folder: string) => void): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-'));
  try {
    for (const [name, text] of Object.entries(call.files ?? {})) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const ended = await runIn(folder, call);
    look?.(folder);
    return ended;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function runIn(folder: string, call: Call): Promise<Ended> {
  const stdout = collector();
  const stderr = collector();
  const stdin = new PassThrough();
  stdin.end(call.stdin ?? '');
  const terminal = (name: 'stdin' | 'stdout' | 'stderr'): object => ({
    isTTY: call.terminals?.includes(name) === true,
    ...(call.columns === undefined ? {} : { columns: call.columns }),
  });
  const io: Io = {
    env: { SOURCE_DATE_EPOCH: NOW, ...call.env },
    stdin: Object.assign(stdin, terminal('stdin')),
    stdout: Object.assign(stdout.stream, terminal('stdout')),
    stderr: Object.assign(stderr.stream, terminal('stderr')),
    files: diskFiles(() => folder),
    platform: 'linux',
    now: () => new Date('2026-06-15T12:00:00Z'),
  };
  const code = await main(call.args, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
