import type { Decimal } from './decimal.js';

export type Dimension = 'mass' | 'length' | 'time' | 'pressure';

/**
 * Units that convert into one another. `factor` is the unit in the base unit of its dimension (kg, m, days, mmHg), as a
 * fraction of whole numbers, so that a conversion is exact until it is written down.
 *
 * Months and years are not here: they have no fixed length. Any other unit name may be used; it only converts to itself.
 *
 * Source: the international yard and pound agreement of 1959 (1 lb = 0.45359237 kg, 1 in = 0.0254 m); 1 mmHg = 0.133322387415 kPa.
 */
// prettier-ignore
export const UNITS: Readonly<Record<string, { readonly dimension: Dimension; readonly numerator: bigint; readonly denominator: bigint }>> = {
  kg:    { dimension: 'mass',     numerator: 1n,               denominator: 1n },
  g:     { dimension: 'mass',     numerator: 1n,               denominator: 1000n },
  lb:    { dimension: 'mass',     numerator: 45_359_237n,      denominator: 100_000_000n },
  st:    { dimension: 'mass',     numerator: 635_029_318n,     denominator: 100_000_000n },
  m:     { dimension: 'length',   numerator: 1n,               denominator: 1n },
  cm:    { dimension: 'length',   numerator: 1n,               denominator: 100n },
  mm:    { dimension: 'length',   numerator: 1n,               denominator: 1000n },
  in:    { dimension: 'length',   numerator: 254n,             denominator: 10_000n },
  ft:    { dimension: 'length',   numerator: 3048n,            denominator: 10_000n },
  days:  { dimension: 'time',     numerator: 1n,               denominator: 1n },
  weeks: { dimension: 'time',     numerator: 7n,               denominator: 1n },
  hours: { dimension: 'time',     numerator: 1n,               denominator: 24n },
  mmHg:  { dimension: 'pressure', numerator: 1n,               denominator: 1n },
  kPa:   { dimension: 'pressure', numerator: 1_000_000_000_000n, denominator: 133_322_387_415n },
};

/** Whether a value in one unit can be written in the other. */
export function convertible(from: string, to: string): boolean {
  if (from === to) return true;
  const source = unit(from);
  const target = unit(to);
  return source !== undefined && target !== undefined && source.dimension === target.dimension;
}

/**
 * The value in another unit, cut (towards minus infinity) to 9 decimal places, and whether that was exact.
 * `undefined` where the units do not convert or the result has more digits than a double holds.
 */
export function convert(
  decimal: Decimal,
  from: string,
  to: string,
): (Decimal & { readonly exact: boolean }) | undefined {
  if (from === to) return { ...decimal, exact: true };
  const source = unit(from);
  const target = unit(to);
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return undefined;
  const top = BigInt(decimal.value) * source.numerator * target.denominator * 1_000_000_000n;
  const bottom = 10n ** BigInt(decimal.places) * source.denominator * target.numerator;
  let quotient = top / bottom;
  const exact = quotient * bottom === top;
  if (!exact && top < 0n) quotient -= 1n;
  const value = Number(quotient);
  return Number.isSafeInteger(value) ? { value, places: 9, exact } : undefined;
}

/**
 * A bound in another unit, exact enough: no value that an answer may have lies between the two.
 *
 * Answers have at most six places, and the conversion is cut at nine. Where something was cut off, the bound is put between
 * the cut value and the next, so that an answer that reads the same as the cut value is still on its right side.
 */
export function convertBound(value: Decimal, from: string, to: string): Decimal | undefined {
  const result = convert(value, from, to);
  if (result === undefined) return undefined;
  if (!result.exact) {
    const between = result.value * 10 + 5;
    return Number.isSafeInteger(between) ? { value: between, places: result.places + 1 } : undefined;
  }
  let { value: digits, places } = result;
  while (places > 0 && digits % 10 === 0) {
    digits /= 10;
    places -= 1;
  }
  return { value: digits, places };
}

function unit(name: string): (typeof UNITS)[string] | undefined {
  return Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
}
