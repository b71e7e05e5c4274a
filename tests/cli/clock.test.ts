import { expect, test } from 'vitest';
import { clock } from '../../src/cli/clock.js';
import { colourLevel } from '../../src/cli/colour.js';
import { UsageError } from '../../src/cli/errors.js';
import type { Io } from '../../src/cli/io.js';

function ioWith(env: Readonly<Record<string, string>>, now = new Date(2026, 5, 15, 0, 30)): Io {
  return { env, now: () => now, platform: 'linux' } as unknown as Io;
}

test.each([
  ['the local day', {}, undefined, '2026-06-15'],
  ['an empty variable is none', { SOURCE_DATE_EPOCH: '' }, undefined, '2026-06-15'],
  ['the day of SOURCE_DATE_EPOCH in UTC', { SOURCE_DATE_EPOCH: '1767225599' }, undefined, '2025-12-31'],
  ['--on before both', { SOURCE_DATE_EPOCH: '1767225599' }, '2024-02-29', '2024-02-29'],
])('%s', (_name, env, on, day) => {
  expect(clock(ioWith(env), on)).toMatchObject({ on: day });
});

test('the stamp obeys SOURCE_DATE_EPOCH, whatever --on says', () => {
  expect(clock(ioWith({ SOURCE_DATE_EPOCH: '1767225599' }), '2020-01-01')).toEqual({
    on: '2020-01-01',
    screenedAt: '2025-12-31T23:59:59Z',
  });
  expect(clock(ioWith({}, new Date('2026-06-15T10:11:12.999Z')), undefined)).toMatchObject({
    screenedAt: '2026-06-15T10:11:12Z',
  });
});

test.each([
  ['1.5', undefined],
  ['-1', undefined],
  ['9e9', undefined],
  ['253402300800', undefined],
  ['', '2026-02-29'],
  ['', '2026-01'],
  ['', 'today'],
  ['', ''],
])('SOURCE_DATE_EPOCH=%j with --on %j is refused', (epoch, on) => {
  expect(clock(ioWith({ SOURCE_DATE_EPOCH: epoch }), on)).toBeInstanceOf(UsageError);
});

// prettier-ignore
test.each<[string, Record<string, string>, boolean, boolean, number]>([
  ['no terminal', {}, false, true, 0],
  ['a terminal', { TERM: 'xterm' }, true, true, 1],
  ['a terminal of 256 colours', { TERM: 'xterm-256color' }, true, true, 2],
  ['a terminal of all colours', { TERM: 'xterm', COLORTERM: 'truecolor' }, true, true, 3],
  ['a dumb terminal', { TERM: 'dumb', COLORTERM: 'truecolor' }, true, true, 0],
  ['NO_COLOR', { TERM: 'xterm', NO_COLOR: '1' }, true, true, 0],
  ['an empty NO_COLOR', { TERM: 'xterm', NO_COLOR: '' }, true, true, 1],
  ['FORCE_COLOR without a terminal', { FORCE_COLOR: '1' }, false, true, 1],
  ['FORCE_COLOR before NO_COLOR', { FORCE_COLOR: '3', NO_COLOR: '1' }, false, true, 3],
  ['FORCE_COLOR=0', { TERM: 'xterm', FORCE_COLOR: '0' }, true, true, 0],
  ['--no-color before all', { TERM: 'xterm', FORCE_COLOR: '3' }, true, false, 0],
])('colours: %s', (_name, env, isTTY, wanted, level) => {
  expect(colourLevel(ioWith(env), { isTTY } as unknown as Io['stderr'], wanted)).toBe(level);
});
