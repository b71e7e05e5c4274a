import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import wabt from 'wabt';
import { sha256 } from '../../src/cli/sha256.js';
import { sha256Once } from '../../src/cli/sha256-once.js';

it('gives what the cryptography of Node gives, for every length around a block and for large texts, whatever was asked before', () => {
  for (let length = 260; length >= 0; length--) {
    const text = 'é'.repeat(length % 3) + 'a'.repeat(length);
    expect(sha256Once(text)).toBe(sha256(text));
  }
  for (const length of [511, 512, 513, 65_536, 130_000, 131_072, 20_000_001, 4096]) {
    expect(sha256Once('b'.repeat(length))).toBe(sha256('b'.repeat(length)));
  }
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => sha256Once(text) === sha256(text)));
});

it('runs what src/cli/sha256.wat says, assembled', async () => {
  const assembler = await wabt();
  const source = new URL('../../src/cli/sha256.wat', import.meta.url);
  const { buffer } = assembler.parseWat('sha256.wat', readFileSync(source)).toBinary({});
  const code = `/** Made of sha256.wat by \`npm run golden tests/cli/sha256-once.test.ts\`. */
// prettier-ignore
export const SHA256 = new Uint8Array([
${lines([...buffer])}
]);
`;
  const file = new URL('../../src/cli/sha256-code.ts', import.meta.url);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, code);
  expect(readFileSync(file, 'utf8')).toBe(code);
});

/** Thirty numbers a line. */
function lines(numbers: readonly number[]): string {
  if (numbers.length <= 30) return `  ${numbers.join(', ')},`;
  return `${lines(numbers.slice(0, 30))}\n${lines(numbers.slice(30))}`;
}
