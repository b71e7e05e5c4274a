import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reporter, type ReportInput } from '../../src/report/index.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from './generated.js';
import * as made from './made.js';

const report = await reporter('html');
const html = (input: ReportInput): string => report(input, plainStyle());

interface Tag {
  readonly name: string;
  readonly attributes: readonly string[];
}

const VOID = new Set(['meta', '!doctype']);

/** Every tag that opens, after holding that each closes where it must; a parser that forgives nothing. */
function tagsOf(page: string): readonly Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const rest = page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(
      /<(\/?)([a-z0-9!]+)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/g,
      (_, close: string, name: string, attributes: string, self: string) => {
        if (close === '/') expect(open.pop()).toBe(name);
        else {
          tags.push({
            name,
            attributes: [...attributes.matchAll(/([a-zA-Z-]+)(?:=|$|\s)/g)].map(([, key = '']) => key),
          });
          if (!VOID.has(name) && self === '') open.push(name);
        }
        return '';
      },
    );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  return tags;
}

test('the policy lets in the style sheet and nothing else', () => {
  const page = html(made.inputOf(made.candidate));
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(style).not.toMatch(/url\(|@import|expression/);
});

test('it has the landmarks, one first heading, and sections named by theirs', () => {
  const page = html(made.inputOf(made.candidate));
  const names = tagsOf(page).map(({ name }) => name);
  for (const landmark of ['header', 'main', 'footer', 'h1', 'title']) expect(names).toContain(landmark);
  expect(names.filter((name) => name === 'h1')).toHaveLength(1);
  const labels = [...page.matchAll(/<section id="([a-z-]+)" aria-labelledby="([a-z-]+)">/g)];
  expect(labels.length).toBeGreaterThan(8);
  for (const [, , label = ''] of labels) expect(page).toContain(`<h2 id="${label}">`);
});

test('it says everything: the verdict, every criterion, the sources, the digest, the claims', () => {
  const page = html(made.inputOf(made.candidate));
  expect(page).toContain('<h1 class="go">Worth discussing with a clinician, because of sciatica;');
  for (const { name } of made.contraindications)
    expect(page).toContain(`<span class="strong">${name}</span>: absent (absolute)`);
  expect(page).toContain('<span class="strong">Scoliosis</span>: open');
  expect(page).toContain(`Digest of the rule set: ${made.ruleSet.digest}`);
  expect(page).toContain('There is no risk to the patient.');
  expect(page).toContain('A screening aid, not a diagnosis.');
  expect(page).toContain('numbness between the legs');
});

test.each([
  { name: 'candidate', of: made.candidate, can: ['candidate: the verdict'] },
  { name: 'contraindicated', of: made.contraindicated, can: ['contraindicated: the verdict'] },
  { name: 'open', of: made.open, can: ['contraindicated: can come out', 'candidate: can come out'] },
])('the way to the verdict of $name marks and says what can come out', ({ of, can }) => {
  const page = html(made.inputOf(of));
  const ends = [...page.matchAll(/<div class="leads(?: end)? (can|out)"><p>[^<]*<\/p><p class="faint">([^<]*)<\/p>/g)];
  expect(ends).toHaveLength(4);
  expect(ends.filter(([, state]) => state === 'can').map(([, , word]) => word)).toEqual(can);
  expect(page).toContain('How the verdict came about');
});

test.each([
  { name: 'an emergency', of: made.urgent, now: ['Arrange medical assessment today'] },
  { name: 'a candidate', of: made.candidate, now: [] },
])('what to do now stands in a frame of its own for $name', ({ of, now }) => {
  const framed = [...html(made.inputOf(of)).matchAll(/<p class="now">([^<,]*)/g)].map(([, words]) => words);
  expect(framed).toEqual(now);
});

test('whatever a rule file says, it is text, and no script, address or style gets in', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const page = html(input);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { name, attributes } of tagsOf(page)) {
        expect(['script', 'img', 'iframe', 'link', 'object', 'a', 'form', 'base']).not.toContain(name);
        for (const attribute of attributes) expect(attribute).not.toMatch(/^(on.*|style|src|href)$/i);
      }
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
});

test('markup in a name is shown as it is written', () => {
  const ruleSet = { ...made.ruleSet, title: `<script>alert("1")</script> & 'x'` };
  const page = html(made.inputOf({ ...made.candidate, ruleSet }));
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
});
