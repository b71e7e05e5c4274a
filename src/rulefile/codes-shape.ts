import type { CodeEntry } from './codes.js';

/** Errors in the shape of the file: keys, and what kind of value each has. */
export const SHAPE_CODES = {
  'format-version': {
    title: 'Another version of the format',
    why: '`candidacy: 1` says which version of the format the file is written in. A file of another version is not read by guess.',
    example: { bad: 'candidacy: 2\n', mended: 'candidacy: 1\n' },
  },
  'missing-key': {
    title: 'A key is missing',
    why: 'Something that cannot be done without is not there.',
    example: {
      bad: 'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica? }\n',
      mended: 'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated. }\n',
    },
  },
  'unknown-key': {
    title: 'A key that is not known here',
    why: 'A misspelt key would be a rule that does not hold: so a key that is not known is never passed over.',
    example: {
      bad: 'contraindications:\n  - { id: pregnancy, name: Pregnancy, ask: Is the patient pregnant?, severty: absolute, severity: absolute, because: It is ruled out. }\n',
      mended:
        'contraindications:\n  - { id: pregnancy, name: Pregnancy, ask: Is the patient pregnant?, severity: absolute, because: It is ruled out. }\n',
    },
  },
  'wrong-type': {
    title: 'The wrong kind of value',
    why: 'A text stands where a number belongs, a list where a text belongs, and so on. A version such as 1.10 must be in quotes, or it would be the number 1.1.',
    example: { bad: 'version: 1.10\n', mended: 'version: "1.10"\n' },
  },
  'wrong-value': {
    title: 'A value that cannot stand here',
    why: 'Only certain values make sense in this place.',
    example: {
      bad: 'contraindications:\n  - { id: pregnancy, name: Pregnancy, ask: Is the patient pregnant?, severity: total, because: It is ruled out. }\n',
      mended:
        'contraindications:\n  - { id: pregnancy, name: Pregnancy, ask: Is the patient pregnant?, severity: absolute, because: It is ruled out. }\n',
    },
  },
  'empty-text': {
    title: 'An empty text',
    why: 'A person reads these texts; an empty one tells her nothing.',
    example: { bad: 'title: ""\n', mended: 'title: An example\n' },
  },
  'empty-list': {
    title: 'A list with too little in it',
    why: 'Of no parts one can say that all of them hold and that none does: `all: []` would be a rule that is always present. A choice needs two options to be one.',
    example: {
      bad: 'indications:\n  - { id: none-at-all, name: Nothing, when: { all: [] }, because: Nothing has to hold. }\n',
      mended: 'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated. }\n',
    },
  },
  'bad-id': {
    title: 'Not a name',
    why: 'Ids are lower-case words joined by hyphens, so that each is a flag on the command line, a column of a table and a word in a condition. Sources may have capitals too.',
    example: {
      bad: 'indications:\n  - { id: Herniated_Disc, name: Herniated disc, ask: Is there one?, because: It is treated. }\n',
      mended:
        'indications:\n  - { id: herniated-disc, name: Herniated disc, ask: Is there one?, because: It is treated. }\n',
    },
  },
  'not-a-condition': {
    title: 'Not a condition',
    why: 'A condition is the id of a yes-no question, one question held against something, or `all`, `any`, `not`, `at-least … of`, `score`. Two questions in one map, or a list without a word for how its parts are joined, could mean several things.',
    example: {
      bad: 'questions:\n  - { id: age, ask: Age in years, type: number, range: [0, 120], step: 1, unit: years }\nindications:\n  - { id: adult, name: Adult, when: { at-least: 18 }, because: Only adults are treated. }\n',
      mended:
        'questions:\n  - { id: age, ask: Age in years, type: number, range: [0, 120], step: 1, unit: years }\nindications:\n  - { id: adult, name: Adult, when: { age: { at-least: 18 } }, because: Only adults are treated. }\n',
    },
  },
  'bad-date': {
    title: 'Not a day',
    why: 'Days are written YYYY-MM-DD, and must be in the calendar.',
    example: {
      bad: 'questions:\n  - { id: implanted-on, ask: When was it implanted?, type: date }\ncontraindications:\n  - { id: recalled, name: Recalled device, severity: absolute, when: { implanted-on: { before: 2019-02-30 } }, because: The device was recalled. }\n',
      mended:
        'questions:\n  - { id: implanted-on, ask: When was it implanted?, type: date }\ncontraindications:\n  - { id: recalled, name: Recalled device, severity: absolute, when: { implanted-on: { before: 2019-03-01 } }, because: The device was recalled. }\n',
    },
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
