import type { CodeEntry } from './codes.js';

/** Errors found before the file is understood: what it is made of. */
export const READING_CODES = {
  'unreadable-file': {
    title: 'The rule file cannot be read',
    why: 'There is no file of that name, or it may not be opened. Check the path; the names of the rule sets that ship are listed by `candidacy rules list`.',
  },
  'too-large': {
    title: 'The file is too large',
    why: 'A rule file has at most 1 MiB, and at most 60,000 pieces of YAML (words, marks and line ends): room for 250 criteria with all their texts. More is a wrong file, or one made to use up memory.',
  },
  'not-utf-8': {
    title: 'The file is not UTF-8 text',
    why: 'A rule file is text in UTF-8. Other encodings would change letters without a word, and a file that is no text at all is not a rule file.',
  },
  'empty-file': {
    title: 'The file says nothing',
    why: 'There is nothing in the file but blanks and comments.',
    example: { bad: '# only a comment\n', mended: 'indications: []\n' },
  },
  'control-character': {
    title: 'A character that does not show',
    why: 'Control characters, marks that turn the direction of writing, and halves of characters can make a screen show something else than the file says. No text needs them.',
    example: {
      bad: 'description: "Be careful\\u001b[2J"\n',
      mended: 'description: "Be careful"\n',
    },
  },
  'nested-too-deep': {
    title: 'Nested too deep',
    why: 'Lists and maps may stand in one another at most 60 deep, which is about 25 conditions within conditions. Nobody can review more, and it is a way to stop a program.',
    example: {
      bad: `indications:\n  - id: deep\n    name: Deep\n    because: It is deep.\n    when: ${'{ not: '.repeat(62)}q${' }'.repeat(62)}\n`,
      mended: 'indications:\n  - { id: deep, name: Deep, because: It was deep., ask: Is it deep? }\n',
    },
  },
  alias: {
    title: 'An anchor or an alias',
    why: 'Aliases (`*name`) make a reader look elsewhere for what a rule says, and a few lines of them can stand for gigabytes. Rule files have none: write the content out, or give it a question or criterion of its own.',
    example: {
      bad: 'supporting:\n  - { id: one, name: One, ask: Is it one?, because: &why It counts. }\n  - { id: two, name: Two, ask: Is it two?, because: *why }\n',
      mended:
        'supporting:\n  - { id: one, name: One, ask: Is it one?, because: It counts. }\n  - { id: two, name: Two, ask: Is it two?, because: It counts. }\n',
    },
  },
  tag: {
    title: 'A tag',
    why: 'Tags (`!name`) tell a program to make something special of a value. In a rule file the place of a value says what it is.',
    example: { bad: 'description: !!str A rule set\n', mended: 'description: A rule set\n' },
  },
  directive: {
    title: 'A directive',
    why: 'A line that starts with `%` changes how the rest is read: under `%YAML 1.1`, for one, `no` is not a text. Rule files are YAML 1.2.',
    example: {
      bad: '%YAML 1.1\n---\ncandidacy: 1\nid: example\nversion: "1.0.0"\ntitle: An example\n',
      mended: 'description: Without the directive\n',
    },
  },
  'several-documents': {
    title: 'Several documents in one file',
    why: 'A line of `---` starts a new document. Only one of them could be the rule set, and which is a guess.',
    example: { bad: 'description: The first\n---\ndescription: The second\n', mended: 'description: The first\n' },
  },
  'yaml-syntax': {
    title: 'The file is not YAML',
    why: 'The text breaks the rules of YAML. Mostly a quote, a colon or a bracket is missing, or lines that belong together start in different columns.',
    example: {
      bad: 'indications:\n  - id: sciatica\n    name: "Sciatica\n',
      mended:
        'indications:\n  - id: sciatica\n    name: "Sciatica"\n    ask: Is there sciatica?\n    because: It is treated.\n',
    },
  },
  'duplicate-key': {
    title: 'The same key twice',
    why: 'Of two values under one key, one would be lost without a word.',
    example: {
      bad: 'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated. }\nindications:\n  - { id: scoliosis, name: Scoliosis, ask: Is there scoliosis?, because: It is treated. }\n',
      mended:
        'indications:\n  - { id: sciatica, name: Sciatica, ask: Is there sciatica?, because: It is treated. }\n  - { id: scoliosis, name: Scoliosis, ask: Is there scoliosis?, because: It is treated. }\n',
    },
  },
  'odd-key': {
    title: 'A key that is not a name',
    why: 'A key is a word. Lists, maps and nothing cannot be one, nor can `__proto__`, `constructor` and `prototype`, which mean something to a program.',
    example: {
      bad: 'sources:\n  __proto__: { title: A source }\n',
      mended: 'sources:\n  proto: { title: A source }\n',
    },
  },
  'number-spelling': {
    title: 'A number spelled in a strange way',
    why: 'Numbers are taken exactly as they are written: plain digits with one point at most, up to 15 of them. Exponents, hexadecimal numbers, infinity and the like are refused, since they read as one thing and count as another.',
    example: {
      bad: 'questions:\n  - { id: weight, ask: Weight, type: number, unit: kg, range: [20, 3e2], step: 1 }\n',
      mended: 'questions:\n  - { id: weight, ask: Weight, type: number, unit: kg, range: [20, 300], step: 1 }\n',
    },
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
