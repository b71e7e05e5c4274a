import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PseudoTerminal } from './pseudo-terminal.js';

const PAGE = new URL('../../docs/checklist.md', import.meta.url);

const BLOCK = /<!-- (terminal|keys|lines)( \d+x\d+)?: ?(.*?) ?-->\n```text\n([\s\S]*?)```/g;

interface Step {
  readonly does: string;
  readonly size: readonly number[];
  readonly what: string;
}

/** The sessions of the page, each with its steps. */
function sessionsOf(page: string): readonly (readonly Step[])[] {
  const sessions: Step[][] = [];
  for (const [, does = '', size = '', what = ''] of page.matchAll(BLOCK)) {
    const step = { does, size: size.trim().split('x').map(Number), what };
    if (does === 'terminal') sessions.push([step]);
    else sessions.at(-1)?.push(step);
  }
  return sessions;
}

/** The screen after each step. */
async function screensOf([opening, ...steps]: readonly Step[]): Promise<readonly string[]> {
  const [columns = 80, rows = 24] = opening?.size ?? [];
  const args = Array.from(
    (opening?.what ?? '').matchAll(/"([^"]*)"|(\S+)/g),
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  return await PseudoTerminal.with(
    { args, columns, rows },
    async (terminal) => {
      await terminal.shows(/Ctrl-C stop|: ?$/);
      const screens = [terminal.screen];
      for (const { does, what } of steps) {
        const before = terminal.scroll.length;
        if (does === 'lines') {
          for (const line of what.split(' / ')) await terminal.line(line);
        } else {
          for (const key of what.split(' ')) await (key === 'Enter' ? terminal.accept() : terminal.press(key));
        }
        const last = what.split(' ').at(-1);
        if (last === 'Enter' || last === 'Ctrl-C' || last === 'quit') await terminal.ended;
        screens.push(
          does === 'lines'
            ? terminal.scroll.slice(before).trim()
            : terminal.isOnOwnScreen
              ? terminal.screen
              : terminal.scroll,
        );
      }
      return screens;
    },
    true,
  );
}

test('the sessions of the manual are what the checklist shows', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const sessions = sessionsOf(page);
  expect(sessions.length).toBeGreaterThan(2);
  const screens = (await Promise.all(sessions.map(screensOf))).flat();
  let index = 0;
  const fresh = page.replace(BLOCK, (block) =>
    block.replace(/```text\n[\s\S]*```$/, () => `\`\`\`text\n${screens[index++] ?? ''}\n\`\`\``),
  );
  if (process.env['GOLDEN'] === 'write') writeFileSync(PAGE, fresh);
  expect(page).toBe(fresh);
});
