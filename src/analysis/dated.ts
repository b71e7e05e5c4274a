import { comparisonsIn } from '../engine/plan.js';
import type { RuleSet } from '../model/ruleset.js';
import { comparisonsInProperty } from './statement.js';

/** Whether a date is held against anything: what holds in a screening on one day may not hold in one on another. */
export function isDated(ruleSet: RuleSet): boolean {
  const dates = new Set(ruleSet.questions.flatMap(({ id, type }) => (type === 'date' ? [id] : [])));
  const read = [...comparisonsIn(ruleSet), ...(ruleSet.properties ?? []).flatMap(comparisonsInProperty)];
  return read.some(({ question }) => dates.has(question));
}
