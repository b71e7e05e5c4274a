import { HOSTILE } from './hostile-files.js';
import { loadFiles, printed } from './load-text.js';

// Run as a process of its own, so that what one file takes can be measured.
const file = HOSTILE[process.argv[2] ?? ''];
if (file === undefined) throw new Error('There is no such file.');
const content = file.make();
// The first call pays for compiling the code; a person's file is never the first thing of its kind.
const before = process.cpuUsage();
const start = performance.now();
const loaded = loadFiles({ 'rules.yaml': content });
const text = printed(loaded);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const codes = loaded.ok ? ['none'] : [...new Set(loaded.diagnostics.map((diagnostic) => diagnostic.code))];
const controls = /[^\n\u0020-\u{10ffff}]/u.test(text);
console.log(
  JSON.stringify({
    // The processor's time counts helpers of the garbage collector that run beside it, the clock's the machine's other work.
    milliseconds: Math.min(wall, (user + system) / 1000),
    mebibytes: process.resourceUsage().maxRSS / 1024,
    codes,
    printed: text.length,
    controls,
  }),
);
