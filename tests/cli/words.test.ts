import { describe, expect, test } from 'vitest';
import { rulesNamed, wantsJson, wordsOf } from '../../src/cli/words.js';

test.each([
  [[], ['screen']],
  [['--sciatica'], ['screen', '--sciatica']],
  [
    ['screen', '--json'],
    ['screen', '--json'],
  ],
  [
    ['rules', 'list'],
    ['rules', 'list'],
  ],
  [['help'], ['screen', '--help']],
  [
    ['help', 'rules'],
    ['rules', '--help'],
  ],
  [
    ['--sciatica', 'rules'],
    ['screen', '--sciatica', 'rules'],
  ],
])('%j is read as %j', (args, words) => {
  expect(wordsOf(args)).toEqual(words);
});

describe('the rule set is known before the command line is read', () => {
  test.each([
    [['--rules', 'a.yaml'], 'a.yaml'],
    [['--rules=a.yaml'], 'a.yaml'],
    [['-r', 'a.yaml'], 'a.yaml'],
    [['-ra.yaml'], 'a.yaml'],
    [['--sciatica', '--weight', '80kg', '--rules', 'a.yaml'], 'a.yaml'],
    [['--reference', '--rules', 'x'], undefined],
    [['--answer', '--rules=b', '--rules=a'], 'a'],
    [['--', '--rules', 'a.yaml'], undefined],
    [['--rules'], undefined],
    [['--rules='], ''],
    [['--json'], undefined],
  ])('%j: %o', (args, name) => {
    expect(rulesNamed(['screen', ...args])).toBe(name);
  });
});

test.each([
  [['--json'], true],
  [['--format', 'json'], true],
  [['--format=record'], true],
  [['--format', 'text'], false],
  [['--reference', '--json'], false],
  [['--', '--json'], false],
  [[], false],
])('errors for %j are JSON: %o', (args, json) => {
  expect(wantsJson(args)).toBe(json);
});
