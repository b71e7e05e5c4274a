import { expect, test } from 'vitest';
import { differ } from '../../src/analysis/differ.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { ruleSetOf } from '../rulefile/load-text.js';

const WIDE = '[30, 250]';
const NARROW = '[30, 200]';

/** A rule set that rules out from a weight on; `urgent` where it is a red flag. */
function ruleSet(range: string, atLeast: number, urgent = false): RuleSet {
  return ruleSetOf(`questions:
  - { id: weight, ask: Weight, type: number, unit: kg, range: ${range}, step: 1 }
contraindications:
  - { id: heavy, name: H, because: B, severity: absolute, urgent: ${String(urgent)}, when: { weight: { at-least: ${String(atLeast)} } } }
indications:
  - { id: sciatica, name: S, ask: Sciatica?, because: B }
`);
}

interface Case {
  readonly what: string;
  readonly old: RuleSet;
  readonly now: RuleSet;
  readonly found: { readonly outcome: boolean; readonly urgency: boolean; readonly findings: readonly string[] };
}

const heavy = 'contraindication heavy';

/** Each for one range of weights in both files, and for a narrower one now: those are compared in two ways. */
const cases: readonly Case[] = [NARROW, WIDE].flatMap((range): readonly Case[] => [
  {
    what: `ruled out by more now, in ${range}`,
    old: ruleSet(WIDE, 140),
    now: ruleSet(range, 136),
    found: { outcome: true, urgency: false, findings: [heavy] },
  },
  {
    what: `ruled out by less now, in ${range}`,
    old: ruleSet(WIDE, 136),
    now: ruleSet(range, 140),
    found: { outcome: true, urgency: false, findings: [heavy] },
  },
  {
    what: `urgent now, in ${range}`,
    old: ruleSet(WIDE, 136),
    now: ruleSet(range, 136, true),
    found: { outcome: false, urgency: true, findings: [] },
  },
  {
    what: `urgent no longer, in ${range}`,
    old: ruleSet(WIDE, 136, true),
    now: ruleSet(range, 136),
    found: { outcome: false, urgency: true, findings: [] },
  },
  {
    what: `the same, in ${range}`,
    old: ruleSet(WIDE, 136),
    now: ruleSet(range, 136),
    found: { outcome: false, urgency: false, findings: [] },
  },
]);

test.each(cases)('$what', ({ old, now, found }) => {
  const { outcome, urgency, findings, patient } = differ(old, now, '2026-01-01');
  expect({ outcome, urgency, findings }).toEqual(found);
  expect(patient() !== undefined).toBe(outcome || urgency);
});
