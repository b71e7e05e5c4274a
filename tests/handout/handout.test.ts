import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handout, HANDOUT_FORMATS } from '../../src/report/handout-formats.js';
import { handoutOf } from '../../src/report/handout.js';
import { mayActAtHome } from '../../src/report/handout-home.js';
import type { Result } from '../../src/report/result.js';
import { resultOf } from '../../src/report/result-of.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from '../report/generated.js';
import { CLINICAL, DECIDING, MEASURED, PEOPLE, PLAIN, resultFor } from './patients.js';

const page = (result: Result, options: { readonly sessions?: number; readonly columns?: number } = {}): string =>
  handout(result, 'text', { columns: 80, ...options }, plainStyle());
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
const sectionsOf = (result: Result): readonly string[] => handoutOf(result).sections.map(({ id }) => id);
const home = (result: Result): readonly string[] =>
  handoutOf(result)
    .sections.filter(({ id }) => id === 'home')
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'item' ? block.runs : []))
    .map((run) => (typeof run === 'string' ? run : 'text' in run ? run.text : ''));

test.each(Object.entries(PEOPLE))('the page for "%s" carries the safety net, in every format', (_, result) => {
  expect(result.safetyNet).toContain('new numbness between the legs');
  for (const format of HANDOUT_FORMATS)
    expect(flat(handout(result, format, { columns: 80 }, plainStyle())).replaceAll(/[*\\]/g, '')).toContain(
      result.safetyNet,
    );
});

test('who needs care now is told one thing: where to go', () => {
  const urgent = PEOPLE['urgent']!;
  const { headline, meaning } = handoutOf(urgent);
  expect(headline).toBe('Get medical care now.');
  expect(meaning).toEqual([CLINICAL.emergency]);
  expect(sectionsOf(urgent)).toEqual(['why', 'emergency', 'about']);
  expect(page(urgent)).not.toMatch(/\$|session|Inversion table|block/);
});

test('an open red flag stands before all else', () => {
  expect(sectionsOf(PEOPLE['urgency open']!)[0]).toBe('red-flags');
  expect(sectionsOf(PEOPLE['urgency open']!)).not.toContain('home');
});

test('a rule set without words of its own has some all the same', () => {
  const { emergency, ...bare } = { ...PEOPLE['urgent']! };
  expect(emergency).toBeDefined();
  expect(handoutOf(bare).meaning[0]).toContain('nearest emergency room');
  const screened = resultFor(PLAIN, { sciatica: 'yes' });
  expect(screened.safetyNet).not.toBe('');
});

test('the default rule set gives nobody something to do at home: it does not ask about all that is against it', () => {
  expect(PEOPLE['candidate']!.verdict).toBe('candidate');
  expect(home(PEOPLE['candidate']!)).toEqual([]);
  const text = flat(page(PEOPLE['candidate']!));
  expect(text).toContain('thin bones that are not yet severe osteoporosis');
  expect(text).toContain('Inversion table; Nubax trio Nobody asked you here about: glaucoma');
});

test.each([
  ['present', 'absolute', []],
  ['unknown', 'absolute', []],
  ['present', 'relative', ['Rest: lie over a raised block']],
  ['absent', 'absolute', ['Rest: lie over a raised block']],
] as const)('a file says candidate, and a contraindication that is %s and %s', (state, severity, shown) => {
  const result = PEOPLE['clinical candidate']!;
  const [first, ...rest] = result.contraindications;
  const contraindications = [{ ...first!, state, severity, urgent: false }, ...rest];
  expect(home({ ...result, contraindications })).toEqual(shown.length === 0 ? [] : expect.arrayContaining([...shown]));
});

test('the clinical rule set asks, and shows what is known to have nothing against it', () => {
  const all = [
    'Stretch: stand up tall, then bend down slowly',
    'Rest: lie over a raised block',
    'Inversion table',
    'Nubax trio',
  ];
  expect(home(PEOPLE['clinical candidate']!)).toEqual(all);
  const eyes = (value: 'yes' | 'unknown'): Result =>
    resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes', 'eye-or-ear-trouble': value });
  expect(home(eyes('yes'))).toEqual(['Rest: lie over a raised block']);
  expect(home(eyes('unknown'))).toEqual(['Rest: lie over a raised block']);
  expect(flat(page(eyes('unknown')))).toContain('We do not know the answer to: Is there glaucoma');
});

test.each([
  { finding: 'herniated-disc', more: { 'herniation-form': [] } },
  { finding: 'bulging-disc', more: {} },
])('$finding holds the forward bend back', ({ finding, more }) => {
  const result = resultFor(CLINICAL, { ...MEASURED, [finding]: 'yes', ...more });
  expect(result.verdict).toBe('candidate');
  expect(home(result)).not.toContain('Stretch: stand up tall, then bend down slowly');
  expect(flat(page(result))).toContain('Not for you: Bending forward presses on a');
});

test('osteoporosis of any degree holds the forward bend back', () => {
  const result = resultFor(CLINICAL, { ...MEASURED, sciatica: 'yes', 'bone-trouble': 'yes', osteoporosis: 'no' });
  const bend = result.advice.find(({ id }) => id === 'standing-stretch')!;
  expect(bend.shown).toBe(false);
  expect(bend.withheld.map(({ because }) => because)).toContain('Bending forward can break thin bones.');
});

test('an answer that was only assumed releases nothing to do', () => {
  expect(home(PEOPLE['assumed']!)).toEqual([]);
  expect(flat(page(PEOPLE['assumed']!))).toContain('One answer was taken as “no”, and nobody asked you.');
});

const answer = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const, 'assumed' as const);

test('something to do shows for a candidate alone, with nothing against it that is not known to be absent', () => {
  const given = fc.record(Object.fromEntries(DECIDING.map((id) => [id, answer])));
  fc.assert(
    fc.property(given, (answers) => {
      const result = resultFor(PLAIN, answers);
      const shown = home(result);
      if (!mayActAtHome(result)) expect(shown).toEqual([]);
      for (const title of shown) {
        const { applies, withheld } = result.advice.find((one) => one.title === title)!;
        expect([applies, withheld]).toEqual([true, []]);
      }
      expect(shown).not.toContain('Inversion table');
    }),
  );
});

test('something to do never shows unless the verdict, its urgency and every objection allow it, whatever a file says', () => {
  const item = PEOPLE['clinical candidate']!.advice.find(({ id }) => id === 'inversion-table')!;
  const held = { at: '', state: 'unknown' as const, questions: [] };
  const { verdict, ...rest } = PEOPLE['clinical candidate']!;
  const states = fc.record({
    verdict: fc.constantFrom('candidate', 'candidate-with-caution', 'contraindicated', 'not-indicated', 'needs-information' as const),
    urgent: fc.constantFrom('yes', 'no', 'unknown', 'not-asked' as const),
    applies: fc.boolean(),
    shown: fc.boolean(),
    withheld: fc.constantFrom([], [held]),
  }); // prettier-ignore
  expect(verdict).toBe('candidate');
  fc.assert(
    fc.property(states, ({ applies, shown, withheld, ...outcome }) => {
      const result = { ...rest, ...outcome, advice: [{ ...item, applies, shown, withheld }] } as Result;
      const may =
        outcome.verdict.startsWith('candidate') && ['no', 'not-asked'].includes(outcome.urgent) && applies && shown;
      expect(home(result).length > 0).toBe(may && withheld.length === 0);
    }),
  );
});

test('what a clinician decided against shows nothing to do, and says so before all else; a decision for it opens nothing', () => {
  const candidate = PEOPLE['clinical candidate']!;
  expect(home(candidate)).not.toEqual([]);
  const decided = (result: Result, verdict: NonNullable<Result['override']>['verdict']): Result => ({
    ...result,
    override: {
      verdict,
      reason: 'r',
      because: 'b',
      note: 'n',
      until: '2027-01-01',
      at: '2026-01-01T00:00:00Z',
      earlier: [],
    },
  });
  for (const verdict of ['contraindicated', 'not-indicated'] as const) {
    expect(handoutOf(decided(candidate, verdict)).meaning[0]).toMatch(/^A clinician has since decided against this/);
    expect(home(decided(candidate, verdict))).toEqual([]);
  }
  for (const [name, result] of Object.entries(PEOPLE)) {
    for (const verdict of ['candidate', 'candidate-with-caution'] as const)
      expect(handoutOf(decided(result, verdict)), name).toEqual(handoutOf(result));
  }
});

test('what led to the verdict and what could change it stay with the clinician', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const result = resultOf(input);
      const bare: Result = { ...result, decisive: [], changes: [], more: false, unreachable: [], possible: [] };
      expect(page(result)).toBe(page(bare));
    }),
  );
});

test.each([
  { sessions: undefined, line: '20 sessions: $2,500 to $3,000.' },
  { sessions: 12, line: '12 sessions: $1,500 to $1,800.' },
  { sessions: 1000, line: '1,000 sessions: $125,000 to $150,000.' },
])('a course of $sessions is counted up', ({ sessions, line }) => {
  const text = page(PEOPLE['candidate']!, sessions === undefined ? {} : { sessions });
  expect(text).toContain('One session: $125 to $150.');
  expect(text).toContain(line);
});

test('one session is said once', () => {
  expect(page(PEOPLE['candidate']!, { sessions: 1 })).not.toMatch(/^ +• 1 sessions/m);
});

test('each claim of the article stands beside what was found, for and against apart', () => {
  const sides = ['for', 'against'].map((side) =>
    handoutOf(PEOPLE['candidate']!).sections.find(({ id }) => id === side)!,
  );
  expect(sides.map(({ blocks }) => blocks.filter(({ kind }) => kind === 'item').length)).toEqual([8, 6]);
  for (const { claim, found } of PLAIN.evidence) {
    const text = flat(page(PEOPLE['candidate']!));
    expect(text).toContain(`• ${claim} Found: ${found}`);
  }
});

test.each([40, 80])('no line is wider than %i columns', (columns) => {
  for (const result of Object.values(PEOPLE))
    for (const line of page(result, { columns }).split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
});
