import type { Answer, Answers, Origin } from '../../src/model/answer.js';
import type { Question } from '../../src/model/question.js';
import type { Contraindication, Indication, RuleSet, SupportingFactor } from '../../src/model/ruleset.js';
import type { Finding, FindingState, QuestionState, Screening, Verdict } from '../../src/model/screening.js';
import type { ReportInput } from '../../src/report/index.js';

/** Reports need no engine: these are screenings as an engine would make them, written by hand. */

const SOURCE = { bphc: 'Who is a good candidate' };

function yesNo(id: string, ask: string, at: string): Question {
  return { id, ask, type: 'yes-no', fixed: false, optional: false, codes: [], at };
}

type Row = readonly [id: string, name: string, ask: string, because: string];

// prettier-ignore
const CONTRAINDICATIONS: readonly Row[] = [
  ['metallic-hardware', 'Metal in the body', 'Does the patient have any metallic hardware in the body?', 'The article advises against the therapy for people with metal hardware in their body.'],
  ['spinal-fracture', 'Spinal fracture', 'Does the patient have a spinal fracture?', 'The article advises against the therapy with a spinal fracture.'],
  ['spine-infection', 'Spine infection', 'Does the patient have an infection of the spine?', 'The article advises against the therapy with an infection of the spine.'],
  ['severe-osteoporosis', 'Severe osteoporosis', 'Does the patient have severe osteoporosis?', 'The article advises against the therapy with severe osteoporosis.'],
  ['pregnancy', 'Pregnancy', 'Is the patient pregnant?', 'The article rules the therapy out for women who are pregnant.'],
];

// prettier-ignore
const INDICATIONS: readonly Row[] = [
  ['herniated-disc', 'Herniated disc', 'Has a herniated disc been diagnosed?', 'The article names a herniated disc among what the sessions may help.'],
  ['sciatica', 'Sciatica', 'Does the patient have sciatica?', 'The article names sciatica among what this care might be good for.'],
  ['scoliosis', 'Scoliosis', 'Has scoliosis been diagnosed?', 'The article names scoliosis among what this care might be good for.'],
];

// prettier-ignore
const SUPPORTING: readonly Row[] = [
  ['told-needs-surgery', 'Told that surgery is needed', 'Has the patient been told that surgery is needed?', 'The article calls such a person a good candidate.'],
  ['tried-injections', 'Injections tried', 'Has the patient tried injections?', 'The article says that people who tried injections might be good candidates.'],
];

function base([id, name, , because]: Row, at: string): Omit<Indication, 'kind'> {
  const when = { kind: 'comparison', question: id, test: { kind: 'one-of', values: ['yes'] }, at } as const;
  return { id, name, because, when, source: SOURCE, at };
}

export const contraindications: readonly Contraindication[] = CONTRAINDICATIONS.map((row, index) => ({
  ...base(row, `/contraindications/${index}`),
  kind: 'contraindication',
  severity: 'absolute',
  urgent: false,
}));

export const ruleSet: RuleSet = {
  id: 'spinal-decompression',
  version: '1.0.0',
  title: 'Non-surgical spinal decompression',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
  safetyNet:
    'Go to emergency care now if any of these appears: new numbness between the legs, loss of bladder or bowel ' +
    'control, weakness in both legs, or fever with back pain.',
  sources: [
    {
      id: 'bphc',
      title: 'Spinal Decompression Therapy: Is It Effective In Relieving Back Pain?',
      publisher: 'Back Pain Health Center',
      at: '/sources/bphc',
    },
    {
      id: 'wegner',
      title: 'Traction for low-back pain with or without sciatica',
      authors: 'Wegner I. et al.',
      publisher: 'Cochrane Database of Systematic Reviews',
      year: 2013,
      doi: '10.1002/14651858.CD003010.pub5',
      at: '/sources/wegner',
    },
  ],
  questions: [
    ...CONTRAINDICATIONS.map(([id, , ask], index) => yesNo(id, ask, `/contraindications/${index}`)),
    ...INDICATIONS.map(([id, , ask], index) => yesNo(id, ask, `/indications/${index}`)),
    ...SUPPORTING.map(([id, , ask], index) => yesNo(id, ask, `/supporting/${index}`)),
  ],
  contraindications,
  indications: INDICATIONS.map((row, index): Indication => ({
    ...base(row, `/indications/${index}`),
    kind: 'indication',
  })),
  supporting: SUPPORTING.map((row, index): SupportingFactor => ({
    ...base(row, `/supporting/${index}`),
    kind: 'supporting',
  })),
  advice: [],
  texts: {},
  evidence: [
    {
      claim: 'There is no risk to the patient.',
      claimSource: { bphc: 'Pros and cons' },
      found: 'Not supported: 7 of 32 trials reported harms, such as more pain.',
      source: { wegner: 'Adverse effects' },
      at: '/claims/0',
    },
  ],
  redFlagsIn: 'spinal-decompression-clinical',
};

export function given(
  answers: Readonly<Record<string, Answer | 'yes' | 'no' | 'unknown'>>,
  origin: Origin = 'flag',
): Answers {
  return new Map(
    Object.entries(answers).map(([id, answer]): [string, Answer] => {
      if (typeof answer !== 'string') return [id, answer];
      return [id, answer === 'unknown' ? { kind: 'unknown', origin } : { kind: 'known', value: answer, origin }];
    }),
  );
}

/** A verdict's field that was not given is that of a settled one. */
export function screeningOf(
  answers: Answers,
  verdict: Partial<Verdict> & Pick<Verdict, 'outcome'>,
  more: Partial<Screening> = {},
): Screening {
  const rules = more.ruleSet ?? ruleSet;
  const state = (questions: readonly string[]): FindingState => {
    const answer = answers.get(questions[0] ?? '');
    return answer === undefined || answer.kind === 'unknown'
      ? 'unknown'
      : answer.value === 'yes'
        ? 'present'
        : 'absent';
  };
  const finding = <C extends Finding['criterion']>(criterion: C): Finding<C> => {
    const questions = rules.questions.some(({ id }) => id === criterion.id) ? [criterion.id] : [];
    return { criterion, state: state(questions), questions };
  };
  return {
    ruleSet: rules,
    answers,
    on: '2026-01-01',
    verdict: {
      eligible: verdict.outcome.startsWith('candidate') ? 'yes' : 'no',
      urgent: 'not-asked',
      possible: verdict.outcome === 'needs-information' ? [] : [verdict.outcome],
      missing: [],
      missingForUrgent: [],
      next: null,
      ...verdict,
    },
    contraindications: rules.contraindications.map(finding),
    indications: rules.indications.map(finding),
    supporting: rules.supporting.map(finding),
    questions: new Map(
      rules.questions.map(({ id }): [string, QuestionState] => {
        const answer = answers.get(id);
        return [id, answer === undefined ? 'not-asked' : answer.kind === 'known' ? 'answered' : 'unknown'];
      }),
    ),
    waiting: new Map(),
    decisive: [],
    changes: [],
    moreChanges: false,
    unreachable: [],
    advice: [],
    ...more,
  };
}

export function inputOf(screening: Screening, more: Partial<ReportInput> = {}): ReportInput {
  return {
    screening,
    overrode: [],
    reference: null,
    tool: { name: 'candidacy', version: '0.1.0' },
    screenedAt: '2026-01-01T00:00:00Z',
    width: 80,
    explain: 'short',
    ...more,
  };
}

const NONE = Object.fromEntries(CONTRAINDICATIONS.map(([id]) => [id, 'no' as const]));

function changesOf(
  entries: readonly (readonly [
    id: string,
    from: 'yes' | 'no' | 'unknown',
    to: 'yes' | 'no',
    verdict: Screening['changes'][number]['verdict'],
  ])[],
): Screening['changes'] {
  return entries.map(([question, from, to, verdict]) => ({ change: [{ question, from, to }], verdict }));
}

export const candidate = screeningOf(
  given({ ...NONE, sciatica: 'yes', 'herniated-disc': 'no', 'told-needs-surgery': 'yes' }),
  { outcome: 'candidate' },
  {
    decisive: [...Object.keys(NONE), 'sciatica'],
    changes: changesOf([
      ...Object.keys(NONE).map((id) => [id, 'no', 'yes', 'contraindicated'] as const),
      ['sciatica', 'yes', 'no', 'not-indicated'],
    ]),
    unreachable: ['candidate-with-caution'],
  },
);

export const contraindicated = screeningOf(
  given({ ...NONE, pregnancy: 'yes', sciatica: 'yes', scoliosis: 'unknown' }),
  { outcome: 'contraindicated' },
  {
    decisive: ['pregnancy'],
    changes: changesOf([['pregnancy', 'yes', 'no', 'candidate']]),
    unreachable: ['candidate-with-caution'],
  },
);

export const open = screeningOf(
  given({ ...NONE, sciatica: 'yes', pregnancy: 'unknown' }),
  {
    outcome: 'needs-information',
    eligible: 'unknown',
    possible: ['contraindicated', 'candidate'],
    missing: ['pregnancy'],
    next: null,
  },
  {
    changes: changesOf([
      ['pregnancy', 'unknown', 'yes', 'contraindicated'],
      ['pregnancy', 'unknown', 'no', 'candidate'],
    ]),
  },
);

export const barelyAsked = screeningOf(
  given({ sciatica: 'yes', pregnancy: 'no' }),
  {
    outcome: 'needs-information',
    eligible: 'unknown',
    possible: ['contraindicated', 'candidate'],
    missing: ['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis'],
    next: 'metallic-hardware',
  },
  {
    changes: [
      ...changesOf([
        ['metallic-hardware', 'unknown', 'yes', 'contraindicated'],
        ['spinal-fracture', 'unknown', 'yes', 'contraindicated'],
        ['spine-infection', 'unknown', 'yes', 'contraindicated'],
        ['severe-osteoporosis', 'unknown', 'yes', 'contraindicated'],
        ['pregnancy', 'no', 'yes', 'contraindicated'],
      ]),
      {
        change: ['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis'].map((question) => ({
          question,
          from: 'unknown',
          to: 'no',
        })),
        verdict: 'candidate',
      },
    ],
  },
);

const caudaEquina: Contraindication = {
  id: 'cauda-equina',
  name: 'Cauda equina symptoms',
  because: 'New numbness between the legs or a loss of bladder or bowel control is a surgical emergency.',
  when: {
    kind: 'comparison',
    question: 'cauda-equina',
    test: { kind: 'one-of', values: ['yes'] },
    at: '/contraindications/5',
  },
  kind: 'contraindication',
  severity: 'absolute',
  urgent: true,
  source: { wegner: 'Warning signs' },
  evidence: { grade: 'expert consensus', verified: 'read', reviewBy: '2027-06-30' },
  at: '/contraindications/5',
};

export const clinicalRules: RuleSet = {
  ...ruleSet,
  id: 'spinal-decompression-clinical',
  contraindications: [...contraindications, caudaEquina],
  questions: [
    ...ruleSet.questions,
    yesNo(
      'cauda-equina',
      'Any new numbness between the legs, or loss of bladder or bowel control?',
      '/contraindications/5',
    ),
  ],
};

export const urgent = screeningOf(
  given({ pregnancy: 'yes', 'cauda-equina': 'yes' }, 'prompt'),
  { outcome: 'contraindicated', urgent: 'yes' },
  { ruleSet: clinicalRules, decisive: ['pregnancy'] },
);

export const pregnantAndOpen = screeningOf(
  given({ pregnancy: 'yes' }, 'prompt'),
  { outcome: 'contraindicated', urgent: 'unknown', missingForUrgent: ['cauda-equina'], next: 'cauda-equina' },
  { ruleSet: clinicalRules, decisive: ['pregnancy'] },
);

export const notIndicated = screeningOf(
  given({ ...NONE, sciatica: 'no', 'herniated-disc': 'no', scoliosis: 'no' }),
  { outcome: 'not-indicated' },
  { changes: changesOf([['sciatica', 'no', 'yes', 'candidate']]) },
);
