import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LINT_CODES } from '../../src/analysis/lint/codes.js';
import { TEST_CODES } from '../../src/rulefile/codes-tests.js';
import { CODES } from '../../src/rulefile/codes.js';
import { candidacy } from '../cli/run.js';
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

const codes = [CODES, LINT_CODES, TEST_CODES].flatMap((table) => Object.keys(table));

test('no two tables have the same code', () => {
  expect(codes.length).toBeGreaterThan(70);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('every code is on the page, and is explained', async () => {
  const page = readFileSync(PAGE, 'utf8');
  for (const code of codes) {
    expect(page).toMatch(new RegExp(`^###? ${code}$`, 'm'));
    const { stdout, code: exit } = await candidacy({ args: ['rules', 'check', '--explain', code] });
    expect(stdout.startsWith(`${code}: `)).toBe(true);
    expect(exit).toBe(0);
  }
});

test('docs/errors.md is what the codes make', () => {
  const page = cataloguePage();
  if (process.env['GOLDEN'] === 'write') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
