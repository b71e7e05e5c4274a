import type { RuleSet } from '../src/model/ruleset.js';

/** People who answer at random, the same for the same seed: more often no than yes, and a fifth not known. Hardly two are the same. */
export interface People {
  /** A row of NDJSON, padded by a note to `PADDED` bytes with its line break. */
  readonly json: () => string;
  readonly header: string;
  readonly csv: () => string;
}

/** The size of a row of NDJSON. */
const PADDED = 485;

const ANSWERS = ['yes', 'yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'unknown', 'unknown'] as const;

/** The questions of the benchmark: 5 contraindications, 7 indications, 6 supporting factors. */
export function asked(ruleSet: RuleSet): readonly string[] {
  return ruleSet.questions.map(({ id }) => id).slice(0, 18);
}

export function people(ids: readonly string[], seed = 1): People {
  let state = seed >>> 0;
  let number = 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const answer = (): string => ANSWERS[Math.floor(next() * ANSWERS.length)]!;
  return {
    json() {
      const row: Record<string, string> = { id: `P${++number}` };
      for (const id of ids) row[id] = answer();
      const text = JSON.stringify({ ...row, note: '' });
      return `${text.slice(0, -2)}${'x'.repeat(Math.max(0, PADDED - 1 - text.length))}"}\n`;
    },
    header: `id,${ids.join(',')}\n`,
    csv: () => `P${++number},${ids.map(() => answer()).join(',')}\n`,
  };
}
