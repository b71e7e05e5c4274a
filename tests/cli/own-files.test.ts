import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { candidacy, runIn } from './run.js';

const ON = ['--sciatica', '--no-input'];
const RULES = `candidacy: 1
id: own
version: "1"
title: Own
indications: [{ id: pain, name: Pain, ask: Is there pain?, because: It is for pain. }]
`;
const CHILD = 'candidacy: 1\nid: child\nversion: "1"\ntitle: Child\nextends: own.yaml\ntranslations: [es]\n';
const SPANISH = 'candidacy-translation: 1\nof: child\nlanguage: es\ntexts: []\n';
const TESTS =
  'candidacy-tests: 1\npatients:\n  - { name: Pain, answers: { pain: yes }, expect: { verdict: candidate } }\n';
const result = (await candidacy({ args: ['screen', ...ON, '--json'] })).stdout;
const files = {
  'r.json': result,
  'a.json': '{"pregnancy": "no"}',
  'own.yaml': RULES,
  'own.test.yaml': TESTS,
  'child.yaml': CHILD,
  'child.es.yaml': SPANISH,
  'child.test.yaml': TESTS,
  'rows.csv': 'pain\nyes\n',
};

/** What is written over what, and what is said. */
const calls: readonly (readonly [args: readonly string[], said: string])[] = [
  [
    ['screen', ...ON, '--output', 'x', '--handout', './x'],
    '--handout needs a file of its own: "./x" is that of --output',
  ],
  [['screen', ...ON, '--output', 'x', '--log', 'sub/../x'], '--log needs a file of its own'],
  [['screen', ...ON, '--output', 'later', '--log', 'to-later'], '"to-later" is that of --output'],
  [['screen', ...ON, '--answers', 'a.json', '--handout', 'a.json'], '"a.json" is that of --answers'],
  [['screen', ...ON, '--answers', 'a.json', '--log', 'link.json'], '"link.json" is that of --answers'],
  [['screen', '--rules', 'own.yaml', '--pain', '--output', 'own.yaml'], '"own.yaml" is that of --rules'],
  [['handout', 'r.json', '--output', './r.json'], '"./r.json" is that of the result'],
  [['report', 'r.json', '--anonymous', '--output', 'r.json'], '"r.json" is that of the result'],
  [['batch', '--rules', 'own.yaml', 'rows.csv', '--output', 'rows.csv'], '"rows.csv" is that of the rows'],
  [
    ['batch', '--rules', 'own.yaml', 'rows.csv', '--output', 'x', '--errors', './x'],
    '--errors needs a file of its own',
  ],
  [['batch', '--rules', 'child.yaml', 'rows.csv', '--errors', 'own.yaml'], '"own.yaml" is read here too'],
  [['export', 'sql', '--rules', 'own.yaml', '--dialect', 'ansi', '--table', 't', '--output', 'own.yaml'], '--rules'],
  [['export', 'page', '--rules', 'own.yaml', '--output', './own.yaml'], '--rules'],
  [['export', 'page', '--rules', 'child.yaml', '--output', 'own.yaml'], '"own.yaml" is read here too'],
  [['screen', '--rules', 'child.yaml', '--pain', '--output', 'own.yaml'], '"own.yaml" is read here too'],
  [['screen', '--rules', 'child.yaml', '--pain', '--handout', 'child.es.yaml'], '"child.es.yaml" is read here too'],
  [['screen', ...ON, '--resume', 'a.json', '--output', 'a.json'], '"a.json" is that of --resume'],
  [['rules', 'show', 'own.yaml', '--output', 'own.yaml'], '--output needs a file of its own: "own.yaml"'],
  [['rules', 'show', 'child.yaml', '--output', './own.yaml'], '"./own.yaml" is read here too'],
  [['rules', 'show', 'child.yaml', '--output', 'child.es.yaml'], '"child.es.yaml" is read here too'],
  [['rules', 'test', 'own.yaml', '--output', 'own.yaml'], '"own.yaml" is that of their rule set'],
  [['rules', 'test', 'own.yaml', '--format', 'json', '--output', 'own.test.yaml'], 'is that of the tests'],
  [['rules', 'test', 'child.yaml', '--output', 'own.yaml'], '"own.yaml" is read here too'],
  [['rules', 'test', '.', '--format', 'junit', '--output', 'own.test.yaml'], 'is that of the tests'],
];

test.each(calls)('%j is refused before anything is lost', async (args, said) => {
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-own-files-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, 'sub'));
    symlinkSync('a.json', join(folder, 'link.json'));
    symlinkSync('later', join(folder, 'to-later'));
    const { code, stdout, stderr } = await runIn(folder, { args });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
    expect(readdirSync(folder)).toEqual([...Object.keys(files), 'link.json', 'sub', 'to-later'].sort());
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a device may stand for two files', async () => {
  const { code } = await candidacy({ args: ['screen', ...ON, '--output', '/dev/null', '--handout', '/dev/null'] });
  expect(code).toBe(0);
});
