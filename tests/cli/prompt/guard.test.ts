import { expect, test } from 'vitest';
import { type Guard, NO_KEY_YET, ruled } from '../../../src/cli/prompt/guard.js';

/** What becomes of keys pressed at these times. */
function rulings(keys: readonly (readonly [key: string, time: number])[]): readonly string[] {
  let guard: Guard = NO_KEY_YET;
  return keys.map(([key, time]) => {
    const next = ruled(guard, key, time);
    guard = next.guard;
    return next.ruling;
  });
}

const every = (ms: number, count: number, from = 0, key = 'n'): (readonly [string, number])[] =>
  Array.from({ length: count }, (_, index) => [key, from + index * ms] as const);

test.each<{ name: string; keys: readonly (readonly [string, number])[]; ruling: readonly string[] }>([
  { name: 'one key', keys: [['n', 0]], ruling: ['pass'] },
  { name: 'a quick finger', keys: every(125, 4), ruling: ['pass', 'pass', 'pass', 'pass'] },
  {
    name: 'a key that bounces',
    keys: [
      ['n', 0],
      ['n', 20],
    ],
    ruling: ['pass', 'held'],
  },
  {
    name: 'two keys one after the other',
    keys: [
      ['n', 0],
      ['y', 60],
    ],
    ruling: ['pass', 'pass'],
  },
  {
    name: 'two keys at once',
    keys: [
      ['n', 0],
      ['y', 10],
    ],
    ruling: ['pass', 'too-quick'],
  },
  { name: 'held on a Mac', keys: [['n', 0], ...every(30, 3, 225)], ruling: ['pass', 'pass', 'withdraw', 'held'] },
  {
    name: 'held on the Linux console',
    keys: [['n', 0], ...every(92, 3, 250)],
    ruling: ['pass', 'pass', 'withdraw', 'held'],
  },
  {
    name: 'held under X11',
    keys: [['n', 0], ...every(40, 4, 660)],
    ruling: ['pass', 'pass', 'withdraw', 'held', 'held'],
  },
  {
    name: 'held, with a repeat that is late',
    keys: [
      ['n', 0],
      ['n', 500],
      ['n', 530],
      ['n', 980],
    ],
    ruling: ['pass', 'pass', 'withdraw', 'held'],
  },
  {
    name: 'held, let go, pressed again',
    keys: [
      ['n', 0],
      ['n', 500],
      ['n', 530],
      ['n', 1100],
    ],
    ruling: ['pass', 'pass', 'withdraw', 'pass'],
  },
  {
    name: 'a bounce long after the same key',
    keys: [
      ['n', 0],
      ['n', 5000],
      ['n', 5020],
    ],
    ruling: ['pass', 'pass', 'held'],
  },
])('$name', ({ keys, ruling }) => {
  expect(rulings(keys)).toEqual(ruling);
});

test('whatever the keyboard, a held key counts once', () => {
  for (let delay = 225; delay <= 1800; delay += 25) {
    for (let rate = 25; rate <= 115; rate += 5) {
      const result = rulings([['n', 0], ...every(rate, 20, delay)]);
      const counted = result.filter((one) => one === 'pass').length - result.filter((one) => one === 'withdraw').length;
      expect({ delay, rate, counted }).toEqual({ delay, rate, counted: 1 });
    }
  }
});

test('a key that comes several times at once is held, and so was the one before it', () => {
  const first = ruled(NO_KEY_YET, 'n', 0);
  const second = ruled(first.guard, 'n', 500);
  const third = ruled(second.guard, 'n', 1200, true);
  const fourth = ruled(third.guard, 'n', 1400);
  expect([first, second, third, fourth].map(({ ruling }) => ruling)).toEqual(['pass', 'pass', 'withdraw', 'held']);
  expect(ruled(first.guard, 'n', 300, true).ruling).toBe('held');
  expect(ruled(NO_KEY_YET, 'n', 0, true).ruling).toBe('held');
});
