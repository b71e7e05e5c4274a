import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyReader, type Key } from '../../../src/cli/prompt/keys.js';

const char = (text: string): Key => ({ kind: 'char', char: text });

test.each<{ name: string; sent: string; keys: readonly Key[] }>([
  { name: 'a letter', sent: 'y', keys: [char('y')] },
  { name: 'a letter of two bytes', sent: 'ä', keys: [char('ä')] },
  { name: 'Enter', sent: '\r', keys: [{ kind: 'enter' }] },
  { name: 'Enter of two bytes', sent: '\r\n', keys: [{ kind: 'enter' }] },
  { name: 'Enter of the number pad', sent: '\u001bOM', keys: [{ kind: 'enter' }] },
  { name: 'Ctrl-C', sent: '\u0003', keys: [{ kind: 'interrupt' }] },
  { name: 'Ctrl-D', sent: '\u0004', keys: [{ kind: 'end-of-input' }] },
  { name: 'either Backspace', sent: '\u007f\b', keys: [{ kind: 'backspace' }, { kind: 'backspace' }] },
  { name: 'an arrow', sent: '\u001b[A', keys: [{ kind: 'up' }] },
  { name: 'an arrow in application mode', sent: '\u001bOB', keys: [{ kind: 'down' }] },
  { name: 'an arrow with Ctrl', sent: '\u001b[1;5C', keys: [{ kind: 'right' }] },
  { name: 'two arrows at once', sent: '\u001b[A\u001b[D', keys: [{ kind: 'up' }, { kind: 'left' }] },
  { name: 'Page Down', sent: '\u001b[6~', keys: [{ kind: 'page-down' }] },
  { name: 'Shift-Tab', sent: '\u001b[Z', keys: [{ kind: 'back-tab' }] },
  { name: 'a function key', sent: '\u001b[15~', keys: [{ kind: 'other' }] },
  { name: 'a function key of the Linux console', sent: '\u001b[[A', keys: [{ kind: 'other' }] },
  { name: 'Alt with y, which is not y', sent: '\u001by', keys: [{ kind: 'other' }] },
  { name: 'a report that ends in y', sent: '\u001b[?2004;1$y', keys: [{ kind: 'other' }] },
  { name: 'the position of the cursor', sent: '\u001b[12;40R', keys: [{ kind: 'other' }] },
  { name: 'a colour report', sent: '\u001b]11;rgb:0000/0000/0000\u0007', keys: [{ kind: 'other' }] },
  { name: 'a control character', sent: '\u0001', keys: [{ kind: 'other' }] },
  { name: 'letters at once', sent: 'ynn', keys: [{ kind: 'text', text: 'ynn', pasted: false }] },
  { name: 'a letter and an Enter at once', sent: 'y\r', keys: [{ kind: 'text', text: 'y\n', pasted: false }] },
  {
    name: 'letters around an arrow',
    sent: 'y\u001b[Bn',
    keys: [{ kind: 'text', text: 'y', pasted: false }, { kind: 'down' }, { kind: 'text', text: 'n', pasted: false }],
  },
  { name: 'a paste', sent: '\u001b[200~y\rn\u001b[201~', keys: [{ kind: 'text', text: 'y\rn', pasted: true }] },
  { name: 'a paste of one letter', sent: '\u001b[200~y\u001b[201~', keys: [{ kind: 'text', text: 'y', pasted: true }] },
])('$name', ({ sent, keys }) => {
  expect(new KeyReader().read(Buffer.from(sent))).toEqual(keys);
});

test('a lone Escape is one once nothing follows', () => {
  const reader = new KeyReader();
  expect(reader.read('\u001b')).toEqual([]);
  expect(reader.waiting).toBe('escape');
  expect(reader.flush()).toEqual([{ kind: 'escape' }]);
  expect(reader.flush()).toEqual([]);
});

test('a sequence that stops half way is waited for longer, and its rest is no key of its own', () => {
  const reader = new KeyReader();
  expect(reader.read('\u001b[')).toEqual([]);
  expect(reader.waiting).toBe('sequence');
  expect(reader.read('1~')).toEqual([{ kind: 'home' }]);
  expect(reader.read('\u001b[')).toEqual([]);
  expect(reader.flush()).toEqual([{ kind: 'other' }]);
  expect(reader.waiting).toBeUndefined();
});

test('what comes in pieces is put together', () => {
  const reader = new KeyReader();
  const bytes = Buffer.from('\u001b[Bä\u001b[200~yn\u001b[201~');
  const keys = Array.from(bytes, (byte) => reader.read(Uint8Array.of(byte))).flat();
  expect(keys).toEqual([{ kind: 'down' }, char('ä'), { kind: 'text', text: 'yn', pasted: true }]);
  expect(reader.waiting).toBeUndefined();
});

test('a paste that is cut into pieces is still one', () => {
  const reader = new KeyReader();
  expect(reader.read('\u001b[200~y')).toEqual([]);
  expect(reader.waiting).toBeUndefined();
  expect(reader.read('n\u001b[201~')).toEqual([{ kind: 'text', text: 'yn', pasted: true }]);
});

test('whatever one chunk holds, it is at most one key that could answer', () => {
  const pieces = fc.constantFrom(
    'y',
    'n',
    '\r',
    '\u001b',
    '[',
    'O',
    '\u001b[B',
    '\u001b[200~',
    '\u001b[201~',
    '\u0003',
    '1',
    ';',
    '~',
    'ä',
    '\u009b',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const reader = new KeyReader();
      const keys = [...reader.read(parts.join('')), ...reader.flush()];
      expect(keys.filter((key) => key.kind === 'char' || key.kind === 'enter').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 2000, seed: 1 },
  );
});
