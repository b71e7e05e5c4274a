import { expect, test } from 'vitest';
import { loadFiles, printed } from './load-text.js';

const rules = (more: string): string => `candidacy: 1
id: x
version: "1"
title: X
indications:
  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated. }
${more}`;

test('reasons are kept in the order of the file, on one line each', () => {
  const loaded = loadFiles({
    'rules.yaml': rules('override-reasons:\n  - { code: b, text: "B\\n  b" }\n  - { code: a, text: A }\n'),
  });
  expect(loaded).toMatchObject({
    ok: true,
    ruleSet: {
      overrideReasons: [
        { code: 'b', text: 'B b', at: '/override-reasons/0' },
        { code: 'a', text: 'A', at: '/override-reasons/1' },
      ],
    },
  });
});

test('a rule set that names none has none', () => {
  const loaded = loadFiles({ 'rules.yaml': rules('') });
  expect(loaded.ok && 'overrideReasons' in loaded.ruleSet).toBe(false);
});

test('a rule set that extends another takes its reasons over', () => {
  const loaded = loadFiles({
    'rules.yaml':
      'candidacy: 1\nid: y\nversion: "1"\ntitle: Y\nextends: parent.yaml\noverride-reasons:\n  - { code: b, text: B }\n',
    'parent.yaml': rules('override-reasons:\n  - { code: a, text: A }\n'),
  });
  expect(loaded.ok ? loaded.ruleSet.overrideReasons?.map(({ code }) => code) : printed(loaded)).toEqual(['a', 'b']);
});

test('two of one code are one too many', () => {
  const text = printed(
    loadFiles({ 'rules.yaml': rules('override-reasons:\n  - { code: a, text: A }\n  - { code: a, text: B }\n') }),
  );
  expect(text).toContain('rules.yaml:9:13: error: Two reasons have the code "a". [duplicate-id]');
});
