// The command line as CommonJS, which starts quicker than ESM: one file for what every start needs, and one for each
// `import()` that must stay lazy. esbuild splits no CommonJS, so each lazy module is an entry point of its own, and takes
// what others have too from where it is: the start-up file and the shared files hand out the modules in them.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './fresh.mjs';

const MAIN = ['src/cli/main.ts', 'src/cli/io.ts'];

/** Lazy in the sources, but needed for a plain `candidacy screen`: inside the start-up file. */
const HOT = ['src/cli/commands/screen.ts', 'src/report/json.ts'];

/** Needed by several lazy modules, with a package too large to be there twice. */
const SHARED = ['src/rulefile/parse.ts'];

/** What runs in a thread of its own: no module imports it, and it must be there. */
const THREADS = ['src/cli/batch/worker.ts'];

/** Packages that may be in two files: small, and their state is kept on `process`. */
const MAY_BE_TWICE = ['node_modules/signal-exit/'];

export const COMMON = {
  bundle: true,
  minify: true,
  legalComments: 'none',
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
  charset: 'ascii',
  // `require` is quicker than `import()`, and all that is lazy is CommonJS.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname' },
};

/** `{ files: Map<path, contents>, inputs: Set<path> }` of dist/cli. */
export async function bundleCli() {
  const files = new Map();
  /** Bundled file → the output that it stands in. */
  const placed = new Map();
  /** Module → the output that has it for those that are loaded later. */
  const handedOut = new Map();
  /** What they took of it. */
  const used = new Set();
  /** Grows while it is walked: what a lazy module imports lazily has its turn. */
  const lazy = new Set(THREADS);

  const bundle = (options) =>
    build({
      ...CLI,
      ...options,
      plugins: [lazyImports(lazy), taken(handedOut, used), eagerImports(), noProcesses(), version()],
    });

  async function add(name, options) {
    const { outputFiles, metafile } = await bundle({ ...options, outfile: `dist/cli/${name}` });
    files.set(`dist/cli/${name}`, labelled(outputFiles[0].text));
    for (const path of inputsOf(metafile)) {
      if (placed.has(path)) await mayBeTwice(path, [placed.get(path), name]);
      placed.set(path, name);
    }
  }

  /** Promises the modules that these need to whoever is loaded later; `keep` makes the output, when it is known what was taken. */
  async function promise(name, entryPoints, exported = []) {
    const { metafile } = await bundle({ entryPoints, outdir: 'dist' });
    const modules = inputsOf(metafile).filter((path) => path.startsWith('src/') && !handedOut.has(path));
    return {
      modules,
      keep: async () => {
        const out = modules.filter((path) => used.has(path));
        for (const path of modules) handedOut.delete(path);
        const contents = [...exported.map((path) => `export * from './${path}';`), ...(await handedOutLater(out))];
        await add(name, { stdin: { contents: contents.join('\n'), resolveDir: ROOT, sourcefile: `virtual:${name}` } });
        for (const path of modules) handedOut.set(path, name);
      },
    };
  }

  const promised = [await promise('main.cjs', MAIN, MAIN)];
  for (const path of promised[0].modules) handedOut.set(path, 'main.cjs');
  for (const path of SHARED) {
    const name = `shared-${outputName(path)}`;
    const shared = await promise(name, [path]);
    for (const module of shared.modules) handedOut.set(module, name);
    promised.push(shared);
  }
  for (const path of lazy) {
    if (!handedOut.has(path)) {
      await add(outputName(path), { entryPoints: [path] });
    } else {
      used.add(path);
      files.set(`dist/cli/${outputName(path)}`, labelled(handOver(handedOut, path)));
    }
  }
  // The last first: a shared output takes from the start-up file too.
  for (const { keep } of promised.reverse()) await keep();
  return { files, inputs: placed.keys() };
}

/** `modules`, with what each of these exports. Put together when it is asked for: a start has no use for most. */
async function handedOutLater(paths) {
  const options = { entryPoints: paths, bundle: false, outdir: 'dist', outbase: '.', format: 'esm' };
  const { metafile } = await build({ ...COMMON, ...options });
  const getters = [];
  const imports = Object.values(metafile.outputs).map(({ entryPoint, exports }, index) => {
    const local = (name) => `m${index}_${name}`;
    getters.push(
      `get ${JSON.stringify(entryPoint)}() { return { ${exports.map((name) => `${name}: ${local(name)}`)} }; }`,
    );
    return `import { ${exports.map((name) => `${name} as ${local(name)}`)} } from './${entryPoint}';`;
  });
  return [...imports, `export const modules = () => ({ ${getters.join(', ')} });`];
}

/** Its last line says what it is, for bytecode to name. */
function labelled(text) {
  const ascii = asciiOnly(text);
  return `${ascii}//# ${createHash('sha256').update(ascii).digest('hex')}\n`;
}

/** A text of ASCII alone is read and parsed quicker; esbuild leaves other signs in regular expressions. */
export function asciiOnly(text) {
  return text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Functions and data may be there twice; a class may not, or `instanceof` fails, nor a package, for its size. */
async function mayBeTwice(path, outputs) {
  // Where node_modules is a link, the path leads out of the folder first.
  if (MAY_BE_TWICE.some((folder) => path.includes(folder))) return;
  const text = await readFile(join(ROOT, path), 'utf8');
  if (path.startsWith('node_modules/') || /^(export )?(class|let) /m.test(text)) {
    throw new Error(`${path} would be bundled twice: in ${outputs.join(' and in ')}.`);
  }
}

function handOver(handedOut, path) {
  return `module.exports = require('./${handedOut.get(path)}').modules()[${JSON.stringify(path)}];\n`;
}

function inputsOf(metafile) {
  return Object.keys(metafile.inputs).filter((path) => !path.includes(':') && existsSync(join(ROOT, path)));
}

function outputName(path) {
  return relative('src', path).replaceAll('/', '-').replace(/^cli-/, '').replace(/\.ts$/, '.cjs');
}

/** `./x.js` in a TypeScript source is `./x.ts`. */
function sourceOf(path, resolveDir) {
  const file = resolve(resolveDir, path).replace(/\.js$/, '.ts');
  return existsSync(file) ? relative(ROOT, file) : undefined;
}

function lazyImports(lazy) {
  return {
    name: 'lazy-imports',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = sourceOf(path, resolveDir);
        if (file === undefined) return undefined;
        lazy.add(file);
        return { path: `./${outputName(file)}`, external: true };
      });
    },
  };
}

/** An `import()` of what is hot becomes an import: esbuild would wrap all that it reaches, to run it later. */
function eagerImports() {
  return {
    name: 'eager-imports',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const imports = [];
        const text = await readFile(path, 'utf8');
        const contents = text.replace(/import\('(\.[^']+)'\)/g, (lazyImport, name) => {
          if (!HOT.includes(sourceOf(name, dirname(path)))) return lazyImport;
          imports.push(`import * as hot${imports.length} from '${name}';`);
          return `Promise.resolve(hot${imports.length - 1})`;
        });
        return imports.length === 0 ? undefined : { contents: `${imports.join('\n')}\n${contents}`, loader: 'ts' };
      });
    },
  };
}

function taken(handedOut, used) {
  return {
    name: 'taken',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        const file = kind === 'import-statement' || kind === 'dynamic-import' ? sourceOf(path, resolveDir) : undefined;
        return file !== undefined && handedOut.has(file) ? { path: file, namespace: 'taken' } : undefined;
      });
      build.onResolve({ filter: /\.cjs$/, namespace: 'taken' }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace: 'taken' }, ({ path }) => {
        used.add(path);
        return { contents: handOver(handedOut, path) };
      });
    },
  };
}

/** commander loads what starts processes, for commands that are programs of their own. There are none here, and it takes its time. */
function noProcesses() {
  return {
    name: 'no-processes',
    setup(build) {
      build.onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
        /[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'none' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** Of package.json the program needs its name and version only. */
function version() {
  return {
    name: 'version',
    setup(build) {
      build.onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
        if (dirname(path) !== resolve(ROOT)) return undefined;
        const { name, version } = JSON.parse(await readFile(path, 'utf8'));
        return { contents: JSON.stringify({ name, version }), loader: 'json' };
      });
    },
  };
}
