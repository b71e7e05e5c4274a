import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleJson } from '../../src/model/visible.js';

/** What a terminal obeys, or a reader does not see. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

test.each([
  ['plain text, and ümläute', 'plain text, and ümläute'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['\u009b31m', '\\u{9b}31m'],
  ['a\nb\tc', 'a\\u{a}b\\u{9}c'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['\ufeffa\u200b', '\\u{feff}a\\u{200b}'],
  ['\ud800', '\\u{d800}'],
  ['👍🏽 क्‍ष', '👍🏽 क्‍ष'],
])('%j becomes %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('nothing that is obeyed is left over', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !OBEYED.test(visible(text))));
});

test('JSON stays the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const json = visibleJson(JSON.stringify([value, text], null, 2));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify([value, text])));
      expect(OBEYED.test(json.replaceAll('\n', ''))).toBe(false);
    }),
  );
});

test('what is spelled out is just what Unicode names as such', () => {
  const undrawn = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u;
  const kept = /[\u200C\u200D\uFE0E\uFE0F]/;
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if ((visible(character) !== character) !== (undrawn.test(character) && !kept.test(character))) {
      expect(`U+${code.toString(16)}`).toBe('told alike');
    }
  }
});
