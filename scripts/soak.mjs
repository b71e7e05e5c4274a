// `npm run soak [-- ROWS]`: ten million rows through a pipe, with the memory of the process as it goes; then 500 screenings at
// once that write to one folder. Exit 1 where memory grows past 300 MiB, a row is lost, or a result.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { ensure, ROOT } from './fresh.mjs';

ensure();
const BIN = join(ROOT, 'bin/candidacy.cjs');
const ROWS = Number(process.argv[2] ?? 10_000_000);
const TOGETHER = 500;
const MOST = 300;
const MARKS = 20;
const HEADER = 'id,sciatica,pregnancy,metallic-hardware,spinal-fracture,spine-infection,severe-osteoporosis';
const ANSWERS = ['yes', 'no', 'unknown', ''];

await manyRows();
await manyProcesses();

async function manyRows() {
  const child = spawn(process.execPath, [BIN, 'batch', '--keep', 'id'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let lines = 0;
  child.stdout.on('data', (chunk) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  });
  const marks = [];
  const start = Date.now();
  let state = 1;
  let text = `${HEADER}\n`;
  for (let row = 1; row <= ROWS; row++) {
    text += `P${row}`;
    for (let column = 0; column < 6; column++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      text += `,${ANSWERS[state >>> 30]}`;
    }
    text += '\n';
    if (text.length > 2 ** 20 || row === ROWS) {
      if (!child.stdin.write(text)) await once(child.stdin, 'drain');
      text = '';
    }
    if (row % Math.ceil(ROWS / MARKS) === 0) marks.push({ row, mebibytes: residentOf(child.pid) });
  }
  child.stdin.end();
  const [code] = await once(child, 'close');
  const most = Math.max(...marks.map(({ mebibytes }) => mebibytes));
  for (const { row, mebibytes } of marks)
    console.log(
      `${String(row).padStart(10)} rows ${String(mebibytes).padStart(4)} MiB ${'█'.repeat(Math.round(mebibytes / 8))}`,
    );
  console.log(
    `${lines} rows out of ${ROWS} in ${((Date.now() - start) / 1000).toFixed(0)} s, at most ${most} MiB, exit ${code}`,
  );
  if (lines !== ROWS || code !== 0 || most > MOST) process.exitCode = 1;
}

/** Memory that is in use now, in MiB. Linux tells it in /proc. */
function residentOf(pid) {
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kibibytes) / 1024);
}

async function manyProcesses() {
  const folder = mkdtempSync(join(tmpdir(), 'candidacy-soak-'));
  try {
    const log = join(folder, 'log.ndjson');
    const codes = await Promise.all(
      Array.from({ length: TOGETHER }, async (_, index) => {
        const result = join(folder, `${index}.json`);
        const args = ['--sciatica', '--no-pregnancy', '--json', '--no-input', '--output', result, '--log', log];
        const [code] = await once(spawn(process.execPath, [BIN, ...args], { stdio: 'ignore' }), 'close');
        return code;
      }),
    );
    const names = readdirSync(folder);
    const whole = names.filter((name) => name.endsWith('.json') && isWhole(join(folder, name))).length;
    const logged = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => JSON.parse(line) !== null).length;
    const failed = codes.filter((code) => code !== 0).length;
    const left = names.length - whole - 1;
    console.log(
      `${TOGETHER} screenings at once: ${whole} results, ${logged} lines in the log, ${failed} failed, ${left} other files`,
    );
    if (whole !== TOGETHER || logged !== TOGETHER || failed > 0 || left > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isWhole(file) {
  return JSON.parse(readFileSync(file, 'utf8')).verdict === 'needs-information';
}
