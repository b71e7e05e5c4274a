import { expect, test } from 'vitest';
import { readSavedResult } from '../../src/interchange/saved-result.js';
import { resultOf } from '../../src/report/result-of.js';
import * as made from './made.js';

const saved = (fields: object): string =>
  JSON.stringify({ ...resultOf(made.inputOf(made.candidate)), tool: { name: 'candidacy', version: '1' }, ...fields });

const NO_TAGS = ['', 'x', 'en_US', 'english language', 'en-', '"><script>', 'en\u202E', 'e'.repeat(100_000), 'тест'];

test.each(NO_TAGS.map((tag) => [tag.slice(0, 20), tag]))(
  '%j is not read as the language of a result',
  (_, language) => {
    const read = readSavedResult(saved({ language }));
    expect(read).toMatchObject({ ok: false, problems: [{ at: '/language' }], more: 0 });
    expect(read.ok ? '' : read.problems[0]?.message).toMatch(/^Expected a language as a BCP 47 tag, .*; it is ".*\.$/);
  },
);

test('nor as the language that a rule set was translated from', () => {
  const read = readSavedResult(saved({ language: 'es', translation: { from: '<b>', reviewedBy: null } }));
  expect(read).toMatchObject({ ok: false, problems: [{ at: '/translation/from' }] });
});

test.each(['en', 'es', 'pt-BR', 'zh-Hant-TW', 'es-419', 'EN-us', 'de-1996'])('"%s" is read as one', (language) => {
  expect(readSavedResult(saved({ language }))).toMatchObject({ ok: true, result: { language } });
});

test('a result without one is read', () => {
  expect(readSavedResult(saved({}))).toMatchObject({ ok: true });
});
