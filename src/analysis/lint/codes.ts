/** What the catalogue says about a finding; the same shape as for errors of loading. */
export interface LintEntry {
  readonly title: string;
  readonly why: string;
  readonly example: {
    readonly bad: string;
    readonly mended: string;
    /** Other files in the same folder. */
    readonly files?: Readonly<Record<string, string>>;
  };
}

const SCORE = '  - { id: pain, ask: How bad is the pain?, type: number, range: [0, 10], step: 1 }\n';
const SOURCE = 'sources:\n  trial: { title: A trial }\n';
const CITED = 'source: { trial: Table 1 }';

const criterion = (id: string, rest: string): string =>
  `  - { id: ${id}, name: ${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}, because: It is so., ${CITED}, ${rest} }\n`;
const against = (id: string, rest: string, severity = 'absolute'): string =>
  criterion(id, `severity: ${severity}, ${rest}`);

const banded = (mild: string, severe: string): string =>
  `${SOURCE}questions:\n${SCORE}indications:\n${criterion('mild', `when: { pain: ${mild} }`)}contraindications:\n${against('severe', `when: { pain: ${severe} }`)}`;
const graded = (mild: string, severe: string): string =>
  `${SOURCE}questions:\n${SCORE}indications:\n${criterion('mild', `when: { pain: ${mild} }`)}${criterion('severe', `when: { pain: ${severe} }`)}`;
const gated = (gate: string): string =>
  `${SOURCE}questions:\n  - { id: sex, ask: Sex, type: choice, options: [female, male] }\n  - { id: pregnant, ask: Is there a pregnancy?, ask-if: { sex: ${gate} } }\n` +
  `contraindications:\n${against('pregnancy', 'when: { all: [ pregnant, { sex: female } ] }')}`;
const fractured = (surgery: string): string =>
  `${SOURCE}questions:\n  - { id: operated, ask: Has there been an operation? }\n  - { id: healed, ask: Has it healed?, ask-if: operated }\n` +
  `  - { id: loose, ask: Is the screw loose?, ask-if: { all: [ healed, { operated: ${surgery} } ] } }\n` +
  `contraindications:\n${against('loose-screw', 'when: loose')}${against('wound', 'when: { healed: no }')}`;
const planned = (future: string): string =>
  `${SOURCE}questions:\n  - { id: operated-on, ask: When was the operation?, type: date${future} }\n` +
  `contraindications:\n${against('fresh-wound', 'when: { operated-on: { within: 2 weeks } }')}`;
const heavy = (pounds: number): string =>
  `${SOURCE}questions:\n  - { id: weight, ask: Weight, type: number, range: [20, 300], step: 1, unit: kg, accepts: [lb] }\n` +
  `contraindications:\n${against('heavy', `when: { weight: { above: { kg: 136, lb: ${pounds} } } }`)}`;
const sciatica = (rest = ''): string =>
  `${SOURCE}indications:\n${criterion('sciatica', `ask: Is there sciatica?${rest}`)}`;

/** A text that the examples do not have, and none that they have. */
const SPANISH =
  'candidacy-translation: 1\nof: example\nlanguage: es\ntexts:\n  - { en: Is there pain in the leg?, es: ¿Hay dolor en la pierna? }\n';

const TRANSLATED = {
  bad: `language: en\ntranslations: [es]\n${sciatica()}`,
  mended: `language: en\n${sciatica()}`,
  files: { 'rules.es.yaml': SPANISH },
};

const BANDS_MENDED = banded('{ below: 4 }', '{ at-least: 4 }');

/** Every finding about rule files that load. */
export const LINT_CODES = {
  'never-asked': {
    title: 'A question that is never asked',
    why: 'Its gate can never hold: its parts exclude each other, or a question that it reads applies only where it would not hold. Nobody is asked, and nothing that the answer would show is found.',
    example: { bad: fractured('no'), mended: fractured('yes') },
  },
  'never-present': {
    title: 'A criterion that can never be present',
    why: 'No answers meet its condition: its parts exclude each other, or a gate keeps the question from being asked just where it would matter. Whoever has it is let through.',
    example: { bad: gated('male'), mended: gated('female') },
  },
  'always-present': {
    title: 'A criterion that is always present',
    why: 'All answers meet its condition, so it tells nobody apart.',
    example: {
      bad: `${SOURCE}indications:\n${criterion('pain', 'when: { any: [ leg-pain, { not: leg-pain } ] }')}questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n`,
      mended: `${SOURCE}indications:\n${criterion('pain', 'when: leg-pain')}questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n`,
    },
  },
  'same-criterion': {
    title: 'Two criteria that say the same',
    why: 'They hold for just the same answers. One of them is not what its author meant, or is one too many.',
    example: { bad: banded('{ above: 3 }', '{ at-least: 4 }'), mended: banded('{ at-most: 3 }', '{ at-least: 4 }') },
  },
  'never-matters': {
    title: 'A criterion that changes no verdict',
    why: 'Wherever it holds, another one has decided already.',
    example: { bad: graded('{ at-least: 1 }', '{ at-least: 7 }'), mended: graded('{ at-most: 3 }', '{ at-least: 7 }') },
  },
  'unread-question': {
    title: 'A question that nothing reads',
    why: 'It costs time and changes nothing. More often than not, a condition has forgotten it.',
    example: {
      bad: `${sciatica()}questions:\n  - { id: fever, ask: Is there a fever? }\n`,
      mended: `${sciatica()}questions:\n  - { id: fever, ask: Is there a fever? }\ncontraindications:\n${against('infection', 'when: fever')}`,
    },
  },
  'idle-question': {
    title: 'A question that changes no verdict',
    why: 'Conditions read it, and whatever the answer is, the verdict stays.',
    example: {
      bad: `${SOURCE}questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n  - { id: back-pain, ask: Is there back pain? }\nindications:\n${criterion('pain', 'when: { any: [ leg-pain, { all: [ leg-pain, back-pain ] } ] }')}`,
      mended: `${SOURCE}questions:\n  - { id: leg-pain, ask: Is there leg pain? }\n  - { id: back-pain, ask: Is there back pain? }\nindications:\n${criterion('pain', 'when: { any: [ leg-pain, back-pain ] }')}`,
    },
  },
  'band-gap': {
    title: 'Values that fall between two criteria',
    why: 'One criterion ends, another begins, and the value between them is in neither. Whole numbers have nothing between 4 and 5; what is measured in tenths has.',
    example: { bad: banded('{ below: 4 }', '{ above: 4 }'), mended: BANDS_MENDED },
  },
  'band-overlap': {
    title: 'A value that is in two criteria',
    why: 'One criterion ends where another begins, and the value at the bound is in both.',
    example: { bad: banded('{ at-most: 4 }', '{ at-least: 4 }'), mended: BANDS_MENDED },
  },
  'bound-out-of-range': {
    title: 'A bound that no answer reaches',
    why: 'The comparison holds for every answer, or for none.',
    example: { bad: banded('{ at-most: 3 }', '{ at-least: 40 }'), mended: banded('{ at-most: 3 }', '{ at-least: 4 }') },
  },
  'bounds-apart': {
    title: 'A bound that is another in another unit',
    why: 'The bound is given in two units, and they are further apart than one step of the coarser unit and than 1 %: who is over it in the one unit is under it in the other.',
    example: { bad: heavy(400), mended: heavy(300) },
  },
  'period-looks-back': {
    title: 'A period before the screening for a day that may lie after it',
    why: 'The question takes days after the screening, and "within" and "beyond" look back: such a day is neither. Who is operated on tomorrow has no operation "within 2 weeks".',
    example: { bad: planned(', future: true'), mended: planned('') },
  },
  'missing-source': {
    title: 'A criterion without a source',
    why: 'Whoever reads the verdict asks where the rule is from.',
    example: {
      bad: 'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated. }\n',
      mended: sciatica(),
    },
  },
  'unused-source': {
    title: 'A source that nothing cites',
    why: 'It makes the rules look better founded than they are; or a citation has been forgotten.',
    example: {
      bad: sciatica().replace(SOURCE, `${SOURCE}  review: { title: A review }\n`),
      mended: sciatica(),
    },
  },
  'review-overdue': {
    title: 'Evidence that wants another look',
    why: 'The day by which its author wanted to look again has gone by.',
    example: {
      bad: sciatica(', evidence: { review-by: 2020-01-01 }'),
      mended: sciatica(', evidence: { review-by: 2099-01-01 }'),
    },
  },
  'placeholder-text': {
    title: 'A text that is still to be written',
    why: 'It is what a new rule file says in its place. It does no harm while the rules are being written, and tells a patient nothing.',
    example: { bad: sciatica().replace('It is so.', 'Say here why.'), mended: sciatica() },
  },
  'near-names': {
    title: 'Names that are easily mistaken',
    why: 'Two ids or names differ by a slip of the pen, or not at all; a condition may read the one and mean the other.',
    example: {
      bad: `${SOURCE}indications:\n${criterion('hypertension', 'ask: Is the pressure high?')}${criterion('hypotension', 'ask: Is the pressure low?')}`,
      mended: `${SOURCE}indications:\n${criterion('high-pressure', 'ask: Is the pressure high?')}${criterion('low-pressure', 'ask: Is the pressure low?')}`,
    },
  },
  'negated-question': {
    title: 'A question that asks with a negation',
    why: 'To say "no" to "Is there no fever?" takes thought, and a part of all people give the other answer.',
    example: {
      bad: sciatica().replace('Is there sciatica?', 'Is there no sciatica?'),
      mended: sciatica(),
    },
  },
  'open-advice': {
    title: 'Advice that nothing holds back',
    why: 'The rule set knows of dangers, and this item is shown to everybody.',
    example: {
      bad: `${sciatica()}contraindications:\n${against('fracture', 'ask: Is there a fracture?')}advice:\n  - { id: bridge, title: Bridge, type: exercise, steps: [ Lift the hips. ] }\n`,
      mended: `${sciatica()}contraindications:\n${against('fracture', 'ask: Is there a fracture?')}advice:\n  - { id: bridge, title: Bridge, type: exercise, steps: [ Lift the hips. ], unless: [ fracture ] }\n`,
    },
  },
  'missing-translation': {
    title: 'A text that is not translated',
    why: 'The rule set has a language, and this text stands in its own alone. A page in that language shows the text as it is.',
    example: TRANSLATED,
  },
  'stale-translation': {
    title: 'A translation of what is said no more',
    why: 'The original beside the translation is no text of the rule set any more: it was changed or taken out, and the translation would say what does not hold.',
    example: TRANSLATED,
  },
} as const satisfies Readonly<Record<string, LintEntry>>;

export type LintCode = keyof typeof LINT_CODES;
