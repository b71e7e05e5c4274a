import fc from 'fast-check';
import type { Answer } from '../../src/model/answer.js';
import type { Question } from '../../src/model/question.js';
import type { Contraindication, Indication, RuleSet, SupportingFactor } from '../../src/model/ruleset.js';
import {
  SETTLED_OUTCOMES,
  type ChangePart,
  type Finding,
  type FindingState,
  type Outcome,
  type Overrode,
  type QuestionState,
  type Screening,
  type Verdict,
} from '../../src/model/screening.js';
import type { ReportInput } from '../../src/report/index.js';
import { inputOf, ruleSet as rules } from './made.js';

/** Plain words: what a rule file holds. None of them is one that the tool itself must not say. */
export const plainText = fc
  .array(fc.constantFrom('pain', 'Spine', 'MRI', 'T-score', 'of', 'the', 'back', 'Ehlers-Danlos', '5', 'disc'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));

/** What a hostile rule file holds. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u001B[31mred\u001B[0m \u001B]0;title\u0007',
    'a\u202Egnp.exe\u2066 \u200Fb\u00ADc',
    'line one\r\nline two\ttabbed\u2028\u2029\u0085end',
    'x'.repeat(300),
    '脊椎減圧療法は妊娠中の方には行いません。'.repeat(4),
    '한국어 텍스트와 English mixed 텍스트',
    `o${'\u0301'.repeat(60)}`,
    '👩‍⚕️👍🏽🇪🇸 ⚠️ emoji 1️⃣',
    '\uD800 lone \uDC00 halves',
    'ends? Or not! It. does',
    '   ',
    '<script>alert(1)</script>',
  ),
);

interface Shape {
  readonly text: fc.Arbitrary<string>;
}

/** A screening with the right types and the links that the engine keeps; whether it follows from its answers is not its point. */
export function generatedInput({ text }: Shape): fc.Arbitrary<ReportInput> {
  return fc
    .record({
      names: fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 7 }),
      kinds: fc.infiniteStream(fc.constantFrom('absolute', 'urgent', 'relative', 'indication', 'supporting')),
      types: fc.infiniteStream(fc.constantFrom('yes-no', 'choice', 'choices', 'number', 'date')),
      states: fc.infiniteStream(fc.constantFrom<FindingState>('present', 'absent', 'unknown')),
      asked: fc.infiniteStream(fc.constantFrom<QuestionState>('answered', 'unknown', 'not-asked', 'not-applicable')),
      origins: fc.infiniteStream(fc.constantFrom<Answer['origin']>('prompt', 'flag', 'file', 'assumed', 'fhir')),
      title: text,
      words: fc.option(text),
      reference: fc.option(text),
      redFlagsIn: fc.option(fc.constant('other-rules')),
      outcome: fc.constantFrom<Outcome>(...SETTLED_OUTCOMES, 'needs-information'),
      urgent: fc.constantFrom<Verdict['urgent']>('yes', 'no', 'unknown', 'not-asked'),
      possible: fc.subarray([...SETTLED_OUTCOMES], { minLength: 2 }),
      overridden: fc.boolean(),
      dated: fc.boolean(),
      more: fc.boolean(),
      width: fc.integer({ min: 30, max: 120 }),
      explain: fc.constantFrom('short' as const, 'full' as const),
    })
    .map((made): ReportInput => {
      const ids = made.names.map((_, index) => `c${index}`);
      const stream = <T>(source: fc.Stream<T>): readonly T[] => [...source.take(ids.length)];
      const kinds = stream(made.kinds);
      const types = stream(made.types);
      const states = stream(made.states);
      const asked = stream(made.asked);
      const origins = stream(made.origins);
      const ask = (index: number): Question => {
        const [name = '', , because = ''] = made.names[index] ?? [];
        const base = {
          id: ids[index] ?? '',
          ask: because,
          fixed: false,
          optional: false,
          codes: [],
          at: `/q/${index}`,
        };
        const type = types[index] ?? 'yes-no';
        if (type === 'choice' || type === 'choices') return { ...base, type, options: [{ value: 'a', name }] };
        if (type === 'number') {
          return { ...base, type, unit: 'kg', scale: { places: 0, min: 0, max: 9, step: 1 }, accepts: [] };
        }
        if (type === 'date') return { ...base, type, future: false };
        return { ...base, type };
      };
      const value = (index: number): string | number | readonly string[] =>
        ({ 'yes-no': 'yes', choice: 'a', choices: ['a'], number: 7, date: '2020-02-29' })[types[index] ?? 'yes-no'];
      const base = (index: number): Omit<Indication, 'kind'> => {
        const [name = '', because = ''] = made.names[index] ?? [];
        const id = ids[index] ?? '';
        const at = `/q/${index}`;
        const when = { kind: 'comparison', question: id, test: { kind: 'none' }, at } as const;
        return { id, name, because, when, source: { bphc: name }, evidence: { grade: name, verified: 'partly' }, at };
      };
      const all = ids.map((_, index) => index);
      const contraindications = all
        .filter((index) => ['absolute', 'urgent', 'relative'].includes(kinds[index] ?? ''))
        .map((index): Contraindication => {
          const severity = kinds[index] === 'relative' ? 'relative' : 'absolute';
          return { ...base(index), kind: 'contraindication', severity, urgent: kinds[index] === 'urgent' };
        });
      const ruleSet: RuleSet = {
        ...rules,
        title: made.title,
        texts: made.words === null ? {} : { [made.outcome]: made.words },
        questions: all.map(ask),
        contraindications,
        indications: all
          .filter((index) => kinds[index] === 'indication')
          .map((index): Indication => ({ ...base(index), kind: 'indication' })),
        supporting: all
          .filter((index) => kinds[index] === 'supporting')
          .map((index): SupportingFactor => ({ ...base(index), kind: 'supporting' })),
        evidence: [{ claim: made.title, found: made.title, source: { wegner: made.title }, at: '/claims/0' }],
        ...(made.redFlagsIn === null ? {} : { redFlagsIn: made.redFlagsIn }),
      };
      const questions = new Map(ids.map((id, index) => [id, asked[index] ?? 'not-asked']));
      const answers = new Map(
        all.flatMap((index): [string, Answer][] => {
          const origin = origins[index] ?? 'flag';
          const id = ids[index] ?? '';
          if (asked[index] === 'unknown') return [[id, { kind: 'unknown', origin }]];
          return asked[index] === 'answered' ? [[id, { kind: 'known', value: value(index), origin }]] : [];
        }),
      );
      const unanswered = ids.filter((_, index) => asked[index] === 'unknown' || asked[index] === 'not-asked');
      const open = made.outcome === 'needs-information' && unanswered.length > 0;
      const outcome = made.outcome === 'needs-information' && !open ? 'not-indicated' : made.outcome;
      const urgent = made.urgent === 'yes' && outcome !== 'contraindicated' ? 'no' : made.urgent;
      const possible = outcome === 'needs-information' ? made.possible : [outcome];
      const candidates = possible.filter((one) => one.startsWith('candidate')).length;
      const missing = open ? unanswered : [];
      const next = missing.find((id) => questions.get(id) === 'not-asked') ?? null;
      const finding = <C extends Finding['criterion']>(criterion: C): Finding<C> => {
        const index = ids.indexOf(criterion.id);
        return { criterion, state: states[index] ?? 'unknown', questions: [criterion.id] };
      };
      const part = (index: number): ChangePart => ({
        question: ids[index] ?? '',
        from: answers.get(ids[index] ?? '')?.kind === 'known' ? value(index) : 'unknown',
        to: value(index),
        ...(types[index] === 'number' ? { range: { atLeast: 3 } } : {}),
        ...(made.dated && types[index] === 'date' ? { fromDate: '2026-03-01' } : {}),
      });
      const screening: Screening = {
        ruleSet,
        answers,
        on: '2026-01-01',
        verdict: {
          outcome,
          eligible: candidates === possible.length ? 'yes' : candidates === 0 ? 'no' : 'unknown',
          urgent,
          possible,
          missing,
          missingForUrgent: urgent === 'unknown' ? unanswered.slice(0, 2) : [],
          next,
        },
        contraindications: ruleSet.contraindications.map(finding),
        indications: ruleSet.indications.map(finding),
        supporting: ruleSet.supporting.map(finding),
        questions,
        waiting: new Map(),
        decisive: open ? [] : [...answers.keys()],
        changes: [
          ...all.map((index) => ({ change: [part(index)], verdict: SETTLED_OUTCOMES[index % 4] ?? 'candidate' })),
          { change: all.map(part), verdict: 'candidate' },
        ],
        moreChanges: made.more,
        unreachable: made.more ? ['candidate-with-caution'] : [],
        advice: [],
      };
      const known: Answer = { kind: 'known', value: 'no', origin: 'flag' };
      const overrode: Overrode[] = made.overridden
        ? [{ question: 'c0', was: { kind: 'known', value: 'yes', origin: 'file' }, by: known, removed: ['c0'] }]
        : [];
      return inputOf(screening, { overrode, reference: made.reference, width: made.width, explain: made.explain });
    });
}
