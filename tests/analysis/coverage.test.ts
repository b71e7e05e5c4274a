import { expect, test } from 'vitest';
import { coverageOf } from '../../src/analysis/coverage.js';
import { generate } from '../../src/analysis/generate.js';
import { rootsOf } from '../../src/analysis/obligations.js';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import { comparisonsOf, type Comparison, type Condition } from '../../src/model/condition.js';
import type { Patient } from '../../src/model/patient.js';
import { criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { boxOf, cells, judge, key, tabulate, type Table } from '../oracle/table.js';
import { expected } from '../oracle/oracle.js';
import { cases } from '../engine/generators.js';
import { lawOf } from './law-of.js';

function patientOf(answers: Answers, on: string): Patient {
  return { name: 'somebody', answers, on, expect: {}, at: '' };
}

/** What is to be shown, each as a test of one completion, or of all that are left. Written from the definitions. */
interface Brute {
  readonly key: string;
  readonly met: (cells: readonly number[]) => boolean;
  readonly possible: boolean;
}

function brute(table: Table): readonly Brute[] {
  const { ruleSet, completions } = table;
  const everywhere = completions.map((_, cell) => cell);
  const each = (name: string, holds: (cell: number) => boolean): Brute => ({
    key: name,
    met: (own) => own.every(holds),
    possible: everywhere.some(holds),
  });
  const open = (name: string, of: (cell: number) => unknown): Brute => {
    const several = (own: readonly number[]): boolean => new Set(own.map(of)).size > 1;
    return { key: name, met: several, possible: several(everywhere) };
  };
  const at = (cell: number) => completions[cell]!;
  const urgentAsked = ruleSet.contraindications.some(({ urgent }) => urgent);
  return [
    ...criteriaOf(ruleSet).flatMap((criterion) => {
      const present = (cell: number): boolean => at(cell).present.has(key(criterion));
      const name = `finding ${key(criterion)}`;
      return [
        each(`${name} present`, present),
        each(`${name} absent`, (cell) => !present(cell)),
        open(`${name} unknown`, present),
      ];
    }),
    ...(['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate'] as const).map((verdict) =>
      each(`verdict ${verdict}`, (cell) => at(cell).outcome === verdict),
    ),
    open('verdict needs-information', (cell) => at(cell).outcome),
    ...(urgentAsked
      ? [
          each('urgent yes', (cell) => at(cell).urgent),
          each('urgent no', (cell) => !at(cell).urgent),
          open('urgent unknown', (cell) => at(cell).urgent),
        ]
      : []),
    ...[...ruleSet.contraindications, ...ruleSet.indications].flatMap((criterion) =>
      [true, false].map((present) =>
        each(`decides ${key(criterion)} ${present}`, (cell) => {
          const { present: found } = at(cell);
          if (found.has(key(criterion)) !== present) return false;
          const turned = new Set(found);
          if (present) turned.delete(key(criterion));
          else turned.add(key(criterion));
          return said(ruleSet, found) !== said(ruleSet, turned);
        }),
      ),
    ),
    ...rootsOf(ruleSet).flatMap(({ name, condition }) => leafBrutes(table, name, condition, each)),
  ];
}

function said({ contraindications, indications }: RuleSet, present: ReadonlySet<string>): string {
  const found = contraindications.filter((one) => present.has(key(one)));
  const urgent = found.some((one) => one.urgent) ? ' urgent' : '';
  if (found.some(({ severity }) => severity === 'absolute')) return `contraindicated${urgent}`;
  if (!indications.some((one) => present.has(key(one)))) return 'not-indicated';
  return found.length > 0 ? 'caution' : 'candidate';
}

/** Turns each occurrence of a comparison over by itself, and looks whether the condition turns. */
function leafBrutes(
  table: Table,
  name: string,
  condition: Condition,
  each: (name: string, holds: (cell: number) => boolean) => Brute,
): readonly Brute[] {
  const truthOf = (leaf: Comparison, cell: number): { readonly holds: boolean; readonly applies: boolean } => {
    const column = table.columns.findIndex(({ question }) => question.id === leaf.question);
    const applies = table.completions[cell]!.applicable[column] === true;
    const { classes, comparisons, stride } = table.columns[column]!;
    const place = comparisons.findIndex(
      (other) => other === leaf || JSON.stringify(other.test) === JSON.stringify(leaf.test),
    );
    const passes = classes[Math.floor(cell / stride) % classes.length]!.signature[place] === '1';
    return { holds: applies && passes, applies };
  };
  return comparisonsOf(condition).flatMap((leaf, index) => {
    const whole = (cell: number, forced?: boolean): boolean =>
      judge(condition, (other) => (other === leaf && forced !== undefined ? forced : truthOf(other, cell).holds));
    return [true, false].flatMap((holds) =>
      [true, false].map((makes) =>
        each(`condition ${name} #${index} ${holds} ${makes}`, (cell) => {
          const own = truthOf(leaf, cell);
          return own.applies && own.holds === holds && whole(cell) === makes && whole(cell, !holds) !== makes;
        }),
      ),
    );
  });
}

/** The key without the path of a leaf, which is its number among the leaves of its condition here. */
function keysOf(ruleSet: RuleSet, keys: readonly string[]): readonly string[] {
  const paths = new Map(
    rootsOf(ruleSet).flatMap(({ name, condition }) => {
      const found: string[] = [];
      const visit = (node: Condition, path: readonly number[]): void => {
        if (node.kind === 'comparison') found.push(path.join('.'));
        else if (node.kind === 'not') visit(node.of, [...path, 0]);
        else if (node.kind === 'score') node.terms.forEach(({ when }, index) => visit(when, [...path, index]));
        else node.of.forEach((part, index) => visit(part, [...path, index]));
      };
      visit(condition, []);
      return found.map((path, index) => [`condition ${name} ${path} `, `condition ${name} #${index} `] as const);
    }),
  );
  return keys.map((one) => {
    const [path, number] = [...paths].find(([start]) => one.startsWith(start)) ?? ['', ''];
    return `${number}${one.slice(path.length)}`;
  });
}

/** Turning every leaf of a large condition takes brute force too long. */
const few = cases.filter(({ ruleSet }) =>
  rootsOf(ruleSet).every(({ condition }) => comparisonsOf(condition).length <= 8),
);

lawOf('what a patient shows, and what nobody can show, is what brute force says', few, ({ ruleSet, answers, on }) => {
  const table = tabulate(ruleSet, on);
  const own = cells(table.columns, boxOf(table, answers));
  const { items } = coverageOf(ruleSet, [patientOf(answers, on)], on);
  const byKey = new Map(brute(table).map((one) => [one.key, one]));
  const keys = keysOf(
    ruleSet,
    items.map(({ obligation }) => obligation.key),
  );
  expect(keys.length).toBeGreaterThan(0);
  items.forEach(({ state }, index) => {
    const one = byKey.get(keys[index]!);
    if (one === undefined) throw new Error(`Brute force knows nothing of ${keys[index]!}.`);
    const should = !one.possible ? 'unreachable' : one.met(own) ? 'covered' : 'missed';
    expect(state, keys[index]).toBe(should);
  });
  // Whatever somebody can show is asked for, but for what the findings of a criterion say already.
  const asked = new Set(keys);
  const single = new Set(rootsOf(ruleSet).flatMap((root) => (isSingle(ruleSet, root) ? [root.name] : [])));
  for (const { key: name, possible } of byKey.values()) {
    if (!name.startsWith('condition')) expect(asked.has(name), name).toBe(true);
    else if (possible && ![...single].some((root) => name.startsWith(`condition ${root} #`)))
      expect(asked.has(name), name).toBe(true);
  }
});

function isSingle(ruleSet: RuleSet, { condition, criterion }: ReturnType<typeof rootsOf>[number]): boolean {
  if (criterion === undefined || condition.kind !== 'comparison') return false;
  return ruleSet.questions.find(({ id }) => id === condition.question)?.askIf === undefined;
}

lawOf('generated patients show all there is to show, and none could be left out', cases, ({ ruleSet, on }) => {
  const found = generate(ruleSet, [], on).map((answers) => patientOf(answers, on));
  const whole = coverageOf(ruleSet, found, on);
  expect(whole.covered).toBe(whole.total);
  expect(whole.percent).toBe(100);
  for (const idle of found) {
    const rest = coverageOf(
      ruleSet,
      found.filter((one) => one !== idle),
      on,
    );
    expect(rest.covered).toBeLessThan(whole.covered);
  }
  const compiled = compile(ruleSet);
  const table = tabulate(ruleSet, on);
  for (const { answers } of found) {
    const standing = compiled.standing(answers, { on });
    expect(standing.verdict.outcome).toBe(expected(table, answers).outcome);
    for (const id of answers.keys()) expect(standing.questions.get(id)).not.toBe('not-applicable');
  }
});

lawOf('patients who are there already are not made again', cases, ({ ruleSet, answers, on }) => {
  const given = patientOf(answers, on);
  const found = generate(ruleSet, [given], on).map((own) => patientOf(own, on));
  const whole = coverageOf(ruleSet, [given, ...found], on);
  expect(whole.covered).toBe(whole.total);
});

test('percent is rounded down', () => {
  const question = { id: 'q', ask: 'q?', type: 'yes-no', fixed: false, optional: false, codes: [], at: '' } as const;
  const when = { kind: 'comparison', question: 'q', test: { kind: 'one-of', values: ['yes'] }, at: '' } as const;
  const ruleSet: RuleSet = {
    id: 'r',
    version: '1',
    title: 'R',
    digest: '',
    sources: [],
    questions: [question],
    contraindications: [],
    indications: [{ kind: 'indication', id: 'i', name: 'I', because: '', when, at: '' }],
    supporting: [],
    advice: [],
    texts: {},
    evidence: [],
  };
  const answers: Answers = new Map([['q', { kind: 'known', value: 'yes', origin: 'file' }]]);
  const { percent, covered, total } = coverageOf(ruleSet, [patientOf(answers, '2026-01-01')], '2026-01-01');
  expect({ percent, covered, total }).toEqual({ percent: 37, covered: 3, total: 8 });
});
