// The table of the layers: a folder may import itself, the folders and the packages that stand beside it.
const LAYERS = {
  model: { folders: [], packages: [] },
  engine: { folders: ['model'], packages: [] },
  rulefile: { folders: ['model'], packages: ['zod', 'yaml'] },
  analysis: { folders: ['model', 'engine'], packages: [] },
  interchange: { folders: ['model', 'engine'], packages: ['zod'] },
  report: { folders: ['model', 'engine', 'analysis'], packages: ['chalk'] },
  batch: { folders: ['model', 'engine'], packages: [] },
  sql: { folders: ['model', 'engine'], packages: [] },
  interview: { folders: ['model', 'report'], packages: [] },
  web: { folders: ['model', 'engine', 'interview', 'report'], packages: ['@noble/hashes'] },
};

const layerRules = Object.entries(LAYERS).map(([layer, { folders, packages }]) => ({
  name: `${layer}-imports`,
  comment: `${layer} may import ${[layer, ...folders].join(', ')}; packages: ${packages.join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    pathNot: [`^src/(${[layer, ...folders].join('|')})/`, ...packages.map((name) => `(^|/)node_modules/${name}/`)],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'chalk-in-style-only',
      comment: 'Tones are named; only colour-style.ts knows colours.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/report/colour-style\\.ts$' },
      to: { path: '(^|/)node_modules/chalk/' },
    },
    {
      name: 'cli-packages',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown'],
        pathNot: '(^|/)node_modules/(commander|inquirer|log-update|@inquirer/[a-z]+)/',
      },
    },
    {
      name: 'web-engine-imports',
      comment: 'Who bundles the engine gets the judgement alone.',
      severity: 'error',
      from: { path: '^src/web/engine\\.ts$' },
      to: { pathNot: '^src/(model|engine)/' },
    },
    {
      name: 'library-imports',
      comment: 'The library needs no machine: nothing of the command line.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(cli|web)/' },
    },
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-circular',
      comment: 'Types may speak of each other; code may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src-imports-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
