import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText } from '../../src/model/canonical.js';
import { format } from '../../src/rulefile/format.js';
import { loadRuleSet } from '../../src/rulefile/load.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function formatted(text: string): string {
  const result = format(bytes(text), 'rules.yaml');
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(' '));
  return result.text;
}

test.each([
  { name: 'four spaces become two', text: 'a:\n    b: 1\n', out: 'a:\n  b: 1\n' },
  { name: 'lists are indented', text: 'a:\n- b\n', out: 'a:\n  - b\n' },
  {
    name: 'comments stay',
    text: '# one\na:   b # two\n\n# three\nc: {d: 1}\n',
    out: '# one\na: b # two\n\n# three\nc: { d: 1 }\n',
  },
  { name: 'quotes stay', text: 'a: "1.0"\nb: \'x\'\n', out: 'a: "1.0"\nb: \'x\'\n' },
  { name: 'numbers stay as they are spelled', text: 'a:   [ 1.50, 2 ]\n', out: 'a: [1.50, 2]\n' },
  { name: 'zeros and signs before numbers', text: 'a:   [ 1.0, "2", 03, +1 ]\n', out: 'a: [1.0, "2", 03, +1]\n' },
  { name: 'what has no value', text: 'a:   { b, c:  }\nd:   ~\n', out: 'a: { b, c: }\nd: ~\n' },
  { name: 'lists within lists', text: 'a: [ [ b, {c: [ d ]} ], [] ]\n', out: 'a: [[b, { c: [d] }], []]\n' },
  { name: 'blanks within quotes', text: 'a: [ " b ", \' ]\', "[ c ]" ]\n', out: 'a: [" b ", \' ]\', "[ c ]"]\n' },
  {
    name: 'what is too long for a line',
    text: `a: [${'some-word, '.repeat(12)}last]\n`,
    out: `a:\n  [\n${'    some-word,\n'.repeat(12)}    last,\n  ]\n`,
  },
  { name: 'line ends of another system', text: 'a: b\r\nc: d\r\n', out: 'a: b\nc: d\n' },
  { name: 'the last line end', text: 'a: b', out: 'a: b\n' },
])('$name', ({ text, out }) => {
  expect(formatted(text)).toBe(out);
  expect(formatted(out)).toBe(out);
});

test('a file that would lose what looks like a comment is given back as it is, which is said', () => {
  const text = 'a:   >-\n  # one\n  # two\n';
  expect(format(bytes(text), 'rules.yaml')).toEqual({
    ok: true,
    text,
    changed: false,
    kept: 'laid out anew, it would lose a comment, or what looks like one',
  });
});

test('a file that is no YAML is refused, and nothing is made of it', () => {
  expect(format(bytes('a: [b\n'), 'rules.yaml')).toMatchObject({ ok: false });
});

const word = fc.constantFrom(
  'a',
  'yes',
  'no',
  '1.0',
  'long '.repeat(40).trim(),
  'it is: so',
  '# not one',
  "it's",
  'x\ny',
  '',
);
const comment = fc.constantFrom('', ' # why', ' #', ' # a longer remark about the line');

/** Files as people leave them: any indent, flow beside block, comments and blank lines everywhere. */
const file: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      before: fc.constantFrom('', '\n', '# above\n', '\n# above\n\n', '    # indented\n'),
      indent: fc.constantFrom(1, 2, 4),
      value: word,
      style: fc.constantFrom('plain', 'double', 'single', 'flow', 'map', 'list', 'folded', 'literal'),
      after: comment,
      gap: fc.constantFrom(' ', '   '),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) => parts.map(written).join(''));

interface Part {
  readonly before: string;
  readonly indent: number;
  readonly value: string;
  readonly style: string;
  readonly after: string;
  readonly gap: string;
}

function written({ before, indent, value, style, after, gap }: Part, index: number): string {
  const key = `${before}key${String(index)}:`;
  const pad = ' '.repeat(indent);
  const double = JSON.stringify(value);
  const single = `'${value.replaceAll("'", "''").replaceAll('\n', ' ')}'`;
  const plain = /^[a-z0-9.]+( [a-z]+)*$/.test(value) ? value : single;
  switch (style) {
    case 'plain':
      return `${key}${gap}${plain}${after}\n`;
    case 'double':
      return `${key}${gap}${double}${after}\n`;
    case 'single':
      return `${key}${gap}${single}${after}\n`;
    case 'flow':
      return `${key}${gap}{a:${gap}${double},b: [${single},${gap}2.50 ]}${after}\n`;
    case 'map':
      return `${key}${after}\n${pad}one:${gap}${plain}${after}\n${before.trim()}\n${pad}two:${gap}{ x: ${double} }\n`;
    case 'list':
      return `${key}${after}\n${pad}- ${plain}${after}\n${pad}-   a: ${double}\n${pad}    b:${gap}1\n`;
    case 'folded':
      return `${key} >-${after}\n${pad}some text that\n${pad}goes on\n`;
    default:
      return `${key} |${after}\n${pad}some text\n${pad}  and more\n`;
  }
}

const comments = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^|\s)#(?: (?:why|above|indented|a longer remark about the line))?$/gm)]
    .map(([hit]) => hit.trim())
    .sort();

test('what is formatted stays as it is when it is formatted again, and keeps its comments', () => {
  const looked: boolean[] = [];
  fc.assert(
    fc.property(file, (text) => {
      const result = format(bytes(text), 'rules.yaml');
      fc.pre(result.ok);
      looked.push(result.changed);
      expect(formatted(result.text)).toBe(result.text);
      expect(comments(result.text)).toEqual(comments(text));
    }),
    { numRuns: 500, seed: 20_260_101 },
  );
  expect(looked.filter((changed) => changed).length).toBeGreaterThan(250);
});

test('the rule files and test files that ship are formatted, and say the same when they are laid out anew', () => {
  const folder = join(import.meta.dirname, '../../rules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(7);
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(formatted(text)).toBe(text);
    if (/\.(?:test|[a-z]{2})\.yaml$/.test(name)) continue;
    // Loosened on purpose, so that there is something to format.
    const loose = text.replaceAll(/^( *(?:- )?[a-z-]+:) (?=[^>|\s])/gm, '$1   ');
    const again = formatted(loose);
    expect(canonical(again, folder, name)).toBe(canonical(text, folder, name));
    expect(again).not.toBe(loose);
  }
});

function canonical(text: string, folder: string, name: string): string {
  const path = join(folder, name);
  const loaded = loadRuleSet(path, {
    read: (wanted) => (wanted === path ? bytes(text) : readFileSync(wanted)),
    shipped: (id) => join(folder, `${id}.yaml`),
  });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join(' '));
  return canonicalText(loaded.ruleSet);
}
