import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { directOutput } from '../../src/cli/direct-output.js';
import type { Sink } from '../../src/cli/io.js';

const folder = mkdtempSync(join(tmpdir(), 'candidacy-output-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A stream that keeps what it is given. */
function keeping(): { readonly sink: Sink; readonly kept: (Uint8Array | string)[] } {
  const kept: (Uint8Array | string)[] = [];
  const write = (bytes: Uint8Array | string, done: () => void): boolean => {
    kept.push(bytes);
    done();
    return true;
  };
  return { kept, sink: { write: write as Sink['write'] } };
}

async function write(sink: Sink, text: string): Promise<NodeJS.ErrnoException | null | undefined> {
  return await new Promise((resolve) => sink.write(text, resolve));
}

test('a file gets all of the text, and the stream is not made', async () => {
  const file = join(folder, 'file');
  const descriptor = openSync(file, 'w');
  const sink = directOutput(descriptor, 'linux', () => {
    throw new Error('not needed');
  });
  expect(await write(sink, 'one – ')).toBeFalsy();
  expect(await write(sink, 'two')).toBeFalsy();
  closeSync(descriptor);
  expect(readFileSync(file, 'utf8')).toBe('one – two');
});

test('what a pipe is not ready for goes to the stream, and nothing twice', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const { sink: stream, kept } = keeping();
  const text = Array.from({ length: 50_000 }, (_, index) => `${index}\n`).join('');
  expect(
    await write(
      directOutput(descriptor, 'linux', () => stream),
      text,
    ),
  ).toBeFalsy();
  const piped = Buffer.alloc(1_000_000);
  const size = readSync(descriptor, piped);
  closeSync(descriptor);
  expect(size).toBeGreaterThan(0);
  expect(kept).toHaveLength(1);
  expect(piped.toString('utf8', 0, size) + Buffer.from(kept[0]! as Uint8Array).toString()).toBe(text);
});

test('an error is handed on', async () => {
  const descriptor = openSync(join(folder, 'file'), 'r');
  expect(
    (
      await write(
        directOutput(descriptor, 'linux', () => keeping().sink),
        'text',
      )
    )?.code,
  ).toBe('EBADF');
  closeSync(descriptor);
});

test('whether it is a terminal is asked of the stream, unless it is a pipe or a file', () => {
  const stream = (): Sink => ({ ...keeping().sink, isTTY: true, columns: 40 });
  const nowhere = openSync('/dev/null', 'w');
  expect(directOutput(nowhere, 'linux', stream)).toMatchObject({ isTTY: true, columns: 40 });
  closeSync(nowhere);
  const file = openSync(join(folder, 'file'), 'w');
  const { isTTY, columns } = directOutput(file, 'linux', stream);
  closeSync(file);
  expect({ isTTY, columns }).toEqual({});
});

test('the console of Windows is written by the stream, a pipe or a file there is not', async () => {
  const { sink, kept } = keeping();
  const console = openSync('/dev/null', 'w');
  await write(
    directOutput(console, 'win32', () => sink),
    'text',
  );
  closeSync(console);
  expect(kept).toEqual(['text']);
  const file = openSync(join(folder, 'file'), 'w');
  await write(
    directOutput(file, 'win32', () => sink),
    'text',
  );
  closeSync(file);
  expect(kept).toEqual(['text']);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('text');
});
