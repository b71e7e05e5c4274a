import fc from 'fast-check';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { QuestionId } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { everyAnswer } from '../oracle/values.js';
import { comparisonsIn, tableSize } from '../oracle/table.js';
import { buildRuleSet, conditionDraft, questionDraft, type RuleSetDraft } from './drafts.js';

/** One person before one rule set. */
export interface Case {
  readonly ruleSet: RuleSet;
  readonly answers: Answers;
  /** The same answers and more: some that were open are known, some partial dates are whole. */
  readonly fuller: Answers;
  readonly on: string;
}

/** Rule sets past this many completions are not judged: brute force has to stay quick. */
export const MOST_COMPLETIONS = 3000;

/** Ordinary days, and those at which months clamp and years leap. */
export const SCREENING_DATES = ['2026-01-01', '2026-03-31', '2024-02-29', '2025-07-15'] as const;

const percent = (chance: number): fc.Arbitrary<boolean> => fc.nat(99).map((roll) => roll >= 100 - chance);

/** Criteria of one comparison are the most usual ones, and let each rung of the ladder be reached. */
const criterionDraft = fc.oneof(
  { withCrossShrink: true },
  { weight: 2, arbitrary: conditionDraft(0) },
  { weight: 3, arbitrary: conditionDraft(3) },
);

/** Mostly many questions; sometimes any number, and fewer when it shrinks. */
const questionDrafts = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.array(questionDraft, { minLength: 1, maxLength: 6 }) },
  { weight: 2, arbitrary: fc.array(questionDraft, { minLength: 4, maxLength: 6 }) },
);

const ruleSetDraft: fc.Arbitrary<RuleSetDraft> = fc.record({
  questions: questionDrafts,
  reverse: fc.boolean(),
  contraindications: fc.array(fc.record({ absolute: fc.boolean(), urgent: percent(40), when: criterionDraft }), {
    maxLength: 4,
  }),
  indications: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(fc.record({ when: criterionDraft }), { maxLength: 3 }) },
    { weight: 4, arbitrary: fc.array(fc.record({ when: criterionDraft }), { minLength: 1, maxLength: 3 }) },
  ),
  supporting: fc.array(fc.record({ when: conditionDraft(2) }), { maxLength: 1 }),
  advice: fc.array(
    fc.record({
      when: fc.option(conditionDraft(1), { nil: undefined }),
      unless: fc.array(conditionDraft(1), { maxLength: 2 }),
    }),
    { maxLength: 1 },
  ),
});

interface AnswerDraft {
  readonly how: 'not asked' | 'unknown' | 'known' | 'month' | 'year';
  readonly pick: number;
  /** What becomes of it in the fuller answers. */
  readonly later: 'same' | 'known';
}

const answerDraft: fc.Arbitrary<AnswerDraft> = fc.record({
  how: fc.oneof(
    { weight: 4, arbitrary: fc.constant('not asked' as const) },
    { weight: 2, arbitrary: fc.constant('unknown' as const) },
    { weight: 4, arbitrary: fc.constant('known' as const) },
    { weight: 2, arbitrary: fc.constantFrom('month' as const, 'year' as const) },
  ),
  // Often the first value: dates on the same day run out on the same day.
  pick: fc.oneof({ weight: 3, arbitrary: fc.nat(63) }, { weight: 1, arbitrary: fc.constant(0) }),
  later: fc.constantFrom('same' as const, 'known' as const),
});

/** Rule sets with no circle, guarded as the rule file's loader demands, and answers to them. Shrinks. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    draft: ruleSetDraft,
    answers: fc.array(answerDraft, { minLength: 6, maxLength: 6 }),
    barely: percent(35),
    on: fc.constantFrom(...SCREENING_DATES),
  })
  .map(({ draft, answers, barely, on }) => {
    const ruleSet = buildRuleSet(draft, on);
    return { ruleSet, on, ...buildAnswers(ruleSet, barely ? answers.map(forgotten) : answers, on) };
  })
  .filter(({ ruleSet, on }) => tableSize(ruleSet, on) <= MOST_COMPLETIONS);

/** As though the talk had only begun: what was known is known only later. */
function forgotten(draft: AnswerDraft): AnswerDraft {
  return draft.how === 'known' ? { ...draft, how: 'not asked', later: 'known' } : draft;
}

function buildAnswers(ruleSet: RuleSet, drafts: readonly AnswerDraft[], on: string): Pick<Case, 'answers' | 'fuller'> {
  const comparisons = comparisonsIn(ruleSet);
  const answers = new Map<QuestionId, Answer>();
  const fuller = new Map<QuestionId, Answer>();
  ruleSet.questions.forEach((question, index) => {
    const draft = drafts[index];
    if (draft === undefined) return;
    const values = everyAnswer(question, comparisons, on);
    const raw = values[draft.pick % values.length];
    if (raw === undefined) throw new Error(`${question.id} has no values.`);
    const known: Answer = { kind: 'known', ...raw, origin: 'flag' };
    const shortened = draft.how === 'month' ? 7 : draft.how === 'year' ? 4 : 10;
    const given: Answer | undefined =
      draft.how === 'not asked'
        ? undefined
        : draft.how === 'unknown'
          ? { kind: 'unknown', origin: 'flag' }
          : question.type === 'date'
            ? { ...known, value: String(raw.value).slice(0, shortened) }
            : known;
    if (given !== undefined) answers.set(question.id, given);
    const later = draft.later === 'known' ? known : given;
    if (later !== undefined) fuller.set(question.id, later);
  });
  return { answers, fuller };
}
