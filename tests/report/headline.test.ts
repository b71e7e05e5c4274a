import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportInput } from '../../src/report/index.js';
import { resultOf } from '../../src/report/result-of.js';
import { generatedInput, hostileText, plainText } from './generated.js';
import * as made from './made.js';

const summary = (input: ReportInput): string => resultOf(input).summary;

// prettier-ignore
test.each([
  { of: made.candidate, says: 'Worth discussing with a clinician, because of sciatica; red flags were not asked about.' },
  { of: made.contraindicated, says: 'Not a candidate under these rules, because of pregnancy.' },
  { of: made.notIndicated, says: 'Not a candidate under these rules: nothing that would speak for the treatment was found.' },
  { of: made.open, says: 'Not settled yet: it hangs on "pregnancy", not known so far.' },
  { of: made.barelyAsked, says: 'Not settled yet: 4 answers are still needed, first "metal in the body".' },
  { of: made.urgent, says: 'Urgent: this needs medical assessment now, because of cauda equina symptoms; not a candidate.' },
  { of: made.pregnantAndOpen, says: 'Not a candidate under these rules, because of pregnancy; an emergency is not ruled out.' },
])('$says', ({ of, says }) => {
  expect(summary(made.inputOf(of))).toBe(says);
});

test('several reasons are named as long as the breath lasts', () => {
  const all = {
    'metallic-hardware': 'yes',
    'spinal-fracture': 'yes',
    'spine-infection': 'yes',
    pregnancy: 'yes',
  } as const;
  expect(summary(made.inputOf(made.screeningOf(made.given(all), { outcome: 'contraindicated' })))).toBe(
    'Not a candidate under these rules, because of metal in the body, spinal fracture, spine infection and 1 more.',
  );
});

test.each([
  { name: 'Pregnancy', because: 'It is so.', inside: 'pregnancy' },
  { name: 'DXA below −2.5', because: 'It is so.', inside: 'DXA below −2.5' },
  { name: 'T-score of −2.5 or less', because: 'It is so.', inside: 'T-score of −2.5 or less' },
  { name: 'Down syndrome', because: 'People with Down syndrome have lax ligaments.', inside: 'Down syndrome' },
  { name: 'Ehlers-Danlos syndrome', because: 'It is so.', inside: 'Ehlers-Danlos syndrome' },
  { name: 'Is this a name?', because: 'It is so.', inside: 'one finding' },
])('inside a sentence “$name” is “$inside”', ({ name, because, inside }) => {
  const [first, ...others] = made.contraindications;
  const ruleSet = { ...made.ruleSet, contraindications: [{ ...first!, name, because }, ...others] };
  const screening = made.screeningOf(
    made.given({ 'metallic-hardware': 'yes' }),
    { outcome: 'contraindicated' },
    { ruleSet },
  );
  expect(summary(made.inputOf(screening))).toBe(`Not a candidate under these rules, because of ${inside}.`);
});

test('what it hangs on is named by the question where no criterion brought it along', () => {
  const question = {
    ...made.ruleSet.questions[0]!,
    id: 'weight',
    ask: 'What does the patient weigh?',
    at: '/questions/0',
  };
  const ruleSet = { ...made.ruleSet, questions: [question, ...made.ruleSet.questions] };
  const verdict = {
    outcome: 'needs-information',
    eligible: 'yes',
    possible: ['candidate-with-caution', 'candidate'],
    missing: ['weight'],
    next: 'weight',
  } as const;
  const screening = made.screeningOf(made.given({ sciatica: 'yes' }), verdict, { ruleSet });
  expect(summary(made.inputOf(screening))).toBe(
    'Worth discussing with a clinician, perhaps with caution: the answer to "What does the patient weigh" ' +
      'is still needed; red flags were not asked about.',
  );
});

test('it is one sentence, said in one breath', () => {
  fc.assert(
    fc.property(generatedInput({ text: fc.oneof(plainText, hostileText) }), (input) => {
      const said = summary(input);
      expect(said.length).toBeLessThanOrEqual(160);
      expect(said).toMatch(/^[^.?!]*(?:[.?!](?!\s|$)[^.?!]*)*\.$/);
      expect(said).not.toMatch(/undefined|null|\[object/);
    }),
    { numRuns: 200 },
  );
});

test('no warning is ever left out for want of breath', () => {
  fc.assert(
    fc.property(generatedInput({ text: fc.oneof(plainText, hostileText) }), (input) => {
      const said = summary(input);
      const { verdict, answers } = input.screening;
      expect(said.includes('Urgent')).toBe(verdict.urgent === 'yes');
      expect(said.includes('an emergency is not ruled out')).toBe(verdict.urgent === 'unknown');
      expect(said.includes('red flags were not asked about')).toBe(
        verdict.urgent === 'not-asked' && verdict.eligible === 'yes',
      );
      expect(said.includes('was overridden')).toBe(input.overrode.length > 0);
      expect(/(was|were) assumed/.test(said)).toBe([...answers.values()].some(({ origin }) => origin === 'assumed'));
      if (verdict.eligible === 'no') expect(said).toMatch(/not a candidate/i);
    }),
    { numRuns: 200 },
  );
});
