import fc from 'fast-check';
import { expect, test } from 'vitest';
import { margin, paragraph } from '../../src/report/paragraph.js';
import { flat, widthOf } from '../../src/report/width.js';
import { hostileText, plainText } from './generated.js';

const loud = (text: string): string => `<${text}>`;

// prettier-ignore
test.each([
  { name: 'breaks at spaces',                 spans: ['one two three'],          width: 8,  lines: ['one two', 'three'] },
  { name: 'fills a line to its end',          spans: ['one two'],                width: 7,  lines: ['one two'] },
  { name: 'breaks a word only where it must', spans: ['a abcdefghij b'],         width: 6,  lines: ['a', 'abcdef', 'ghij b'] },
  { name: 'breaks between wide characters',   spans: ['脊椎減圧療法'],           width: 5,  lines: ['脊椎', '減圧', '療法'] },
  { name: 'keeps letters beside wide ones',   spans: ['MRI検査ABC'],             width: 6,  lines: ['MRI検', '査ABC'] },
  { name: 'is one line where nothing is',     spans: [''],                       width: 8,  lines: [''] },
  { name: 'joins spans without a space',      spans: ['one', ',', ' two'],       width: 20, lines: ['one, two'] },
  { name: 'breaks no word between spans',     spans: ['aaa bbb', 'ccc'],         width: 8,  lines: ['aaa', 'bbbccc'] },
  { name: 'paints neighbours together',       spans: ['a ', { text: 'b c', paint: loud }, ' d'], width: 20, lines: ['a <b c> d'] },
  { name: 'paints each line by itself',       spans: [{ text: 'bb cc', paint: loud }], width: 4,  lines: ['<bb>', '<cc>'] },
  { name: 'collapses spaces',                 spans: ['a  \n b '],               width: 20, lines: ['a b'] },
])('a paragraph $name', ({ spans, width, lines }) => {
  expect(paragraph(spans, width, margin(0))).toEqual(lines);
});

test('a sign stands before the first line, and the others line up with it', () => {
  expect(paragraph(['one two'], 8, margin(4, '•'))).toEqual(['  • one', '    two']);
  expect(paragraph(['one two'], 9, margin(4, '•', loud))).toEqual(['  <•> one', '    two']);
  expect(paragraph(['a'], 9, margin(1, '->'))).toEqual(['-> a']);
});

test('no line is too wide, and nothing but spaces is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(plainText, hostileText)), fc.integer({ min: 12, max: 120 }), (texts, width) => {
      const lines = paragraph(texts, width, margin(4, '•'));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      const bare = (text: string): string => text.replace(/\s/gu, '');
      expect(bare(lines.join('').replace('•', ''))).toBe(bare(texts.map(flat).join('')));
    }),
  );
});

test('a word of 300,000 letters of any script does not hang a report', () => {
  const before = performance.now();
  for (const letter of ['x', 'é', '脊'])
    expect(paragraph([letter.repeat(300_000)], 80, margin(2)).length).toBeGreaterThan(3000);
  expect(performance.now() - before).toBeLessThan(20_000);
});
