import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { longName, SCREEN_OPTIONS } from '../../src/cli/screen-options.js';
import { reservedBecause } from '../../src/rulefile/reserved.js';
import { candidacy, type Call } from './run.js';

interface Vignette {
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly expect: Readonly<
    Record<'indications' | 'contraindications' | 'missing' | 'supporting', readonly string[]>
  > & {
    readonly verdict: string;
  };
}

const vignettes = parse(readFileSync(join(import.meta.dirname, '../vignettes.yaml'), 'utf8')) as readonly Vignette[];

interface Criterion {
  readonly id: string;
  readonly state: string;
}

interface Result {
  readonly verdict: string;
  readonly indications: readonly Criterion[];
  readonly contraindications: readonly Criterion[];
  readonly supporting: readonly Criterion[];
  readonly missing: readonly string[];
}

const flagOf = ([id, answer]: readonly [string, string]): string =>
  answer === 'yes' ? `--${id}` : answer === 'no' ? `--no-${id}` : `--${id}=${answer}`;

const ways: Readonly<Record<string, (vignette: Vignette) => Call>> = {
  'by flags': ({ answers }) => ({ args: ['--json', '--no-input', ...Object.entries(answers).map(flagOf)] }),
  'by --answer': ({ answers }) => ({
    args: ['--json', ...Object.entries(answers).map(([id, answer]) => `--answer=${id}=${answer}`)],
  }),
  'by a file of JSON': ({ answers }) => ({
    args: ['--json', '--answers', 'a.json'],
    files: { 'a.json': JSON.stringify(answers) },
  }),
  'by YAML on stdin': ({ answers }) => ({
    args: ['--json', '--answers', '-'],
    stdin: Object.entries(answers)
      .map(([id, answer]) => `${id}: ${answer}\n`)
      .join(''),
  }),
};

describe.each(Object.entries(ways))('the patients, %s', (_name, way) => {
  test.each(vignettes)('$id', async (vignette) => {
    const { code, stdout, stderr } = await candidacy(way(vignette));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const result = JSON.parse(stdout) as Result;
    const present = (criteria: readonly Criterion[]): readonly string[] =>
      criteria
        .filter(({ state }) => state === 'present')
        .map(({ id }) => id)
        .sort();
    expect({
      verdict: result.verdict,
      indications: present(result.indications),
      contraindications: present(result.contraindications),
      supporting: present(result.supporting),
      missing: [...result.missing].sort(),
    }).toEqual({
      verdict: vignette.expect.verdict,
      indications: [...vignette.expect.indications].sort(),
      contraindications: [...vignette.expect.contraindications].sort(),
      supporting: [...vignette.expect.supporting].sort(),
      missing: [...vignette.expect.missing].sort(),
    });
  });
});

test('there are patients', () => {
  expect(vignettes.length).toBeGreaterThanOrEqual(12);
});

test('no question can have the name of an option', () => {
  const names = SCREEN_OPTIONS.map((option) => longName(option).replace(/^--(no-)?/, ''));
  expect(names.length).toBeGreaterThan(15);
  for (const name of [...names, 'help', 'version']) expect(reservedBecause(name), name).toBeDefined();
});

describe('nothing is on stdout where something is wrong', () => {
  test.each<[string, Call]>([
    ['an unknown flag', { args: ['--nope'] }],
    ['a wrong value', { args: ['--pregnancy=x', '--json'] }],
    ['a contradiction', { args: ['--pregnancy', '--no-pregnancy'] }],
    ['a file that is not there', { args: ['--answers', 'x.json'] }],
    ['a rule file that is not there', { args: ['--rules', 'x.yaml'] }],
    ['a folder that is not there', { args: ['--pregnancy', '--output', 'x/y'] }],
  ])('%s', async (_name, call) => {
    const { code, stdout, stderr } = await candidacy(call);
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(call.args.includes('--json') ? /^\{"error":/ : /^error: /);
  });
});
