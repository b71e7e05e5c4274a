import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prove } from '../../src/analysis/prove.js';
import type { Property, Statement } from '../../src/model/property.js';
import { questionsOf } from '../../src/model/condition.js';
import { criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { makePlan } from '../../src/engine/plan.js';
import { cases, type Case } from '../engine/generators.js';
import type { Expected } from '../oracle/oracle.js';
import { expected } from '../oracle/oracle.js';
import { comparisonsIn, key, tabulate } from '../oracle/table.js';
import { everyAnswer } from '../oracle/values.js';
import type { Answers } from '../../src/model/answer.js';
import { answerSpelled } from '../../src/report/patient.js';
import { ruleSetOf } from '../rulefile/load-text.js';
import { everyAnswerSet } from './every-answer-set.js';
import { lawOf } from './law-of.js';

const MOST = 400;

const outcome = fc.constantFrom(
  'contraindicated' as const,
  'not-indicated' as const,
  'candidate-with-caution' as const,
  'candidate' as const,
);
const truth = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);

/** Criteria and questions are drawn as numbers, counted around. */
type Draft = (ruleSet: RuleSet) => Statement;

const atom: fc.Arbitrary<Draft> = fc.oneof(
  fc
    .uniqueArray(fc.oneof(outcome, fc.constant('needs-information' as const)), { minLength: 1, maxLength: 3 })
    .map((outcomes) => () => ({ kind: 'verdict' as const, outcomes })),
  fc
    .uniqueArray(outcome, { minLength: 1, maxLength: 2 })
    .map((outcomes) => () => ({ kind: 'possible' as const, outcomes })),
  fc
    .tuple(
      fc.constantFrom('eligible' as const, 'urgent' as const),
      fc.uniqueArray(truth, { minLength: 1, maxLength: 2 }),
    )
    .map(([kind, values]) => () => ({ kind, values })),
  fc
    .tuple(
      fc.nat(9),
      fc.uniqueArray(fc.constantFrom('present' as const, 'absent' as const, 'unknown' as const), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([pick, states]) => (ruleSet: RuleSet) => {
      const criteria = [...ruleSet.contraindications, ...ruleSet.indications];
      return { kind: 'finding' as const, criterion: criteria[pick % criteria.length]!.id, states };
    }),
  fc.nat(9).map((pick) => (ruleSet: RuleSet) => {
    const criteria = [...ruleSet.contraindications, ...ruleSet.indications];
    return { kind: 'holds' as const, condition: criteria[pick % criteria.length]!.when };
  }),
  fc.tuple(fc.nat(9), fc.boolean()).map(([pick, known]) => (ruleSet: RuleSet) => {
    const questions = deciding(ruleSet);
    return { kind: 'answered' as const, question: questions[pick % questions.length]!, known };
  }),
);

function deciding(ruleSet: RuleSet): readonly string[] {
  const plan = makePlan(ruleSet, '2026-01-01', 100_000);
  return [...plan.islandOf.keys()];
}

const statement: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 3, arbitrary: atom },
  { weight: 1, arbitrary: atom.map((of) => (ruleSet: RuleSet) => ({ kind: 'not' as const, of: of(ruleSet) })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(atom, { minLength: 2, maxLength: 2 }))
      .map(([kind, of]) => (ruleSet: RuleSet) => ({ kind, of: of.map((part) => part(ruleSet)) })),
  },
);

const drawn = fc
  .record({
    drawn: cases.filter(({ ruleSet }) => ruleSet.indications.length > 0),
    kind: fc.constantFrom('always' as const, 'never' as const, 'if' as const),
    when: statement,
    then: statement,
  })
  .map(({ drawn: { ruleSet, on }, kind, when, then }): Pick<Case, 'ruleSet' | 'on'> & { property: Property } => ({
    ruleSet,
    on,
    property: {
      id: 'p',
      claim: 'P.',
      kind,
      ...(kind === 'if' ? { when: when(ruleSet) } : {}),
      then: then(ruleSet),
      at: '',
    },
  }));

/** What a statement says of a person, by the oracle's word. */
function says(ruleSet: RuleSet, judged: Expected, answers: Answers, said: Statement): boolean {
  const again = (part: Statement): boolean => says(ruleSet, judged, answers, part);
  switch (said.kind) {
    case 'all':
      return said.of.every(again);
    case 'any':
      return said.of.some(again);
    case 'not':
      return !again(said.of);
    case 'verdict':
      return said.outcomes.includes(judged.outcome);
    case 'possible':
      return said.outcomes.some((one) => judged.possible.includes(one));
    case 'eligible':
      return said.values.includes(judged.eligible);
    case 'urgent':
      return said.values.includes(judged.urgent === 'not-asked' ? 'no' : judged.urgent);
    case 'answered':
      return answers.has(said.question) === said.known;
    case 'finding':
    case 'holds': {
      const criterion = criteriaOf(ruleSet).find((one) =>
        said.kind === 'finding' ? one.id === said.criterion : one.when === said.condition,
      )!;
      const state = judged.findings.get(key(criterion))!;
      return said.kind === 'finding' ? said.states.includes(state) : state === 'present';
    }
  }
}

function isBroken(ruleSet: RuleSet, judged: Expected, answers: Answers, { kind, when, then }: Property): boolean {
  const holds = says(ruleSet, judged, answers, then);
  switch (kind) {
    case 'always':
      return !holds;
    case 'never':
      return holds;
    case 'if':
      return says(ruleSet, judged, answers, when!) && !holds;
  }
}

lawOf('a property is proved or refuted just as brute force says', drawn, ({ ruleSet, on, property }) => {
  const plan = makePlan(ruleSet, on, 100_000);
  const table = tabulate(ruleSet, on);
  const sets = everyAnswerSet([table], [plan], MOST);
  if (sets === undefined) return;
  const valid = sets.filter((set) => set.valid);
  const breakers = valid.filter(({ judged, answers }) => isBroken(ruleSet, judged[0]!, answers, property));
  const { proofs } = prove({ ...ruleSet, properties: [property] }, on);
  const { result, covered, patient, questions } = proofs.at(-1)!;
  const { when } = property;
  // A question that a property alone speaks of has answers of its own.
  if (questions === proofs[0]!.questions) {
    const spoken = valid.filter(
      ({ judged, answers }) => when === undefined || says(ruleSet, judged[0]!, answers, when),
    );
    expect(covered).toBe(BigInt(spoken.length));
    expect(result).toBe(breakers.length > 0 ? 'refuted' : spoken.length === 0 ? 'empty' : 'proved');
  }
  if (patient === undefined) return;
  const breaks = (answers: Answers): boolean => isBroken(ruleSet, expected(table, answers), answers, property);
  expect(breaks(patient)).toBe(true);
  const { outcome: verdict } = expected(table, patient);
  for (const id of patient.keys()) {
    const fewer = new Map([...patient].filter(([other]) => other !== id));
    expect(breaks(fewer) && expected(table, fewer).outcome === verdict).toBe(false);
  }
  for (const answers of withAnotherGate(ruleSet, on, patient)) {
    const { questions: states, outcome: other } = expected(table, answers);
    const fewer = new Map([...answers].filter(([id]) => states.get(id) !== 'not-applicable'));
    if (fewer.size < patient.size) expect(other === verdict && breaks(fewer)).toBe(false);
  }
});

/** The patient with each other answer to each question that a gate reads. */
function withAnotherGate(ruleSet: RuleSet, on: string, patient: Answers): readonly Answers[] {
  const comparisons = comparisonsIn(ruleSet);
  const gating = new Set(ruleSet.questions.flatMap(({ askIf }) => (askIf === undefined ? [] : questionsOf(askIf))));
  return ruleSet.questions
    .filter(({ id, type }) => gating.has(id) && type !== 'choices')
    .flatMap((question) =>
      everyAnswer(question, comparisons, on).map((raw) =>
        new Map(patient).set(question.id, { kind: 'known', ...raw, origin: 'flag' }),
      ),
    );
}

lawOf('the verdicts that can come out are those of complete answers', cases, ({ ruleSet, on }) => {
  const table = tabulate(ruleSet, on);
  const outcomes = new Set<string>(table.completions.map((completion) => completion.outcome));
  for (const { id, result, patient } of prove(ruleSet, on).proofs) {
    if (!id.startsWith('can-be-')) {
      expect([id, result]).toEqual([id, 'proved']);
      continue;
    }
    const wanted = id.slice('can-be-'.length);
    const there = wanted === 'urgent' ? table.completions.some(({ urgent }) => urgent) : outcomes.has(wanted);
    expect([id, result]).toEqual([id, there ? 'proved' : 'refuted']);
    expect(patient === undefined).toBe(!there);
    if (patient === undefined) continue;
    const judged = expected(table, patient);
    expect(wanted === 'urgent' ? judged.urgent : judged.outcome).toBe(wanted === 'urgent' ? 'yes' : wanted);
  }
});

lawOf('what can still come out in two ways is not looked for among complete answers', cases, ({ ruleSet, on }) => {
  const possible = expected(tabulate(ruleSet, on), new Map()).possible;
  const then: Statement = { kind: 'all', of: possible.map((one) => ({ kind: 'possible', outcomes: [one] })) };
  const property: Property = { id: 'p', claim: 'P.', kind: 'never', then, at: '' };
  const { result, patient } = prove({ ...ruleSet, properties: [property] }, on).proofs.at(-1)!;
  expect(result).toBe('refuted');
  if (possible.length > 1) expect(patient).toEqual(new Map());
});

test('a patient closes a gate rather than answer what stands behind it', () => {
  const against = (id: string): string =>
    `  - { id: has-${id}, name: N, because: B, severity: absolute, when: ${id} }\n`;
  const ruleSet = ruleSetOf(`questions:
  - { id: trouble, ask: Any of them? }
  - { id: clot, ask: Clot?, ask-if: trouble }
  - { id: aneurysm, ask: Aneurysm?, ask-if: trouble }
  - { id: growing, ask: Growing?, ask-if: aneurysm }
contraindications:
${['clot', 'aneurysm', 'growing'].map(against).join('')}indications:
  - { id: sciatica, name: S, ask: Sciatica?, because: B }
properties:
  - { id: nobody, claim: Nobody with sciatica is a candidate., if: sciatica, then: { not: { verdict: candidate } } }
`);
  const patients = new Map(prove(ruleSet, '2026-01-01').proofs.map(({ id, patient }) => [id, patient]));
  const short = (id: string): readonly string[] =>
    [...patients.get(id)!].map(([question, answer]) => `${question}=${answerSpelled(answer)}`).sort();
  expect(short('nobody')).toEqual(['sciatica=yes', 'trouble=no']);
  expect(short('can-be-candidate')).toEqual(['sciatica=yes', 'trouble=no']);
});
