import { expect, test } from 'vitest';
import { nearest } from '../../src/model/nearest.js';

const known = ['pregnancy', 'sciatica', 'spine-infection', 'no', 'x'];

test.each([
  ['pregnency', 'pregnancy'],
  ['PREGNANCY', 'pregnancy'],
  ['pergnancy', 'pregnancy'],
  ['spine-infecton', 'spine-infection'],
  ['on', 'no'],
  ['scatica', 'sciatica'],
  ['weight', undefined],
  ['y', undefined],
  ['', undefined],
])('%o is meant as %o', (name, meant) => {
  expect(nearest(name, known)).toBe(meant);
});

test('the first of two that are equally near', () => {
  expect(nearest('grade-3', ['grade-1', 'grade-2'])).toBe('grade-1');
});
