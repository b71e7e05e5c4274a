import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runIn } from '../cli/run.js';

/**
 * What the documents show is what the program prints. In a block that starts with
 * - ```console, each `$ candidacy …` (or `$ npm start --silent -- …`) is run and held against the lines under it: what it
 *   prints on stdout, then on stderr. `…` on a line of its own stands for any lines. `echo $?`, `cat FILE` and
 *   `| head -N` are understood, and variables in front of a command.
 *   `npm run golden` writes what is printed now where it differs.
 * - ```yaml FILE or ```json FILE, the text is a file of that name for the blocks behind it.
 */
const WRITE = process.env['GOLDEN'] === 'write';
const ROOT = join(import.meta.dirname, '../..');
const documents = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

interface Block {
  readonly kind: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly text: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map((match) => ({
    kind: match[1]!,
    file: match[2],
    line: markdown.slice(0, match.index).split('\n').length + 1,
    text: match[3]!,
  }));
}

const read = documents.map((path) => ({ path, blocks: blocksOf(readFileSync(join(ROOT, path), 'utf8')) }));

test('the documents show commands', () => {
  expect(read.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'console').length).toBeGreaterThan(5);
});

describe.each(read.filter(({ blocks }) => blocks.some(({ kind }) => kind === 'console')))(
  '$path',
  ({ path, blocks }) => {
    test('prints what it shows', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'candidacy-docs-'));
      try {
        let markdown = readFileSync(join(ROOT, path), 'utf8');
        for (const block of blocks) {
          if (block.file !== undefined) writeFileSync(join(folder, block.file), block.text);
          if (block.kind !== 'console') continue;
          const session: string[] = [];
          let code = 0;
          for (const { command, raw, shown } of sessionOf(block.text)) {
            const ended = await runCommand(command, folder, code);
            code = ended.code;
            const printed = elided(ended.printed, shown);
            session.push(raw, printed);
            if (!WRITE) expect(printed, `${path}:${block.line}: ${command}`).toBe(shown);
          }
          markdown = markdown.replace(fenced(block.text), () => fenced(session.join('')));
        }
        if (WRITE) writeFileSync(join(ROOT, path), markdown);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);

function fenced(text: string): string {
  return `\`\`\`console\n${text}\`\`\``;
}

interface Step {
  readonly command: string;
  /** The command as it stands there, on one line or more. */
  readonly raw: string;
  readonly shown: string;
}

function sessionOf(text: string): readonly Step[] {
  if (!text.startsWith('$ ')) throw new Error(`A console block starts with no command: ${text}`);
  return [...text.matchAll(/^\$ ((?:.*\\\n)*.*\n)((?:(?!\$ ).*\n)*)/gm)].map(([, command = '', shown = '']) => ({
    command: command.replaceAll('\\\n', '').trim(),
    raw: `$ ${command}`,
    shown,
  }));
}

async function runCommand(line: string, folder: string, before: number): Promise<{ code: number; printed: string }> {
  if (line === 'echo $?') return { code: 0, printed: `${before}\n` };
  const [, command = '', head] = /^(.*?)(?: \| head -(\d+))?$/s.exec(line) ?? [];
  const words = wordsOf(command);
  const env: Record<string, string> = {};
  for (
    let match = /^([A-Z_]+)=(.*)$/.exec(words[0] ?? '');
    match !== null;
    match = /^([A-Z_]+)=(.*)$/.exec(words[0] ?? '')
  ) {
    env[match[1]!] = match[2]!;
    words.shift();
  }
  if (words[0] === 'cat') return { code: 0, printed: readFileSync(join(folder, words[1]!), 'utf8') };
  const prefix = [['candidacy'], ['npx', 'candidacy'], ['npm', 'start', '--silent', '--']].find((way) =>
    way.every((word, index) => words[index] === word),
  );
  if (prefix === undefined) throw new Error(`No command that can be tried: ${line}`);
  const { code, stdout, stderr } = await runIn(folder, { args: words.slice(prefix.length), env });
  const shown = head === undefined ? stdout : stdout.split('\n').slice(0, Number(head)).join('\n') + '\n';
  return { code, printed: shown + stderr };
}

/** The words of a command as a shell takes them: quotes, no substitutions. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

/** What was printed, with `…` where what is shown has it and what stands around it is the same. */
function elided(printed: string, shown: string): string {
  const parts = shown.split(/^…\n/m);
  if (parts.length === 1) return printed;
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const found =
      index === 0
        ? printed.startsWith(part)
          ? 0
          : -1
        : index === parts.length - 1
          ? printed.endsWith(part)
            ? printed.length - part.length
            : -1
          : printed.indexOf(part, from);
    if (found < from) return printed;
    from = found + part.length;
  }
  return shown;
}
