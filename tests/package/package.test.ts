import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, pack, type Packed } from './pack.js';

const ROOT = join(import.meta.dirname, '../..');

// What a user gets: the tarball, installed where nothing else is, with no network.
let folder: string;
let packed: Packed;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-package-'));
  packed = pack(folder);
  install(packed.file, join(folder, 'user'));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function inUser(...path: string[]): string {
  return join(folder, 'user', ...path);
}

function node(file: string, text: string): string {
  writeFileSync(inUser(file), text);
  return execFileSync(process.execPath, [inUser(file)], { encoding: 'utf8', cwd: inUser() });
}

test('it holds what is needed, and nothing else', () => {
  const allowed =
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\/candidacy\.cjs|rules\/(examples\/)?[a-z0-9-]+(\.(test|[a-z]{2}))?\.yaml|schema\/[a-z-]+\.schema\.json|dist\/(THIRD-PARTY-NOTICES\.txt|(index|engine)\.(js|cjs)|page\.js|cli\/[a-z-]+\.cjs(\.bytecode)?|rules\/(translations\/)?[a-z-]+\.json|types\/[a-z/-]+\.d\.ts|types-cjs\/(package\.json|[a-z/-]+\.d\.ts)))$/;
  expect(packed.paths.filter((path) => !allowed.test(path))).toEqual([]);
  for (const path of ['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/cli/main.cjs']) {
    expect(packed.paths).toContain(path);
  }
  expect(packed.size).toBeLessThan(1_500_000);
});

test('it brings no other package', () => {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(inUser('node_modules/candidacy/package.json'), 'utf8'),
  ) as Record<string, unknown>;
  expect([dependencies, optionalDependencies, peerDependencies]).toEqual([undefined, undefined, undefined]);
});

describe('the command', () => {
  test('gives a verdict', () => {
    const { status, stdout, stderr } = spawnSync(
      'npx',
      ['--offline', 'candidacy', 'screen', '--sciatica', '--no-pregnancy', '--json', '--no-input'],
      { cwd: inUser(), encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      candidacy: 1,
      verdict: 'needs-information',
      ruleSet: { id: 'spinal-decompression' },
    });
  });

  test('loads a rule file of its user', () => {
    writeFileSync(inUser('own.yaml'), OWN_RULES);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [inUser('node_modules/candidacy/bin/candidacy.cjs'), '--rules', 'own.yaml', '--cough', '--no-fever', '--json'],
      { cwd: inUser(), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'candidate', ruleSet: { id: 'own' } });
  });

  test('says in one line that a rule file is not there', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [inUser('node_modules/candidacy/bin/candidacy.cjs'), '--rules', './missing.yaml', '--no-input'],
      { cwd: inUser(), encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('missing.yaml');
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});

const OWN_RULES = `candidacy: 1
id: own
version: "1"
title: An own rule set
sources:
  book: { title: A book }
contraindications:
  - id: fever
    name: Fever
    ask: Is there a fever?
    severity: absolute
    because: The book rules it out.
    source: { book: page 1 }
indications:
  - id: cough
    name: Cough
    ask: Is there a cough?
    because: The book names it.
    source: { book: page 2 }
`;

// Written as a user would: load, compile, screen.
const USE = `
const read = (path) => (path === 'own.yaml' ? new TextEncoder().encode(OWN_RULES) : undefined);
const loaded = loadRuleSet('own.yaml', { read });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
const answers = new Map([
  ['cough', { kind: 'known', value: 'yes', origin: 'file' }],
  ['fever', { kind: 'known', value: 'no', origin: 'file' }],
]);
const screening = compile(loaded.ruleSet).screen(answers, { on: '2026-01-01' });
console.log(screening.verdict.outcome, [...screening.decisive].sort().join());
`;
const RULES = `const OWN_RULES = ${JSON.stringify(OWN_RULES)};`;

/** What the compiler says of a program that uses the package. */
function compiled(file: string, text: string): { readonly status: number | null; readonly stdout: string } {
  mkdirSync(inUser('typed'), { recursive: true });
  writeFileSync(inUser('typed', file), text);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023'],
    types: [],
  };
  writeFileSync(inUser('typed/tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', inUser('typed')],
    { cwd: inUser(), encoding: 'utf8' },
  );
  return { status, stdout };
}

describe('the library', () => {
  test('works from an ES module', () => {
    const text = `import { loadRuleSet, compile } from 'candidacy'; ${RULES}${USE}`;
    expect(node('esm.mjs', text)).toBe('candidate cough,fever\n');
  });

  test('works from CommonJS', () => {
    const text = `const { loadRuleSet, compile } = require('candidacy'); ${RULES}${USE}`;
    expect(node('common.cjs', text)).toBe('candidate cough,fever\n');
  });

  test.each(['module.mts', 'common.cts'])('has types, from %s', (file) => {
    const text = `import { loadRuleSet, compile, type Answers, type RuleSet, type Screening } from 'candidacy';
import { compile as compileInBrowser } from 'candidacy/engine';
const loaded = loadRuleSet('own.yaml', { read: () => undefined });
if (loaded.ok) {
  const ruleSet: RuleSet = loaded.ruleSet;
  const answers: Answers = new Map([['cough', { kind: 'known', value: 'yes', origin: 'file' }]]);
  const screening: Screening = compile(ruleSet).screen(answers, { on: '2026-01-01' });
  const outcome: 'contraindicated' | 'not-indicated' | 'candidate-with-caution' | 'candidate' | 'needs-information' =
    compileInBrowser(ruleSet).screen(answers, { on: '2026-01-01' }).verdict.outcome;
  void [outcome, screening];
}
`;
    expect(compiled(file, text)).toEqual({ status: 0, stdout: '' });
    // Types that let everything through would do as well: an outcome is none of any words.
    const wrong = text.replace('void [outcome, screening];', "void (screening.verdict.outcome satisfies 'yes');");
    expect(compiled(file, wrong)).toEqual({ status: 2, stdout: expect.stringContaining('error TS1360') as string });
  });

  test('has an engine for browsers that needs nothing of Node', async () => {
    const ruleSet: unknown = JSON.parse(
      readFileSync(inUser('node_modules/candidacy/dist/rules/spinal-decompression.json'), 'utf8'),
    );
    const { outputFiles } = await build({
      stdin: {
        contents: `import { compile } from 'candidacy/engine';
          globalThis.outcome = (ruleSet, on) => compile(ruleSet).screen(new Map(), { on }).verdict.outcome;`,
        resolveDir: inUser(),
      },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      write: false,
    });
    const page: { outcome?: (ruleSet: unknown, on: string) => string } = {};
    runInNewContext(outputFiles[0]!.text, page);
    expect(page.outcome?.(ruleSet, '2026-01-01')).toBe('needs-information');
  });
});

test('the schemas and the rule sets are there by name', () => {
  const text = `
    const { readFileSync } = require('node:fs');
    const read = (name) => readFileSync(require.resolve('candidacy/' + name), 'utf8');
    const schemas = ['rule-file', 'result'].map((name) => JSON.parse(read('schema/' + name + '.schema.json')).$schema);
    console.log(schemas.every((schema) => schema.includes('json-schema.org')), /^id: spinal-decompression$/m.test(read('rules/spinal-decompression.yaml')));
  `;
  expect(node('assets.cjs', text)).toBe('true true\n');
});
