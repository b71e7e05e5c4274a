import fc from 'fast-check';
import type { Condition, Test } from '../../src/model/condition.js';
import type { Question } from '../../src/model/question.js';
import type { Contraindication, RuleSet } from '../../src/model/ruleset.js';

/** A change to a rule set, as an author would make it. `pick` says where: the n-th of what there is. */
interface Edit {
  readonly kind: (typeof EDITS)[number];
  readonly pick: number;
  readonly other: number;
}

const EDITS = [
  'severity',
  'urgent',
  'drop',
  'negate',
  'swap',
  'move',
  'gate',
  'narrow',
  'cut',
  'widen',
  'add-question',
] as const;

const edit: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom(...EDITS), pick: fc.nat(9), other: fc.nat(9) });

export const edits = fc.array(edit, { maxLength: 3 });

export function edited(ruleSet: RuleSet, changes: readonly Edit[]): RuleSet {
  return changes.reduce(apply, ruleSet);
}

function apply(ruleSet: RuleSet, { kind, pick, other }: Edit): RuleSet {
  const { contraindications, indications, questions } = ruleSet;
  switch (kind) {
    case 'severity':
      return withContraindication(ruleSet, pick, (one) => [
        { ...one, severity: one.severity === 'absolute' ? 'relative' : 'absolute', urgent: false },
      ]);
    case 'urgent':
      return withContraindication(ruleSet, pick, (one) => [
        { ...one, urgent: one.severity === 'absolute' && !one.urgent },
      ]);
    case 'drop':
      return withContraindication(ruleSet, pick, () => []);
    case 'negate':
      return {
        ...ruleSet,
        indications: indications.map((one, index) =>
          index === pick % indications.length ? { ...one, when: { kind: 'not', of: one.when, at: '' } } : one,
        ),
      };
    case 'swap':
      return withContraindication(ruleSet, pick, (one) => [{ ...one, when: exchanged(one.when) }]);
    case 'move':
      return withContraindication(ruleSet, pick, (one) => [
        { ...one, when: contraindications[other % contraindications.length]!.when },
      ]);
    case 'gate':
      return withQuestion(ruleSet, pick, (question) => {
        const { askIf: _dropped, ...rest } = question;
        return rest;
      });
    case 'narrow':
      return narrowed(ruleSet, pick);
    case 'cut':
      return withQuestion(ruleSet, pick, cut);
    case 'widen':
      return withQuestion(ruleSet, pick, widened);
    case 'add-question': {
      if (questions.some(({ id }) => id === 'new')) return ruleSet;
      const question: Question = {
        id: 'new',
        type: 'yes-no',
        ask: 'New?',
        fixed: false,
        optional: false,
        codes: [],
        at: '',
      };
      const when: Condition = {
        kind: 'comparison',
        question: 'new',
        test: { kind: 'one-of', values: ['yes'] },
        at: '',
      };
      return {
        ...ruleSet,
        questions: [...questions, question],
        contraindications: [
          ...contraindications,
          {
            kind: 'contraindication',
            severity: 'relative',
            urgent: false,
            id: 'new',
            name: 'N',
            because: 'B',
            when,
            at: '',
          },
        ],
      };
    }
  }
}

/** The question is asked only of those, besides, who give a certain answer to the first one. */
function narrowed(ruleSet: RuleSet, pick: number): RuleSet {
  const [first, ...rest] = ruleSet.questions;
  const test = first === undefined ? undefined : narrowingTest(first);
  if (first === undefined || first.askIf !== undefined || test === undefined || rest.length === 0) return ruleSet;
  const asked = rest[pick % rest.length];
  const leaf: Condition = { kind: 'comparison', question: first.id, test, at: '' };
  return {
    ...ruleSet,
    questions: ruleSet.questions.map((question) =>
      question === asked
        ? {
            ...question,
            askIf: question.askIf === undefined ? leaf : { kind: 'all', of: [question.askIf, leaf], at: '' },
          }
        : question,
    ),
  };
}

function narrowingTest(question: Question): Test | undefined {
  switch (question.type) {
    case 'yes-no':
      return { kind: 'one-of', values: ['yes'] };
    case 'choice':
      return { kind: 'one-of', values: question.options.slice(0, 1).map(({ value }) => value) };
    case 'choices':
      return { kind: 'includes', values: question.options.slice(0, 1).map(({ value }) => value) };
    case 'number':
      return { kind: 'number-one-of', values: [question.scale.min] };
    case 'date':
      return undefined;
  }
}

/** `any` for `all` and the other way around, at the top. */
function exchanged(condition: Condition): Condition {
  if (condition.kind === 'all') return { ...condition, kind: 'any' };
  if (condition.kind === 'any') return { ...condition, kind: 'all' };
  return condition.kind === 'not' ? { ...condition, of: exchanged(condition.of) } : condition;
}

function cut(question: Question): Question {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return { ...question, options: question.options.slice(0, Math.max(1, question.options.length - 1)) };
    case 'number': {
      const { min, max, step } = question.scale;
      return { ...question, scale: { ...question.scale, max: Math.max(min, max - step) }, accepts: [] };
    }
    case 'date':
      return { ...question, future: false };
    case 'yes-no':
      return question;
  }
}

function widened(question: Question): Question {
  if (question.type === 'date') return { ...question, future: true };
  if (question.type === 'number') {
    const { min, max, step } = question.scale;
    return { ...question, scale: { ...question.scale, min: min - step, max: max + step } };
  }
  if (!('options' in question)) return question;
  return { ...question, options: [...question.options, { value: 'z', name: 'z' }] };
}

function withContraindication(
  ruleSet: RuleSet,
  pick: number,
  change: (one: Contraindication) => readonly Contraindication[],
): RuleSet {
  const { contraindications } = ruleSet;
  return {
    ...ruleSet,
    contraindications: contraindications.flatMap((one, index) =>
      index === pick % contraindications.length ? change(one) : [one],
    ),
  };
}

function withQuestion(ruleSet: RuleSet, pick: number, change: (question: Question) => Question): RuleSet {
  const { questions } = ruleSet;
  return {
    ...ruleSet,
    questions: questions.map((question, index) => (index === pick % questions.length ? change(question) : question)),
  };
}
