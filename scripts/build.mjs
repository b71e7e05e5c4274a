// Sources → dist/: the command line, the library and its types, the shipped rule sets as data, the licences of what is
// bundled. Files are replaced one by one, the stamp last, so that whoever runs meanwhile finds a whole program.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { asciiOnly, bundleCli, COMMON } from './bundle.mjs';
import { ROOT, sourcesStamp, STAMP, WITH_TYPES } from './fresh.mjs';
import { notices } from './notices.mjs';

// The declarations take longest, and only a package needs them.
const TYPES = process.argv.includes('--types');

const stamp = sourcesStamp();
try {
  const files = new Map();
  const inputs = new Set();
  for (const part of await Promise.all([bundleCli(), library(), page(), compiledRuleSets()])) {
    for (const [path, text] of part.files) files.set(path, text);
    for (const path of part.inputs) inputs.add(path);
  }
  if (TYPES) for (const [path, text] of types()) files.set(path, text);
  files.set('dist/THIRD-PARTY-NOTICES.txt', await notices(inputs));
  await write(files);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** ESM and CommonJS for Node and bundlers; for browsers the model and the engine alone. */
async function library() {
  const library = { ...COMMON, platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022' };
  const results = await Promise.all([
    build({ ...library, entryPoints: ['src/index.ts'], format: 'esm', outfile: 'dist/index.js' }),
    build({ ...library, entryPoints: ['src/index.ts'], format: 'cjs', outfile: 'dist/index.cjs' }),
    build({ ...library, entryPoints: ['src/web/engine.ts'], format: 'esm', outfile: 'dist/engine.js' }),
    build({ ...library, entryPoints: ['src/web/engine.ts'], format: 'cjs', outfile: 'dist/engine.cjs' }),
  ]);
  return {
    files: results.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [relative(ROOT, path), text])),
    inputs: results.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  };
}

/** The script of the offline page: one text, to be put into the page as it is. */
async function page() {
  const { outputFiles, metafile } = await build({
    ...COMMON,
    entryPoints: ['src/web/page/main.ts'],
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    outfile: 'dist/page.js',
  });
  return { files: [['dist/page.js', asciiOnly(outputFiles[0].text)]], inputs: Object.keys(metafile.inputs) };
}

/** The declarations of what the library exports. They may name no package: none comes with it. */
function types() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.pure.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const program = ts.createProgram({
    rootNames: ['src/index.ts', 'src/web/engine.ts'].map((path) => join(ROOT, path)),
    options: {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(ROOT, 'src'),
      outDir: join(ROOT, 'dist/types'),
    },
  });
  const emitted = new Map();
  const { diagnostics } = program.emit(undefined, (path, text) => emitted.set(relative(ROOT, path), text));
  // What else may be wrong with the types, `npm test` tells.
  if (diagnostics.length > 0) {
    throw new Error(
      ts.formatDiagnostics(diagnostics, {
        getCurrentDirectory: () => ROOT,
        getCanonicalFileName: (name) => name,
        getNewLine: () => '\n',
      }),
    );
  }
  const files = reached(emitted, ['dist/types/index.d.ts', 'dist/types/web/engine.d.ts']);
  // Declarations belong to ES modules or to CommonJS, never to both.
  const common = [...files].map(([path, text]) => [path.replace('dist/types/', 'dist/types-cjs/'), text]);
  return [...files, ...common, ['dist/types-cjs/package.json', '{ "type": "commonjs" }\n']];
}

/** The declarations that the entry points name, directly or not. */
function reached(emitted, entries) {
  const files = new Map();
  const visit = (path) => {
    if (files.has(path)) return;
    const text = emitted.get(path);
    if (text === undefined) throw new Error(`${path} was not emitted.`);
    files.set(path, text);
    for (const [, name] of text.matchAll(/(?:from |import\()'([^']+)'/g)) {
      if (!name.startsWith('.')) throw new Error(`${path} names the package ${name}, which users do not have.`);
      visit(join(dirname(path), name.replace(/\.js$/, '.d.ts')));
    }
  };
  for (const entry of entries) visit(entry);
  return files;
}

/** rules/*.yaml, loaded by the real loader. */
async function compiledRuleSets() {
  const temp = await mkdtemp(join(ROOT, 'node_modules/.compile-rules-'));
  try {
    const outfile = join(temp, 'compile-rules.mjs');
    const result = await build({
      ...COMMON,
      write: true,
      entryPoints: ['scripts/compile-rules.ts'],
      platform: 'node',
      format: 'esm',
      outfile,
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const { compileRules } = await import(pathToFileURL(outfile).href);
    const files = new Map();
    for (const [id, ruleSet] of compileRules(join(ROOT, 'rules'))) {
      const { translations } = ruleSet;
      const placeholder = translations === undefined ? {} : { translations: [] };
      files.set(`dist/rules/${id}.json`, asciiOnly(JSON.stringify({ ...ruleSet, ...placeholder })));
      if (translations !== undefined)
        files.set(`dist/rules/translations/${id}.json`, asciiOnly(JSON.stringify(translations)));
    }
    return { files, inputs: Object.keys(result.metafile.inputs) };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function write(files) {
  for (const [path, text] of files) await replace(path, text);
  for (const entry of await readdir(join(ROOT, 'dist'), { recursive: true, withFileTypes: true })) {
    const path = relative(ROOT, join(entry.parentPath, entry.name));
    if (entry.isFile() && !files.has(path) && path !== STAMP) await rm(join(ROOT, path), { force: true });
  }
  execFileSync(process.execPath, [join(ROOT, 'scripts/bytecode.cjs')], { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
  await replace(STAMP, TYPES ? `${stamp}${WITH_TYPES}` : stamp);
}

async function replace(path, text) {
  const file = join(ROOT, path);
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, file);
}
