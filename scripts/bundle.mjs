// The command line as CommonJS, which starts quicker than ESM: one file for what every start needs, and one for each
// `import()` that must stay lazy. esbuild splits no CommonJS, so each lazy module is an entry point of its own that
// takes the modules of the start-up file from there: no module exists twice in one process.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './fresh.mjs';

const MAIN = 'src/cli/main.ts';

/** Lazy in the sources, but needed for a plain `candidacy screen`: inside the start-up file. */
const HOT = [/^src\/cli\/commands\/screen\.ts$/, /^src\/report\/(text|json)\.ts$/];

export const COMMON = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  metafile: true,
  write: false,
  absWorkingDir: ROOT,
};

const CLI = {
  ...COMMON,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // `require` is quicker than `import()`, and all that is lazy is CommonJS.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname' },
};

/** `{ files: Map<path, contents>, inputs: Set<path> }` of dist/cli. */
export async function bundleCli() {
  const files = new Map();
  const inputs = new Set();
  const lazy = new Set();
  const owner = new Map();

  const main = await build({
    ...CLI,
    stdin: { contents: await startUp(), resolveDir: ROOT, sourcefile: 'start-up.js', loader: 'js' },
    outfile: 'dist/cli/main.cjs',
    plugins: [lazyImports(lazy, HOT), version()],
  });
  const inMain = new Set(inputsOf(main));
  for (const path of inMain) owner.set(path, MAIN);
  take(main);

  const done = new Set();
  for (const entry of lazy) {
    if (done.has(entry) || inMain.has(entry)) continue;
    done.add(entry);
    const chunk = await build({
      ...CLI,
      entryPoints: [entry],
      outfile: `dist/cli/${chunkName(entry)}`,
      // Sets grow while they are walked: what this chunk imports lazily has its turn.
      plugins: [lazyImports(lazy, []), fromMain(inMain), version()],
    });
    for (const path of inputsOf(chunk)) await mayBeTwice(path, entry);
    take(chunk);
  }
  return { files, inputs };

  function take(result) {
    for (const { path, text } of result.outputFiles) files.set(relative(ROOT, path), text);
    for (const path of inputsOf(result)) inputs.add(path);
  }

  /** Functions and data may be there twice; a class may not, or `instanceof` fails, nor a package, for its size. */
  async function mayBeTwice(path, entry) {
    const other = owner.get(path);
    owner.set(path, entry);
    if (other === undefined) return;
    const isPackage = path.startsWith('node_modules/');
    if (isPackage || /^(export )?(abstract )?class |^(export )?let /m.test(await readFile(join(ROOT, path), 'utf8'))) {
      throw new Error(`${path} would be bundled twice: in ${other} and in ${entry}.`);
    }
  }

  /** The start-up file hands out its modules to the lazy ones. */
  async function startUp() {
    const probe = await build({
      ...CLI,
      entryPoints: [MAIN],
      outdir: 'dist',
      plugins: [lazyImports(new Set(), HOT), version()],
    });
    const used = inputsOf(probe).filter((path) => path.startsWith('src/'));
    const imports = used.map((path, index) => `import * as m${index} from './${path}';`);
    const rows = used.map((path, index) => `${JSON.stringify(path)}: m${index}`);
    return [
      ...imports,
      `export { main } from './${MAIN}';`,
      `export { processIo } from './src/cli/io.ts';`,
      `export const modules = { ${rows.join(', ')} };`,
    ].join('\n');
  }
}

function inputsOf(result) {
  return Object.keys(result.metafile.inputs).filter((path) => !path.startsWith('start-up') && !path.includes(':'));
}

function chunkName(path) {
  return relative('src', path).replaceAll('/', '-').replace(/^cli-/, '').replace(/\.ts$/, '.cjs');
}

/** `./x.js` in a TypeScript source is `./x.ts`. */
function sourceOf(path, resolveDir) {
  const file = resolve(resolveDir, path).replace(/\.js$/, '.ts');
  return existsSync(file) ? relative(ROOT, file) : undefined;
}

function lazyImports(lazy, inline) {
  return {
    name: 'lazy-imports',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = sourceOf(path, resolveDir);
        if (file === undefined) return undefined;
        if (inline.some((pattern) => pattern.test(file))) return undefined;
        lazy.add(file);
        return { path: `./${chunkName(file)}`, external: true };
      });
    },
  };
}

function fromMain(inMain) {
  return {
    name: 'from-main',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'import-statement') return undefined;
        const file = sourceOf(path, resolveDir);
        if (file === undefined || !inMain.has(file)) return undefined;
        return { path: file, namespace: 'main' };
      });
      build.onResolve({ filter: /^\.\/main\.cjs$/, namespace: 'main' }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace: 'main' }, ({ path }) => ({
        contents: `module.exports = require('./main.cjs').modules[${JSON.stringify(path)}];`,
        loader: 'js',
      }));
    },
  };
}

/** Of package.json the program needs its name and version only. */
function version() {
  return {
    name: 'version',
    setup(build) {
      build.onLoad({ filter: /candidacy.*\/package\.json$|^.*\/package\.json$/ }, async ({ path }) => {
        if (dirname(path) !== resolve(ROOT)) return undefined;
        const { name, version } = JSON.parse(await readFile(path, 'utf8'));
        return { contents: JSON.stringify({ name, version }), loader: 'json' };
      });
    },
  };
}
