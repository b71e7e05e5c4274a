import type { Part } from '../analysis/describe.js';
import type { Range, Values } from '../analysis/values-in.js';
import { visible } from '../model/visible.js';

/** A part of a condition in words: `weight is above 136 kg`, `slip-grade is 2, 3 or 4`. */
export function partInWords({ question, values, orNotApplicable }: Part): string {
  if (values === undefined) return `${question} does not apply`;
  return `${question} ${valuesInWords(values)}${orNotApplicable ? ' or does not apply' : ''}`;
}

export function valuesInWords(values: Values): string {
  switch (values.kind) {
    case 'options':
      return `is ${either(values.options.map(visible))}`;
    case 'chosen':
      return `${values.chosen ? 'includes' : 'does not include'} ${either(values.options.map(visible))}`;
    case 'ranges':
      return `is ${either(values.ranges.map(rangeInWords))}`;
  }
}

export function rangeInWords({ unit, from, to, steps }: Range): string {
  const name = unit === '' ? '' : ` ${visible(unit)}`;
  if (from !== undefined && (steps === 1 || from === to)) return `${from}${name}`;
  if (from !== undefined && to !== undefined) return `${from} to ${to}${name}`;
  if (from !== undefined) return typeof from === 'string' ? `${from} or later` : `at least ${from}${name}`;
  if (to !== undefined) return typeof to === 'string' ? `${to} or earlier` : `at most ${to}${name}`;
  return `any${name}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** `1,024`. */
export function grouped(count: bigint | number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `12.5 %`, rounded to a tenth of a percent but never to all or none. */
export function share(part: bigint, whole: bigint): string {
  if (whole === 0n || part === 0n) return '0 %';
  if (part === whole) return '100 %';
  const tenths = Number((part * 2000n + whole) / (whole * 2n));
  if (tenths === 0) return 'under 0.1 %';
  return tenths >= 1000 ? 'over 99.9 %' : `${tenths / 10} %`;
}
