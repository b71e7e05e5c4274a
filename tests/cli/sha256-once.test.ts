import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/cli/sha256.js';
import { sha256Once } from '../../src/cli/sha256-once.js';

it('gives what the cryptography of Node gives, for every length around a block and for texts of several pieces', () => {
  for (let length = 0; length <= 260; length++) {
    const text = 'é'.repeat(length % 3) + 'a'.repeat(length);
    expect(sha256Once(text)).toBe(sha256(text));
  }
  for (const length of [511, 512, 513, 1024, 65_536, 1_000_001]) {
    expect(sha256Once('b'.repeat(length))).toBe(sha256('b'.repeat(length)));
  }
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => sha256Once(text) === sha256(text)));
});
