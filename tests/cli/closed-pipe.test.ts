import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A run of which nobody reads the result. */
async function unread(args: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const { NODE_OPTIONS, ...env } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'bin/candidacy.cjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr };
}

test.each([
  [['--pregnancy', '--no-input', '--json'], 0],
  [['--pregnancy', '--no-input'], 0],
  [['--pregnancy', '--no-input', '--json', '--exit-code'], 30],
  [['--sciatica', '--no-input', '--exit-code'], 40],
  [['--help'], 0],
  [['rules', 'list'], 0],
])('%j ends quietly where the reader went away', async (args, code) => {
  expect(await unread(args)).toEqual({ code, stderr: '' });
});
