/**
 * A piece of SQL, and the stage at which it can be worked out: 1 where it reads the answers alone, more where it reads what
 * an earlier stage has named. Safe to stand anywhere in an expression.
 */
export interface Sql {
  readonly text: string;
  readonly stage: number;
  /** The opposite of a truth, where it can be said shortly. */
  readonly opposite?: string;
  /** A truth, and its opposite, where NULL counts as no, as behind WHEN: shorter than where it does not. */
  readonly when?: string;
  readonly unless?: string;
}

/** A truth is never NULL. These two are told apart by identity and drop out of what they stand in. */
export const YES: Sql = { text: '(1 = 1)', stage: 0 };
export const NO: Sql = { text: '(1 = 0)', stage: 0 };

export function not(truth: Sql): Sql {
  if (truth === YES) return NO;
  if (truth === NO) return YES;
  const { text, stage, opposite, when, unless } = truth;
  const words = { ...(unless === undefined ? {} : { when: unless }), ...(when === undefined ? {} : { unless: when }) };
  return { text: opposite ?? `(NOT ${text})`, stage, opposite: text, ...words };
}

/** A truth as it stands behind WHEN. */
export function condition({ text, when }: Sql): string {
  return when ?? text;
}

export function all(truths: readonly Sql[]): Sql {
  return joined(truths, 'AND', NO, YES);
}

export function any(truths: readonly Sql[]): Sql {
  return joined(truths, 'OR', YES, NO);
}

function joined(truths: readonly Sql[], word: string, decides: Sql, dropsOut: Sql): Sql {
  if (truths.includes(decides)) return decides;
  const parts = [...new Map(truths.filter((truth) => truth !== dropsOut).map((truth) => [truth.text, truth])).values()];
  const [only] = parts;
  if (only === undefined) return dropsOut;
  if (parts.length === 1) return only;
  const written = (textIn: (part: Sql) => string): string => `(${chain(parts.map(textIn), word)})`;
  const shorter = parts.some(({ when }) => when !== undefined) ? { when: written(condition) } : {};
  return { text: written(textOf), stage: stageOf(parts), ...shorter };
}

/** How many of the truths hold: a number. */
export function count(truths: readonly Sql[]): Sql {
  const certain = truths.filter((truth) => truth === YES).length;
  const open = truths.filter((truth) => truth !== YES && truth !== NO);
  const terms = open.map((truth) => `CASE WHEN ${condition(truth)} THEN 1 ELSE 0 END`);
  if (certain > 0 || terms.length === 0) terms.push(String(certain));
  return terms.length === 1 && open.length === 0
    ? { text: String(certain), stage: 0 }
    : { text: `(${chain(terms, '+')})`, stage: stageOf(open) };
}

/** Long chains are nested evenly: databases bound how deep an expression may be. */
export function chain(parts: readonly string[], word: string): string {
  if (parts.length <= 20) return parts.join(` ${word} `);
  const middle = Math.ceil(parts.length / 2);
  return `(${chain(parts.slice(0, middle), word)}) ${word} (${chain(parts.slice(middle), word)})`;
}

export function stageOf(parts: readonly Sql[]): number {
  return Math.max(0, ...parts.map(({ stage }) => stage));
}

function textOf({ text }: Sql): string {
  return text;
}
