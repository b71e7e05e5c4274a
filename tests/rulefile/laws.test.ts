import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, withDigest } from '../../src/model/canonical.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { cases } from '../engine/generators.js';
import { loadFiles, printed } from './load-text.js';
import { comparable, ruleFileText } from './write-rule-set.js';

const RUNS = Number(process.env['LAW_RUNS'] ?? 100);
const DEFAULT = readFileSync(join(import.meta.dirname, '../../rules/spinal-decompression.yaml'), 'utf8').replace(
  'translations: [es]\n',
  '',
);

test('a rule set written as a rule file and loaded is the same rule set', () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const ruleSet = sayable(drawn.ruleSet);
      const loaded = loadFiles({ 'rules.yaml': ruleFileText(ruleSet) });
      expect(printed(loaded)).toBe('');
      if (loaded.ok) expect(comparable(loaded.ruleSet)).toEqual(comparable(ruleSet));
    }),
    { numRuns: RUNS },
  );
});

/** What the engine takes and a rule file does not say: a choice of one. */
function sayable(ruleSet: RuleSet): RuleSet {
  const questions = ruleSet.questions.map((question) =>
    'options' in question && question.options.length < 2
      ? { ...question, options: [...question.options, { value: 'other', name: 'Another' }] }
      : question,
  );
  return { ...ruleSet, questions };
}

test('bytes of any kind never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(() => printed(loadFiles({ 'rules.yaml': bytes }))).not.toThrow();
    }),
    { numRuns: RUNS * 5 },
  );
});

test('a rule file that is torn, spliced and scribbled on never throws, and what is printed is plain text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '#',
      '&a ',
      '*a',
      '!!',
      '%',
      '\t',
      'not',
      'all',
      'ask-if',
      'null',
      '~',
      '1e9',
      '---\n',
      '...\n',
      '\u0000',
      '\u202e',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const edit = fc.record({ from: fc.nat(), remove: fc.nat(60), insert: piece });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let text = DEFAULT.slice(0, 6000);
      for (const { from, remove, insert } of edits) {
        const start = from % (text.length + 1);
        text = text.slice(0, start) + insert + text.slice(start + remove);
      }
      const loaded = loadFiles({ 'rules.yaml': text });
      expect(printed(loaded)).not.toMatch(/[^\n\u0020-\u007e\u00a0-\u{10ffff}]/u);
      if (!loaded.ok) expect(loaded.diagnostics.length).toBeGreaterThan(0);
    }),
    { numRuns: RUNS * 2 },
  );
});

const hash = (text: string): string => `${text.length}:${text}`;

test('a comment, blanks and the order of keys do not change the digest; a rule does', () => {
  const digest = (text: string): string => {
    const loaded = loadFiles({ 'rules.yaml': text });
    if (!loaded.ok) throw new Error(printed(loaded));
    return withDigest(loaded.ruleSet, hash).digest;
  };
  const plain = digest(DEFAULT);
  expect(digest(`# a comment\n\n${DEFAULT}\n# another\n`)).toBe(plain);
  expect(
    digest(DEFAULT.replace('id: spinal-decompression\nversion: "1.0.0"', 'version: "1.0.0"\nid: spinal-decompression')),
  ).toBe(plain);
  expect(digest(DEFAULT.replace('severity: absolute', 'severity: relative'))).not.toBe(plain);
  expect(digest(DEFAULT.replace('Is the patient pregnant?', 'Is she pregnant?'))).not.toBe(plain);
});

test('the canonical text leaves out places and digests, and keeps a unit that is called at', () => {
  const loaded = loadFiles({
    'rules.yaml': `candidacy: 1\nid: example\nversion: "1"\ntitle: An example\nquestions:\n  - { id: pressure, ask: Pressure, type: number, unit: at, range: [0, 9], step: 1 }\nindications:\n  - { id: high, name: High, because: It is., when: { pressure: { above: { at: 3 } } } }\n`,
  });
  if (!loaded.ok) throw new Error(printed(loaded));
  const text = canonicalText(loaded.ruleSet);
  expect(text).not.toContain('/questions');
  expect(text).not.toContain('digest');
  expect(text).toContain('"values":{"at":{"places":0,"value":3}}');
});
