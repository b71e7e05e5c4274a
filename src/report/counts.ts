import { grouped, share } from './values.js';

/** Up to here a count can be taken in at a glance. Larger ones are rounded, and stand exactly in the JSON. */
const EXACT = 1_000_000n;

const NAMES = [
  [10n ** 12n, 'trillion'],
  [10n ** 9n, 'billion'],
  [10n ** 6n, 'million'],
] as const;

export function isLarge(count: bigint): boolean {
  return count >= EXACT;
}

/** `1,024`; `about 13 million`; `more than 10^19`. */
export function inRound(count: bigint): string {
  if (!isLarge(count)) return grouped(count);
  return count < 10n ** 15n ? `about ${rounded(count)}` : `more than ${power(count)}`;
}

/** `2 of 8 answer sets (25 %)`; of very many `12.5 % of the answer sets` or `about 1 in 5 billion answer sets`. */
export function shareOf(part: bigint, whole: bigint, noun: string): string {
  if (!isLarge(whole)) return `${grouped(part)} of ${grouped(whole)} ${noun} (${share(part, whole)})`;
  if (part * 1000n >= whole || part === 0n) return `${share(part, whole)} of the ${noun}`;
  const oneIn = whole / part;
  return oneIn < 10n ** 15n ? `about 1 in ${rounded(oneIn)} ${noun}` : `fewer than 1 in ${power(oneIn)} ${noun}`;
}

/** To two digits. */
function rounded(count: bigint): string {
  const unit = 10n ** BigInt(Math.max(0, String(count).length - 2));
  const near = ((count + unit / 2n) / unit) * unit;
  const [size, name] = NAMES.find(([least]) => near >= least) ?? [1n, ''];
  return name === '' ? grouped(near) : `${grouped(near / size)}${tenths((near % size) * 10n, size)} ${name}`;
}

function tenths(rest: bigint, size: bigint): string {
  return rest < size ? '' : `.${rest / size}`;
}

function power(count: bigint): string {
  return `10^${String(count).length - 1}`;
}
