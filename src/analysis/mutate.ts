import type { Patient } from '../model/patient.js';
import type { RuleSet } from '../model/ruleset.js';
import { firstToNotice } from './cases.js';
import { type Mutant, mutantsOf } from './mutants.js';
import { type Apart, tellApart } from './tell-apart.js';

/** What becomes of a change: somebody notices, nobody does, or it is proved to change nothing. */
export type MutantResult = { readonly mutant: Mutant } & (
  | { readonly state: 'noticed'; readonly by: string }
  | { readonly state: 'same' }
  /** `apart` is a patient who would notice; not there where finding one takes more than the budget. */
  | { readonly state: 'unnoticed'; readonly apart?: Apart }
);

export interface Mutation {
  readonly results: readonly MutantResult[];
  readonly noticed: number;
  /** Those that are not proved to change nothing. */
  readonly total: number;
  /** Rounded down: 100 only where every change is noticed. */
  readonly percent: number;
}

export interface MutateOptions {
  /** The day for who has none of their own. */
  readonly on: string;
  /** Whether a rule file that says this would load at all: a slip that the loader refuses needs no patient. */
  readonly loads: (ruleSet: RuleSet) => boolean;
}

/** Makes every small change of the rule set, and sees whether any patient notices. */
export function mutate(ruleSet: RuleSet, patients: readonly Patient[], { on, loads }: MutateOptions): Mutation {
  const days = [...new Set([...patients.map((patient) => patient.on), on])];
  const results = mutantsOf(ruleSet)
    .filter((mutant) => loads(mutant.ruleSet))
    .map((mutant): MutantResult => {
      const by = firstToNotice(mutant.ruleSet, patients);
      if (by !== undefined) return { mutant, state: 'noticed', by: by.name };
      const apart = tellApart(ruleSet, mutant.ruleSet, days);
      if (apart === 'same') return { mutant, state: 'same' };
      return apart === 'too-entangled' ? { mutant, state: 'unnoticed' } : { mutant, state: 'unnoticed', apart };
    });
  const noticed = results.filter(({ state }) => state === 'noticed').length;
  const total = results.filter(({ state }) => state !== 'same').length;
  return { results, noticed, total, percent: total === 0 ? 100 : Math.floor((100 * noticed) / total) };
}
