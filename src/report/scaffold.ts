import { PLACEHOLDER } from '../analysis/lint/placeholders.js';
import { scalar } from './patients-yaml.js';

/** What the author of a new rule set says of it. */
export interface Scaffold {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly indications: readonly ScaffoldCriterion[];
  readonly contraindications: readonly ScaffoldCriterion[];
  readonly cautions: readonly ScaffoldCriterion[];
}

export interface ScaffoldCriterion {
  readonly id: string;
  readonly name: string;
  readonly ask: string;
}

/** A rule file that loads, with a sentence wherever its author has something to say. */
export function scaffoldRules({ id, title, source, indications, contraindications, cautions }: Scaffold): string {
  const criterion = (
    kind: 'forbids it' | 'asks for care' | 'speaks for it',
    one: ScaffoldCriterion,
  ): readonly string[] => [
    `  - id: ${one.id}`,
    `    name: ${scalar(one.name)}`,
    `    ask: ${scalar(one.ask)}`,
    ...(kind === 'forbids it'
      ? ['    severity: absolute']
      : kind === 'asks for care'
        ? ['    severity: relative']
        : []),
    `    because: ${scalar(`${PLACEHOLDER.text}, in a plain sentence, why this ${kind}.`)}`,
    `    source: { guideline: ${PLACEHOLDER.text} where it stands }`,
  ];
  return [
    '# Who is a candidate, and who is not. docs/rule-file.md says what can stand here.',
    'candidacy: 1',
    `id: ${id}`,
    "version: '0.1.0'",
    `title: ${scalar(title)}`,
    '',
    'sources:',
    `  guideline: { title: ${scalar(source)} }`,
    '',
    '# What forbids it (severity: absolute), and what asks for care (relative).',
    'contraindications:',
    ...contraindications.flatMap((one) => criterion('forbids it', one)),
    ...cautions.flatMap((one) => criterion('asks for care', one)),
    '',
    '# What it is for. Without one of these nobody is a candidate.',
    'indications:',
    ...indications.flatMap((one) => criterion('speaks for it', one)),
    '',
  ].join('\n');
}

/** A test file that shows all there is to show of the scaffold, and notices every small change of it. */
export function scaffoldTests({ indications, contraindications, cautions }: Scaffold): string {
  const all = [...contraindications, ...cautions, ...indications];
  const first = indications[0]!.id;
  const ids = (list: readonly ScaffoldCriterion[]): string => `[ ${list.map(({ id }) => id).join(', ')} ]`;
  const others = (one: ScaffoldCriterion): string => {
    const rest = all.filter(({ id }) => id !== one.id && id !== first);
    return rest.length === 0 ? '' : `, absent: ${ids(rest)}`;
  };
  const rows = (list: readonly ScaffoldCriterion[]): readonly string[] =>
    list.map((one) => `      - { answers: { ${one.id}: yes }, expect: { present: [ ${one.id} ]${others(one)} } }`);
  return [
    '# Made-up patients, and what is expected of them. docs/rule-tests.md says what can be expected.',
    'candidacy-tests: 1',
    'fixtures:',
    '  nothing:',
    '    answers:',
    ...all.map(({ id }) => `      ${id}: no`),
    'patients:',
    '  - name: Nobody was asked anything',
    `    expect: { verdict: needs-information, eligible: unknown, unknown: ${ids(all)} }`,
    '  - name: Nothing speaks for it and nothing against it',
    '    extends: nothing',
    `    expect: { verdict: not-indicated, absent: ${ids(all)}, missing: [] }`,
    '  - name: What speaks for it, alone',
    '    extends: nothing',
    '    cases:',
    ...rows(indications),
    '    expect: { verdict: candidate, eligible: yes }',
    '  - name: What forbids it',
    '    extends: nothing',
    `    answers: { ${first}: yes }`,
    '    cases:',
    ...rows(contraindications),
    '    expect: { verdict: contraindicated, eligible: no, urgent: not-asked }',
    ...(cautions.length === 0
      ? []
      : [
          '  - name: What asks for care',
          '    extends: nothing',
          `    answers: { ${first}: yes }`,
          '    cases:',
          ...rows(cautions),
          '    expect: { verdict: candidate-with-caution, eligible: yes }',
        ]),
    '',
  ].join('\n');
}
