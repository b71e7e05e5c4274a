/** A decimal number without rounding: `value` × 10^-`places`, both whole. */
export interface Decimal {
  readonly value: number;
  readonly places: number;
}

/**
 * The decimal that a text spells: digits with one optional point and sign, as in `-2.5`. No exponent, no other letters.
 *
 * `undefined` for anything else, and for numbers of more than 15 digits, which a double does not hold exactly.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const digits = `${match[2] ?? ''}${fraction}`.replace(/^0+(?=\d)/, '');
  if (digits.length > 15) return undefined;
  const magnitude = Number(digits);
  return { value: match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude, places: fraction.length };
}

/** The decimal that a finite number prints as; `undefined` where it prints with an exponent or is not finite. */
export function decimalOf(number: number): Decimal | undefined {
  return parseDecimal(String(number));
}

/** The decimal in whole numbers of 10^-places; `undefined` where it has more places than that. */
export function scaled(decimal: Decimal, places: number): number | undefined {
  if (decimal.places > places) return undefined;
  const value = decimal.value * 10 ** (places - decimal.places);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Less than 0 where `a` is below `b`, 0 where they are equal, more where it is above. Exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places);
  const left = BigInt(a.value) * 10n ** BigInt(places - a.places);
  const right = BigInt(b.value) * 10n ** BigInt(places - b.places);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `-25` at one place is `-2.5`; at least one digit stands before the point, no zeros at the end. */
export function formatDecimal(value: number, places: number): string {
  if (places === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
  return value < 0 ? `-${text}` : text;
}

/** The number that `value` × 10^-`places` is nearest to: what JSON shows. */
export function toNumber(value: number, places: number): number {
  return Number(formatDecimal(value, places));
}
