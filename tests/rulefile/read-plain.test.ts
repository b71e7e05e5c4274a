import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forbiddenCharacter } from '../../src/rulefile/decode.js';
import { parse, parseByLibrary, type Parsed } from '../../src/rulefile/parse.js';
import { readPlain } from '../../src/rulefile/read-plain.js';

const RUNS = Number(process.env['LAW_RUNS'] ?? 100) * 30;
const ROOT = join(import.meta.dirname, '../..');
const SHIPPED = textsIn('rules');

/** The texts of the YAML files in a folder and below it. */
function textsIn(folder: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

/** Whether a text is read without the library; what is, is held against what the library makes of it. */
function isReadAlike(text: string): boolean {
  const tree = forbiddenCharacter(text) === undefined ? readPlain(text, 'a.yaml#') : undefined;
  if (tree === undefined) return false;
  const library = parseByLibrary(text, 'a.yaml', 'a.yaml#');
  if (!library.ok) throw new Error(`The library refuses it: ${library.diagnostics[0]?.message ?? ''}\n${text}`);
  expect(tree).toEqual(library.tree);
  const quick = parse(new TextEncoder().encode(text), 'a.yaml', 'a.yaml#');
  expect(placesOf(quick)).toEqual(placesOf(library));
  return true;
}

function placesOf(parsed: Parsed): unknown {
  if (!parsed.ok) return parsed;
  return pointersIn(parsed.tree.value, 'a.yaml#').map((at) => [
    at,
    parsed.source.locate(at, 'key'),
    parsed.source.locate(at, 'value'),
  ]);
}

/** To all nodes, and beneath each to one that is not there. */
function pointersIn(value: unknown, at: string): readonly string[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [at, `${at}/none/9`, ...inside.flatMap(([key, part]) => pointersIn(part, `${at}/${key}`))];
}

test('all that ships is read without the library, and as the library reads it', () => {
  expect(SHIPPED.length).toBeGreaterThan(5);
  expect(SHIPPED.filter((text) => !isReadAlike(text))).toEqual([]);
});

test.each([
  { name: 'maps, lists and texts', text: 'a:\n  b: c d\n  e:\n    - f\n    - g: 1\n      h: -2.50\n\n# i\nj:\n- k\n' },
  {
    name: 'a text of several lines',
    text: "a: b\n  c-d e\n\nf: 'g ''h''\n  i'\nj: \"k\n  l\"\nm: >-\n  n\n  # o\np: q\n",
  },
  { name: 'brackets', text: "a: { b: [c, 'd, e', { f: g }], h: 1 }\ni:\n  [\n    j,\n    k,\n  ]\nl: [] # m\n" },
  {
    name: 'what is not a text',
    text: 'a: true\nb: null\nc: ~\nd:\ne: 007\nf: 2020-01-01\ng: 1-2\nh: .x\ni: [1.0, FALSE]\n',
  },
])('$name is plain', ({ text }) => {
  expect(isReadAlike(text)).toBe(true);
});

// prettier-ignore
const NOT_PLAIN = [
  'a: &b c\n', 'a: *b\n', 'a: !b c\n', '? a\n: b\n', '--- \na: b\n', '%YAML 1.2\n', 'a: b: c\n', 'a:\tb\n', 'a: b\r\n', 'a: 1e3\n', 'a: 0x1\n',
  'a: .5\n', 'a: .inf\n', 'a: 1234567890123456\n', 'a: b\na: c\n', 'constructor: a\n', 'true: a\n', '"a": b\n', 'a: "\\n"\n', "a: 'b\n\n  c'\n",
  "a: 'b\nc'\n", 'a: |\n  b\n', 'a: >-\n  b\n\n  c\n', 'a: >-\n  b\n   c\n', 'a: >-\n  b \n', 'a: b\n  # c\n  d\n', 'a: b\n\n  c\n', 'a: [b\nc]\n',
  'a: [b # c\n  ]\n', 'a: [b: c]\n', 'a: { b }\n', 'a: { b: 1, b: 2 }\n', 'a: [b', 'a: [b] c\n', '  a: b\n', 'a:\n   b: c\n  d: e\n', '- a\n', 'a\n', '', '# a\n',
  'a:\n# b\n  c\nd: e\n', 'a:\n  - b\n    c: d\n', 'a: -\n', 'a:\n  - # b\n', 'a: b\n   \n',
];

test.each(NOT_PLAIN)('%j is left to the library', (text) => {
  expect(readPlain(text, '')).toBeUndefined();
});

test('what is too deep or too large is left to the library, which refuses it', () => {
  expect(readPlain(`a: ${'['.repeat(19)}${']'.repeat(19)}\n`, '')).toBeDefined();
  expect(readPlain(`a: ${'['.repeat(61)}${']'.repeat(61)}\n`, '')).toBeUndefined();
  const keys = (count: number): string => Array.from({ length: count }, (_, index) => `k${index}: v\n`).join('');
  // Seven pieces a line, of at most 60,000.
  expect(isReadAlike(keys(8571))).toBe(true);
  expect(readPlain(keys(8572), '')).toBeUndefined();
  expect(parseByLibrary(keys(8572), '', '')).toMatchObject({ ok: false, diagnostics: [{ code: 'too-large' }] });
});

// prettier-ignore
const SCRIBBLES = [
  ' ', '  ', '\n', '\n\n', '\n  ', '\n- ', '\n# a\n', ':', ': ', '- ', '-', '#', ' #', "'", "''", '"', '[', ']', '{', '}', ', ', '>-', '>-\n ', '|', '|-\n', '&',
  '*', '!', '? ', '%', '@', '`', '~', 'null', 'true', '1', '-1', '.5', '1e3', '0x1f', '---\n', '...\n', '\\', 'é', '😀', '\u00a0', '<<: ', 'a: b', '- a: b\n',
];

test('whatever is torn and scribbled on: what is read without the library is what the library reads', () => {
  const paragraphs = [...SHIPPED, ...textsIn('tests/golden')].flatMap((text) => text.split(/\n\n|\n(?=\S)/));
  const plain = paragraphs.map((text) => text.split('\n').slice(0, 12).join('\n')).filter((text) => isReadAlike(text));
  expect(plain.length).toBeGreaterThan(500);
  const place = fc.noBias(fc.nat(999_999));
  const slip = fc.record({ place, without: fc.nat(3), scribble: fc.constantFrom('', ...SCRIBBLES) });
  let readAlike = 0;
  fc.assert(
    fc.property(fc.constantFrom(...plain), fc.array(slip, { minLength: 1, maxLength: 3 }), (text, slips) => {
      const torn = slips.reduce((before, { place: part, without, scribble }) => {
        const from = Math.floor((part / 1_000_000) * before.length);
        return before.slice(0, from) + scribble + before.slice(from + without);
      }, text);
      if (isReadAlike(torn)) readAlike++;
    }),
    { numRuns: RUNS },
  );
  expect(readAlike).toBeGreaterThan(RUNS / 10);
});
