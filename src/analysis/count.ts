import { type Diagrams, type Node } from '../engine/diagram.js';
import type { Lift } from './lift.js';

/** For how many answer sets a lifted diagram has each of its values. */
export function countValues({ diagrams, axes }: Lift, root: Node): ReadonlyMap<number, bigint> {
  const after: bigint[] = [1n];
  for (let axis = axes.length - 1; axis >= 0; axis--) after[axes.length - axis] = after.at(-1)! * choices(axis);
  /** The answer sets over the axes from one on. */
  const sets = (axis: number): bigint => after[axes.length - axis]!;

  function choices(axis: number): bigint {
    return BigInt(axes[axis]!.choices.length);
  }

  const counts = new Map<number, bigint>();
  const ways = new Map<Node, bigint>([[root, sets(0) / sets(diagrams.axisOf(root))]]);
  for (const node of inOrder(diagrams, root)) {
    const here = ways.get(node)!;
    if (diagrams.arity(node) === 0) {
      counts.set(diagrams.valueOf(node), (counts.get(diagrams.valueOf(node)) ?? 0n) + here);
      continue;
    }
    const below = sets(diagrams.axisOf(node) + 1);
    for (let choice = 0; choice < diagrams.arity(node); choice++) {
      const child = diagrams.child(node, choice);
      const skipped = below / sets(diagrams.axisOf(child));
      ways.set(child, (ways.get(child) ?? 0n) + here * skipped);
    }
  }
  return counts;
}

/** For how many answer sets a lifted diagram is not 0. */
export function countWhere(lift: Lift, root: Node): bigint {
  let total = 0n;
  for (const [value, count] of countValues(lift, root)) if (value !== 0) total += count;
  return total;
}

/** Every node below a root and the root, each before its children. */
export function inOrder(diagrams: Diagrams, root: Node): readonly Node[] {
  const seen = new Set<Node>([root]);
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (let choice = 0; choice < diagrams.arity(node); choice++) {
      const child = diagrams.child(node, choice);
      if (!seen.has(child)) {
        seen.add(child);
        pending.push(child);
      }
    }
  }
  return [...seen].sort((a, b) => diagrams.axisOf(a) - diagrams.axisOf(b));
}
