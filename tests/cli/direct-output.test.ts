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
function keeping(): { readonly sink: Sink; readonly kept: Uint8Array[] } {
  const kept: Uint8Array[] = [];
  const write = (bytes: Uint8Array, done: () => void): boolean => {
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
  const sink = directOutput(descriptor, () => {
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
      directOutput(descriptor, () => stream),
      text,
    ),
  ).toBeFalsy();
  const piped = Buffer.alloc(1_000_000);
  const size = readSync(descriptor, piped);
  closeSync(descriptor);
  expect(size).toBeGreaterThan(0);
  expect(kept).toHaveLength(1);
  expect(piped.toString('utf8', 0, size) + Buffer.from(kept[0]!).toString()).toBe(text);
});

test('an error is handed on', async () => {
  const descriptor = openSync(join(folder, 'file'), 'r');
  expect(
    (
      await write(
        directOutput(descriptor, () => keeping().sink),
        'text',
      )
    )?.code,
  ).toBe('EBADF');
  closeSync(descriptor);
});

test('a terminal, and what is none of these, is left to the stream', () => {
  const { sink } = keeping();
  const descriptor = openSync('/dev/null', 'w');
  expect(directOutput(descriptor, () => sink)).toBe(sink);
  closeSync(descriptor);
  expect(directOutput(descriptor, () => sink)).toBe(sink);
});
