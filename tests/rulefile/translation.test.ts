import { expect, test } from 'vitest';
import { lint } from '../../src/analysis/lint/lint.js';
import { languagesOf, translator } from '../../src/model/translation.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { HEAD, loadFiles, printed, problemsOf } from './load-text.js';

const RULES = `${HEAD}sources:\n  s: { title: S }\ntranslations: [es]\nindications:\n  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated., source: { s: p } }\n`;
const HEAD_ES = 'candidacy-translation: 1\nof: example\nlanguage: es\ntexts:\n';
const PAIRS: Readonly<Record<string, string>> = {
  'An example': 'Un ejemplo',
  Pain: 'Dolor',
  'Is there pain?': '¿Hay dolor?',
  'It is treated.': 'Se trata.',
};
const sidecar = (pairs: Readonly<Record<string, string>> = PAIRS): string =>
  `${HEAD_ES}${Object.entries(pairs).map(([en, es]) => `  - { en: ${en}, es: ${es} }\n`).join('')}`; // prettier-ignore

function loaded(files: Readonly<Record<string, string>>): RuleSet {
  const result = loadFiles(files);
  if (!result.ok) throw new Error(printed(result));
  return result.ruleSet;
}

test('a text stands beside its translation, and the rule set has the language', () => {
  const ruleSet = loaded({ 'rules.yaml': RULES, 'rules.es.yaml': sidecar() });
  expect(languagesOf(ruleSet)).toEqual(['en', 'es']);
  expect(translator(ruleSet, 'es')('Is there pain?')).toBe('¿Hay dolor?');
  expect(lint(ruleSet, '2026-01-01').map(({ code }) => code)).toEqual([]);
});

test.each([
  { name: 'a file that is not there', text: undefined, problems: ['7:16 unreadable-file'] },
  { name: 'another rule set', text: sidecar().replace('of: example', 'of: other'), problems: ['2:5 wrong-value'] },
  { name: 'another language', text: sidecar().replace('language: es', 'language: fr'), problems: ['3:11 wrong-value'] },
  { name: 'a language of its own', text: `${sidecar()}  - { en: A, fr: B }\n`, problems: ['9:14 unknown-key'] },
  { name: 'a text without its translation', text: `${sidecar()}  - { en: A }\n`, problems: ['9:5 missing-key'] },
  { name: 'a text twice', text: `${sidecar()}  - { en: Pain, es: Pena }\n`, problems: ['9:5 duplicate-id'] },
  { name: 'an empty text', text: `${sidecar()}  - { en: A, es: '' }\n`, problems: ['9:18 empty-text'] },
  { name: 'a key that is not known', text: `${sidecar()}note: x\n`, problems: ['9:1 unknown-key'] },
  { name: 'no YAML', text: 'a: [', problems: ['1:5 yaml-syntax'] },
])('$name is refused', ({ text, problems }) => {
  const files = { 'rules.yaml': RULES, ...(text === undefined ? {} : { 'rules.es.yaml': text }) };
  expect(problemsOf(loadFiles(files))).toEqual(problems);
});

test.each([
  { languages: '[en]', code: '7:16 wrong-value' },
  { languages: '[es, es]', code: '7:20 wrong-value' },
  { languages: '[Spanish]', code: '7:16 bad-id' },
])('translations: $languages is refused', ({ languages, code }) => {
  const text = RULES.replace('[es]', languages);
  expect(problemsOf(loadFiles({ 'rules.yaml': text, 'rules.es.yaml': sidecar() }))).toEqual([code]);
});

test('a text that was changed is missing in the other language, and its old translation is stale', () => {
  const changed = RULES.replace('Is there pain?', 'Is there any pain?');
  const found = lint(loaded({ 'rules.yaml': changed, 'rules.es.yaml': sidecar() }), '2026-01-01');
  expect(found.map(({ code, at, message }) => [code, at, message])).toEqual([
    ['missing-translation', '/indications/0', 'This text is not there in es: "Is there any pain?".'],
    ['stale-translation', 'rules.es.yaml#/texts/2', 'The rule set does not say this any more: "Is there pain?".'],
  ]);
  expect(found[1]?.hint).toContain('It says "Is there any pain?" now');
});

test('who extends a rule set inherits its translations, adds its own, and may word them otherwise', () => {
  const child = `candidacy: 1\nid: child\nversion: "1"\ntitle: A child\nextends: example\ntranslations: [es]\ncontraindications:\n  - { id: fever, name: Fever, ask: Is there fever?, severity: absolute, because: It is ruled out., source: { s: p } }\n`;
  const own = `candidacy-translation: 1\nof: child\nlanguage: es\ntexts:\n  - { en: A child, es: Un hijo }\n  - { en: Pain, es: Molestia }\n  - { en: Fever, es: Fiebre }\n  - { en: Is there fever?, es: ¿Hay fiebre? }\n`;
  const files = { 'rules.yaml': child, 'rules.es.yaml': own, 'shipped/example.yaml': RULES, 'shipped/example.es.yaml': sidecar() };
  const ruleSet = loaded(files);
  const say = translator(ruleSet, 'es');
  expect(['Is there pain?', 'Pain', 'Fever', 'It is ruled out.'].map(say)).toEqual(['¿Hay dolor?', 'Molestia', 'Fiebre', 'It is ruled out.']);
  expect(lint(ruleSet, '2026-01-01').map(({ code }) => code)).toEqual(['missing-translation']);
  const { 'rules.es.yaml': gone, ...others } = files;
  expect(gone).toBe(own);
  const plain = loaded({ ...others, 'rules.yaml': child.replace('translations: [es]\n', '') });
  expect(languagesOf(plain)).toEqual(['en']);
}); // prettier-ignore

test('a rule set in one language extends none in another', () => {
  const child = 'candidacy: 1\nid: child\nversion: "1"\ntitle: Un hijo\nlanguage: es\nextends: example\n';
  const result = loadFiles({ 'rules.yaml': child, 'shipped/example.yaml': RULES, 'shipped/example.es.yaml': sidecar() });
  expect(problemsOf(result)).toEqual(['5:11 wrong-value']);
}); // prettier-ignore
