import type { Condition } from '../../src/model/condition.js';
import type { Contraindication, Indication, RuleSet, SupportingFactor } from '../../src/model/ruleset.js';
import { shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { asked } from '../people.js';

/** A screening date. No question is for a date. */
export const ON = '2026-01-01';

/** Answers as a program has them. */
export type Person = Readonly<Record<string, 'yes' | 'no' | 'unknown'>>;

/** 5 contraindications, 7 indications, 6 supporting factors, each one question: the default rule set without its last three. */
export function simpleTask(): RuleSet {
  const ruleSet = shippedRuleSet('spinal-decompression')!;
  const ids = asked(ruleSet);
  return {
    ...ruleSet,
    questions: ruleSet.questions.filter(({ id }) => ids.includes(id)),
    supporting: ruleSet.supporting.slice(0, 6),
    advice: [],
  };
}

/** The same questions under compound conditions, at-least-N and scores; none is read twice. */
export function compoundTask(): RuleSet {
  const at = '';
  const says = (question: string): Condition => ({
    kind: 'comparison',
    question,
    test: { kind: 'one-of', values: ['yes'] },
    at,
  });
  const all = (...ids: readonly string[]): Condition => ({ kind: 'all', of: ids.map(says), at });
  const any = (...ids: readonly string[]): Condition => ({ kind: 'any', of: ids.map(says), at });
  const two = (...ids: readonly string[]): Condition => ({ kind: 'at-least', count: 2, of: ids.map(says), at });
  const score = (atLeast: number, weights: Readonly<Record<string, number>>): Condition => ({
    kind: 'score',
    places: 0,
    terms: Object.entries(weights).map(([id, weight]) => ({ weight, when: says(id) })),
    atLeast,
    at,
  });
  const words = (
    id: string,
    when: Condition,
  ): { id: string; name: string; because: string; when: Condition; at: string } => ({
    id,
    name: id,
    because: `The reason for ${id}.`,
    when,
    at,
  });
  const rulesOut = (id: string, when: Condition): Contraindication => ({
    kind: 'contraindication',
    severity: 'absolute',
    urgent: false,
    ...words(id, when),
  });
  const indicates = (id: string, when: Condition): Indication => ({ kind: 'indication', ...words(id, when) });
  const supports = (id: string, when: Condition): SupportingFactor => ({ kind: 'supporting', ...words(id, when) });
  return {
    ...simpleTask(),
    contraindications: [
      rulesOut('broken-metal', all('metallic-hardware', 'spinal-fracture')),
      rulesOut('two-dangers', two('spine-infection', 'severe-osteoporosis', 'pregnancy')),
      {
        ...rulesOut(
          'much-tried',
          score(4, { 'failed-chiropractic': 2, 'failed-physical-therapy': 2, 'tried-medications': 1 }),
        ),
        severity: 'relative',
      },
    ],
    indications: [
      indicates('a-disc', any('herniated-disc', 'bulging-disc')),
      indicates('two-findings', two('spinal-stenosis', 'sciatica', 'scoliosis')),
      indicates(
        'wear',
        score(3, { spondylolisthesis: 2, 'degenerative-disc-disease': 3, 'wants-to-avoid-surgery': 1 }),
      ),
    ],
    supporting: [supports('no-other-way', any('told-needs-surgery', 'told-no-other-option'))],
  };
}

/** A rule set of this many criteria, each one question: a tenth rules out, half speak for it, the rest support. */
export function largeTask(criteria: number): RuleSet {
  const base = simpleTask();
  const question = base.questions[0]!;
  const ids = Array.from({ length: criteria }, (_, index) => `question-${index + 1}`);
  const made = <C extends Contraindication | Indication | SupportingFactor>(
    like: C,
    from: number,
    to: number,
  ): readonly C[] =>
    ids.slice(from, to).map((id) => ({
      ...like,
      id,
      when: { kind: 'comparison', question: id, test: { kind: 'one-of', values: ['yes'] }, at: '' },
    }));
  const [first, second] = [Math.ceil(criteria / 10), Math.ceil((criteria * 6) / 10)];
  return {
    ...base,
    questions: ids.map((id) => ({ ...question, id, ask: `${id}?` })),
    contraindications: made(base.contraindications[0]!, 0, first),
    indications: made(base.indications[0]!, first, second),
    supporting: made(base.supporting[0]!, second, criteria),
  };
}

/** How likely each answer is; the rest is no. */
export const POPULATIONS = {
  'a third each': { yes: 1 / 3, unknown: 1 / 3 },
  'mostly no': { yes: 0.08, unknown: 0.02 },
} as const;
export type Population = keyof typeof POPULATIONS;

/** People who answer at random, as JSON brings them. The same for the same seed. */
export function persons(ruleSet: RuleSet, population: Population, count: number, seed = 1): readonly Person[] {
  const { yes, unknown } = POPULATIONS[population];
  let state = seed >>> 0;
  const answer = (): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const drawn = state / 2 ** 32;
    return drawn < yes ? 'yes' : drawn < yes + unknown ? 'unknown' : 'no';
  };
  return Array.from(
    { length: count },
    () => JSON.parse(JSON.stringify(Object.fromEntries(ruleSet.questions.map(({ id }) => [id, answer()])))) as Person,
  );
}
