import fc from 'fast-check';
import type { Condition } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { Contraindication, RuleSet } from '../../src/model/ruleset.js';
import { leaves } from '../oracle/table.js';
import { guarded, located } from './guard.js';
import { buildTest, type TestDraft } from './test-drafts.js';

/**
 * What is drawn are drafts: small numbers that mean "the n-th of what there is", counted around. Whatever shrinks away, a
 * draft still builds, so that a failing rule set shrinks to a small one.
 */
export interface RuleSetDraft {
  readonly questions: readonly QuestionDraft[];
  /** Whether the file names the questions in the opposite order, gated ones first. */
  readonly reverse: boolean;
  readonly contraindications: readonly {
    readonly absolute: boolean;
    readonly urgent: boolean;
    readonly when: ConditionDraft;
  }[];
  readonly indications: readonly { readonly when: ConditionDraft }[];
  readonly supporting: readonly { readonly when: ConditionDraft }[];
  readonly advice: readonly { readonly when: ConditionDraft | undefined; readonly unless: readonly ConditionDraft[] }[];
}

export interface QuestionDraft {
  readonly type: 'yes-no' | 'choice' | 'choices' | 'number' | 'date';
  /** Options, or values of a number, fewer than two added. */
  readonly size: number;
  readonly places: number;
  readonly unit: boolean;
  readonly accepts: boolean;
  readonly future: boolean;
  readonly fixed: boolean;
  readonly optional: boolean;
  readonly gate: ConditionDraft | undefined;
  /** The tests that are put to it, few, so that the same one stands in several places. */
  readonly tests: readonly TestDraft[];
}

export type ConditionDraft =
  | { readonly kind: 'leaf'; readonly question: number; readonly test: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionDraft[] }
  | { readonly kind: 'not'; readonly of: ConditionDraft }
  | { readonly kind: 'at-least'; readonly count: number; readonly of: readonly ConditionDraft[] }
  | {
      readonly kind: 'score';
      readonly terms: readonly { readonly weight: number; readonly when: ConditionDraft }[];
      readonly places: number;
      readonly bounds: 'at-least' | 'at-most' | 'both';
      readonly from: number;
      readonly width: number;
    };

const percent = (chance: number): fc.Arbitrary<boolean> => fc.nat(99).map((roll) => roll >= 100 - chance);

const testDraft: fc.Arbitrary<TestDraft> = fc.record({
  variant: fc.nat(7),
  first: fc.nat(15),
  second: fc.nat(15),
  both: fc.boolean(),
  inclusive: fc.boolean(),
});

const leafDraft: fc.Arbitrary<ConditionDraft> = fc.record({
  kind: fc.constant('leaf' as const),
  question: fc.nat(5),
  test: fc.nat(2),
});

/** Trees at most so deep. */
export function conditionDraft(depth: number): fc.Arbitrary<ConditionDraft> {
  if (depth === 0) return leafDraft;
  const part = conditionDraft(depth - 1);
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: leafDraft },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: parts }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('not' as const), of: part }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('at-least' as const), count: fc.nat(2), of: parts }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('score' as const),
        terms: fc.array(fc.record({ weight: fc.integer({ min: -3, max: 4 }), when: part }), {
          minLength: 1,
          maxLength: 4,
        }),
        places: fc.nat(3),
        bounds: fc.constantFrom('at-least' as const, 'at-most' as const, 'both' as const),
        from: fc.integer({ min: -3, max: 6 }),
        width: fc.nat(3),
      }),
    },
  );
}

export const questionDraft: fc.Arbitrary<QuestionDraft> = fc.record({
  type: fc.oneof(
    { weight: 4, arbitrary: fc.constant('yes-no' as const) },
    {
      weight: 5,
      arbitrary: fc.constantFrom('choice' as const, 'choices' as const, 'number' as const, 'date' as const),
    },
    { weight: 1, arbitrary: fc.constantFrom('number' as const, 'date' as const) },
  ),
  size: fc.nat(4),
  places: fc.nat(2),
  unit: fc.boolean(),
  accepts: fc.boolean(),
  future: percent(30),
  fixed: percent(20),
  optional: percent(30),
  gate: fc.option(conditionDraft(2), { nil: undefined, freq: 2 }),
  tests: fc.array(testDraft, { minLength: 1, maxLength: 3 }),
});

export function buildRuleSet(draft: RuleSetDraft, on: string): RuleSet {
  const bare = draft.questions.map(buildQuestion);
  const gates: (Condition | undefined)[] = [];
  const gateOf = (id: string): Condition | undefined => gates[bare.findIndex((question) => question.id === id)];
  const build = (condition: ConditionDraft, readable: number): Condition =>
    guarded(buildCondition(condition, draft.questions, bare.slice(0, readable), on), gateOf);
  draft.questions.forEach(({ gate }, index) => {
    gates.push(gate === undefined || index === 0 ? undefined : build(gate, index));
  });
  const free = (condition: ConditionDraft): Condition => build(condition, bare.length);
  const contraindications = draft.contraindications.map(({ absolute, urgent, when }, index): Contraindication => ({
    kind: 'contraindication',
    severity: absolute ? 'absolute' : 'relative',
    urgent: absolute && urgent,
    ...words('c', index, 'contraindications'),
    when: located(free(when), `/contraindications/${String(index)}/when`),
  }));
  const indications = draft.indications.map(({ when }, index) => ({
    kind: 'indication' as const,
    ...words('i', index, 'indications'),
    when: located(free(when), `/indications/${String(index)}/when`),
  }));
  const decisive = [...contraindications, ...indications].map(({ when }) => when);
  const deciding = closure([...decisive, ...gates.filter((gate) => gate !== undefined)]);
  const ordered = bare.map((question, index) => ({ question, gate: gates[index], draft: draft.questions[index] }));
  if (draft.reverse) ordered.reverse();
  return {
    id: 'generated',
    version: '1',
    title: 'Generated',
    digest: '',
    sources: [],
    questions: ordered.map(({ question, gate, draft: drawn }, index) => ({
      ...question,
      ...(gate === undefined ? {} : { askIf: located(gate, `/questions/${String(index)}/ask-if`) }),
      optional: drawn?.optional === true && !deciding.has(question.id),
      at: `/questions/${String(index)}`,
    })),
    contraindications,
    indications,
    supporting: draft.supporting.map(({ when }, index) => ({
      kind: 'supporting',
      ...words('s', index, 'supporting'),
      when: located(free(when), `/supporting/${String(index)}/when`),
    })),
    advice: draft.advice.map(({ when, unless }, index) => {
      const at = `/advice/${String(index)}`;
      return {
        id: `a${String(index + 1)}`,
        title: 'Advice',
        type: 'exercise',
        steps: [],
        ...(when === undefined ? {} : { when: located(free(when), `${at}/when`) }),
        unless: unless.map((condition, place) => {
          const here = `${at}/unless/${String(place)}`;
          return { condition: located(free(condition), `${here}/when`), at: here };
        }),
        at,
      };
    }),
    texts: {},
    evidence: [],
  };
}

function words(letter: string, index: number, list: string): { id: string; name: string; because: string; at: string } {
  const id = `${letter}${String(index + 1)}`;
  return { id, name: id.toUpperCase(), because: `Because of ${id}.`, at: `/${list}/${String(index)}` };
}

function closure(conditions: readonly Condition[]): ReadonlySet<string> {
  return new Set(conditions.flatMap(leaves).map(({ question }) => question));
}

function buildQuestion(draft: QuestionDraft, index: number): Question {
  const id = `q${String(index + 1)}`;
  const base = { id, ask: `${id}?`, fixed: draft.fixed, optional: false, codes: [], at: '' };
  const options = ['a', 'b', 'c'].slice(0, Math.min(3, 1 + draft.size)).map((value) => ({ value, name: value }));
  switch (draft.type) {
    case 'yes-no':
      return { ...base, type: 'yes-no' };
    case 'choice':
    case 'choices':
      return { ...base, type: draft.type, options };
    case 'date':
      return { ...base, type: 'date', future: draft.future };
    case 'number': {
      const { places, size } = draft;
      const step = places === 0 ? 1 : 5;
      const min = -2 * step;
      const scale = { places, min, max: min + step * (size + 1), step };
      const pounds = { places: 0, min: 10, max: 10 + 2 * (size + 1), step: 2 };
      const accepts = draft.unit && draft.accepts ? [{ unit: 'lb', scale: pounds }] : [];
      return { ...base, type: 'number', ...(draft.unit ? { unit: 'kg' } : {}), scale, accepts };
    }
  }
}

function buildCondition(
  draft: ConditionDraft,
  drafts: readonly QuestionDraft[],
  readable: readonly Question[],
  on: string,
): Condition {
  const build = (part: ConditionDraft): Condition => buildCondition(part, drafts, readable, on);
  switch (draft.kind) {
    case 'leaf': {
      const index = draft.question % readable.length;
      const question = readable[index];
      const tests = drafts[index]?.tests ?? [];
      const test = tests[draft.test % tests.length];
      if (question === undefined || test === undefined) throw new Error('A draft of nothing.');
      return { kind: 'comparison', question: question.id, test: buildTest(test, question, on), at: '' };
    }
    case 'all':
    case 'any':
      return { kind: draft.kind, of: draft.of.map(build), at: '' };
    case 'not':
      return { kind: 'not', of: build(draft.of), at: '' };
    case 'at-least':
      return { kind: 'at-least', count: 1 + (draft.count % draft.of.length), of: draft.of.map(build), at: '' };
    case 'score':
      return {
        kind: 'score',
        places: draft.places,
        terms: draft.terms.map(({ weight, when }) => ({ weight, when: build(when) })),
        ...(draft.bounds === 'at-most' ? {} : { atLeast: draft.from }),
        ...(draft.bounds === 'at-least' ? {} : { atMost: draft.from + draft.width }),
        at: '',
      };
  }
}
