import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffRuleSets } from '../../src/analysis/diff.js';
import { keyOf } from '../../src/analysis/differ.js';
import type { Sides } from '../../src/analysis/sides.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { cases, MOST_COMPLETIONS } from '../engine/generators.js';
import { tableSize } from '../oracle/table.js';
import { ruleSetOf } from '../rulefile/load-text.js';
import { lawOf } from './law-of.js';
import { pasted } from './pasted.js';
import { edited, edits } from './variants.js';

const pairs = fc
  .record({ drawn: cases, changes: edits })
  .map(({ drawn: { ruleSet, on }, changes }) => ({ old: ruleSet, now: edited(ruleSet, changes), on }));

function stateOf(screening: Screening, key: string): string | undefined {
  const findings = [...screening.contraindications, ...screening.indications, ...screening.supporting];
  return findings.find(({ criterion }) => keyOf(criterion) === key)?.state;
}

lawOf('each side takes its patient, who comes out there as is said', pairs, ({ old, now, on }) => {
  if ([old, now].some((ruleSet) => tableSize(ruleSet, on) > MOST_COMPLETIONS)) return;
  const { verdicts, urgency, findings } = diffRuleSets(old, now, on);
  const both = ({ old: before, now: after }: Sides): readonly [Screening, Screening] => [
    pasted(old, before, on),
    pasted(now, after, on),
  ];
  for (const { was, is, sides } of verdicts)
    expect(both(sides).map(({ verdict }) => verdict.outcome)).toEqual([was, is]);
  for (const { was, is, sides } of urgency) {
    const urgent = both(sides).map(({ verdict }) => (verdict.urgent === 'not-asked' ? 'no' : verdict.urgent));
    expect(urgent).toEqual([was, is]);
  }
  for (const finding of findings) {
    const states = both(finding.sides).map((screening) => stateOf(screening, keyOf(finding)));
    expect(states).toEqual([finding.was, finding.is]);
  }
});

function gated(gate: string): RuleSet {
  return ruleSetOf(`questions:
  - { id: neck-treatment, ask: Neck? }
  - { id: slip, ask: Slip? }
  - { id: vessels, ask: Vessels?, ask-if: ${gate} }
contraindications:
  - { id: artery, name: A, because: B, severity: absolute, when: vessels }
indications:
  - { id: sciatica, name: S, ask: Sciatica?, because: B }
  - { id: slipped, name: S, when: slip, because: B }
`);
}

test('a question that is not asked any more is left out of what the new rule set is told', () => {
  const [was, now] = ['neck-treatment', '{ all: [neck-treatment, slip] }'].map(gated) as [RuleSet, RuleSet];
  const { verdicts } = diffRuleSets(was, now, '2026-01-01');
  const change = verdicts.find((one) => one.was === 'contraindicated' && one.is === 'candidate');
  const { sides } = change!;
  expect([...sides.old.keys()].sort()).toEqual(['neck-treatment', 'sciatica', 'slip', 'vessels']);
  expect([...sides.now.keys()].sort()).toEqual(['neck-treatment', 'sciatica', 'slip']);
  expect([sides.notAskedOld, sides.notAskedNow]).toEqual([[], ['vessels']]);
});

test('changes towards less caution come first, however few they are', () => {
  const [was, now] = ['neck-treatment', '{ all: [neck-treatment, slip] }'].map(gated) as [RuleSet, RuleSet];
  const order = (old: RuleSet, other: RuleSet): readonly string[] =>
    diffRuleSets(old, other, '2026-01-01').verdicts.map((one) => `${one.was} > ${one.is}`);
  expect(order(was, now)).toEqual([
    'contraindicated > candidate',
    'contraindicated > needs-information',
    'needs-information > candidate',
    'contraindicated > not-indicated',
    'needs-information > not-indicated',
  ]);
  expect(order(now, was)).toEqual([
    'not-indicated > needs-information',
    'not-indicated > contraindicated',
    'candidate > contraindicated',
    'needs-information > contraindicated',
    'candidate > needs-information',
  ]);
});
