import { testInWords } from '../analysis/test-in-words.js';
import type { Condition } from '../model/condition.js';
import { formatDecimal } from '../model/decimal.js';
import type { Question } from '../model/question.js';
import { rangeOf } from '../model/read-answer.js';
import type { Advice, Citation, Criterion, RuleSet } from '../model/ruleset.js';
import { sourceText } from './words.js';

/** A rule set as a page to be read and signed, whatever it is written in. Texts are as the file has them: not escaped yet. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly anchor?: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What stands in a line of its own, indented as it is. */
  | { readonly kind: 'condition'; readonly lines: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, text: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'ladder'; readonly rungs: readonly Rung[]; readonly end: string }
  | { readonly kind: 'signatures' };

/** A step of the way to the verdict: a question, and where one leaves the way. */
export interface Rung {
  readonly question: string;
  /** The answer with which one leaves, and the verdict that this is. */
  readonly leaves: 'yes' | 'no';
  readonly verdict: string;
  /** The criteria that are looked at. */
  readonly names: readonly string[];
}

export function ruleSetPage(ruleSet: RuleSet): readonly Block[] {
  const absolute = ruleSet.contraindications.filter(({ severity }) => severity === 'absolute');
  const relative = ruleSet.contraindications.filter(({ severity }) => severity === 'relative');
  const section = (heading: string, criteria: readonly Criterion[]): readonly Block[] =>
    criteria.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: heading },
          ...criteria.flatMap((criterion) => criterionBlocks(ruleSet, criterion)),
        ];
  return [
    { kind: 'heading', level: 1, text: ruleSet.title },
    ...(ruleSet.description === undefined ? [] : [{ kind: 'paragraph', text: ruleSet.description } as const]),
    { kind: 'facts', rows: headRows(ruleSet) },
    ...loosened(ruleSet),
    { kind: 'heading', level: 2, text: 'How the verdict comes about' },
    ladderOf(ruleSet),
    {
      kind: 'paragraph',
      text: 'As long as an open answer could still change the verdict, it is "needs-information". Supporting factors are shown and decide nothing.',
    },
    ...section('What forbids it (absolute contraindications)', absolute),
    ...section('What asks for caution (relative contraindications)', relative),
    ...section('What it is for (indications)', ruleSet.indications),
    ...section('What supports it and decides nothing', ruleSet.supporting),
    ...questionBlocks(ruleSet),
    ...adviceBlocks(ruleSet),
    ...claimBlocks(ruleSet),
    ...sourceBlocks(ruleSet),
    { kind: 'heading', level: 2, text: 'Approved by' },
    { kind: 'paragraph', text: `For version ${ruleSet.version}, ${ruleSet.digest}, and no other.` },
    { kind: 'signatures' },
  ];
}

function headRows({ id, version, digest, lineage, redFlagsIn }: RuleSet): readonly (readonly [string, string])[] {
  return [
    ['Rule set', id],
    ['Version', version],
    ['Digest', digest],
    ...(lineage ?? []).map((parent) => ['Extends', `${parent.id} ${parent.version}`] as const),
    ...(redFlagsIn === undefined ? [] : [['Red flags', `not asked here, but in ${redFlagsIn}`] as const]),
  ];
}

/** What this rule set does to those it extends that could let somebody through. */
function loosened({ changes = [] }: RuleSet): readonly Block[] {
  if (changes.length === 0) return [];
  const verbs = { add: 'Adds', replace: 'Replaces', remove: 'Removes', gate: 'Asks less often' } as const;
  return [
    { kind: 'heading', level: 2, text: 'What it loosens in the rule set that it extends' },
    { kind: 'list', items: changes.map(({ kind, target, because }) => `${verbs[kind]} "${target}": ${because}`) },
  ];
}

function ladderOf({ contraindications, indications }: RuleSet): Block {
  const named = (list: readonly Criterion[]): readonly string[] => list.map(({ name }) => name);
  const absolute = contraindications.filter(({ severity }) => severity === 'absolute');
  const relative = contraindications.filter(({ severity }) => severity === 'relative');
  const rungs: readonly Rung[] = [
    {
      question: 'Is an absolute contraindication present?',
      leaves: 'yes',
      verdict: 'contraindicated',
      names: absolute.map(({ name, urgent }) => (urgent ? `${name} (urgent)` : name)),
    },
    { question: 'Is an indication present?', leaves: 'no', verdict: 'not-indicated', names: named(indications) },
    {
      question: 'Is a relative contraindication present?',
      leaves: 'yes',
      verdict: 'candidate-with-caution',
      names: named(relative),
    },
  ];
  return { kind: 'ladder', rungs, end: 'candidate' };
}

function criterionBlocks(ruleSet: RuleSet, criterion: Criterion): readonly Block[] {
  const { id, name, because, when, help, evidence, source } = criterion;
  const urgent = criterion.kind === 'contraindication' && criterion.urgent;
  const rows: (readonly [string, string])[] = [
    ['Id', id],
    ...(urgent ? [['Urgent', 'a red flag: needs urgent care'] as const] : []),
    ['Because', because],
    ['Source', source === undefined ? 'none' : citationText(source)],
    ['Grade', evidence?.grade ?? 'not graded'],
    ['Verification', VERIFIED[evidence?.verified ?? 'unsaid']],
    ...(evidence?.reviewBy === undefined ? [] : [['Review by', evidence.reviewBy] as const]),
    ...(help === undefined ? [] : [['Help', help] as const]),
  ];
  return [
    { kind: 'heading', level: 3, text: name, anchor: `${criterion.kind}-${id}` },
    { kind: 'condition', lines: conditionLines(when, questionsById(ruleSet)) },
    { kind: 'facts', rows },
  ];
}

const VERIFIED = {
  read: 'the source was read for this rule',
  partly: 'the source was read in part',
  'not-read': 'the source was not read',
  unsaid: 'not said',
} as const;

function questionsById({ questions }: RuleSet): ReadonlyMap<string, Question> {
  return new Map(questions.map((question) => [question.id, question]));
}

function citationText(citation: Citation): string {
  return Object.entries(citation)
    .map(([id, place]) => `${id}: ${place}`)
    .join('; ');
}

/** A condition in words, each part in a line of its own under what joins it. */
export function conditionLines(
  condition: Condition,
  questions: ReadonlyMap<string, Question>,
  indent = '',
): readonly string[] {
  const parts = (list: readonly Condition[]): readonly string[] =>
    list.flatMap((part) => conditionLines(part, questions, `${indent}  `));
  switch (condition.kind) {
    case 'all':
      return [`${indent}all of:`, ...parts(condition.of)];
    case 'any':
      return [`${indent}any of:`, ...parts(condition.of)];
    case 'not':
      return [`${indent}not:`, ...parts([condition.of])];
    case 'at-least':
      return [`${indent}at least ${condition.count} of:`, ...parts(condition.of)];
    case 'score': {
      const { atLeast, atMost, places } = condition;
      const bounds = [
        ...(atLeast === undefined ? [] : [`at least ${formatDecimal(atLeast, places)}`]),
        ...(atMost === undefined ? [] : [`at most ${formatDecimal(atMost, places)}`]),
      ];
      const terms = condition.terms.flatMap(({ weight, when }) => {
        const [first = '', ...rest] = conditionLines(when, questions, `${indent}  `);
        return [`${first} (adds ${formatDecimal(weight, places)})`, ...rest];
      });
      return [`${indent}points, ${bounds.join(' and ')}:`, ...terms];
    }
    case 'comparison': {
      const question = questions.get(condition.question);
      const asked = question === undefined ? condition.question : question.ask;
      const test = question === undefined ? '' : testInWords(condition.test, question);
      return [`${indent}${asked} [${condition.question}] ${test}`];
    }
  }
}

function questionBlocks(ruleSet: RuleSet): readonly Block[] {
  const questions = questionsById(ruleSet);
  return [
    { kind: 'heading', level: 2, text: 'What is asked' },
    ...ruleSet.questions.flatMap((question): readonly Block[] => {
      const codes = question.codes.map(({ system, code }) => `${system} ${code}`).join(', ');
      return [
        { kind: 'heading', level: 3, text: question.ask, anchor: `question-${question.id}` },
        {
          kind: 'facts',
          rows: [
            ['Id', question.id],
            ['Answer', answerKind(question)],
            ...(question.askIf === undefined ? [] : [['Asked if', 'the condition below holds'] as const]),
            ...(question.optional ? [['Optional', 'no verdict depends on it'] as const] : []),
            ...(question.fixed ? [['Fixed', 'nobody can change it'] as const] : []),
            ...(codes === '' ? [] : [['Codes', codes] as const]),
          ],
        },
        ...(question.askIf === undefined
          ? []
          : [{ kind: 'condition', lines: conditionLines(question.askIf, questions) } as const]),
      ];
    }),
  ];
}

function answerKind(question: Question): string {
  switch (question.type) {
    case 'yes-no':
      return 'yes or no';
    case 'choice':
      return `one of: ${question.options.map(({ name }) => name).join(', ')}`;
    case 'choices':
      return `any of: ${question.options.map(({ name }) => name).join(', ')}`;
    case 'number':
      return rangeOf(question);
    case 'date':
      return question.future ? 'a date' : 'a date, not in the future';
  }
}

function adviceBlocks(ruleSet: RuleSet): readonly Block[] {
  if (ruleSet.advice.length === 0) return [];
  const questions = questionsById(ruleSet);
  const blocks = (item: Advice): readonly Block[] => [
    { kind: 'heading', level: 3, text: item.title, anchor: `advice-${item.id}` },
    ...(item.text === undefined ? [] : [{ kind: 'paragraph', text: item.text } as const]),
    ...(item.when === undefined
      ? []
      : [{ kind: 'condition', lines: ['shown if:', ...conditionLines(item.when, questions, '  ')] } as const]),
    ...(item.unless.length === 0
      ? []
      : [
          {
            kind: 'condition',
            lines: [
              'held back unless each of these is known to be absent:',
              ...item.unless.flatMap((objection) =>
                'condition' in objection
                  ? conditionLines(objection.condition, questions, '  ')
                  : [`  ${objection.unasked} (not asked, so never known)`],
              ),
            ],
          } as const,
        ]),
    {
      kind: 'facts',
      rows: [
        ['Id', item.id],
        ['Kind', item.type],
        ...(item.dose === undefined ? [] : [['How much', item.dose] as const]),
        ['Source', item.source === undefined ? 'none' : citationText(item.source)],
      ],
    },
  ];
  return [{ kind: 'heading', level: 2, text: 'Advice' }, ...ruleSet.advice.flatMap(blocks)];
}

function claimBlocks({ evidence }: RuleSet): readonly Block[] {
  if (evidence.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Claims, and what was found' },
    ...evidence.map(({ claim, claimSource, found, source }): Block => ({
      kind: 'facts',
      rows: [
        ['Claim', claim],
        ...(claimSource === undefined ? [] : [['Says', citationText(claimSource)] as const]),
        ['Found', found],
        ...(source === undefined ? [] : [['Source', citationText(source)] as const]),
      ],
    })),
  ];
}

function sourceBlocks({ sources }: RuleSet): readonly Block[] {
  if (sources.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Sources' },
    { kind: 'facts', rows: sources.map((source) => [source.id, sourceText(source)]) },
  ];
}
