import { expect, test } from 'vitest';
import { createDiagrams } from '../../src/engine/diagram.js';

/** Numbers below 2^17 that are the same in every run (a multiplicative generator, Park and Miller 1988). */
function numbers(count: number): readonly number[] {
  let state = 1;
  return Array.from({ length: count }, () => (state = (state * 48_271) % 0x7fffffff) % 0x20000);
}

test('of so many nodes that some have the same hash, none is taken for another', () => {
  const diagrams = createDiagrams([2], 1_000_000);
  const constants = Array.from({ length: 0x20000 }, (_, value) => diagrams.constant(value));
  const drawn = numbers(600_000).map((value) => constants[value]!);
  const nodes = new Map<string, number>();
  let wrong = 0;
  for (let place = 0; place < drawn.length; place += 2) {
    const [no, yes] = [drawn[place]!, drawn[place + 1]!];
    const node = diagrams.branch(0, [no, yes]);
    if (no === yes ? node !== no : diagrams.child(node, 0) !== no || diagrams.child(node, 1) !== yes) wrong++;
    nodes.set(`${no} ${yes}`, node);
  }
  expect(wrong).toBe(0);
  const twice = [...nodes].filter(([pair, node]) => diagrams.branch(0, pair.split(' ').map(Number)) !== node);
  expect(twice).toEqual([]);
});
