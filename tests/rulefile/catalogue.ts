import { LINT_CODES } from '../../src/analysis/lint/codes.js';
import { TEST_CODES } from '../../src/rulefile/codes-tests.js';
import { CODES, wholeExample, type Code, type CodeEntry } from '../../src/rulefile/codes.js';
import type { Loaded } from '../../src/rulefile/load.js';
import { loadFiles, printed, type Content } from './load-text.js';

/** Errors that no text can show: files made for them, and what the catalogue says instead. */
const MADE: Partial<Record<Code, { readonly files: Readonly<Record<string, Content>>; readonly said: string }>> = {
  'unreadable-file': { files: {}, said: 'There is no file `rules.yaml`.' },
  'too-large': { files: { 'rules.yaml': new Uint8Array(2_000_000).fill(32) }, said: 'A file of 2,000,000 blanks.' },
  'not-utf-8': { files: { 'rules.yaml': Uint8Array.of(0xff, 0xfe, 0x69, 0x00) }, said: 'A file saved as UTF-16.' },
};

export interface CatalogueEntry {
  readonly code: Code;
  readonly entry: CodeEntry;
  readonly bad: Loaded;
  readonly mended: Loaded | undefined;
  readonly said: string | undefined;
}

export const CATALOGUE: readonly CatalogueEntry[] = (Object.entries(CODES) as [Code, CodeEntry][]).map(
  ([code, entry]) => {
    const { example } = entry;
    const made = MADE[code];
    if (example === undefined) {
      if (made === undefined) throw new Error(`${code} has no example, and no file is made for it.`);
      return { code, entry, bad: loadFiles(made.files), mended: undefined, said: made.said };
    }
    const others = Object.fromEntries(
      Object.entries(example.files ?? {}).map(([path, text]) => [path, wholeExample(text)]),
    );
    return {
      code,
      entry,
      bad: loadFiles({ ...others, 'rules.yaml': wholeExample(example.bad) }),
      mended: loadFiles({ ...others, 'rules.yaml': wholeExample(example.mended) }),
      said: undefined,
    };
  },
);

/** docs/errors.md as it should be. */
export function cataloguePage(): string {
  const parts = CATALOGUE.map(({ code, entry, bad, said }) => {
    const { example } = entry;
    const files = Object.entries(example?.files ?? {}).map(
      ([path, text]) => `with \`${path}\`:\n\n${fenced('yaml', text)}\n`,
    );
    const shown = example === undefined ? [`${said ?? ''}\n`] : [fenced('yaml', example.bad), ...files];
    const mended = example === undefined ? [] : ['mended:\n', fenced('yaml', example.mended)];
    return [
      `## ${code}\n`,
      `**${entry.title}.** ${entry.why}\n`,
      ...shown,
      fenced('text', printed(bad, 90)),
      ...mended,
    ].join('\n');
  });
  const found = Object.entries(LINT_CODES).map(([code, { title, why, example }]) =>
    [
      `### ${code}\n`,
      `**${title}.** ${why}\n`,
      fenced('yaml', example.bad),
      'mended:\n',
      fenced('yaml', example.mended),
    ].join('\n'),
  );
  const tests = Object.entries(TEST_CODES).map(([code, { title, why }]) => `### ${code}\n\n**${title}.** ${why}\n`);
  return [INTRO, ...parts, FINDINGS, ...found, TESTS, ...tests].join('\n');
}

const INTRO = `# Errors in rule files

Every error that loading a rule file can give, in the order in which they are looked for: what the file is made of, its
shape, what its rules say. All problems of the first of these stages that fails are told at once. Each has a code that
stays the same, a file that has the error, what is printed, and the file mended. Keys that every rule file needs
(\`candidacy\`, \`id\`, \`version\`, \`title\`) are left out of the examples where they do not matter.

What is odd about a file that loads stands [below](#findings-of-rules-check), and what only a test file can have
[at the end](#errors-in-test-files). \`candidacy rules check --explain CODE\` prints the part about one code.

This page is made from \`src/rulefile/codes.ts\` and \`src/analysis/lint/codes.ts\` by \`npm run golden\`.
`;

const FINDINGS = `## Findings of rules check

What \`candidacy rules check\` finds in rule files that load.
`;

const TESTS = `## Errors in test files

Test files can have the errors of rule files about what the file is made of and its shape, and these.
`;

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}
