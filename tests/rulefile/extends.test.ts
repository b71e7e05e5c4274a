import { expect, test } from 'vitest';
import { questionsOf } from '../../src/model/condition.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { HEAD, loadFiles, printed, problemsOf, type Content } from './load-text.js';

const BASE = `candidacy: 1
id: base
version: "1.0.0"
title: The base
sources:
  trial: { title: A trial }
questions:
  - { id: surgery, ask: Was there surgery? }
contraindications:
  - { id: pregnancy, name: Pregnancy, ask: Is the patient pregnant?, severity: absolute, because: It is ruled out. }
  - { id: recent, name: Recent surgery, when: surgery, severity: relative, because: Tissue heals. }
indications:
  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated., source: { trial: Table 1 } }
advice:
  - { id: rest, title: Rest, type: exercise, unless: [{ unasked: glaucoma }] }
texts:
  candidate: The base says so.
`;
const child = (rest: string): string => HEAD.replace('id: example', 'id: child') + rest;

function load(
  rest: string,
  files: Readonly<Record<string, Content>> = { 'shipped/base.yaml': BASE },
): ReturnType<typeof loadFiles> {
  return loadFiles({ ...files, 'rules.yaml': child(rest) });
}

function ruleSetOf(rest: string): RuleSet {
  const loaded = load(`extends: base\n${rest}`);
  if (!loaded.ok) throw new Error(printed(loaded));
  return loaded.ruleSet;
}

const codes = (rest: string): readonly string[] => {
  const loaded = load(`extends: base\n${rest}`);
  return loaded.ok ? [] : loaded.diagnostics.map((diagnostic) => diagnostic.code);
};

test('a child has all that its parent has, with the file in its pointers, and its own behind it', () => {
  const ruleSet = ruleSetOf(
    'contraindications:\n  - { id: fever, name: Fever, ask: Is there fever?, severity: absolute, urgent: true, because: It may be an infection. }\n',
  );
  expect(ruleSet.contraindications.map(({ id, at }) => [id, at])).toEqual([
    ['pregnancy', 'base.yaml#/contraindications/0'],
    ['recent', 'base.yaml#/contraindications/1'],
    ['fever', '/contraindications/0'],
  ]);
  expect(ruleSet.questions.map(({ id }) => id)).toEqual(['surgery', 'pregnancy', 'sciatica', 'fever']);
  expect(ruleSet.indications[0]?.source).toEqual({ trial: 'Table 1' });
  expect(ruleSet.texts).toEqual({ candidate: 'The base says so.' });
  expect(ruleSet.lineage).toEqual([{ id: 'base', version: '1.0.0' }]);
  expect(ruleSet.changes).toEqual([]);
  expect([ruleSet.id, ruleSet.title]).toEqual(['child', 'An example']);
});

test('help for a question of the parent is added freely', () => {
  expect(
    ruleSetOf('help-for: { pregnancy: Also when it may be so. }\n').questions.find(({ id }) => id === 'pregnancy')
      ?.help,
  ).toBe('Also when it may be so.');
});

test('an added indication says so, and why', () => {
  const indication =
    'indications:\n  - { id: facet, name: Facet pain, ask: Is it the facet?, because: It is treated. }\n';
  expect(codes(indication)).toEqual(['unmarked-addition']);
  const ruleSet = ruleSetOf(`changes:\n  - { add: facet, because: It was cleared for it. }\n${indication}`);
  expect(ruleSet.changes).toEqual([
    { kind: 'add', target: 'facet', because: 'It was cleared for it.', at: '/changes/0' },
  ]);
});

test('a criterion is replaced in its place, and keeps its id', () => {
  const ruleSet = ruleSetOf(
    'changes:\n  - replace: recent\n    because: A trial counts weeks.\n    with: { name: Surgery, when: surgery, severity: absolute, because: Tissue heals. }\n',
  );
  expect(ruleSet.contraindications.map(({ id, severity, at }) => [id, severity, at])).toEqual([
    ['pregnancy', 'absolute', 'base.yaml#/contraindications/0'],
    ['recent', 'absolute', '/changes/0/with'],
  ]);
});

test('advice is replaced as criteria are, so that what was not asked can be asked', () => {
  const ruleSet = ruleSetOf(
    'questions:\n  - { id: glaucoma, ask: Is there glaucoma?, optional: true }\nchanges:\n  - replace: rest\n    because: Glaucoma is asked here.\n    with: { title: Rest, type: exercise, unless: [glaucoma] }\n',
  );
  expect(ruleSet.advice[0]?.unless).toEqual([
    {
      condition: {
        kind: 'comparison',
        question: 'glaucoma',
        test: { kind: 'one-of', values: ['yes'] },
        at: '/changes/0/with/unless/0',
      },
      at: '/changes/0/with/unless/0',
    },
  ]);
});

test('a removed criterion is gone with its question, and what still reads it is wrong', () => {
  expect(
    ruleSetOf('changes:\n  - { remove: pregnancy, because: Only men are seen here. }\n').questions.map(({ id }) => id),
  ).toEqual(['surgery', 'sciatica']);
  expect(problemsOf(load('extends: base\nchanges:\n  - { remove: surgery, because: It is not asked. }\n'))).toEqual([
    '11:47 unknown-question',
  ]);
});

test('what the parent promises is promised by its children, until one takes it back and says why', () => {
  const base = `${BASE}properties:\n  - { id: none-pregnant, claim: Nobody pregnant is eligible., if: pregnancy, then: { eligible: no } }\n`;
  const promised = (rest: string): readonly string[] => {
    const loaded = load(rest, { 'shipped/base.yaml': base });
    if (!loaded.ok) throw new Error(printed(loaded));
    return [...(loaded.ruleSet.properties ?? []), ...(loaded.ruleSet.changes ?? [])].map((one) =>
      'claim' in one ? one.id : `${one.kind} ${one.target}`,
    );
  };
  expect(promised('extends: base\n')).toEqual(['none-pregnant']);
  expect(promised('extends: base\nchanges:\n  - { remove: none-pregnant, because: Others see to it. }\n')).toEqual([
    'remove none-pregnant',
  ]);
});

test('a gate is added to a question of the parent, beside the one that it has', () => {
  const ruleSet = ruleSetOf(
    'questions:\n  - { id: female, ask: Can the patient be pregnant? }\nchanges:\n  - { gate: pregnancy, ask-if: female, because: It cannot be so otherwise. }\n',
  );
  const gate = ruleSet.questions.find(({ id }) => id === 'pregnancy')?.askIf;
  expect(gate === undefined ? [] : questionsOf(gate)).toEqual(['female']);
  expect(ruleSet.changes?.map(({ kind, target }) => [kind, target])).toEqual([['gate', 'pregnancy']]);
});

test.each([
  { change: '{ remove: pregnency, because: A slip. }', code: 'unknown-target' },
  { change: '{ replace: nothing, because: A slip., with: {} }', code: 'unknown-target' },
  { change: '{ gate: recent, ask-if: surgery, because: It asks nothing. }', code: 'unknown-target' },
  { change: '{ add: sciatica, because: It is there. }', code: 'unknown-target' },
  { change: '{ remove: pregnancy }', code: 'missing-key' },
  { change: '{ replace: pregnancy, because: A slip., with: { name: Pregnancy } }', code: 'missing-key' },
  {
    change:
      '{ replace: pregnancy, because: A slip., with: { id: other, name: N, ask: Q?, severity: absolute, because: B. } }',
    code: 'wrong-value',
  },
])('$change is refused', ({ change, code }) => {
  expect(codes(`changes:\n  - ${change}\n`)).toContain(code);
});

test('a clash of ids is told with both places', () => {
  const loaded = load(
    'extends: base\ncontraindications:\n  - { id: pregnancy, name: P, ask: Is she?, severity: relative, because: B. }\n',
  );
  expect(printed(loaded, 70)).toBe(`rules.yaml:7:11: error: The id "pregnancy" is taken. [duplicate-id]
  |
7 |   - { id: pregnancy, name: P, ask: Is she?, severity: relative, …
  |           ^^^^^^^^^
  = Each question, criterion and advice item has an id of its own; to change one of an extended rule set, write "replace" under "changes:".
shipped/base.yaml:10:7: note: The first is here.
   |
10 |   - { id: pregnancy, name: Pregnancy, ask: Is the patient pregn…
   |       ^^
`);
});

test('a source of the same id and other content clashes; the same one does not', () => {
  expect(codes('sources:\n  trial: { title: Another trial }\n')).toEqual(['duplicate-id']);
  expect(codes('sources:\n  trial: { title: A trial }\n')).toEqual([]);
});

test('an unguarded negation is found across files', () => {
  expect(
    codes(
      'changes:\n  - { gate: surgery, ask-if: sciatica, because: A slip. }\ncontraindications:\n  - { id: never, name: Never, when: { not: surgery }, severity: relative, because: B. }\n',
    ),
  ).toEqual(['unguarded-gate']);
});

test('a problem in the parent is told in the parent', () => {
  expect(
    problemsOf(load('extends: base\n', { 'shipped/base.yaml': BASE.replace('severity: absolute', 'severity: total') })),
  ).toEqual(['10:80 wrong-value']);
  const loaded = load('extends: base\n', { 'shipped/base.yaml': BASE.replace('when: surgery', 'when: sugery') });
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ at, hint }) => [at, hint])).toEqual([
    ['base.yaml#/contraindications/1/when', 'Did you mean "surgery"?'],
  ]);
});

test('a relative path is one from the file that names it, and never leaves its folder', () => {
  const files = {
    'shared/middle.yaml': child('extends: deep/base.yaml\n').replace('id: child', 'id: middle'),
    'shared/deep/base.yaml': BASE,
  };
  const loaded = load('extends: ./shared/middle.yaml\n', files);
  expect(printed(loaded)).toBe('');
  expect(loaded.ok ? loaded.ruleSet.lineage?.map(({ id }) => id) : []).toEqual(['middle', 'base']);
  expect(loaded.ok ? loaded.ruleSet.indications[0]?.at : '').toBe('shared/deep/base.yaml#/indications/0');
  expect([...loaded.sources.keys()]).toEqual(['', 'shared/middle.yaml', 'shared/deep/base.yaml']);
});

test.each([
  '../base.yaml',
  '/base.yaml',
  'shared/../../base.yaml',
  'C:\\base.yaml',
  '~/base.yaml',
  'https://example.org/base.yaml',
  'base.json',
  'shared//base.yaml',
  '.hidden.yaml',
])('extends: %s is refused without being read', (path) => {
  const read: string[] = [];
  const loaded = load(`extends: "${path.replaceAll('\\', '\\\\')}"\n`, { [path]: BASE });
  read.push(...loaded.sources.keys());
  expect(loaded.ok ? [] : loaded.diagnostics.map(({ code }) => code)).toEqual(['extends-outside']);
  expect(read).toEqual(['']);
});

test('a circle is found by the path and by the id', () => {
  expect(problemsOf(load('extends: rules.yaml\n', {}))).toEqual(['5:10 extends-circle']);
  const files = {
    'other.yaml': child('extends: sub/rules.yaml\n').replace('id: child', 'id: other'),
    'sub/rules.yaml': child(''),
  };
  expect(problemsOf(load('extends: other.yaml\n', files))).toEqual(['5:10 extends-circle']);
});

test('a chain without end is refused', () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `r${index}.yaml`,
      child(`extends: r${index + 1}.yaml\n`).replace('id: child', `id: r${index}`),
    ]),
  );
  expect(problemsOf(load('extends: r0.yaml\n', files))).toEqual(['5:10 extends-circle']);
});
