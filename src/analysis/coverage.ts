import { reader, situate } from '../engine/situation.js';
import type { Patient } from '../model/patient.js';
import type { RuleSet } from '../model/ruleset.js';
import { canBeMet, type Goal, type Goals, goalsOf, type Obligation } from './obligations.js';

/** What the patients of a test file show of a rule set. */
export interface Coverage {
  readonly items: readonly CoverageItem[];
  readonly covered: number;
  /** Those that anybody can show. */
  readonly total: number;
  /** Rounded down: 100 only where nothing is left. */
  readonly percent: number;
}

export interface CoverageItem {
  readonly obligation: Obligation;
  readonly state: 'covered' | 'missed' | 'unreachable';
}

/** The obligations that one patient meets. */
export function metBy({ plan, goals }: Goals, patient: Pick<Patient, 'answers'>): readonly Goal[] {
  const { open } = situate(plan, patient.answers);
  const reach = reader(plan.diagrams, open);
  return goals.filter(({ node, open: several }) => {
    const values = reach(node);
    return several ? (values & (values - 1)) !== 0 : values === 0b10;
  });
}

/** The goals of a rule set on each day that patients are screened on; made once. */
export function goalsByDay(ruleSet: RuleSet): (on: string) => Goals {
  const timeless = !ruleSet.questions.some((question) => question.type === 'date');
  const known = new Map<string, Goals>();
  return (on) => {
    const day = timeless ? '' : on;
    const goals = known.get(day) ?? goalsOf(ruleSet, on);
    known.set(day, goals);
    return goals;
  };
}

/**
 * Which obligations the patients meet. One is left out where nobody can meet it on any of the days (`on`, where there are
 * no patients): a proof, not a search.
 */
export function coverageOf(ruleSet: RuleSet, patients: readonly Patient[], on: string): Coverage {
  const goalsOn = goalsByDay(ruleSet);
  const days = [...new Set([on, ...patients.map((patient) => patient.on)])];
  const covered = new Set(
    patients.flatMap((patient) => metBy(goalsOn(patient.on), patient)).map(({ obligation }) => obligation.key),
  );
  const reachable = new Set(
    days
      .map(goalsOn)
      .flatMap(({ plan, goals }) => goals.filter((goal) => canBeMet(plan, goal)))
      .map(({ obligation }) => obligation.key),
  );
  const items = goalsOn(on).goals.map(({ obligation }): CoverageItem => ({
    obligation,
    state: covered.has(obligation.key) ? 'covered' : reachable.has(obligation.key) ? 'missed' : 'unreachable',
  }));
  const total = items.filter(({ state }) => state !== 'unreachable').length;
  const met = items.filter(({ state }) => state === 'covered').length;
  return { items, covered: met, total, percent: total === 0 ? 100 : Math.floor((100 * met) / total) };
}
