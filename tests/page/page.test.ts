import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RuleSet } from '../../src/model/ruleset.js';
import { type PageData } from '../../src/web/page-data.js';
import { dataText, pageHtml } from '../../src/web/page-html.js';
import { candidacy } from '../cli/run.js';

const HOSTILE = '</script><script>alert(1)</script> <!-- <img src=x> & \u202Egnp.exe\u2028\u0000';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
const hash = (): string => 'x';
const data: PageData = {
  tool: { name: 'candidacy', version: '1' },
  ruleSet: { title: HOSTILE, id: 'hostile' } as RuleSet,
};

const exported = await candidacy({ args: ['export', 'page'] });
const page = exported.stdout;
const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];

test('the policy lets in the script and the style sheet of the page, each by its hash, and nothing else', () => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const policy =
    `default-src 'none'; script-src 'sha256-${sha256(scripts[1]?.[2] ?? '')}'; ` +
    `style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'`;
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
});

test('it names no address to load anything from', () => {
  const markup = page.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/\b(src|href|srcset|action)=|url\(|@import/i);
  expect(/<style>[\s\S]*?<\/style>/.exec(page)?.[0]).not.toMatch(/url\(|@import/);
});

test('the rule set stands in it as it is, with its digest', async () => {
  const shown = await candidacy({ args: ['rules', 'show', 'spinal-decompression', '--format', 'json'] });
  const [, , text = ''] = scripts[0] ?? [];
  expect((JSON.parse(text) as PageData).ruleSet).toEqual(JSON.parse(shown.stdout));
});

test('what a rule file says ends no element and hides nothing, and is the same text when it is read', () => {
  const text = dataText(data);
  expect(text).not.toMatch(/[<>&\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E]/u);
  expect(JSON.parse(text)).toEqual(data);
  const html = pageHtml(data, { script: 'run()', hash });
  expect(html.match(/<\/?script/g)).toHaveLength(4);
  expect(html).not.toContain('<img');
});

test.each(['"</script>"', '"<!--"', '"</SCRIPT "'])('a script with %s in it is refused', (script) => {
  expect(() => pageHtml(data, { script, hash })).toThrow(/<\/script/);
});

test('the same rule set is the same page', async () => {
  expect((await candidacy({ args: ['export', 'page', '--rules', 'spinal-decompression'] })).stdout).toBe(page);
});

test('it is written whole, and says nothing', async () => {
  const ended = await candidacy({ args: ['export', 'page', '--output', 'screen.html'] });
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.each([
  { args: ['--lang', 'fr'], code: 2, says: 'does not have it' },
  { args: ['--rules', 'spinal-decompresion'], code: 2, says: 'Did you mean "spinal-decompression"?' },
  { args: ['--rules', 'bad.yaml'], code: 3, says: 'bad.yaml' },
  { args: ['--output', 'no/such/folder.html'], code: 74, says: 'no/such/folder.html' },
])('export page $args ends with $code', async ({ args, code, says }) => {
  const ended = await candidacy({ args: ['export', 'page', ...args], files: { 'bad.yaml': 'candidacy: 1\n' } });
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
  expect(ended.stderr).toContain(says);
});
