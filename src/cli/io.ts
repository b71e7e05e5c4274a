import { directOutput } from './direct-output.js';
import { FileError } from './errors.js';
import { diskFiles, type Files } from './files.js';
import { reason } from './reason.js';

/** The world as the command line meets it. Handed in, so that a test is a call. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Sink;
  readonly stderr: Output;
  readonly files: Files;
  readonly platform: string;
  readonly now: () => Date;
}

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
/** What a result is printed to. */
export interface Sink extends Pick<Output, 'write'> {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The reader of stdout has gone away, as `head` does: nobody is left to write for, and nothing is wrong. */
export class ClosedPipe extends Error {}

/** The io of this process. The streams are made when they are first asked for: a run that only prints never opens stdin. */
export function processIo(): Io {
  let stdout: Sink | undefined;
  return {
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return (stdout ??= directOutput(1, process.platform, () => heard(process.stdout)));
    },
    get stderr() {
      return heard(process.stderr);
    },
    files: diskFiles(() => process.cwd()),
    platform: process.platform,
    now: () => new Date(),
  };
}

/** Writes, and waits until it is written. Throws `ClosedPipe`, or the system's error where writing fails. */
export async function write(stream: Sink, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve();
      else reject((error as NodeJS.ErrnoException).code === 'EPIPE' ? new ClosedPipe() : error);
    });
  });
}

/** Writes a result to stdout. */
export async function print(io: Io, text: string): Promise<void> {
  try {
    await write(io.stdout, text);
  } catch (error) {
    throw error instanceof ClosedPipe ? error : new FileError(`Cannot write the result: ${reason(error)}.`);
  }
}

/** All of the input, at most `limit` bytes of it; `undefined` where there is more. */
export async function readAll(stream: Input, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array | string);
    size += bytes.length;
    if (size > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The columns that text may take. A pipe has 80, unless COLUMNS says otherwise. */
export function widthOf(io: Io): number {
  const columns = io.stdout.isTTY === true ? columnsOf(io.stdout) : undefined;
  const told = /^\d{1,4}$/.test(io.env['COLUMNS'] ?? '') ? Number(io.env['COLUMNS']) : 0;
  return columns ?? (told > 0 ? told : 80);
}

/** The columns of a terminal. One that does not know them says 0. */
export function columnsOf({ columns }: { readonly columns?: number | undefined }): number | undefined {
  return columns === 0 ? undefined : columns;
}

/** A failed write is reported to whoever writes; without a listener it would end the process besides. */
function heard<S extends NodeJS.WriteStream>(stream: S): S {
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  return stream;
}
