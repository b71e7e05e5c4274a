import type { Codes } from '../engine/outcome.js';
import { all, any, count, NO, not, type Sql, YES } from './expression.js';
import {
  BOTH,
  CAUTIONED_ALONE,
  FORBIDDEN_AT_ALL,
  INDICATED_ALONE,
  type IslandCodes,
  NOT_CAUTIONED,
  NOT_FORBIDDEN,
  NOT_INDICATED,
  NOT_URGENT,
  NOTHING_AT_ALL,
  URGENT_ALONE,
} from './island-codes.js';
import type { Stages } from './stages.js';

/** What can come out for the answers of a row, all islands together. */
export interface Totals {
  /** Ruled out in every completion, and in some. */
  readonly mustForbid: Sql;
  readonly mayForbid: Sql;
  readonly mayNotIndicate: Sql;
  readonly mayCaution: Sql;
  readonly mayAllow: Sql;
  readonly mustUrge: Sql;
  readonly mayUrge: Sql;
  /**
   * Whether the islands but one can together say one of these codes: of 0 to 3, or anything but urgent. `own` is what that
   * one can say.
   */
  readonly othersCan: (codes: Codes, but: number, own: IslandCodes) => Sql;
}

/**
 * Islands are independent: a code comes out where each island can say a part of it. All four codes below "ruled out" are
 * unions of two bits, so that it is enough to ask which islands can stay within some bits, and which can set them.
 */
export function totalsOf(islands: readonly IslandCodes[], stages: Stages): Totals {
  const counts = new Map<string, Sql>();
  const countOf = (name: string, truth: (island: IslandCodes) => Sql): Sql => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const counted = stages.named(count(islands.map(truth)));
    counts.set(name, counted);
    return counted;
  };
  const every = (codes: Codes): Sql => stages.named(all(islands.map((island) => island.can(codes))));
  const some = (codes: Codes): Sql => stages.named(any(islands.map((island) => island.can(codes))));

  /** Whether two islands, not one and the same, can be indicated and cautioned. */
  const pairIn = (indicated: Sql, cautioned: Sql, either: Sql): Sql =>
    all([
      isAbove(indicated, 0),
      isAbove(cautioned, 0),
      not(all([isNumber(indicated, 1), isNumber(cautioned, 1), isNumber(either, 1)])),
    ]);
  const canEither = (island: IslandCodes): Sql => all([island.can(INDICATED_ALONE), island.can(CAUTIONED_ALONE)]);
  const overlap = islands.some((island) => canEither(island) !== NO);
  const pair = overlap
    ? pairIn(
        countOf(`can ${INDICATED_ALONE}`, (island) => island.can(INDICATED_ALONE)),
        countOf(`can ${CAUTIONED_ALONE}`, (island) => island.can(CAUTIONED_ALONE)),
        countOf('can either', canEither),
      )
    : all([some(INDICATED_ALONE), some(CAUTIONED_ALONE)]);

  const minus = (total: Sql, own: Sql): Sql =>
    own === NO ? total : { text: `(${total.text} - ${count([own]).text})`, stage: Math.max(total.stage, own.stage) };
  const without = (name: string, truth: (island: IslandCodes) => Sql, own: IslandCodes): Sql =>
    minus(countOf(name, truth), truth(own));

  return {
    mustForbid: not(every(NOT_FORBIDDEN)),
    mayForbid: some(FORBIDDEN_AT_ALL),
    mayNotIndicate: every(NOT_INDICATED),
    mayCaution: stages.named(all([every(NOT_FORBIDDEN), any([some(BOTH), pair])])),
    mayAllow: all([every(NOT_CAUTIONED), some(INDICATED_ALONE)]),
    mustUrge: not(every(NOT_URGENT)),
    mayUrge: some(URGENT_ALONE),
    othersCan(codes, but, own) {
      const others = islands.filter((_, index) => index !== but);
      // What that one adds nothing to need not be counted without it.
      const within = (bits: Codes): Sql => {
        if (others.every((island) => island.can(bits) === YES)) return YES;
        if (own.can(bits) === YES) return every(bits);
        return isNumber(
          without(`not within ${bits}`, (island) => not(island.can(bits)), own),
          0,
        );
      };
      const set = (code: Codes): Sql => {
        if (others.every((island) => island.can(code) === NO)) return NO;
        if (own.can(code) === NO) return some(code);
        return isAbove(
          without(`can ${code}`, (island) => island.can(code), own),
          0,
        );
      };
      // Sets that hold every code with fewer bits: all islands stay within just when what they say together does.
      if ([NOTHING_AT_ALL, NOT_CAUTIONED, NOT_INDICATED, NOT_FORBIDDEN, NOT_URGENT].includes(codes))
        return within(codes);
      const both = (): Sql => {
        if (set(INDICATED_ALONE) === NO || set(CAUTIONED_ALONE) === NO) return set(BOTH);
        const two = pairIn(
          without(`can ${INDICATED_ALONE}`, (island) => island.can(INDICATED_ALONE), own),
          without(`can ${CAUTIONED_ALONE}`, (island) => island.can(CAUTIONED_ALONE), own),
          without('can either', canEither, own),
        );
        return any([set(BOTH), two]);
      };
      const ways: readonly (readonly [Codes, () => Sql])[] = [
        [NOTHING_AT_ALL, () => within(NOTHING_AT_ALL)],
        [INDICATED_ALONE, () => all([within(NOT_CAUTIONED), set(INDICATED_ALONE)])],
        [CAUTIONED_ALONE, () => all([within(NOT_INDICATED), set(CAUTIONED_ALONE)])],
        [BOTH, () => all([within(NOT_FORBIDDEN), both()])],
      ];
      return any(ways.flatMap(([code, way]) => ((codes & code) === 0 ? [] : [way()])));
    },
  };
}

function isNumber({ text, stage }: Sql, number: number): Sql {
  if (/^\d+$/.test(text)) return Number(text) === number ? YES : NO;
  return { text: `(${text} = ${number})`, stage, opposite: `(${text} <> ${number})` };
}

function isAbove({ text, stage }: Sql, number: number): Sql {
  if (/^\d+$/.test(text)) return Number(text) > number ? YES : NO;
  return { text: `(${text} > ${number})`, stage, opposite: `(${text} <= ${number})` };
}
