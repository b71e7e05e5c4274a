import { isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from './yaml-library.js';
import { at, stepsOf, type Pointer } from '../model/pointer.js';
import type { NodePlace, Range } from './plain-reading.js';

/** A place in a text. `line` and `column` count from 1, the column in characters; `start` and `end` are offsets, the end not included. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** Where its line begins and ends, without the line end. */
  readonly lineStart: number;
  readonly lineEnd: number;
}

/** The text of one rule file, and where its nodes stand in it. */
export interface SourceText {
  /** As it was named to the loader. */
  readonly path: string;
  readonly text: string;
  /** The place of a node, or of the nearest one above it that exists. Never more than the rest of its first line. */
  readonly locate: (at: Pointer, side: 'key' | 'value') => Location;
  /** The place of a range of offsets, cut to its first line. */
  readonly locateRange: (start: number, end: number) => Location;
}

/** The texts that a rule set was loaded from, by the file part of its pointers; '' is the file that was asked for. */
export type Sources = ReadonlyMap<string, SourceText>;

/** The text that a pointer points into. */
export function sourceOf(sources: Sources, at: Pointer): SourceText | undefined {
  return sources.get(stepsOf(at).file ?? '');
}

/** Finds the node at the end of some steps, or the nearest one above it that exists. */
export type Find = (steps: readonly string[], side: 'key' | 'value') => Range;

/** A text of which nothing is known but that it is one. */
export const nowhere: Find = () => ({ start: 0, end: 0 });

export function sourceText(path: string, text: string, find: Find): SourceText {
  let lineStarts: readonly number[] | undefined;
  let pairs: readonly number[] | undefined;
  const locateRange = (start: number, end: number): Location => {
    lineStarts ??= startsOfLines(text);
    pairs ??= offsetsOfPairs(text);
    const from = Math.min(Math.max(start, 0), text.length);
    const line = countUpTo(lineStarts, from) - 1;
    const lineStart = lineStarts[line]!;
    const feed = (lineStarts[line + 1] ?? text.length + 1) - 1;
    const lineEnd = feed > lineStart && text[feed - 1] === '\r' ? feed - 1 : feed;
    // Characters outside the first plane are two units long, and one column.
    const column = from - lineStart - (countUpTo(pairs, from - 1) - countUpTo(pairs, lineStart - 1)) + 1;
    return { line: line + 1, column, start: from, end: Math.max(from, Math.min(end, lineEnd)), lineStart, lineEnd };
  };
  return {
    path,
    text,
    locateRange,
    locate: (pointer, side) => {
      const { start, end } = find(stepsOf(pointer).steps, side);
      return locateRange(start, end);
    },
  };
}

/** Finds what `placesIn` knows; that is looked for when it is first asked for. */
export function findByPlaces(placesOf: () => ReadonlyMap<Pointer, NodePlace>): Find {
  let places: ReadonlyMap<Pointer, NodePlace> | undefined;
  return (steps, side) => {
    places ??= placesOf();
    let found = places.get('')!.value!;
    let pointer = '';
    for (const [depth, step] of steps.entries()) {
      const place = places.get((pointer = at(pointer, step)));
      if (place === undefined) return found;
      const { key, value } = place;
      found = ((depth === steps.length - 1 && side === 'key') || value === undefined ? key : undefined) ?? value!;
    }
    return found;
  };
}

/** Finds the nodes of the library. */
export function findInNodes(root: Node | null): Find {
  const keys: KeyIndex = new WeakMap();
  return (steps, side) => {
    const [start, end] = rangeOf(root, steps, side, keys);
    return { start, end };
  };
}

/** The pairs of the maps that were looked into, by their keys: a file may have thousands of problems in one map. */
type KeyIndex = WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;

function pairOf(map: YAMLMap, key: string, index: KeyIndex): Pair | undefined {
  let pairs = index.get(map);
  if (pairs === undefined) {
    // Of a key that stands twice, the first is meant.
    pairs = new Map(map.items.toReversed().map((pair) => [keyText(pair.key), pair]));
    index.set(map, pairs);
  }
  return pairs.get(key);
}

function rangeOf(
  root: Node | null,
  steps: readonly string[],
  side: 'key' | 'value',
  index: KeyIndex,
): readonly [number, number] {
  let node: Node | null = root;
  let found = nodeRange(root);
  for (const [depth, step] of steps.entries()) {
    const last = depth === steps.length - 1;
    if (isMap(node)) {
      const pair = pairOf(node, step, index);
      if (pair === undefined) return found;
      const key = isNode(pair.key) ? nodeRange(pair.key) : found;
      node = isNode(pair.value) ? pair.value : null;
      found = (last && side === 'key') || node === null || isEmpty(node) ? key : nodeRange(node);
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (!isNode(item)) return found;
      node = item;
      found = nodeRange(item);
    } else return found;
  }
  return found;
}

/** A null that nothing spells has no place of its own. */
function isEmpty(node: Node): boolean {
  return isScalar(node) && node.range?.[0] === node.range?.[1];
}

function nodeRange(node: Node | null): readonly [number, number] {
  const range = node?.range ?? [0, 0];
  // A block of several keys or items is shown by its first key or item: the whole would mark every line.
  if (isCollection(node) && node.flow !== true) {
    const first = node.items[0];
    const head = isMap(node) ? (first as Pair | undefined)?.key : first;
    if (isNode(head)) return nodeRange(head);
  }
  return [range[0], range[1]];
}

/** The text of a key, as pointers spell it. */
export function keyText(key: unknown): string {
  if (!isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}

/** Where characters of two units have their second. */
function offsetsOfPairs(text: string): readonly number[] {
  return Array.from(text.matchAll(/[\udc00-\udfff]/g), (match) => match.index);
}

/** How many of the ascending numbers are not above the limit. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
