import { type Comparison, type Condition, partsOf } from '../model/condition.js';

/** Whether a leaf that turns true can turn its condition true (`rises`), or false (`falls`). */
export interface LeafPlace {
  readonly leaf: Comparison;
  /** The steps from the condition down to the leaf, each the number of a part. */
  readonly path: readonly number[];
  readonly rises: boolean;
  readonly falls: boolean;
}

/** The leaves of a condition, every occurrence by itself, in the order of the text. */
export function leavesIn(
  condition: Condition,
  path: readonly number[] = [],
  rises = true,
  falls = false,
): readonly LeafPlace[] {
  if (condition.kind === 'comparison') return [{ leaf: condition, path, rises, falls }];
  return partsOf(condition).flatMap((part, index) => {
    const [up, down] = directions(condition, index);
    return leavesIn(part, [...path, index], (rises && up) || (falls && down), (rises && down) || (falls && up));
  });
}

/** Whether a part that turns true can turn the condition true, and whether it can turn it false. */
function directions(condition: Condition, index: number): readonly [up: boolean, down: boolean] {
  switch (condition.kind) {
    case 'not':
      return [false, true];
    case 'score': {
      const weight = condition.terms[index]!.weight;
      const low = condition.atLeast !== undefined;
      const high = condition.atMost !== undefined;
      return [(low && weight > 0) || (high && weight < 0), (low && weight < 0) || (high && weight > 0)];
    }
    default:
      return [true, false];
  }
}

/** The condition with the part at a path replaced. */
export function withPart(condition: Condition, path: readonly number[], part: Condition): Condition {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at-least':
      return { ...condition, of: condition.of.map((one, index) => (index === step ? withPart(one, rest, part) : one)) };
    case 'not':
      return { ...condition, of: withPart(condition.of, rest, part) };
    case 'score':
      return {
        ...condition,
        terms: condition.terms.map((term, index) =>
          index === step ? { ...term, when: withPart(term.when, rest, part) } : term,
        ),
      };
    case 'comparison':
      throw new Error('A comparison has no parts.');
  }
}

/** A condition that always holds, or never. */
export function constant(holds: boolean): Condition {
  return { kind: holds ? 'all' : 'any', of: [], at: '' };
}
