import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile, loadRuleSet, readAnswer, type Answer, type Finding, type RuleSet } from '../../src/index.js';

/** A patient of tests/vignettes.yaml. An answer that is not listed is unknown. */
interface Vignette {
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly expect: {
    readonly verdict: string;
    readonly indications: readonly string[];
    readonly contraindications: readonly string[];
    readonly missing: readonly string[];
    readonly supporting: readonly string[];
  };
}

const ON = '2026-01-01';
const vignettes = parse(readFileSync(new URL('../vignettes.yaml', import.meta.url), 'utf8')) as readonly Vignette[];
const rules = fileURLToPath(new URL('../../rules/spinal-decompression.yaml', import.meta.url));

function load(): RuleSet {
  const loaded = loadRuleSet(rules, { read: (path) => readFileSync(path) });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return loaded.ruleSet;
}

const ruleSet = load();
const compiled = compile(ruleSet);

test('there are patients', () => {
  expect(vignettes.length).toBeGreaterThan(10);
  expect(new Set(vignettes.map(({ expect: { verdict } }) => verdict)).size).toBeGreaterThan(3);
});

test.each(vignettes)('$id', ({ answers: given, expect: wanted }) => {
  const answers = new Map(Object.entries(given).map(([id, text]) => [id, answerTo(id, text)]));
  const { verdict, contraindications, indications, supporting } = compiled.screen(answers, { on: ON });
  expect({
    verdict: verdict.outcome,
    indications: presentIn(indications),
    contraindications: presentIn(contraindications),
    missing: new Set(verdict.missing),
    supporting: presentIn(supporting),
  }).toEqual({
    verdict: wanted.verdict,
    indications: new Set(wanted.indications),
    contraindications: new Set(wanted.contraindications),
    missing: new Set(wanted.missing),
    supporting: new Set(wanted.supporting),
  });
});

function answerTo(id: string, text: string): Answer {
  const question = ruleSet.questions.find((each) => each.id === id);
  if (question === undefined) throw new Error(`No question has the id "${id}".`);
  const read = readAnswer(question, text, { on: ON });
  if (!read.ok) throw new Error(read.message);
  if (read.unknown === true) return { kind: 'unknown', origin: 'file' };
  const { value, unit } = read;
  return { kind: 'known', value, ...(unit === undefined ? {} : { unit }), origin: 'file' };
}

function presentIn(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.filter(({ state }) => state === 'present').map(({ criterion }) => criterion.id));
}
