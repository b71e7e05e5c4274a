import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testInWords } from '../../src/analysis/test-in-words.js';
import { ruleSetOf } from '../rulefile/load-text.js';
import { mutate } from '../../src/analysis/mutate.js';
import { mutantsOf } from '../../src/analysis/mutants.js';
import { tellApart } from '../../src/analysis/tell-apart.js';
import { testMutants } from '../../src/analysis/mutate-test.js';
import { compile } from '../../src/engine/compile.js';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { Test } from '../../src/model/condition.js';
import type { Expectation, Patient } from '../../src/model/patient.js';
import type { Question } from '../../src/model/question.js';
import { criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { boxOf, comparisonsIn, key, tabulate, tableSize, type Table } from '../oracle/table.js';
import { expected } from '../oracle/oracle.js';
import { everyAnswer } from '../oracle/values.js';
import { cases, MOST_COMPLETIONS } from '../engine/generators.js';
import { lawOf } from './law-of.js';

const ON = '2026-01-01';

/** A case and one of the small changes of its rule set. */
const changed = fc
  .record({ drawn: cases, pick: fc.nat(9999) })
  .map(({ drawn, pick }) => {
    const mutants = mutantsOf(drawn.ruleSet);
    return { ...drawn, mutant: mutants[pick % Math.max(1, mutants.length)] };
  })
  .filter(({ mutant, on }) => mutant !== undefined && tableSize(mutant.ruleSet, on) <= MOST_COMPLETIONS);

/** Every complete set of answers, as its cell in either table; the answers that neither tells apart once. */
function cellsOf(a: Table, b: Table): readonly (readonly [number, number])[] {
  const comparisons = [...comparisonsIn(a.ruleSet), ...comparisonsIn(b.ruleSet)];
  return a.columns.reduce<readonly (readonly [number, number])[]>(
    (cells, column, index) => {
      const other = b.columns.findIndex(({ question }) => question.id === column.question.id);
      const pairs = new Map<string, readonly [number, number]>();
      for (const raw of everyAnswer(column.question, comparisons, a.on)) {
        const answers: Answers = new Map([[column.question.id, { kind: 'known', ...raw, origin: 'flag' }]]);
        const left = boxOf(a, answers)[index]![0]!;
        const right = boxOf(b, answers)[other]![0]!;
        pairs.set(`${left} ${right}`, [left * column.stride, right * b.columns[other]!.stride]);
      }
      return cells.flatMap(([x, y]) => [...pairs.values()].map(([left, right]) => [x + left, y + right] as const));
    },
    [[0, 0]],
  );
}

/** Whether the two say the same of everybody: verdict, urgency, findings, which questions apply. */
function sameByBruteForce(before: RuleSet, after: RuleSet, on: string): boolean {
  const [a, b] = [tabulate(before, on), tabulate(after, on)];
  const names = criteriaOf(before).map(key);
  const gone = new Set(names.filter((name) => !criteriaOf(after).map(key).includes(name)));
  return cellsOf(a, b).every(([x, y]) => {
    const [left, right] = [a.completions[x]!, b.completions[y]!];
    return (
      left.outcome === right.outcome &&
      left.urgent === right.urgent &&
      names.every((name) => left.present.has(name) === (!gone.has(name) && right.present.has(name))) &&
      left.applicable.every((applies, index) => applies === right.applicable[index])
    );
  });
}

describe('laws', () => {
  let same = 0;
  let different = 0;
  lawOf(
    'a change is proved to mean the same just when brute force finds nobody who tells',
    changed,
    ({ ruleSet, mutant, on }) => {
      if (mutant === undefined || mutant.at.startsWith('/advice')) return;
      const apart = tellApart(ruleSet, mutant.ruleSet, [on]);
      expect(apart).not.toBe('too-entangled');
      expect(apart === 'same', mutant.change).toBe(sameByBruteForce(ruleSet, mutant.ruleSet, on));
      if (apart === 'same') same += 1;
      else different += 1;
    },
  );
  test('both were met', () => {
    expect(same).toBeGreaterThan(0);
    expect(different).toBeGreaterThan(0);
  });

  lawOf(
    'who tells them apart comes out differently, and no answer of theirs could be left out',
    changed,
    ({ ruleSet, mutant, on }) => {
      if (mutant === undefined) return;
      const apart = tellApart(ruleSet, mutant.ruleSet, [on]);
      if (apart === 'same' || apart === 'too-entangled') return;
      expect(apart.before).not.toBe(apart.after);
      const [before, after] = [compile(ruleSet), compile(mutant.ruleSet)];
      const { questions } = before.standing(apart.answers, { on });
      for (const id of apart.answers.keys()) expect(questions.get(id)).toBe('answered');
      if (apart.what !== 'verdict') return;
      for (const id of apart.answers.keys()) {
        const fewer = new Map([...apart.answers].filter(([other]) => other !== id));
        expect(before.verdict(fewer, { on }).outcome).toBe(after.verdict(fewer, { on }).outcome);
      }
    },
  );

  lawOf('a change is noticed just when the patient comes out differently', cases, ({ ruleSet, answers, on }) => {
    const before = expected(tabulate(ruleSet, on), answers);
    const fits = [...answers].filter(([id]) => before.questions.get(id) !== 'not-applicable');
    const patient: Patient = { name: 'p', answers: new Map(fits), on, expect: expectationOf(before), at: '' };
    const small = mutantsOf(ruleSet).length <= 40;
    if (!small) return;
    for (const { mutant, state } of mutate(ruleSet, [patient], { on, loads: () => true }).results) {
      if (tableSize(mutant.ruleSet, on) > MOST_COMPLETIONS) continue;
      const after = expected(tabulate(mutant.ruleSet, on), patient.answers);
      const refused = [...patient.answers].some(
        ([id, answer]) => answer.kind === 'known' && after.questions.get(id) === 'not-applicable',
      );
      const notices = refused || JSON.stringify(expectationOf(after)) !== JSON.stringify(patient.expect);
      expect(state === 'noticed', mutant.change).toBe(notices);
    }
  });
});

function expectationOf({ outcome, urgent, possible, findings, missing }: ReturnType<typeof expected>): Expectation {
  const ids = (state: string): readonly string[] =>
    [...findings]
      .filter(([name, own]) => own === state && !/^(advice|unless) /.test(name))
      .map(([name]) => name.split(' ')[1]!)
      .sort();
  return {
    verdict: outcome,
    urgent,
    possible,
    present: ids('present'),
    absent: ids('absent'),
    unknown: ids('unknown'),
    missing: [...missing].sort(),
  };
}

const scale = { places: 0, min: 0, max: 200, step: 1 };
const base = { id: 'q', ask: 'q?', fixed: false, optional: false, codes: [], at: '' };
const kilograms: Question = {
  ...base,
  type: 'number',
  unit: 'kg',
  scale,
  accepts: [{ unit: 'lb', scale: { places: 0, min: 0, max: 400, step: 1 } }],
};
const at = (kind: 'at-least' | 'above' | 'at-most' | 'below', kg: number, lb: number): Test => ({
  kind: 'number',
  bounds: [{ kind, values: { kg: { value: kg, places: 0 }, lb: { value: lb, places: 0 } } }],
});

test('a bound moves by one step in each unit, closes or opens, and turns', () => {
  expect(testMutants(at('at-most', 136, 300), kilograms)).toEqual([
    at('below', 136, 300),
    at('at-least', 136, 300),
    at('at-most', 135, 300),
    at('at-most', 137, 300),
    at('at-most', 136, 299),
    at('at-most', 136, 301),
  ]);
});

test.each([
  { kind: 'at-least', closed: 'above', turned: 'at-most' },
  { kind: 'above', closed: 'at-least', turned: 'below' },
  { kind: 'at-most', closed: 'below', turned: 'at-least' },
  { kind: 'below', closed: 'at-most', turned: 'above' },
] as const)('$kind becomes $closed and $turned', ({ kind, closed, turned }) => {
  expect(testMutants(at(kind, 136, 300), kilograms).slice(0, 2)).toEqual([at(closed, 136, 300), at(turned, 136, 300)]);
});

test('a bound that is converted moves in all units together', () => {
  const test: Test = {
    kind: 'number',
    bounds: [
      { kind: 'at-least', values: { kg: { value: 45359237, places: 8 }, lb: { value: 1_000_000_000, places: 9 } } },
    ],
  };
  const moved = testMutants(test, kilograms).slice(2);
  expect(moved).toHaveLength(2);
  for (const mutant of moved) expect(JSON.stringify(mutant)).not.toContain('1000000000,');
});

test.each<{ name: string; test: Test; question: Question; mutants: readonly Test[] }>([
  {
    name: 'yes becomes no',
    test: { kind: 'one-of', values: ['yes'] },
    question: { ...base, type: 'yes-no' },
    mutants: [{ kind: 'one-of', values: ['no'] }],
  },
  {
    name: 'an option more, an option less',
    test: { kind: 'one-of', values: ['b', 'c'] },
    question: { ...base, type: 'choice', options: ['a', 'b', 'c', 'd'].map((value) => ({ value, name: value })) },
    mutants: [
      { kind: 'one-of', values: ['c'] },
      { kind: 'one-of', values: ['b'] },
      { kind: 'one-of', values: ['a', 'b', 'c'] },
      { kind: 'one-of', values: ['b', 'c', 'd'] },
    ],
  },
  {
    name: 'a period is longer, shorter, inclusive, and turned',
    test: { kind: 'within', period: { count: 6, unit: 'weeks' }, inclusive: false },
    question: { ...base, type: 'date', future: false },
    mutants: [
      { kind: 'within', period: { count: 6, unit: 'weeks' }, inclusive: true },
      { kind: 'beyond', period: { count: 6, unit: 'weeks' }, inclusive: false },
      { kind: 'within', period: { count: 5, unit: 'weeks' }, inclusive: false },
      { kind: 'within', period: { count: 7, unit: 'weeks' }, inclusive: false },
    ],
  },
])('$name', ({ test: given, question, mutants }) => {
  expect(testMutants(given, question)).toEqual(mutants);
});

test('what nobody expects anything of is not noticed, and what would not load is not tried', () => {
  const when = {
    kind: 'comparison',
    question: 'q',
    test: { kind: 'one-of', values: ['yes'] },
    at: '/indications/0/ask',
  } as const;
  const ruleSet: RuleSet = {
    id: 'r', version: '1', title: 'R', digest: '', sources: [], questions: [{ ...base, type: 'yes-no' }],
    contraindications: [], indications: [{ kind: 'indication', id: 'i', name: 'I', because: '', when, at: '/indications/0' }],
    supporting: [], advice: [], texts: {}, evidence: [],
  }; // prettier-ignore
  const answer: Answer = { kind: 'known', value: 'yes', origin: 'file' };
  const patient = (expect: Expectation): Patient => ({
    name: 'p',
    answers: new Map([['q', answer]]),
    on: ON,
    expect,
    at: '',
  });
  const options = { on: ON, loads: () => true };
  expect(mutate(ruleSet, [patient({ verdict: 'candidate' })], options)).toMatchObject({
    noticed: 2,
    total: 2,
    percent: 100,
  });
  expect(mutate(ruleSet, [patient({ next: null })], options)).toMatchObject({ noticed: 0, total: 2, percent: 0 });
  expect(mutate(ruleSet, [], { on: ON, loads: () => false })).toMatchObject({ total: 0, percent: 100 });
});

test('an answer to a question that the change closes is noticed, since the tool refuses it', () => {
  const yes = { kind: 'one-of', values: ['yes'] } as const;
  const no = { kind: 'one-of', values: ['no'] } as const;
  const gate = { kind: 'comparison', question: 'q', test: yes, at: '/questions/1/ask-if' } as const;
  const when = { kind: 'comparison', question: 'gated', test: yes, at: '/indications/0/when' } as const;
  const ruleSet: RuleSet = {
    id: 'r',
    version: '1',
    title: 'R',
    digest: '',
    sources: [],
    questions: [
      { ...base, type: 'yes-no' },
      { ...base, id: 'gated', type: 'yes-no', askIf: gate },
    ],
    contraindications: [],
    indications: [{ kind: 'indication', id: 'i', name: 'I', because: '', when, at: '/indications/0' }],
    supporting: [],
    advice: [],
    texts: {},
    evidence: [],
  };
  const answers: Answers = new Map<string, Answer>([
    ['q', { kind: 'known', value: 'yes', origin: 'file' }],
    ['gated', { kind: 'known', value: 'no', origin: 'file' }],
  ]);
  // Not indicated either way: what tells is the answer alone.
  const patient: Patient = { name: 'p', answers, on: ON, expect: { verdict: 'not-indicated' }, at: '' };
  const { results } = mutate(ruleSet, [patient], { on: ON, loads: () => true });
  const turned = results.find(({ mutant }) => JSON.stringify(mutant.ruleSet.questions[1]).includes(JSON.stringify(no)));
  expect(turned).toMatchObject({ state: 'noticed', by: 'p' });
});

test.each([
  ['{ kg: 150 }', 'unit: kg', '[lb]', 'above 150 kg'],
  ['150', 'unit: kg', '[lb]', 'above 150 kg'],
  ['{ kg: 136, lb: 300 }', 'unit: kg', '{ lb: { range: [60, 550], step: 1 } }', 'above 136 kg / 300 lb'],
  ['{ lb: 300 }', 'unit: kg', '[lb]', 'above 300 lb'],
])('a bound of %s is written so: %s, %s', (bound, unit, accepts, words) => {
  const { questions, contraindications } = ruleSetOf(`questions:
  - { id: weight, ask: Weight, type: number, ${unit}, accepts: ${accepts}, range: [30, 250], step: 1 }
contraindications:
  - { id: heavy, name: H, because: B, severity: absolute, when: { weight: { above: ${bound} } } }
indications:
  - { id: sciatica, name: S, ask: Sciatica?, because: B }
`);
  const when = contraindications[0]!.when;
  expect(when.kind === 'comparison' ? testInWords(when.test, questions[0]!) : '').toBe(words);
});
