import { expect, test } from 'vitest';
import { isDated } from '../../src/analysis/dated.js';
import { ruleSetOf } from '../rulefile/load-text.js';

const INJECTED = 'questions:\n  - { id: injected, ask: When?, type: date }\n';
const PAIN = 'indications:\n  - { id: pain, name: Pain, ask: Is there pain?, because: B. }\n';
const claiming = (claim: string): string => `properties:\n  - { id: some, claim: C., ${claim} }\n`;

test.each([
  { what: 'no date', rules: PAIN, dated: false },
  { what: 'a date that nothing reads', rules: `${INJECTED}${PAIN}`, dated: false },
  {
    what: 'a date of which a claim says that it is known',
    rules: `${INJECTED}${PAIN}${claiming('never: { all: [{ known: injected }, { unknown: injected }] }')}`,
    dated: false,
  },
  {
    what: 'a date that a claim reads',
    rules: `${INJECTED}${PAIN}${claiming('if: { injected: { within: 2 weeks } }, then: { known: injected }')}`,
    dated: true,
  },
  {
    what: 'a date that a criterion holds against a period',
    rules: `${INJECTED}${PAIN}  - { id: recent, name: Recent, when: { injected: { within: 2 weeks } }, because: B. }\n`,
    dated: true,
  },
  {
    what: 'a date that a gate holds against a date',
    rules: `${INJECTED}  - { id: sore, ask: Is it sore?, ask-if: { injected: { before: 2026-06-01 } } }\n${PAIN}  - { id: soreness, name: Sore, when: sore, because: B. }\n`,
    dated: true,
  },
])('$what: $dated', ({ rules, dated }) => {
  expect(isDated(ruleSetOf(rules))).toBe(dated);
});
