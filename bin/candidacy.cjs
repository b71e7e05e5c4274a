#!/usr/bin/env node
'use strict';

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`candidacy needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(70);
}

/** What no one foresaw: said in one line, never as a stack trace. */
function fault(error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`candidacy: a fault in candidacy itself, no verdict was given: ${message}\n`);
  process.exit(70);
}

process.on('uncaughtException', fault);

const { main, processIo } = require('../dist/cli/main.cjs');

main(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
}, fault);
