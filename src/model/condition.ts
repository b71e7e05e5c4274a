import type { Pointer } from './pointer.js';
import type { QuestionId } from './question.js';

/** A tree over answers. `Comparison` is the only leaf, so that the space of answers always cuts into finitely many regions. */
export type Condition = All | Any | Not | AtLeast | Score | Comparison;

/** Every part holds. */
export interface All {
  readonly kind: 'all';
  readonly of: readonly Condition[];
  readonly at: Pointer;
}

/** Some part holds. */
export interface Any {
  readonly kind: 'any';
  readonly of: readonly Condition[];
  readonly at: Pointer;
}

export interface Not {
  readonly kind: 'not';
  readonly of: Condition;
  readonly at: Pointer;
}

/** At least `count` of the parts hold. 1 ≤ count ≤ parts. */
export interface AtLeast {
  readonly kind: 'at-least';
  readonly count: number;
  readonly of: readonly Condition[];
  readonly at: Pointer;
}

/**
 * The weights of the terms that hold, added up, are within the bounds (inclusive; one may be missing).
 *
 * Weights and bounds are whole numbers of 10^-places: no sum is rounded.
 */
export interface Score {
  readonly kind: 'score';
  readonly places: number;
  readonly terms: readonly { readonly weight: number; readonly when: Condition }[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly at: Pointer;
}

/** One question held against constants. False where the question does not apply. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly question: QuestionId;
  readonly test: Test;
  readonly at: Pointer;
}

export type Test =
  /** yes-no and choice: the answer is one of these. Yes-no answers are `yes` and `no`. */
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  /** choices: at least one of these is among the answer. */
  | { readonly kind: 'includes'; readonly values: readonly string[] }
  /** choices: the answer is that none of the options holds. */
  | { readonly kind: 'none' }
  /** number: within every bound. A bound that names a unit is used for answers in that unit. */
  | { readonly kind: 'number'; readonly bounds: readonly NumberBound[] }
  /** number: one of these, in the question's own unit; whole numbers of 10^-places of its scale. */
  | { readonly kind: 'number-one-of'; readonly values: readonly number[] }
  /** date: not after the screening date, and less than the period before it (or exactly, where inclusive). */
  | { readonly kind: 'within'; readonly period: Period; readonly inclusive: boolean }
  /** date: more than the period before the screening date (or exactly, where inclusive). */
  | { readonly kind: 'beyond'; readonly period: Period; readonly inclusive: boolean }
  /** date: within every bound. */
  | { readonly kind: 'date'; readonly bounds: readonly DateBound[] };

export type BoundKind = 'at-least' | 'at-most' | 'above' | 'below';

export interface NumberBound {
  readonly kind: BoundKind;
  /**
   * The bound for each unit that the question knows ('' for a question without a unit), as written there or converted:
   * whole numbers of 10^-places. `places` may exceed the scale's, where the conversion is not on the scale.
   */
  readonly values: Readonly<Record<string, { readonly value: number; readonly places: number }>>;
}

/** A bound on a date: `YYYY-MM-DD`. */
export interface DateBound {
  readonly kind: BoundKind;
  readonly date: string;
}

/** A span of the calendar. Months clamp to the month's end. */
export interface Period {
  readonly count: number;
  readonly unit: 'days' | 'weeks' | 'months' | 'years';
}

/** The questions that a condition reads, each once, in the order of the text. */
export function questionsOf(condition: Condition): readonly QuestionId[] {
  const found = new Set<QuestionId>();
  for (const leaf of comparisonsOf(condition)) found.add(leaf.question);
  return [...found];
}

/** The leaves of a condition, in the order of the text. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  return condition.kind === 'comparison' ? [condition] : partsOf(condition).flatMap(comparisonsOf);
}

/** The direct parts of a condition; none for a leaf. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of;
    case 'not':
      return [condition.of];
    case 'score':
      return condition.terms.map((term) => term.when);
    case 'comparison':
      return [];
  }
}

/** Whether a value that lies so from a bound (less than 0 below it, 0 on it, more than 0 above) is within it. */
export function isWithin(kind: BoundKind, order: number): boolean {
  switch (kind) {
    case 'at-least':
      return order >= 0;
    case 'at-most':
      return order <= 0;
    case 'above':
      return order > 0;
    case 'below':
      return order < 0;
  }
}
