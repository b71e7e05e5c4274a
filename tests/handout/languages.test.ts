import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lint } from '../../src/analysis/lint/lint.js';
import { inLanguage, languagesOf, sayAll, textsOf, translator } from '../../src/model/translation.js';
import type { AnswerValue } from '../../src/model/answer.js';
import { TOOL_LANGUAGES, wordsIn } from '../../src/report/catalogue.js';
import { handoutOf } from '../../src/report/handout.js';
import { handout } from '../../src/report/handout-formats.js';
import { day, money, whole } from '../../src/report/locale.js';
import type { Result } from '../../src/report/result.js';
import { plainStyle } from '../../src/report/style.js';
import { DECIDING, PLAIN, resultFor } from './patients.js';

const answer = fc.constantFrom<AnswerValue | 'unknown' | 'assumed'>('yes', 'no', 'unknown', 'assumed');
const given = fc.record(Object.fromEntries(DECIDING.map((id) => [id, answer])));

/** What a result says, whatever its language. */
function withoutTexts({ language, translation, summary, notice, ...result }: Result): unknown {
  expect([typeof summary, typeof notice]).toEqual(['string', 'string']);
  return [sayAll(result, () => '…'), (language === undefined) === (translation === undefined)].slice(0, 1);
}

test('in another language a result is the same but for its texts', () => {
  fc.assert(
    fc.property(given, (answers) => {
      const english = resultFor(PLAIN, answers);
      const spanish = resultFor(PLAIN, answers, 'es');
      expect(spanish.language).toBe('es');
      expect(spanish.translation).toEqual({ from: 'en', reviewedBy: null });
      expect(withoutTexts(spanish)).toEqual(withoutTexts(english));
      expect(spanish.summary).not.toBe(english.summary);
      expect(spanish.ruleSet.digest).toBe(english.ruleSet.digest);
      expect(handoutOf(spanish).sections.map(({ id }) => id)).toEqual(handoutOf(english).sections.map(({ id }) => id));
    }),
  );
});

test('a language that the rule set does not have changes nothing', () => {
  expect(resultFor(PLAIN, { sciatica: 'yes' }, 'de')).toEqual(resultFor(PLAIN, { sciatica: 'yes' }));
  expect(resultFor(PLAIN, { sciatica: 'yes' }, 'en')).toEqual(resultFor(PLAIN, { sciatica: 'yes' }));
});

test('the default rule set is in English and Spanish, every text of it, and none of what it says no more', () => {
  expect(languagesOf(PLAIN)).toEqual(['en', 'es']);
  const say = translator(PLAIN, 'es');
  const same = textsOf(PLAIN).filter(({ text }) => say(text) === text);
  expect([...new Set(same.map(({ text }) => text))]).toEqual(['Nubax trio']);
  const found = lint(PLAIN, '2026-01-01').map(({ code }) => code);
  expect(found.filter((code) => code.endsWith('-translation'))).toEqual([]);
});

test('the numbers of a text are those of its translation', () => {
  const say = translator(PLAIN, 'es');
  const numbers = (text: string): readonly string[] => (text.replaceAll(',', '').match(/\d+/g) ?? []).sort();
  const texts = textsOf(PLAIN).filter(({ text }) => /\d/.test(text));
  expect(texts.length).toBeGreaterThan(8);
  for (const { text } of texts) expect(numbers(say(text)), text).toEqual(numbers(text));
});

test('asking in another language asks the same questions under the same gates', () => {
  const spanish = inLanguage(PLAIN, 'es');
  expect(spanish.questions.find(({ id }) => id === 'pregnancy')?.ask).toBe('¿Está embarazada la persona?');
  expect(sayAll(spanish, () => '')).toEqual(sayAll(PLAIN, () => ''));
});

test('a page in Spanish has no words of the tool in English, and says who reviewed it', () => {
  const page = handout(resultFor(PLAIN, { sciatica: 'yes' }, 'es'), 'html', { columns: 80 }, plainStyle());
  expect(page).toContain('<html lang="es">');
  expect(page).toContain('Ningún profesional de salud que hable este idioma ha revisado la traducción.');
  expect(page).toContain('1 de enero de 2026');
  expect(page.replaceAll('\u00a0', ' ')).toContain('20 sesiones: de USD 2,500 a USD 3,000.');
  const main = page.replace(/<footer>[\s\S]*/, '').replace(/[\s\S]*<main>/, '').replaceAll(/<[^>]*>/g, ' ');
  expect(main.replaceAll(/Spinal Decompression Therapy: Is It Effective In Relieving Back Pain\?|Back Pain Health Center/g, '')).not.toMatch(
    /\b(?:the|is|and|with|found|your)\b/i,
  );
  const reviewed = { ...resultFor(PLAIN, { sciatica: 'yes' }, 'es'), translation: { from: 'en', reviewedBy: 'Dr. Paz' } };
  expect(handout(reviewed, 'text', { columns: 200 }, plainStyle())).toContain('Traducción revisada por Dr. Paz.');
}); // prettier-ignore

test('the tool speaks English and Spanish; of a region it knows the language, of another nothing', () => {
  expect(TOOL_LANGUAGES).toEqual(['en', 'es']);
  expect(wordsIn('es-MX')).toBe(wordsIn('es'));
  expect(wordsIn('__proto__')).toBe(wordsIn('en'));
  expect(wordsIn('de')).toBe(wordsIn(undefined));
});

test.each([
  { language: 'en', date: 'January 2, 2026', number: '12,345', price: '$2,500', cents: '$12.50' },
  { language: 'es', date: '2 de enero de 2026', number: '12,345', price: 'USD 2,500', cents: 'USD 12.50' },
  { language: 'de', date: '2. Januar 2026', number: '12.345', price: '2.500 $', cents: '12,50 $' },
])('dates, numbers and money in $language', ({ language, date, number, price, cents }) => {
  const spaces = (text: string): string => text.replaceAll(/\s/g, ' ');
  expect(day('2026-01-02', language)).toBe(date);
  expect(whole(12345, language)).toBe(number);
  expect(spaces(money(2500, 'USD', language))).toBe(price);
  expect(spaces(money(12.5, 'USD', language))).toBe(cents);
});

test('what is no date, no currency and no language stays as it is', () => {
  expect(day('soon', 'en')).toBe('soon');
  expect(money(3, 'beads', 'en')).toBe('3 beads');
  expect(whole(3, 'no language at all')).toBe('3');
});
