import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageHtml } from '../../src/report/ruleset-page-html.js';
import { ruleSetPage } from '../../src/report/ruleset-page.js';
import * as made from './made.js';

const page = pageHtml(ruleSetPage(made.clinicalRules));

test('the policy of a rule set’s page lets in its two style sheets and nothing else', () => {
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style);
  expect(styles).toHaveLength(2);
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`).join(' ');
  expect(page).toContain(`content="default-src 'none'; style-src ${hashes}; base-uri 'none'; form-action 'none'"`);
  for (const style of styles) expect(style).not.toMatch(/url\(|@import|expression/);
});

test('the way to the verdict names every criterion that decides', () => {
  const [, ladder = ''] = /<div class="ladder">([\s\S]*?)<div class="leads end">/.exec(page) ?? [];
  const { contraindications, indications } = made.clinicalRules;
  expect(contraindications.length + indications.length).toBeGreaterThan(8);
  for (const { name } of [...contraindications, ...indications]) expect(ladder).toContain(`<p class="faint">${name}`);
});

test('how far a line of a condition is indented stays', () => {
  const html = pageHtml([{ kind: 'condition', lines: ['any of:', '  <a>', '    b'] }]);
  expect(html).toContain('<pre>any of:\n  &lt;a&gt;\n    b</pre>');
});
