import { expect, test } from 'vitest';
import { inRound, shareOf } from '../../src/report/counts.js';

test.each([
  [0n, '0'],
  [999_999n, '999,999'],
  [1_000_000n, 'about 1 million'],
  [12_345_678n, 'about 12 million'],
  [1_250_000n, 'about 1.3 million'],
  [999_999_999n, 'about 1 billion'],
  [123_456_789_012n, 'about 120 billion'],
  [999_000_000_000_000n, 'about 1,000 trillion'],
  [1_000_000_000_000_000n, 'more than 10^15'],
  [12_544_299_200_885_760_000n, 'more than 10^19'],
])('%s is %s', (count, words) => {
  expect(inRound(count)).toBe(words);
});

test.each([
  [2n, 8n, '2 of 8 sets (25 %)'],
  [1n, 999_999n, '1 of 999,999 sets (under 0.1 %)'],
  [250_000n, 2_000_000n, '12.5 % of the sets'],
  [0n, 2_000_000n, '0 % of the sets'],
  [1_999_999n, 2_000_000n, 'over 99.9 % of the sets'],
  [1n, 1_234_567n, 'about 1 in 1.2 million sets'],
  [100n, 1_234_567n, 'about 1 in 12,000 sets'],
  [2_360_033_280n, 12_544_299_200_885_760_000n, 'about 1 in 5.3 billion sets'],
  [1n, 12_544_299_200_885_760_000n, 'fewer than 1 in 10^19 sets'],
])('%s of %s is %s', (part, whole, words) => {
  expect(shareOf(part, whole, 'sets')).toBe(words);
});
