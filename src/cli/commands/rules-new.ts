import { join } from 'node:path';
import { PLACEHOLDER } from '../../analysis/lint/placeholders.js';
import { visible } from '../../model/visible.js';
import { scaffoldRules, scaffoldTests, type Scaffold, type ScaffoldCriterion } from '../../report/scaffold.js';
import { problemText, UsageError, usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, write, type Io } from '../io.js';

export interface NewOptions {
  readonly id?: string;
  readonly title?: string;
  readonly source?: string;
  readonly indication?: readonly string[];
  readonly contraindication?: readonly string[];
  readonly caution?: readonly string[];
  readonly input?: boolean;
}

/** Starts a rule set: a rule file and its tests, which pass from the start. Asks for what is not given where somebody is there. */
export async function create(io: Io, folder: string, options: NewOptions): Promise<Ending> {
  if (!io.files.isFolder(folder))
    throw usageError(
      `There is no folder "${visible(folder)}" to write to.`,
      'Make it first, or name one that is there; the files are named after the id (--id).',
    );
  const asks = options.input !== false && io.stdin.isTTY === true && io.stderr.isTTY === true && !isSet(io.env['CI']);
  const answers = asks ? await questioned(io, folder, options) : options;
  if (answers === undefined) return 'interrupted';
  const files = await filesFor(io, folder, answers);
  const { formatText } = await import('../yaml.js');
  for (const { name } of files) io.files.expectWritable(name);
  for (const { name, text } of files) io.files.writeWhole(name, formatText(text, name));
  const [rules = '', tests = ''] = files.map(({ name }) => visible(name));
  await print(
    io,
    `${rules}: the rules\n${tests}: their tests\n\nNow fill in the questions, reasons and sources, and try:\n` +
      `  candidacy rules check ${rules}\n  candidacy rules test ${rules}\n  candidacy screen --rules ./${rules}\n`,
  );
  return 'done';
}

/** The two files, as they would be written. Throws `UsageError` with what speaks against that. */
async function filesFor(
  io: Io,
  folder: string,
  options: NewOptions,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const scaffold = scaffoldOf(options);
  const files = [
    { name: join(folder, `${scaffold.id}.yaml`), text: scaffoldRules(scaffold) },
    { name: join(folder, `${scaffold.id}.test.yaml`), text: scaffoldTests(scaffold) },
  ];
  const taken = files.filter(({ name }) => io.files.exists(name));
  if (taken.length > 0) {
    const names = taken.map(({ name }) => `"${visible(name)}"`).join(' and ');
    const verb = taken.length === 1 ? 'is' : 'are';
    throw usageError(
      `${names} ${verb} there already, and ${verb} not overwritten.`,
      'Choose another id, or another folder.',
    );
  }
  await expectLoads(files[0]!.text, files[0]!.name);
  return files;
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}

function scaffoldOf({ id, title, source, indication = [], contraindication = [], caution = [] }: NewOptions): Scaffold {
  const problems = [
    ...(isSet(id) ? [] : [{ message: 'The id of the rule set is missing.', hint: 'Write --id knee-brace.' }]),
    ...(isSet(title) ? [] : [{ message: 'The title is missing.', hint: 'Write --title "Bracing the knee".' }]),
  ];
  if (problems.length > 0) throw new UsageError(problems);
  const taken = new Set<string>();
  const named = (names: readonly string[], otherwise: string): readonly ScaffoldCriterion[] =>
    (names.length === 0 ? [otherwise] : names).map((name) => criterionOf(name, taken));
  return {
    id: id ?? '',
    title: title ?? '',
    source: isSet(source) ? (source ?? '') : 'The guideline that this follows',
    contraindications: named(contraindication, 'Something that forbids it'),
    cautions: named(caution, 'Something that asks for care'),
    indications: named(indication, 'The complaint that it treats'),
  };
}

/** The id is made of the name; a second one of the same words gets a number. */
function criterionOf(name: string, taken: Set<string>): ScaffoldCriterion {
  const words = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 50);
  if (words === '') throw usageError(`"${visible(name)}" has no letters to make an id of.`, 'Use plain letters.');
  let id = words;
  for (let count = 2; taken.has(id); count++) id = `${words}-${count}`;
  taken.add(id);
  return { id, name: name.trim(), ask: `${PLACEHOLDER.ask} ${name.trim().replace(/[.?!]+$/, '')}?` };
}

/** What the loader has against the file, in words of the call that made it. */
async function expectLoads(text: string, path: string): Promise<void> {
  const { problemsIn } = await import('../yaml.js');
  const problems = problemsIn(text, path);
  if (problems.length > 0)
    throw new UsageError(problems.map(({ message, hint }) => ({ message, ...(hint === undefined ? {} : { hint }) })));
}

const ASKED = [
  { name: 'id', question: 'Its id, lower-case words joined by hyphens, such as knee-brace:' },
  { name: 'title', question: 'The treatment, as a report names it:' },
  { name: 'source', question: 'The guideline or article that the rules come from:' },
  { name: 'indication', question: 'What it is for, with commas between:' },
  { name: 'contraindication', question: 'What forbids it, with commas between:' },
  { name: 'caution', question: 'What asks for care, with commas between:' },
] as const;

/**
 * Asks line by line for what is not given; `undefined` where the person goes away. What is wrong with an answer is said at once,
 * and it is asked for again: nothing that was typed is lost.
 */
async function questioned(io: Io, folder: string, options: NewOptions): Promise<NewOptions | undefined> {
  // What is not known yet is taken to be in order.
  const expectSound = async (some: NewOptions): Promise<unknown> =>
    await filesFor(io, folder, { id: 'zzz-not-named-yet', title: 'Some treatment', ...some });
  await expectSound(options);
  const asker = await lineAsker(io);
  try {
    let so = options;
    for (const { name, question } of ASKED) {
      while (so[name] === undefined) {
        const line = await asker.ask(question);
        const answered = {
          ...so,
          [name]: name === 'id' || name === 'title' || name === 'source' ? line : several(line),
        };
        try {
          await expectSound(answered);
          so = answered;
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          await write(io.stderr, error.problems.map(problemText).join(''));
        }
      }
    }
    return so;
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  } finally {
    asker.close();
  }
}

function several(line: string): readonly string[] {
  return line
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whoever was asked has gone away: Ctrl-C, Ctrl-D. */
class Gone extends Error {}

/** Asks for lines one after the other. Lines that are there before they are asked for, as pasted ones are, wait their turn. */
async function lineAsker(
  io: Io,
): Promise<{ readonly ask: (question: string) => Promise<string>; readonly close: () => void }> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: io.stdin, output: io.stderr, prompt: '' });
  const waiting: string[] = [];
  let closed = false;
  let wake = (): void => undefined;
  lines.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  lines.on('close', () => {
    closed = true;
    wake();
  });
  return {
    ask: async (question) => {
      lines.setPrompt(`${question} `);
      lines.prompt();
      while (waiting.length === 0 && !closed) await new Promise<void>((resolve) => (wake = resolve));
      const line = waiting.shift();
      if (line === undefined) throw new Gone();
      return line.trim();
    },
    close: () => lines.close(),
  };
}
