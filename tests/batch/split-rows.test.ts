import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRows } from '../../src/cli/batch/split-rows.js';

const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\n', '\r\n', ' '), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 });

/** Wherever the input is cut, the rows are the same, and as many as csv-parse finds. */
test('rows do not depend on how they come in', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(40), { maxLength: 20 }), (rows, cuts) => {
      const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const bytes = Buffer.from(rows.map((row) => `x${row.map((one) => `,${quoted(one)}`).join('')}\n`).join(''));
      const splitter = splitRows(44, (size) => Buffer.alloc(size));
      let at = 0;
      let text = '';
      let count = 0;
      const take = (): void => {
        for (let part = splitter.take(); part !== undefined; part = splitter.take()) {
          expect(part.firstRow).toBe(count + 1);
          count += part.count;
          const piece = part.bytes.toString('utf8', 0, part.length);
          text += piece;
          expect(parse(piece)).toHaveLength(part.count);
        }
      };
      for (const cut of [...cuts, bytes.length]) {
        splitter.push(bytes.subarray(at, at + cut));
        at = Math.min(bytes.length, at + cut);
        take();
      }
      splitter.end();
      take();
      expect(text).toBe(bytes.toString());
      expect(count).toBe((parse(bytes) as unknown[]).length);
    }),
  );
});
