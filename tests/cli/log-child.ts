// Appends lines to a log, as one of many processes: FILE NAME COUNT.
import { appendLine, LINE_START } from '../../src/cli/audit-log.js';

const [file = '', name = '', count = '1'] = process.argv.slice(2);

async function run(): Promise<void> {
  for (let line = 0; line < Number(count); line++) {
    await appendLine(file, file, () => `${LINE_START}"writer":"${name}","line":${line},"pad":"${'x'.repeat(5000)}"}`);
  }
}

void run();
