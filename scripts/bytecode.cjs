// Writes the bytecode of the program's files beside them, for the Node that runs this: V8 keeps of a script the functions
// that ran, so the program is called as its users call it. `main.cjs` first, for the shortest run alone: every start reads it.
'use strict';

const { renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { load, loaded, labelOf } = require('../bin/candidacy.cjs');

const ROOT = join(__dirname, '..');
const DEFAULT = join(ROOT, 'rules/spinal-decompression.yaml');
const SCREEN = ['screen', '--sciatica', '--no-pregnancy', '--no-input'];

const FIRST = [[...SCREEN, '--json']];
const THEN = [
  ['--help'],
  SCREEN,
  [...SCREEN, '--rules', DEFAULT, '--json'],
  [...SCREEN, '--format', 'markdown'],
  [...SCREEN, '--format', 'html'],
  [...SCREEN, '--nonsense'],
  ['rules', 'list'],
  ['rules', 'check', DEFAULT],
  ['rules', 'prove', DEFAULT],
  ['rules', 'test', DEFAULT],
  ['rules', 'diff', DEFAULT, DEFAULT],
];

void (async () => {
  await all(FIRST);
  keep('main.cjs');
  await all(THEN);
  for (const name of loaded.keys()) if (name !== 'main.cjs') keep(name);
})();

async function all(commands) {
  const { main, processIo } = load('main.cjs');
  for (const args of commands) await main(args, processIo());
}

function keep(name) {
  const { script, source } = loaded.get(name);
  const file = join(ROOT, 'dist/cli', `${name}.bytecode`);
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, Buffer.concat([Buffer.from(labelOf(source), 'latin1'), script.createCachedData()]));
  renameSync(part, file);
}
