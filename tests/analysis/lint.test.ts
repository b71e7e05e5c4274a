import { describe, expect, test } from 'vitest';
import { LINT_CODES, type LintEntry } from '../../src/analysis/lint/codes.js';
import type { Finding } from '../../src/analysis/lint/finding.js';
import { lint } from '../../src/analysis/lint/lint.js';
import { formatDate, parseDay, shift } from '../../src/model/date.js';
import { stepsOf } from '../../src/model/pointer.js';
import { type Criterion, criteriaOf, type RuleSet } from '../../src/model/ruleset.js';
import { wholeExample } from '../../src/rulefile/codes.js';
import { loadRuleSet } from '../../src/rulefile/load.js';
import { cases } from '../engine/generators.js';
import { key, type Table, tabulate } from '../oracle/table.js';
import { expected } from '../oracle/oracle.js';
import { lawOf } from './law-of.js';
import { pasted } from './pasted.js';

function ruleSetOf(text: string, files: Readonly<Record<string, string>> = {}): RuleSet {
  const loaded = loadRuleSet('rules.yaml', { read: (path) => new TextEncoder().encode(files[path] ?? text) });
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.ruleSet;
}

function codesIn(text: string, files?: Readonly<Record<string, string>>): readonly string[] {
  return lint(ruleSetOf(text, files), '2026-01-01').map(({ code }) => code);
}

describe('the example of each finding', () => {
  test.each(Object.entries(LINT_CODES))(
    '%s is found in what is bad, and nothing in what is mended',
    (code, { example }: LintEntry) => {
      expect(codesIn(wholeExample(example.bad), example.files)).toContain(code);
      expect(codesIn(wholeExample(example.mended), example.files)).toEqual([]);
    },
  );
});

/** A severity scale of pain, whole numbers from 0 to 10 or tenths, in two criteria. */
function scale(mild: string, severe: string, step: string): string {
  return wholeExample(
    `sources:\n  s: { title: S }\nquestions:\n  - { id: pain, ask: Pain, type: number, range: [0, 10], step: ${step} }\nindications:\n` +
      `  - { id: mild, name: Mild, when: { pain: ${mild} }, because: B., source: { s: p } }\ncontraindications:\n` +
      `  - { id: severe, name: Severe, severity: absolute, when: { pain: ${severe} }, because: B., source: { s: p } }\n`,
  );
}

describe('bands of numbers', () => {
  test.each([
    { mild: '{ at-most: 4 }', severe: '{ at-least: 5 }', step: '1', found: [] },
    { mild: '{ at-most: 4 }', severe: '{ at-least: 5 }', step: '0.1', found: ['band-gap'] },
    { mild: '{ below: 4 }', severe: '{ above: 4 }', step: '1', found: ['band-gap'] },
    { mild: '{ below: 4 }', severe: '{ above: 5 }', step: '0.1', found: ['band-gap'] },
    { mild: '{ at-most: 3 }', severe: '{ at-least: 5 }', step: '1', found: ['band-gap'] },
    { mild: '{ at-most: 3 }', severe: '{ at-least: 6 }', step: '1', found: [] },
    { mild: '{ at-most: 4 }', severe: '{ at-least: 4 }', step: '1', found: ['band-overlap'] },
    { mild: '{ at-most: 5 }', severe: '{ at-least: 4 }', step: '0.1', found: ['band-overlap'] },
    { mild: '{ at-most: 8 }', severe: '{ at-least: 2 }', step: '1', found: [] },
    { mild: '{ below: 4 }', severe: '{ at-least: 4 }', step: '0.1', found: [] },
  ])('$mild and $severe in steps of $step: $found', ({ mild, severe, step, found }) => {
    expect(codesIn(scale(mild, severe, step))).toEqual(found);
  });
});

describe('a bound in two units', () => {
  const told = (bound: string, step: string, accepts = '[lb]'): readonly string[] =>
    lint(
      ruleSetOf(
        wholeExample(
          `sources:\n  s: { title: S }\nquestions:\n  - { id: weight, ask: Weight, type: number, range: [20, 300], step: ${step}, unit: kg, accepts: ${accepts} }\ncontraindications:\n` +
            `  - { id: heavy, name: Heavy, severity: absolute, when: { weight: ${bound} }, because: B., source: { s: p } }\n`,
        ),
      ),
      '2026-01-01',
    ).map(({ code, message }) => `${code}: ${message}`);
  test.each([
    { why: 'is rounded to its steps', bound: '{ above: { kg: 136, lb: 300 } }', step: '1' },
    { why: 'is rounded more coarsely than it is measured', bound: '{ above: { kg: 136, lb: 300 } }', step: '0.01' },
    { why: 'is rounded as sources do', bound: '{ above: { kg: 135, lb: 300 } }', step: '0.1' },
    { why: 'is a step apart, which is much of so little', bound: '{ below: { kg: 21, lb: 48 } }', step: '1' },
    { why: 'is given in one of them', bound: '{ above: { lb: 300 } }', step: '1' },
    { why: 'is not that of the other side', bound: '{ at-least: { kg: 50 }, below: { lb: 300 } }', step: '1' },
  ])('$why: $bound in steps of $step', ({ bound, step }) => {
    expect(told(bound, step)).toEqual([]);
  });
  const found = (one: string, other: string, is: string): string =>
    `bounds-apart: The bounds ${one} and ${other} of "weight" are no rounding of one another: ${other} is ${is}.`;
  test.each([
    { bound: '{ above: { kg: 136, lb: 400 } }', step: '1', said: found('136 kg', '400 lb', '181.4 kg') },
    { bound: '{ above: { kg: 136, lb: 303 } }', step: '1', said: found('136 kg', '303 lb', '137.4 kg') },
    { bound: '{ at-most: { lb: 296, kg: 136 } }', step: '0.1', said: found('136 kg', '296 lb', '134.26 kg') },
    { bound: '{ below: { kg: 21, lb: 49 } }', step: '1', said: found('21 kg', '49 lb', '22.2 kg') },
  ])('are further apart than rounding explains: $bound in steps of $step', ({ bound, step, said }) => {
    expect(told(bound, step)).toEqual([said]);
  });
  test('neither of them the own one', () => {
    const accepts = '{ lb: { range: [44, 660], step: 1 }, st: { range: [4, 40], step: 0.5 } }';
    expect(told('{ above: { lb: 300, st: 30 } }', '1', accepts)).toEqual([found('300 lb', '30 st', '420 lb')]);
  });
});

describe('bands of days', () => {
  const told = (recent: string, old: string, on: string): readonly string[] =>
    lint(
      ruleSetOf(
        wholeExample(
          'sources:\n  s: { title: S }\nquestions:\n  - { id: injected, ask: When?, type: date }\nindications:\n' +
            `  - { id: late, name: Late, when: { injected: ${old} }, because: B., source: { s: p } }\ncontraindications:\n` +
            `  - { id: recent, name: Recent, severity: absolute, when: { injected: ${recent} }, because: B., source: { s: p } }\n`,
        ),
      ),
      on,
    ).map(({ message, hint }) => `${message} ${hint ?? ''}`);
  test.each(['2026-01-01', '2026-11-28'])('are told by their distance from %s', (on) => {
    expect(told('{ within: 14 days }', '{ beyond: 14 days }', on)).toEqual([
      'Between "late" and "recent", "injected" exactly 14 days before the screening date is in neither. ' +
        'Move a bound: "late" ends at a day more than 14 days before the screening date, and "recent" begins at a day less than 14 days before the screening date.',
    ]);
  });
  test('are told by the date where the rules name one', () => {
    expect(told("{ after: '2024-03-01' }", "{ before: '2024-03-01' }", '2026-01-01')).toEqual([
      'Between "late" and "recent", "injected" 2024-03-01 is in neither. ' +
        'Move a bound: "late" ends at 2024-02-29, and "recent" begins at 2024-03-02.',
    ]);
  });
});

describe('a criterion that never changes a verdict', () => {
  const rules = (special: string, severity = 'absolute'): string =>
    wholeExample(
      'sources:\n  s: { title: S }\nquestions:\n  - { id: t-score, ask: T-score, type: number, range: [-8, 5], step: 0.1 }\n  - { id: fracture, ask: Is a bone broken? }\ncontraindications:\n' +
        `  - { id: thin, name: Thin bones, severity: ${severity}, when: { t-score: { at-most: -2.5 } }, because: B., source: { s: p } }\n` +
        `  - { id: thinnest, name: Broken bones, severity: absolute, when: ${special}, because: B., source: { s: p } }\n` +
        '  - { id: broken, name: A fracture, severity: relative, when: fracture, because: B., source: { s: p } }\n' +
        'indications:\n  - { id: pain, name: Pain, ask: Is there pain?, because: B., source: { s: p } }\n',
    );
  test.each([
    { special: '{ all: [{ t-score: { at-most: -2.5 } }, fracture] }', found: ['note'] },
    { special: '{ all: [fracture, { t-score: { at-most: -2.5 } }] }', found: ['note'] },
    { special: '{ all: [{ t-score: { at-most: -2.6 } }, fracture] }', found: ['warning'] },
    { special: '{ t-score: { at-most: -3 } }', found: ['warning'] },
    { special: '{ all: [{ t-score: { at-most: -2.4 } }, fracture] }', found: [] },
  ])('$special is $found', ({ special, found }) => {
    expect(lint(ruleSetOf(rules(special)), '2026-01-01').map(({ severity }) => severity)).toEqual(found);
  });

  test.each([
    { special: '{ all: [{ t-score: { at-most: -2.5 } }, fracture] }', on: [undefined] },
    { special: '{ t-score: { at-most: -3 } }', on: ['2026-01-01'] },
  ])('$special, beside a date: found for the day $on', ({ special, on }) => {
    const dated = rules(special)
      .replace('contraindications:', '  - { id: injected, ask: When?, type: date }\ncontraindications:')
      .replace(
        'indications:\n  - { id: pain',
        'indications:\n  - { id: recent, name: Recent, when: { injected: { within: 14 days } }, because: B., source: { s: p } }\n  - { id: pain',
      );
    expect(lint(ruleSetOf(dated), '2026-01-01').map((found) => found.on)).toEqual(on);
  });

  test('what is urgent matters where something else rules out already', () => {
    const urgent = (flag: string): string =>
      rules('{ t-score: { at-most: -3 } }').replace(
        'name: Broken bones, severity: absolute',
        `name: Broken bones, severity: absolute, urgent: ${flag}`,
      );
    expect(codesIn(urgent('false'))).toEqual(['never-matters']);
    expect(codesIn(urgent('true'))).toEqual([]);
  });

  test('a special case of what decides less does matter', () => {
    expect(codesIn(rules('{ all: [{ t-score: { at-most: -2.5 } }, fracture] }', 'relative'))).toEqual([]);
  });
});

test.each([
  { one: 'unit: kg', other: 'unit: cm', found: [] },
  { one: 'unit: kg', other: 'unit: lb', found: ['near-names'] },
  { one: 'unit: kg', other: '', found: ['near-names'] },
])('weight ($one) and height ($other): $found', ({ one, other, found }) => {
  const asked = (id: string, unit: string): string =>
    `  - { id: ${id}, ask: How much?, type: number, range: [0, 300], step: 1${unit === '' ? '' : `, ${unit}`} }\n`;
  const text = `sources:\n  s: { title: S }\nquestions:\n${asked('weight', one)}${asked('height', other)}indications:\n  - { id: large, name: Large, when: { any: [{ weight: { above: 100 } }, { height: { above: 200 } }] }, because: B., source: { s: p } }\n`;
  expect(codesIn(wholeExample(text))).toEqual(found);
});

function about(findings: readonly Finding[], code: string): readonly string[] {
  return findings.filter((one) => one.code === code).map(({ at }) => stepsOf(at).steps.slice(0, 2).join('/'));
}

function placeOf({ at }: Pick<Criterion, 'at'>): string {
  return stepsOf(at).steps.join('/');
}

/** The ladder over each completion, as if the rule set did not have one criterion. */
function results({ ruleSet, completions }: Table, without?: Criterion): string {
  return completions
    .map(({ present }) => {
      const holds = (criterion: Criterion): boolean => criterion !== without && present.has(key(criterion));
      const against = ruleSet.contraindications.filter(holds);
      if (against.some(({ severity }) => severity === 'absolute'))
        return against.some(({ urgent }) => urgent) ? 'urgent' : 'out';
      return !ruleSet.indications.some(holds) ? 'none' : against.length > 0 ? 'caution' : 'candidate';
    })
    .join();
}

describe('why a gate can never hold', () => {
  const rules = (gate: string): string =>
    wholeExample(
      'sources:\n  s: { title: S }\nquestions:\n  - { id: operated, ask: Was there an operation? }\n  - { id: grade, ask: Which grade?, type: choice, options: [1, 2, 3] }\n' +
        '  - { id: healed, ask: Has it healed?, ask-if: operated }\n' +
        `  - { id: loose, ask: Is the screw loose?, ask-if: ${gate} }\n  - { id: large, ask: Is it large?, ask-if: loose }\n` +
        'contraindications:\n  - { id: open, name: Open, severity: relative, when: { any: [{ grade: 3 }, { healed: no }] }, because: B., source: { s: p } }\n' +
        '  - { id: danger, name: Danger, severity: absolute, when: { any: [large, { healed: no }] }, because: B., source: { s: p } }\n',
    );
  const reasons = (gate: string): readonly string[] =>
    lint(ruleSetOf(rules(gate)), '2026-01-01').flatMap(({ code, hint }) =>
      code === 'never-asked' ? [hint ?? ''] : [],
    );
  const LARGE =
    'It holds only where "loose" is yes, and "loose" is itself never asked. Correct the gate, or leave the question out.';
  test.each([
    {
      gate: '{ all: [operated, { grade: 1 }, { grade: 3 }] }',
      why: 'It holds only where "grade" is 1 and "grade" is 3, which no answers meet.',
    },
    {
      gate: '{ all: [{ grade: 2 }, healed, { operated: no }] }',
      why: 'It holds only where "healed" is yes and "operated" is no, and "healed" is asked only where "operated" is yes.',
    },
  ])('$gate', ({ gate, why }) => {
    const [loose = '', large] = reasons(gate);
    expect(loose).toBe(`${why} Correct the gate, or leave the question out.`);
    expect(large).toBe(LARGE);
  });
  test('one that holds for somebody', () => {
    expect(reasons('{ all: [{ grade: 2 }, healed, operated] }')).toEqual([]);
  });
});

lawOf('who shows a finding can be pasted', cases, ({ ruleSet, on }) => {
  for (const { patient } of lint(ruleSet, on)) if (patient !== undefined) pasted(ruleSet, patient, on);
});

lawOf('what is found on one day and not on another names the day', cases, ({ ruleSet, on }) => {
  const spelled = ({ code, at, message }: Finding): string => `${code} ${at} ${message}`;
  const other = formatDate(shift(parseDay(on)!, { count: 7, unit: 'months' }, 1));
  const found = new Set(lint(ruleSet, other).map(spelled));
  for (const one of lint(ruleSet, on)) if (!found.has(spelled(one))) expect(one.on, spelled(one)).toBe(on);
});

lawOf('a question is never asked just where brute force finds nobody who is', cases, ({ ruleSet, on }) => {
  const { questions } = expected(tabulate(ruleSet, on), new Map());
  const closed = ruleSet.questions.filter(({ id }) => questions.get(id) === 'not-applicable');
  const found = lint(ruleSet, on).filter(({ code }) => code === 'never-asked');
  expect(found.map(({ at }) => stepsOf(at).steps.slice(0, 2).join('/')).sort()).toEqual(closed.map(placeOf).sort());
});

lawOf('what is found about criteria is what brute force finds', cases, ({ ruleSet, on }) => {
  const table = tabulate(ruleSet, on);
  const findings = lint(ruleSet, on);
  const holds = (criterion: Criterion): string =>
    table.completions.map(({ present }) => (present.has(key(criterion)) ? '1' : '0')).join('');
  const all = criteriaOf(ruleSet);
  expect(about(findings, 'never-present')).toEqual(all.filter((one) => !holds(one).includes('1')).map(placeOf));
  expect(about(findings, 'always-present')).toEqual(all.filter((one) => !holds(one).includes('0')).map(placeOf));

  const deciding = all.filter(({ kind }) => kind !== 'supporting');
  const told = new Set(deciding.filter((one) => new Set(holds(one)).size === 2));
  const useless = [...told].filter((one) => {
    if ([...told].some((other) => other !== one && holds(other) === holds(one))) return false;
    return results(table, one) === results(table);
  });
  expect([...about(findings, 'never-matters')].sort()).toEqual(useless.map(placeOf).sort());
});
