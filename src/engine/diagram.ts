/**
 * Decision diagrams over axes of finitely many regions: exact functions from one region per axis to a small whole number.
 *
 * Nodes are numbers, shared and reduced: two functions are equal just when their nodes are, and a function depends on an axis
 * just when a node of that axis occurs in it (Bryant 1986, for more than two branches and values).
 */
export interface Diagrams {
  /** The axis a node branches on; `sizes.length` for a constant. */
  readonly axisOf: (node: Node) => number;
  /** How many children a node has: the regions of its axis, 0 for a constant. */
  readonly arity: (node: Node) => number;
  /** The value of a constant. */
  readonly valueOf: (node: Node) => number;
  readonly child: (node: Node, region: number) => Node;
  readonly constant: (value: number) => Node;
  readonly branch: (axis: number, children: readonly Node[]) => Node;
  /** `combine` applied value by value; it must be a pure function of two values. Pass the same function again to share its memory. */
  readonly apply: (combine: Combine, a: Node, b: Node) => Node;
  /** Counts steps of work against the budget. */
  readonly spend: (steps: number) => void;
  /** Drops what `apply` remembers; the nodes stay. */
  readonly forget: () => void;
  /** How many nodes there are. */
  readonly size: () => number;
}

export type Node = number;
export type Combine = (a: number, b: number) => number;

/** Thrown where diagrams grow past the budget. */
export class DiagramBudgetExceeded extends Error {}

export const and: Combine = (a, b) => a & b;
export const or: Combine = (a, b) => a | b;
export const differ: Combine = (a, b) => a ^ b;
export const times: Combine = (a, b) => a * b;
export const plus: Combine = (a, b) => a + b;

/** An empty store of diagrams. `budget` bounds the nodes and, eightfold, the steps that make them. */
export function createDiagrams(sizes: readonly number[], budget: number): Diagrams {
  const axes: number[] = [];
  /** For a constant its value, else where its children start in `children`. */
  const payload: number[] = [];
  const children: Node[] = [];
  const constants = new Map<number, Node>();
  /** The latest node of each hash, and for each node the one before it of the same hash; -1 for none. */
  const latest = new Map<number, Node>();
  const before: Node[] = [];
  /** Children on their way to be a node, those of the steps that are under way one behind the other. */
  const pending: Node[] = [];
  let top = 0;
  const memory = new Map<Combine, Map<number, Node>>();
  let steps = 0;

  function add(axis: number, data: number): Node {
    axes.push(axis);
    payload.push(data);
    before.push(-1);
    return axes.length - 1;
  }

  function spend(more: number): void {
    if ((steps += more) > 8 * budget) throw new DiagramBudgetExceeded();
  }

  function constant(value: number): Node {
    const known = constants.get(value);
    if (known !== undefined) return known;
    const node = add(sizes.length, value);
    constants.set(value, node);
    return node;
  }

  function branch(axis: number, kids: readonly Node[]): Node {
    return branchTo(axis, kids, 0, kids.length);
  }

  /** A node with the children that stand in a list from one place to another. */
  function branchTo(axis: number, kids: readonly Node[], from: number, to: number): Node {
    const first = kids[from]!;
    let same = true;
    let hash = axis;
    for (let place = from; place < to; place++) {
      const kid = kids[place]!;
      if (kid !== first) same = false;
      hash = Math.imul(hash, 0x01000193) ^ kid;
    }
    if (same) return first;
    const last = latest.get(hash) ?? -1;
    for (let node = last; node >= 0; node = before[node]!) {
      if (axes[node] === axis && hasChildren(node, kids, from, to)) return node;
    }
    if (axes.length >= budget) throw new DiagramBudgetExceeded();
    const node = add(axis, children.length);
    for (let place = from; place < to; place++) children.push(kids[place]!);
    before[node] = last;
    latest.set(hash, node);
    return node;
  }

  function hasChildren(node: Node, kids: readonly Node[], from: number, to: number): boolean {
    const start = payload[node]! - from;
    for (let place = from; place < to; place++) if (children[start + place] !== kids[place]) return false;
    return true;
  }

  const axisOf = (node: Node): number => axes[node]!;
  const arity = (node: Node): number => sizes[axisOf(node)] ?? 0;
  const valueOf = (node: Node): number => payload[node]!;
  const child = (node: Node, region: number): Node => children[payload[node]! + region]!;

  function apply(combine: Combine, a: Node, b: Node): Node {
    let known = memory.get(combine);
    if (known === undefined) memory.set(combine, (known = new Map<number, Node>()));
    return step(combine, known, a, b);
  }

  function step(combine: Combine, known: Map<number, Node>, a: Node, b: Node): Node {
    const axisA = axisOf(a);
    const axisB = axisOf(b);
    if (axisA === sizes.length && axisB === sizes.length) return constant(combine(valueOf(a), valueOf(b)));
    if (combine === and || combine === or) {
      // 0 and 1 are the only values here: a constant decides or drops out, and equal parts are one.
      if (a === b) return a;
      if (axisA === sizes.length) return (valueOf(a) === 0) === (combine === and) ? a : b;
      if (axisB === sizes.length) return (valueOf(b) === 0) === (combine === and) ? b : a;
    }
    const key = a * 0x4000000 + b;
    const found = known.get(key);
    if (found !== undefined) return found;
    spend(1);
    const axis = Math.min(axisA, axisB);
    const from = top;
    for (let region = 0; region < sizes[axis]!; region++) {
      const kid = step(combine, known, axisA === axis ? child(a, region) : a, axisB === axis ? child(b, region) : b);
      pending[top++] = kid;
    }
    const node = branchTo(axis, pending, from, top);
    top = from;
    known.set(key, node);
    return node;
  }

  return {
    axisOf,
    arity,
    valueOf,
    child,
    constant,
    branch,
    apply,
    spend,
    forget: () => memory.clear(),
    size: () => axes.length,
  };
}

/** The children of a node, one for each region of its axis; none for a constant. */
export function childrenOf(diagrams: Diagrams, node: Node): readonly Node[] {
  return Array.from({ length: diagrams.arity(node) }, (_, region) => diagrams.child(node, region));
}
