import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonScale } from '../../src/analysis/align.js';
import { diffRuleSets, type StandingChange } from '../../src/analysis/diff.js';
import { differ } from '../../src/analysis/differ.js';
import { compile } from '../../src/engine/compile.js';
import type { Scale } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { cases } from '../engine/generators.js';
import { lawOf } from './law-of.js';
import { grid } from '../oracle/values.js';
import { MOST_COMPLETIONS } from '../engine/generators.js';
import { tableSize, tabulate } from '../oracle/table.js';
import { type AnswerSet, everyAnswerSet, ownAnswers } from './every-answer-set.js';
import { edited, edits } from './variants.js';

const MOST = 400;

const pairs = fc
  .record({ drawn: cases, changes: edits })
  .map(({ drawn: { ruleSet, on }, changes }) => ({ old: ruleSet, now: edited(ruleSet, changes), on }));

interface Tally {
  readonly complete: bigint;
  readonly all: bigint;
}

/** How many answer sets were one thing and are another, counted one by one. */
function tallied(
  sets: readonly AnswerSet[],
  of: (judged: AnswerSet['judged'][number]) => string,
): ReadonlyMap<string, Tally> {
  const found = new Map<string, Tally>();
  for (const { judged, valid, complete } of sets) {
    const [was, is] = judged.map(of);
    if (!valid || was === is) continue;
    const key = `${was ?? ''} > ${is ?? ''}`;
    const before = found.get(key) ?? { complete: 0n, all: 0n };
    found.set(key, { complete: before.complete + (complete ? 1n : 0n), all: before.all + 1n });
  }
  return found;
}

function told(changes: readonly StandingChange<string>[]): ReadonlyMap<string, Tally> {
  return new Map(changes.map(({ was, is, complete, all }) => [`${was} > ${is}`, { complete, all }]));
}

lawOf('two rule sets differ just as brute force says, for each pair of verdicts', pairs, ({ old, now, on }) => {
  if ([old, now].some((ruleSet) => tableSize(ruleSet, on) > MOST_COMPLETIONS)) return;
  const tables = [old, now].map((ruleSet) => tabulate(ruleSet, on));
  const difference = differ(old, now, on);
  if (difference.aligned.questions.some(({ kind }) => kind === 'another')) return;
  const sets = everyAnswerSet(tables, [difference.old, difference.now], MOST);
  if (sets === undefined) return;
  const diff = diffRuleSets(old, now, on);
  expect(diff.all).toBe(BigInt(sets.filter(({ valid }) => valid).length));
  expect(diff.complete).toBe(BigInt(sets.filter(({ complete }) => complete).length));
  expect(told(diff.verdicts)).toEqual(tallied(sets, ({ outcome }) => outcome));
  expect(diff.verdictChanges).toBe(tallied(sets, ({ outcome }) => outcome).size > 0);
  const urgent = tallied(sets, (judged) => (judged.urgent === 'not-asked' ? 'no' : judged.urgent));
  expect(told(diff.urgency)).toEqual(urgent);
  for (const { was, is, patient } of diff.verdicts) {
    const verdicts = [old, now].map((ruleSet, index) =>
      compile(ruleSet).verdict(ownAnswers(tables[index]!, patient), { on }),
    );
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([was, is]);
    const fewest = sets
      .filter(({ valid, judged }) => valid && judged[0]!.outcome === was && judged[1]!.outcome === is)
      .map(({ answers }) => answers.size);
    expect(patient.size).toBe(Math.min(...fewest));
  }
});

lawOf('a rule set does not differ from itself', cases, ({ ruleSet, on }) => {
  const diff = diffRuleSets(ruleSet, { ...ruleSet, title: 'Another title' }, on);
  const { verdictChanges, verdicts, urgency, findings, criteria, questionChanges, words } = diff;
  expect({ verdictChanges, verdicts, urgency, findings, criteria, questionChanges }).toEqual({
    verdictChanges: false,
    verdicts: [],
    urgency: [],
    findings: [],
    criteria: [],
    questionChanges: [],
  });
  expect(words).toEqual([{ what: 'rule set', fields: ['title'] }]);
});

const scale: fc.Arbitrary<Scale> = fc
  .record({
    places: fc.nat(2),
    min: fc.integer({ min: -20, max: 20 }),
    step: fc.integer({ min: 1, max: 12 }),
    count: fc.nat(30),
  })
  .map(({ places, min, step, count }) => ({ places, min, max: min + step * count, step }));

lawOf('the values on two scales are those of their common scale', fc.tuple(scale, scale), ([a, b]) => {
  const common = commonScale(a, b);
  const inBoth = grid(a).filter((value) => grid(b).includes(value));
  expect(common === undefined ? [] : grid(common)).toEqual(inBoth);
});

describe('a question that is another one now', () => {
  const ask = (type: 'yes-no' | 'date'): RuleSet => ({
    id: 'r',
    version: '1',
    title: 'R',
    digest: '',
    sources: [],
    questions: [
      {
        id: 'fever',
        ask: 'Fever?',
        fixed: false,
        optional: false,
        codes: [],
        at: '',
        ...(type === 'date' ? { type, future: false } : { type }),
      },
    ],
    contraindications: [],
    indications: [
      {
        kind: 'indication',
        id: 'feverish',
        name: 'F',
        because: 'B',
        when: {
          kind: 'comparison',
          question: 'fever',
          test:
            type === 'date'
              ? { kind: 'within', period: { count: 1, unit: 'days' }, inclusive: true }
              : { kind: 'one-of', values: ['yes'] },
          at: '',
        },
        at: '',
      },
    ],
    supporting: [],
    advice: [],
    texts: {},
    evidence: [],
  });

  test('is compared as one that is gone and one that is new', () => {
    const diff = diffRuleSets(ask('yes-no'), ask('date'), '2026-01-01');
    expect(diff.questionChanges).toEqual([
      { id: 'fever', kind: 'another', differences: ['type'], onlyOld: ['yes-no'], onlyNow: ['date'] },
    ]);
    expect(diff.questions).toBe(2);
    expect(diff.verdicts.filter(({ complete }) => complete > 0n).map(({ was, is }) => [was, is])).toEqual([
      ['not-indicated', 'candidate'],
      ['candidate', 'not-indicated'],
    ]);
  });
});
