import { expect, test } from 'vitest';
import { wilson } from '../../src/batch/accuracy.js';

// The intervals of R's prop.test(correct = FALSE), to four places.
test.each([
  { count: 0, of: 10, low: 0, high: 0.2775 },
  { count: 1, of: 10, low: 0.0179, high: 0.4042 },
  { count: 5, of: 10, low: 0.2366, high: 0.7634 },
  { count: 10, of: 10, low: 0.7225, high: 1 },
  { count: 81, of: 263, low: 0.2553, high: 0.3662 },
])('$count of $of', ({ count, of, low, high }) => {
  const share = wilson(count, of);
  expect([share.low?.toFixed(4), share.high?.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
});

test('no cases have no share', () => {
  expect(wilson(0, 0)).toEqual({ of: 0, count: 0, value: null, low: null, high: null });
});
