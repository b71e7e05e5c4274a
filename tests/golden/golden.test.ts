import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Call, runIn } from '../cli/run.js';

/**
 * What the commands print, a folder per case: `tests/golden/<command>/<case>/` with
 * - `args.json`: the call (`args`, and where needed `env`, `stdin`, `files`, `terminals`); `show` names the fields of a
 *   result in JSON that the case is about, or the number of lines of a text; `before` is what is called first, `edit` what
 *   somebody then changes in a file,
 * - rule files of its own, such as `rules.yaml`,
 * - `output.txt`: what came of it. `npm run golden` writes it anew.
 */
const ROOT = import.meta.dirname;
const cases = readdirSync(ROOT)
  .filter((command) => statSync(join(ROOT, command)).isDirectory())
  .flatMap((command) =>
    readdirSync(join(ROOT, command)).map((name) => ({ command, name, folder: join(ROOT, command, name) })),
  );

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const isResult = ajv.compile(JSON.parse(readFileSync(join(ROOT, '../../schema/result.schema.json'), 'utf8')) as object);

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(40);
});

interface Case extends Call {
  readonly before?: readonly (readonly string[])[];
  readonly edit?: Readonly<Record<string, readonly [from: string, to: string]>>;
  readonly show?: readonly string[] | number;
}

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'candidacy-'));
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

describe.each([...new Set(cases.map(({ command }) => command))])('%s', (command) => {
  test.each(cases.filter((one) => one.command === command))('$name', async ({ folder }) => {
    const call = JSON.parse(readFileSync(join(folder, 'args.json'), 'utf8')) as Case;
    await prepare(folder, call);
    const before = filesIn(place);
    const ended = await runIn(place, call);
    const written = [...filesIn(place)].filter(([name, text]) => before.get(name) !== text);
    if (ended.stdout.startsWith('{\n  "candidacy": 1,\n  "verdict"')) expectResult(ended.stdout);
    const output = [
      `$ candidacy ${call.args.map(quoted).join(' ')}\n`,
      stdout(ended.stdout, call.show),
      section('stderr', ended.stderr),
      ...written.map(([name, text]) => section(`file ${name}`, text)),
      `--- exit ${ended.code}\n`,
    ].join('');
    const golden = join(folder, 'output.txt');
    if (process.env['GOLDEN'] === 'write') writeFileSync(golden, output);
    expect(output).toBe(readFileSync(golden, 'utf8'));
  });
});

/** The files that a case starts with. */
async function prepare(folder: string, { files, before, edit }: Case): Promise<void> {
  const rules = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const own = rules.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  for (const [name, text] of [...Object.entries(files ?? {}), ...own]) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  for (const args of before ?? []) expect(await runIn(place, { args })).toEqual({ code: 0, stdout: '', stderr: '' });
  for (const [name, [from, to]] of Object.entries(edit ?? {})) {
    const text = readFileSync(join(place, name), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(place, name), text.replace(from, to));
  }
}

function filesIn(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(root, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

function expectResult(text: string): void {
  expect(isResult(JSON.parse(text)), JSON.stringify(isResult.errors)).toBe(true);
}

function stdout(text: string, show: readonly string[] | number | undefined): string {
  if (typeof show === 'object') return fields(text, show);
  const lines = text.split('\n');
  return show === undefined || show >= lines.length
    ? section('stdout', text)
    : section('stdout', `${lines.slice(0, show).join('\n')}\n…\n`);
}

function fields(result: string, names: readonly string[]): string {
  const parsed = JSON.parse(result) as Readonly<Record<string, unknown>>;
  return names.map((name) => `--- stdout, ${name}\n${JSON.stringify(parsed[name], null, 2)}\n`).join('');
}

/** Nothing where there is nothing; what ends without a line break says so. */
function section(name: string, text: string): string {
  if (text === '') return '';
  // A colour in a golden file is to be seen; how a page looks is another test's, and its hash stands in the policy.
  const shown = text.replaceAll('\u001b', '\\e').replaceAll(/<style>[^<]*<\/style>/g, '<style>…</style>');
  return `--- ${name}\n${shown}${shown.endsWith('\n') ? '' : '\n--- no line break\n'}`;
}

function quoted(arg: string): string {
  if (/^[\w./=:,@%+-]+$/.test(arg)) return arg;
  return /^[\x20-\x7e]*$/.test(arg) ? `'${arg.replaceAll("'", "'\\''")}'` : JSON.stringify(arg);
}
