import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGUE, cataloguePage } from './catalogue.js';

const PAGE = join(import.meta.dirname, '../../docs/errors.md');

test('the catalogue is not empty', () => {
  expect(CATALOGUE.length).toBeGreaterThan(40);
});

test.each(CATALOGUE)('the example of $code has that error and no other', ({ code, bad }) => {
  expect(bad.ok ? [] : [...new Set(bad.diagnostics.map((diagnostic) => diagnostic.code))]).toEqual([code]);
});

test.each(CATALOGUE.filter(({ mended }) => mended !== undefined))('the mended example of $code loads', ({ mended }) => {
  expect(mended?.ok === false ? mended.diagnostics : []).toEqual([]);
});

test('docs/errors.md is what the codes make', () => {
  const page = cataloguePage();
  if (process.env['GOLDEN'] === 'write') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
