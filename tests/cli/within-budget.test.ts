import { expect, test } from 'vitest';
import { RuleFileError } from '../../src/cli/errors.js';
import type { LoadedRules } from '../../src/cli/load-rules.js';
import { compileRules } from '../../src/cli/within-budget.js';
import { loadRuleSet } from '../../src/rulefile/load.js';
import { placeDiagnostics } from '../../src/rulefile/place.js';

const questions = Array.from({ length: 12 }, (_, index) => `q${index}`);
const RULES = `candidacy: 1
id: entangled
version: "1"
title: One score of many questions
questions:
${questions.map((id) => `  - { id: ${id}, ask: ${id} }\n`).join('')}
contraindications:
  - id: heavy-score
    name: A heavy score
    severity: absolute
    because: It is high.
    when:
      score: [${questions.map((id, index) => `{ add: ${2 ** index + index}, when: ${id} }`).join(', ')}]
      at-least: 2000
indications:
  - { id: sciatica, name: Sciatica, ask: Sciatica, because: It is treated. }
`;

function rules(): LoadedRules {
  const loaded = loadRuleSet('entangled.yaml', { read: () => new TextEncoder().encode(RULES) });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return {
    ruleSet: loaded.ruleSet,
    lines: () => Promise.resolve(() => undefined),
    place: (diagnostics) => placeDiagnostics(diagnostics, loaded.sources),
  };
}

test('a rule set past the budget is refused as a mistake in the file, at the criterion that entangles it', () => {
  let thrown: unknown;
  try {
    compileRules(rules(), { budget: 4 });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(RuleFileError);
  expect((thrown as RuleFileError).diagnostics).toMatchObject([
    {
      diagnostic: { code: 'too-entangled', at: '/contraindications/0' },
      place: { path: 'entangled.yaml', lineText: '  - id: heavy-score' },
    },
  ]);
});

test('within the budget it screens', () => {
  expect(compileRules(rules()).verdict(new Map(), { on: '2026-01-01' }).outcome).toBe('needs-information');
});
