import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flat, widthOf } from '../../src/report/width.js';
import { hostileText } from './generated.js';

// prettier-ignore
test.each([
  { text: '',                        width: 0,  why: 'nothing' },
  { text: 'pain',                    width: 4,  why: 'letters' },
  { text: 'naïve café',              width: 10, why: 'letters with marks of their own' },
  { text: 'e\u0301',                 width: 1,  why: 'a letter and its mark' },
  { text: '脊椎',                    width: 4,  why: 'Chinese' },
  { text: 'かな カナ',               width: 9,  why: 'Japanese' },
  { text: '한국',                    width: 4,  why: 'Korean' },
  { text: 'ｆｕｌｌ',                width: 8,  why: 'full-width letters' },
  { text: 'ﾊﾝｶｸ',                    width: 4,  why: 'half-width letters' },
  { text: '👍🏽',                      width: 2,  why: 'an emoji and its skin' },
  { text: '👩‍⚕️',                      width: 2,  why: 'an emoji joined of two' },
  { text: '🇪🇸',                      width: 2,  why: 'a flag' },
  { text: '1️⃣',                      width: 2,  why: 'a keycap' },
  { text: 'नमस्ते',                    width: 4,  why: 'Devanagari, whose vowel signs take no column' },
  { text: '┃ ● ○ → •',               width: 9,  why: 'the signs of a report' },
  { text: '“−2.5”',                  width: 6,  why: 'typographic signs' },
])('$why: "$text" takes $width columns', ({ text, width }) => {
  expect(widthOf(text)).toBe(width);
});

test.each([
  { text: ' two\n  lines\t\ttabbed ', line: 'two lines tabbed' },
  { text: 'a\u001B[31mb', line: 'a\\u{1b}[31mb' },
  { text: 'a\u202Eb', line: 'a\\u{202e}b' },
  { text: `o${'\u0301'.repeat(40)}`, line: `o${'\u0301'.repeat(6)}` },
])('$line', ({ text, line }) => {
  expect(flat(text)).toBe(line);
});

test('text that is flat stays as it is', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(flat(flat(text))).toBe(flat(text));
    }),
  );
});
