import { expect, test } from 'vitest';
import { columnsOf, widthOf, type Io } from '../../src/cli/io.js';

test.each([
  { columns: 40, is: 40 },
  { columns: 0, is: undefined },
  { columns: undefined, is: undefined },
])('a terminal of $columns columns', ({ columns, is }) => {
  expect(columnsOf({ columns })).toBe(is);
  const stdout = { isTTY: true, columns, write: () => true };
  expect(widthOf({ env: {}, stdout } as unknown as Io)).toBe(is ?? 80);
});
