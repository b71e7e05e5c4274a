#!/usr/bin/env node
'use strict';

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`candidacy needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(70);
}

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const PROGRAM = `${__dirname.slice(0, -'bin'.length)}dist/cli`;
/** The first bytes of a file of bytecode say what it is of. */
const LABEL = 128;

/** The files of the program that were loaded: their module, and what V8 made of them. */
const loaded = new Map();

/**
 * A file of the program, as `require` would load it, from the bytecode that the build left beside it: most of a short run
 * is compiling otherwise. Bytecode of other bytes or of another Node is not touched; without it all is the same, but slower.
 */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.module.exports;
  const file = `${PROGRAM}/${name}`;
  const source = readFileSync(file, 'utf8');
  const cachedData = bytecode(file, labelOf(source));
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(wrapped, cachedData === undefined ? { filename: file } : { filename: file, cachedData });
  const module = { exports: {} };
  loaded.set(name, { module, script, source, fromBytecode: cachedData !== undefined && !script.cachedDataRejected });
  script.runInThisContext()(module.exports, requireIn, module, file, PROGRAM);
  return module.exports;
}

function requireIn(id) {
  return id.startsWith('./') ? load(id.slice(2)) : require(id);
}

/** The build ends each file with a digest of it. */
function labelOf(source) {
  const { version, platform, arch } = process;
  return `${source.slice(source.lastIndexOf('\n', source.length - 2) + 1).trim()} ${version} ${platform} ${arch}`.padEnd(
    LABEL,
  );
}

function bytecode(file, label) {
  try {
    const bytes = readFileSync(`${file}.bytecode`);
    return bytes.latin1Slice(0, LABEL) === label ? bytes.subarray(LABEL) : undefined;
  } catch {
    return undefined;
  }
}

/** What no one foresaw: said in one line, never as a stack trace. */
function fault(error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`candidacy: a fault in candidacy itself, no verdict was given: ${message}\n`);
  process.exit(70);
}

function run() {
  process.on('uncaughtException', fault);
  const { main, processIo } = load('main.cjs');
  // What was written is out by then, and there is nothing to wait for: Node would take its heap apart first.
  main(process.argv.slice(2), processIo()).then((code) => process.exit(code), fault);
}

module.exports = { run, load, loaded, labelOf };
if (require.main === module) run();
