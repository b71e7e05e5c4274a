import { HEAD } from './load-text.js';

/** Files made to stop, slow down or deceive the loader, by name: the file, and the code that it is refused with. */
export interface HostileFile {
  readonly make: () => string | Uint8Array;
  readonly refused: string;
}

const indication = (when: string): string =>
  `${HEAD}questions:\n  - { id: q, ask: Is it so? }\nindications:\n  - { id: it, name: It, because: It is., when: ${when} }\n`;
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const items = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(', ');
const MIB = 1024 * 1024;
const fill = (piece: string): string => piece.repeat(Math.floor((MIB - 1000) / piece.length));

export const HOSTILE: Readonly<Record<string, HostileFile>> = {
  'thirty megabytes': { make: () => new Uint8Array(30 * MIB).fill(97), refused: 'too-large' },
  'an alias bomb': {
    make: () => `a0: &a0 [x, x]\n${lines(40, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`)}\n`,
    refused: 'alias',
  },
  'a merge key': { make: () => `${HEAD}<<: { title: Other }\n`, refused: 'unknown-key' },
  'ten thousand brackets': {
    make: () => `${HEAD}sources: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    refused: 'nested-too-deep',
  },
  'a million open brackets': { make: () => fill('['), refused: 'nested-too-deep' },
  'ten thousand braces': {
    make: () => `${HEAD}sources: ${'{ a: '.repeat(10_000)}1${'}'.repeat(10_000)}\n`,
    refused: 'nested-too-deep',
  },
  'ten thousand negations': {
    make: () => indication('{ not: '.repeat(10_000) + 'q' + ' }'.repeat(10_000)),
    refused: 'nested-too-deep',
  },
  'half a million dashes in a line': { make: () => fill('- '), refused: 'nested-too-deep' },
  'half a million question marks in a line': { make: () => fill('? '), refused: 'nested-too-deep' },
  'half a million colons': { make: () => fill(': '), refused: 'nested-too-deep' },
  'a staircase of maps': { make: () => lines(1400, (i) => `${' '.repeat(i)}a:`), refused: 'nested-too-deep' },
  'a staircase of lists': { make: () => lines(1400, (i) => `${' '.repeat(i)}-`), refused: 'nested-too-deep' },
  'many empty lists': { make: () => `${HEAD}sources: [${'[],'.repeat(300_000)}]\n`, refused: 'too-large' },
  'many keys': { make: () => HEAD + lines(80_000, (i) => `k${i}: 1`), refused: 'too-large' },
  'keys up to the limit': { make: () => HEAD + lines(7000, (i) => `key-number-${i}: 1`), refused: 'unknown-key' },
  'one key over and over': { make: () => HEAD + lines(7000, () => 'title: An example'), refused: 'duplicate-key' },
  'questions up to the limit': {
    make: () => `${HEAD}questions:\n${lines(1800, (i) => `  - { id: q${i}, ask: Is it? }`)}\n`,
    refused: 'none',
  },
  'wrong questions up to the limit': {
    make: () => `${HEAD}questions:\n${lines(1800, (i) => `  - { id: Q${i}, aks: Is it? }`)}\n`,
    refused: 'bad-id',
  },
  'wrong conditions up to the limit': {
    make: () => indication(`{ any: [${items(3500, (i) => `{ al: [x${i}] }`)}] }`),
    refused: 'not-a-condition',
  },
  'unknown questions up to the limit': {
    make: () =>
      `${HEAD}questions:\n${lines(800, (i) => `  - { id: question-of-number-${i}, ask: Is it? }`)}\nindications:\n  - { id: it, name: It, because: It is., when: { any: [${items(4000, (i) => `quetsion-of-number-${i}`)}] } }\n`,
    refused: 'unknown-question',
  },
  'a chain of gates': {
    make: () =>
      `${HEAD}questions:\n  - { id: q0, ask: Is it? }\n${lines(1500, (i) => `  - { id: q${i + 1}, ask: Is it?, ask-if: q${i} }`)}\n`,
    refused: 'none',
  },
  'a circle of gates': {
    make: () =>
      `${HEAD}questions:\n${lines(1500, (i) => `  - { id: q${i}, ask: Is it?, ask-if: q${(i + 1) % 1500} }`)}\n`,
    refused: 'gate-circle',
  },
  'negations over a chain of gates': {
    make: () =>
      `${HEAD}questions:\n  - { id: q0, ask: Is it? }\n${lines(900, (i) => `  - { id: q${i + 1}, ask: Is it?, ask-if: q${i} }`)}\nindications:\n  - { id: it, name: It, because: It is., when: { all: [${items(900, (i) => `{ not: q${i + 1} }`)}] } }\n`,
    refused: 'unguarded-gate',
  },
  'nothing but comments': { make: () => fill('#\n'), refused: 'too-large' },
  'nothing but line ends': { make: () => fill('\n'), refused: 'too-large' },
  'nothing but blanks': { make: () => fill(' '), refused: 'empty-file' },
  'nothing but tabs': { make: () => fill('\t'), refused: 'empty-file' },
  'nothing but commas': { make: () => `[${fill(',')}`, refused: 'too-large' },
  'nothing but quotes': { make: () => fill("'"), refused: 'wrong-type' },
  'nothing but document marks': { make: () => fill('---\n'), refused: 'several-documents' },
  'nothing but directives': { make: () => fill('%A\n'), refused: 'directive' },
  'nothing but anchors': { make: () => fill('&a '), refused: 'alias' },
  'nothing but tags': { make: () => fill('!a '), refused: 'tag' },
  'nothing but NUL': { make: () => new Uint8Array(MIB), refused: 'control-character' },
  'a text of a megabyte': { make: () => `${HEAD}description: "${fill('x ')}\n`, refused: 'yaml-syntax' },
  'a folded text of a megabyte': { make: () => `${HEAD}description: >-\n${fill('  x\n')}`, refused: 'none' },
  'a megabyte of escapes': { make: () => `${HEAD}description: "${'\\n'.repeat(500_000)}x"\n`, refused: 'none' },
  'a number of a megabyte': { make: () => `candidacy: ${fill('1')}\n`, refused: 'number-spelling' },
  'a key of a megabyte': { make: () => `? ${fill('a')}\n: 1\n`, refused: 'missing-key' },
  'an id of a megabyte': {
    make: () => `candidacy: 1\nid: ${fill('a')}\nversion: "1"\ntitle: A\n`,
    refused: 'wrong-value',
  },
  'a prototype': { make: () => `${HEAD}__proto__: { title: Other }\n`, refused: 'odd-key' },
  'a constructor': { make: () => `${HEAD}sources: { constructor: { title: Other } }\n`, refused: 'odd-key' },
  'a prototype as a key of many words': {
    make: () => `${HEAD}"\\x5f_proto__": { title: Other }\n`,
    refused: 'odd-key',
  },
  'a list as a key': { make: () => `${HEAD}? [a, b]\n: 1\n`, refused: 'odd-key' },
  'a key of nothing': { make: () => `${HEAD}: 1\n`, refused: 'odd-key' },
  'a tag of JavaScript': { make: () => `${HEAD}description: !!js/function "function () {}"\n`, refused: 'tag' },
  'a second document': { make: () => `${HEAD}---\n${HEAD}`, refused: 'several-documents' },
  'a document after an end mark': { make: () => `${HEAD}...\n${HEAD}`, refused: 'several-documents' },
  'YAML 1.1': { make: () => `%YAML 1.1\n---\n${HEAD}`, refused: 'directive' },
  'an escape that clears the screen': { make: () => `${HEAD}description: "\\e[2J"\n`, refused: 'control-character' },
  'a raw escape': { make: () => `${HEAD}description: \u001b[2J\n`, refused: 'control-character' },
  'a mark that turns the direction': {
    make: () => `${HEAD}description: "safe \u202eevil"\n`,
    refused: 'control-character',
  },
  'half a character': { make: () => `${HEAD}description: "\\ud800"\n`, refused: 'control-character' },
  'a lone carriage return': { make: () => `${HEAD}description: a\rb\n`, refused: 'control-character' },
  'an image': { make: () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), refused: 'not-utf-8' },
  'UTF-16': { make: () => Uint8Array.of(0xff, 0xfe, 0x63, 0x00), refused: 'not-utf-8' },
  'an overlong encoding': { make: () => Uint8Array.of(0xc0, 0xaf), refused: 'not-utf-8' },
  'nothing at all': { make: () => '', refused: 'empty-file' },
  'a byte order mark alone': { make: () => Uint8Array.of(0xef, 0xbb, 0xbf), refused: 'empty-file' },
  'a byte order mark before a good file': { make: () => `\ufeff${HEAD}`, refused: 'none' },
  'line ends of Windows': { make: () => HEAD.replaceAll('\n', '\r\n'), refused: 'none' },
  'a deep path': { make: () => `${HEAD}extends: ${'a/'.repeat(90)}b.yaml\n`, refused: 'no-such-parent' },
  'a path without end': { make: () => `${HEAD}extends: ${'a/'.repeat(100_000)}b.yaml\n`, refused: 'wrong-value' },
  'a path out of the folder': { make: () => `${HEAD}extends: ../rules.yaml\n`, refused: 'extends-outside' },
  'a path out of the folder by way of another': {
    make: () => `${HEAD}extends: a/../../rules.yaml\n`,
    refused: 'extends-outside',
  },
  'an absolute path': { make: () => `${HEAD}extends: /etc/passwd.yaml\n`, refused: 'extends-outside' },
  'a path of Windows': { make: () => `${HEAD}extends: C:\\rules.yaml\n`, refused: 'extends-outside' },
  'an address': { make: () => `${HEAD}extends: https://example.org/rules.yaml\n`, refused: 'extends-outside' },
};
