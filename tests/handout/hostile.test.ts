import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handout } from '../../src/report/handout-formats.js';
import { resultOf } from '../../src/report/result-of.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from '../report/generated.js';
import { PEOPLE } from './patients.js';

const html = (result: (typeof PEOPLE)[string]): string => handout(result, 'html', { columns: 80 }, plainStyle());

test('the policy of the page lets in its two style sheets and nothing else', () => {
  const page = html(PEOPLE['candidate']!);
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style);
  expect(styles).toHaveLength(2);
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`).join(' ');
  expect(page).toContain(`content="default-src 'none'; style-src ${hashes}; base-uri 'none'; form-action 'none'"`);
  for (const style of styles) expect(style).not.toMatch(/url\(|@import|expression/);
});

test.each(Object.entries(PEOPLE))('the page for "%s" has landmarks, one first heading, and sections named by theirs', (_, result) => {
  const page = html(result);
  expect(page.match(/<(h1|main|header|footer)[ >]/g)).toHaveLength(4);
  const named = [...page.matchAll(/<section id="([^"]+)" aria-labelledby="\1-heading">\n<h2 id="\1-heading">/g)];
  expect(named).toHaveLength(page.split('<section').length - 1);
  expect(new Set(named.map(([, id]) => id)).size).toBe(named.length);
}); // prettier-ignore

test('whatever a rule file says, it is text: no script, address or style gets into the page', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const page = html({ ...resultOf(input), language: 'en' }).replaceAll(/<style>[\s\S]*?<\/style>/g, '');
      for (const [tag, name] of page.matchAll(/<\/?([a-z0-9!]+)[^<>]*>/g)) {
        expect('!doctype html head meta title body header main footer section div h1 h2 p ul ol li dl dt dd span style'.split(' ')).toContain(name);
        expect(tag).not.toMatch(/ (?:on\w+|style|src|href)=/i);
      }
      expect(page.replaceAll(/<\/?[a-z0-9!]+(?: [a-zA-Z-]+(?:="[^"<>]*")?)*>/g, '')).not.toMatch(/[<>]/);
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
}); // prettier-ignore

test('no control of a terminal gets into the text, and no line is wider than it may be', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const text = handout(resultOf(input), 'text', { columns: 60 }, plainStyle());
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
});

test.each([
  ['html', '<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'],
  ['markdown', '<img src=x> [a](javascript:b) `c`', '\\<img src=x\\> \\[a\\](javascript:b) \\`c\\`'],
  ['text', 'a\u001b[2Jb\u202Ec', 'a\\u{1b}[2Jb\\u{202e}c'],
] as const)('in %s a hostile text is shown as it is written', (format, text, shown) => {
  const result = PEOPLE['clinical candidate']!;
  const advice = result.advice.map((item) => ({ ...item, title: text, text, steps: [text], dose: text }));
  const claims = result.ruleSet.claims.map((claim) => ({ ...claim, claim: text, found: text }));
  const page = handout({ ...result, advice, safetyNet: text, ruleSet: { ...result.ruleSet, claims, title: text } }, format, { columns: 200 }, plainStyle());
  expect(page).toContain(shown);
  if (format !== 'html') return;
  expect(page).not.toContain('<script');
}); // prettier-ignore

test('a language that is none leaves the page one', () => {
  const page = html({ ...PEOPLE['candidate']!, language: '"><script>' });
  expect(page).toContain('<html lang="&quot;&gt;&lt;script&gt;">');
  expect(page).toContain('January 1, 2026');
});

test('a text of a megabyte takes no more than a moment', () => {
  const huge = 'x'.repeat(2 ** 20);
  const result = PEOPLE['clinical candidate']!;
  const [first, ...others] = result.advice.filter(({ shown }) => shown);
  const advice = [{ ...first!, text: huge }, ...others];
  const started = performance.now();
  for (const format of ['text', 'markdown', 'html'] as const)
    expect(handout({ ...result, advice }, format, { columns: 80 }, plainStyle()).length).toBeGreaterThan(2 ** 20);
  expect(performance.now() - started).toBeLessThan(20_000);
});
