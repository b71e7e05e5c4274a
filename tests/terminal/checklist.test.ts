import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pause, PseudoTerminal } from './pseudo-terminal.js';

const SAFE = ['n', 'n', 'n', 'n', 'n'] as const;
const FOLDER = 'state/candidacy/sessions';

/** What is saved in the home of a session. */
function saved({ home }: PseudoTerminal): readonly string[] {
  try {
    return readdirSync(join(home, FOLDER));
  } catch {
    return [];
  }
}

interface Result {
  readonly verdict: string;
  readonly reference: string | null;
  readonly answers: Readonly<Record<string, { readonly value: unknown; readonly origin: string }>>;
}

function resultOf(terminal: PseudoTerminal): Result {
  return JSON.parse(terminal.stdout) as Result;
}

describe.concurrent('the checklist in a terminal', () => {
  test('a typical patient: five safety questions, four more, and Enter', async () => {
    await PseudoTerminal.with({ args: ['--json'] }, async (terminal) => {
      await terminal.shows('y yes n no');
      expect(terminal.isOnOwnScreen).toBe(true);
      await terminal.press(...SAFE, 'n', 'n', 'n', 'y');
      await terminal.shows('Accept, and show the verdict');
      expect(saved(terminal)).toHaveLength(1);
      await terminal.accept();
      expect(await terminal.ended).toBe(0);
      expect(terminal.isOnOwnScreen).toBe(false);
      // The verdict, once more, for whoever has just answered.
      expect(terminal.screen).toMatch(/^\n┃ Worth discussing with a clinician, because of sciatica/);
      expect(resultOf(terminal).verdict).toBe('candidate');
      expect(saved(terminal)).toEqual([]);
    });
  });

  test('Ctrl-C loses nothing: --resume shows every answer and wants a yes', async () => {
    await PseudoTerminal.with({ args: ['--json', '--reference', 'bed 7'] }, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n', 'u', 'Ctrl-C');
      expect(await terminal.ended).toBe(130);
      expect(terminal.stdout).toBe('');
      expect(terminal.text).toContain('Stopped; 2 answers are saved');
      const [name = ''] = saved(terminal);
      expect(statSync(join(terminal.home, FOLDER, name)).mode & 0o777).toBe(0o600);
      expect(statSync(join(terminal.home, FOLDER)).mode & 0o777).toBe(0o700);

      await PseudoTerminal.with({ args: ['--json', '--resume'], home: terminal.home }, async (again) => {
        await again.shows('Go on with these answers?');
        expect(again.text).toContain('Reference: bed 7');
        expect(again.text).toContain('Metal in the body: no');
        expect(again.text).toContain("Fracture of the spine: don't know");
        await again.line('go on');
        expect(again.text).toContain('Type yes, no or delete.');
        await again.asks();
        again.send('y\n');
        await again.shows('y yes n no');
        expect(again.text).toContain('Reference: bed 7');
        expect(again.text).toContain('2 of 5 answered');
        await again.press('y');
        await again.shows('Accept, and show the verdict');
        await again.accept();
        expect(await again.ended).toBe(0);
        const result = resultOf(again);
        expect(result).toMatchObject({ verdict: 'contraindicated', reference: 'bed 7' });
        expect(Object.keys(result.answers).sort()).toEqual(['metallic-hardware', 'spinal-fracture', 'spine-infection']);
        expect(saved(again)).toEqual([]);
      });
    });
  });

  test('a session that is not taken up stays, or is deleted', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n', 'Ctrl-C');
      await terminal.ended;
      for (const [word, left] of [
        ['no', 1],
        ['delete', 0],
      ] as const) {
        await PseudoTerminal.with({ args: ['--resume'], home: terminal.home }, async (again) => {
          await again.shows('Go on with these answers?');
          await again.line(word);
          expect(await again.ended).toBe(130);
          expect(saved(again)).toHaveLength(left);
        });
      }
      await PseudoTerminal.with({ args: ['--resume'], home: terminal.home }, async (again) => {
        expect(await again.ended).toBe(2);
        expect(again.text).toContain('There is no saved session to resume.');
      });
    });
  });

  test('sessions beside one another keep to their own files, and must be named', async () => {
    await PseudoTerminal.with({ args: ['--reference', 'first'] }, async (one) => {
      await one.shows('y yes n no');
      await one.press('n');
      await PseudoTerminal.with({ args: ['--reference', 'second'], home: one.home }, async (two) => {
        await two.shows('y yes n no');
        await two.press('u', 'n');
        expect(saved(one)).toHaveLength(2);
        await two.press('Ctrl-C');
        await two.ended;
      });
      await one.press('Ctrl-C');
      await one.ended;
      await PseudoTerminal.with({ args: ['--resume'], home: one.home, columns: 200 }, async (again) => {
        expect(await again.ended).toBe(2);
        expect(again.text).toMatch(
          /reference first, one answer.*reference second, 2 answers|reference second, 2 answers.*reference first, one answer/,
        );
      });
    });
  });

  test('a damaged file is refused and left as it is', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n', 'Ctrl-C');
      await terminal.ended;
      const [name = ''] = saved(terminal);
      const file = join(terminal.home, FOLDER, name);
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
      await PseudoTerminal.with(
        { args: ['--resume', name.replace('.json', '')], home: terminal.home, columns: 160 },
        async (again) => {
          expect(await again.ended).toBe(2);
          expect(again.text).toContain('cannot be used: it is not JSON, or was cut off.');
          expect(saved(again)).toEqual([name]);
        },
      );
    });
  });

  test('with --no-save nothing is written', async () => {
    await PseudoTerminal.with({ args: ['--no-save'] }, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n', 'y', 'Ctrl-C');
      expect(await terminal.ended).toBe(130);
      expect(terminal.text).toContain('nothing was saved');
      expect(readdirSync(terminal.home).sort()).toEqual(['stdout', 'tty']);
    });
  });

  test('where nothing can be saved it is said at once, and asking goes on', async () => {
    await PseudoTerminal.with({ env: { XDG_STATE_HOME: '/dev/null' } }, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n');
      await terminal.shows('The answers cannot be saved');
      await terminal.press('u');
      await terminal.shows('2 of 5 answered');
      await terminal.press('Ctrl-C');
      expect(await terminal.ended).toBe(130);
      expect(terminal.text).toContain('the answers could not be saved');
    });
  });

  test('a held key answers one question', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      terminal.send('n');
      await pause(500);
      terminal.send('n');
      // On a busy machine the repeats come in bunches; alone, this test could not keep to 30 ms.
      terminal.send('n'.repeat(20));
      await terminal.shows('is held down');
      expect(terminal.text).toContain('1 of 5 answered');
    });
  });

  test('a paste answers nothing, marked as one or not', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      terminal.send('nnnnn\r');
      await terminal.shows('None was taken');
      expect(terminal.text).toContain('0 of 5 answered');
      terminal.send('\u001b[200~y\u001b[201~');
      await pause(150);
      expect(terminal.text).toContain('0 of 5 answered');
      expect(saved(terminal)).toEqual([]);
    });
  });

  test('Ctrl-D stops as Ctrl-C does', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press('n', 'Ctrl-D');
      expect(await terminal.ended).toBe(130);
      expect(terminal.text).toContain('Stopped; one answer is saved');
    });
  });

  test('keys that mean nothing change nothing', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      for (const bytes of [
        '\u001b[15~',
        '\u001b[?2004;1$y',
        '\u001b]11;rgb:ffff/ffff/ffff\u0007',
        '\u0000',
        '\u001by',
        '\u001bOP',
        'ж',
        '\u001b[200~',
        'y',
        '\u001b[201~',
        '\u001b',
      ]) {
        terminal.send(bytes);
        await pause(60);
      }
      await terminal.shows('Nothing to leave here');
      expect(terminal.text).toContain('0 of 5 answered');
      await terminal.press('n');
      await terminal.shows('1 of 5 answered');
    });
  });

  test('a window that is dragged is painted anew, whole, whatever its size', async () => {
    await PseudoTerminal.with({}, async (terminal) => {
      await terminal.shows('y yes n no');
      const wide = terminal.screen;
      await terminal.press('u');
      for (const [columns, rows] of [
        [40, 24],
        [25, 9],
        [120, 50],
        [3, 2],
        [80, 24],
      ] as const) {
        await terminal.resize(columns, rows);
        await terminal.shows(columns < 20 ? /E/ : 'So far');
        expect(terminal.lines.filter((line) => line.startsWith('❯')).length).toBe(columns < 20 ? 0 : 1);
        expect(terminal.lines.filter((line) => line.startsWith('Contraindications')).length).toBeLessThanOrEqual(1);
      }
      await terminal.press('Backspace');
      await terminal.shows('Taken back');
      await terminal.press('Down', 'Up');
      expect(terminal.screen).toBe(wide);
    });
  });

  test('the cursor stands where something is typed', async () => {
    await PseudoTerminal.with(
      { args: ['--rules', join(import.meta.dirname, '../cli/prompt/every-kind.yaml'), '--no-numb'] },
      async (terminal) => {
        await terminal.shows('What is the lowest T-score?');
        await terminal.press('-', '2', '.', '5');
        const { row, column } = terminal.cursor;
        expect(terminal.lines[row]?.slice(0, column)).toMatch(/❯ -2\.5$/);
        await terminal.press('Enter');
        await terminal.shows('-2.5 SD What is the lowest T-score');
      },
    );
  });

  test('TERM=dumb is asked line by line, nothing is repainted, and Ctrl-C saves', async () => {
    await PseudoTerminal.with({ env: { TERM: 'dumb' }, columns: 100, rows: 50 }, async (terminal) => {
      await terminal.line('no');
      await terminal.line('maybe');
      await terminal.line('back');
      await terminal.line('n');
      await terminal.line('review');
      await terminal.line('edit 1');
      await terminal.line('unknown');
      expect(terminal.isOnOwnScreen).toBe(false);
      expect(terminal.scroll).toContain("1. Metal in the body: don't know.");
      expect(terminal.scroll).toContain('Taken back: “Metal in the body”.');
      expect(saved(terminal)).toHaveLength(1);
      terminal.send('\u0003');
      expect(await terminal.ended).toBe(130);
      expect(terminal.text).toContain('Stopped; one answer is saved');
    });
  });

  test('answers of which the verdict could not be told are still saved, and said to be', async () => {
    const args = ['--plain', '--no-metallic-hardware', '--log', '/dev/null'];
    await PseudoTerminal.with({ args, rows: 50 }, async (terminal) => {
      await terminal.line('yes');
      await terminal.line('accept');
      expect(await terminal.ended).toBe(74);
      expect(terminal.text).toContain('Cannot write the log');
      expect(terminal.text.replace(/\s+/g, ' ')).toContain('--resume takes them up');
      expect(saved(terminal)).toHaveLength(1);
    });
  });

  test('lines pasted together answer one question', async () => {
    await PseudoTerminal.with({ args: ['--plain'], rows: 50 }, async (terminal) => {
      await terminal.asks();
      terminal.send('no\nno\nno\n');
      await terminal.shows('Not taken');
      await pause(200);
      expect(terminal.scroll).toContain('Metal in the body: no.');
      expect(terminal.scroll).not.toContain('Fracture of the spine: no.');
      terminal.send('\u0004');
      expect(await terminal.ended).toBe(130);
    });
  });

  test('at 40 columns nothing is cut off', async () => {
    await PseudoTerminal.with({ columns: 40, args: ['--reference', 'bed 7'] }, async (terminal) => {
      await terminal.shows('y yes n no');
      await terminal.press(...SAFE, 'y');
      await terminal.shows('Accept, and show the verdict');
      expect(terminal.text).toContain('Reference: bed 7');
      expect(Math.max(...terminal.lines.map((line) => line.length))).toBeLessThan(40);
    });
  });
});
