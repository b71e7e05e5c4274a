import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/batch/progress.js';

const so = {
  rows: 1_542_623,
  bad: 12,
  bytes: 25,
  verdicts: {
    contraindicated: 727_848,
    'not-indicated': 154_193,
    'candidate-with-caution': 0,
    candidate: 319_981,
    'needs-information': 340_601,
  },
};

test.each([
  [
    80,
    [
      '1,542,623 rows, 25 %, 771,312/s, 6 s left',
      'contraindicated 727,848, not-indicated 154,193, candidate 319,981,',
      'needs-information 340,601, errors 12',
    ],
  ],
  [
    40,
    [
      '1,542,623 rows, 25 %, 771,312/s, 6 s',
      'left',
      'contraindicated 727,848, not-indicated',
      '154,193, candidate 319,981,',
      'needs-information 340,601, errors 12',
    ],
  ],
])('at %s columns no line is broken by the terminal, and no word', (columns, lines) => {
  expect(progressText(so, 2, 100, columns).split('\n')).toEqual(lines);
});

test('of an input whose size nobody knows, no share and no time is told', () => {
  expect(progressText({ ...so, bad: 0 }, 2, undefined, 200).split('\n')[0]).toBe('1,542,623 rows, 771,312/s');
});
