import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reporter, REPORT_FORMATS, type ReportInput } from '../../src/report/index.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from './generated.js';
import * as made from './made.js';

const json = await reporter('json');
const record = await reporter('record');
const read = (input: ReportInput): Record<string, unknown> =>
  JSON.parse(json(input, plainStyle())) as Record<string, unknown>;

test('the fields stand in the order of the manual', () => {
  expect(Object.keys(read(made.inputOf(made.open)))).toEqual([
    'candidacy',
    'verdict',
    'eligible',
    'urgent',
    'possible',
    'summary',
    'text',
    'contraindications',
    'indications',
    'supporting',
    'missing',
    'missingForUrgent',
    'next',
    'decisive',
    'changes',
    'more',
    'unreachable',
    'questions',
    'answers',
    'overrode',
    'advice',
    'ruleSet',
    'on',
    'reference',
    'tool',
    'screenedAt',
    'notice',
    'safetyNet',
    'language',
  ]);
});

test('every criterion is listed, whatever its state', () => {
  const result = read(made.inputOf(made.screeningOf(made.given({}), { outcome: 'not-indicated' })));
  expect(result['contraindications']).toHaveLength(5);
  expect(result['indications']).toHaveLength(3);
  expect(result['supporting']).toHaveLength(2);
});

test('a criterion, a change, an answer and the rule set', () => {
  const result = read(made.inputOf(made.open));
  expect((result['contraindications'] as unknown[])[4]).toEqual({
    id: 'pregnancy',
    name: 'Pregnancy',
    severity: 'absolute',
    urgent: false,
    state: 'unknown',
    because: 'The article rules the therapy out for women who are pregnant.',
    source: { bphc: 'Who is a good candidate' },
    questions: ['pregnancy'],
    at: '/contraindications/4',
    evidence: null,
    help: null,
    group: null,
  });
  expect(result['changes']).toEqual([
    { change: [{ question: 'pregnancy', from: 'unknown', to: 'yes' }], verdict: 'contraindicated' },
    { change: [{ question: 'pregnancy', from: 'unknown', to: 'no' }], verdict: 'candidate' },
  ]);
  expect(result['answers']).toMatchObject({
    sciatica: { value: 'yes', origin: 'flag' },
    pregnancy: { value: 'unknown', origin: 'flag' },
  });
  expect(result['ruleSet']).toMatchObject({
    id: 'spinal-decompression',
    version: '1.0.0',
    digest: made.ruleSet.digest,
  });
});

test('the three kinds of no answer are told apart', () => {
  const questions = new Map(made.open.questions).set('scoliosis', 'not-applicable');
  const result = read(made.inputOf({ ...made.open, questions }));
  const states = (result['questions'] as { id: string; state: string }[]).map(({ id, state }) => [id, state]);
  expect(Object.fromEntries(states)).toMatchObject({
    sciatica: 'answered',
    pregnancy: 'unknown',
    'herniated-disc': 'not-asked',
    scoliosis: 'not-applicable',
  });
});

test('the order of the answers leaves no mark', () => {
  const answers = new Map([...made.candidate.answers].reverse());
  const input = made.inputOf(made.candidate);
  expect(json(made.inputOf({ ...made.candidate, answers }), plainStyle())).toBe(json(input, plainStyle()));
});

test('an answer keeps its unit', () => {
  const answers = made.given({ sciatica: { kind: 'known', value: 80, unit: 'kg', origin: 'file' } });
  expect(read(made.inputOf({ ...made.open, answers }))['answers']).toMatchObject({
    sciatica: { value: 80, unit: 'kg', origin: 'file' },
  });
});

test('a record is the result with the rule set inside', () => {
  const input = made.inputOf(made.open);
  const { ruleSet, ...others } = JSON.parse(record(input, plainStyle())) as { ruleSet: Record<string, unknown> };
  const { content, ...named } = ruleSet;
  expect(content).toEqual(made.ruleSet);
  expect({ ...others, ruleSet: named }).toEqual(read(input));
});

test('it is indented by two, ends in a newline, and a terminal obeys nothing in it', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const text = record(input, plainStyle());
      expect(text).toMatch(/^\{\n {2}"candidacy": 1,\n[\s\S]*\n\}\n$/);
      expect(text.replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
      );
      expect(JSON.parse(text)).toMatchObject({ ruleSet: { title: input.screening.ruleSet.title } });
    }),
  );
});

test('every format has a reporter', async () => {
  expect(REPORT_FORMATS.length).toBeGreaterThanOrEqual(3);
  for (const format of REPORT_FORMATS) {
    const report = await reporter(format);
    expect(report(made.inputOf(made.open), plainStyle())).toMatch(/\n$/);
  }
});
