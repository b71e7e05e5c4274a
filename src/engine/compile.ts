import type { Answers } from '../model/answer.js';
import { questionsOf } from '../model/condition.js';
import { parseDay } from '../model/date.js';
import type { QuestionId } from '../model/question.js';
import type { Criterion, RuleSet } from '../model/ruleset.js';
import type { Finding, FindingState, QuestionState, Screening, Standing, Verdict } from '../model/screening.js';
import { advise } from './advise.js';
import { changesOf } from './changes.js';
import { decisive } from './decisive.js';
import { laterChanges } from './later.js';
import { withLeftOut } from './left-out.js';
import { gateState, missing, missingForUrgent, nextQuestion, waiting } from './next-question.js';
import { joined, outcomeOf, possibleOutcomes, urgency } from './outcome.js';
import { dependsOnDate, makePlan, type Plan } from './plan.js';
import { type Effort, joinedOthers, situate, type Situation } from './situation.js';

export { BudgetError } from './plan.js';
export { InvalidAnswersError } from './situation.js';

/** A rule set made ready to screen. Holds no state that a caller could see: the same answers and date give the same result. */
export interface Compiled {
  readonly ruleSet: RuleSet;
  /** Everything there is to say about one person. `on` is the screening date, `YYYY-MM-DD`. Throws `InvalidAnswersError`. */
  readonly screen: (answers: Answers, options: ScreenOptions) => Screening;
  /** The verdict alone: quicker. Throws `InvalidAnswersError`. */
  readonly verdict: (answers: Answers, options: ScreenOptions) => Verdict;
  /** What a conversation shows after each answer: all of a screening but what would change it. Throws `InvalidAnswersError`. */
  readonly standing: (answers: Answers, options: ScreenOptions) => Standing;
}

export interface CompileOptions {
  /** Decision nodes that the rule set may take. */
  readonly budget?: number;
  /** How far the search for changes goes. The verdict, and what it rests on, are exact whatever it is. */
  readonly effort?: Effort;
}

export interface ScreenOptions {
  readonly on: string;
}

/** Decision nodes that a rule set may take: about 100 MB. */
const BUDGET = 500_000;
/** A day on which a rule set is tried at load, so that one which is too entangled is refused before anybody is screened. */
const ANY_DAY = '2026-01-01';

/**
 * Makes a loaded rule set ready. Throws `BudgetError` where an exact verdict takes more than `budget` decision nodes.
 *
 * The rule set must be one that the loader accepts: gates in no circle, every question known.
 */
export function compile(ruleSet: RuleSet, { budget = BUDGET, effort }: CompileOptions = {}): Compiled {
  const timeless = !dependsOnDate(ruleSet);
  let latest = { on: ANY_DAY, plan: makePlan(ruleSet, ANY_DAY, budget) };
  const planOn = (on: string): Plan => {
    if (timeless) return latest.plan;
    if (latest.on !== on) latest = { on, plan: makePlan(ruleSet, on, budget) };
    return latest.plan;
  };

  return {
    ruleSet,
    screen(answers, { on }) {
      checkDay(on);
      const situation = situate(planOn(on), answers, effort);
      const plans = new Map<string, Plan>();
      const planAt = (day: string): Plan => {
        const plan = plans.get(day) ?? makePlan(ruleSet, day, budget);
        plans.set(day, plan);
        return plan;
      };
      return screening(situation, on, (day, then) => situate(planAt(day), then));
    },
    verdict(answers, { on }) {
      checkDay(on);
      return verdictOf(situate(planOn(on), answers));
    },
    standing(answers, { on }) {
      checkDay(on);
      return standingOf(situate(planOn(on), answers));
    },
  };
}

function screening(
  situation: Situation,
  on: string,
  situateOn: (on: string, answers: Answers) => Situation,
): Screening {
  const { plan, answers } = situation;
  const { changes, more, unreachable } = changesOf(situation, laterChanges(situation, situateOn));
  const { verdict, contraindications, indications, supporting, questions } = standingOf(situation);
  return {
    ruleSet: plan.ruleSet,
    answers,
    on,
    verdict,
    contraindications,
    indications,
    supporting,
    questions,
    waiting: waiting(situation),
    decisive: decisive(situation),
    changes: changes.map((change) => withLeftOut(change, situation, on, situateOn)),
    moreChanges: more,
    unreachable,
    advice: advise(situation),
  };
}

function standingOf(situation: Situation): Standing {
  const { ruleSet } = situation.plan;
  const finding = <C extends Criterion>(criterion: C): Finding<C> => ({
    criterion,
    state: findingState(situation, criterion),
    questions: questionsOf(criterion.when),
  });
  const ids = ruleSet.questions.map(({ id }) => id);
  return {
    verdict: verdictOf(situation),
    contraindications: ruleSet.contraindications.map(finding),
    indications: ruleSet.indications.map(finding),
    supporting: ruleSet.supporting.map(finding),
    questions: new Map(ids.map((id) => [id, questionState(situation, id)])),
    applying: new Set(ids.filter((id) => gateState(situation, id) === 'open')),
  };
}

/** What a criterion of the plan comes to for one person. */
export function findingState({ plan, reach }: Situation, criterion: Criterion): FindingState {
  return FINDING_STATES[reach(plan.criteria.get(criterion)!)]!;
}

/** By the values, 0 and 1, that a criterion's diagram can reach. */
const FINDING_STATES: Readonly<Record<number, FindingState>> = { 0b01: 'absent', 0b10: 'present', 0b11: 'unknown' };

function verdictOf(situation: Situation): Verdict {
  const { plan, codes } = situation;
  const all = joined(codes);
  const others = joinedOthers(codes);
  const possible = possibleOutcomes(all);
  const eligible = possible.filter((outcome) => outcome === 'candidate' || outcome === 'candidate-with-caution').length;
  const forVerdict = missing(situation, others);
  const forUrgent = plan.asksUrgent ? missingForUrgent(situation, others) : [];
  return {
    outcome: outcomeOf(all),
    eligible: eligible === 0 ? 'no' : eligible === possible.length ? 'yes' : 'unknown',
    urgent: plan.asksUrgent ? urgency(all) : 'not-asked',
    possible,
    missing: forVerdict,
    missingForUrgent: forUrgent,
    next: nextQuestion(situation, forUrgent, forVerdict),
  };
}

function questionState(situation: Situation, id: QuestionId): QuestionState {
  if (gateState(situation, id) === 'closed') return 'not-applicable';
  const answer = situation.answers.get(id);
  return answer === undefined ? 'not-asked' : answer.kind === 'known' ? 'answered' : 'unknown';
}

function checkDay(on: string): void {
  if (parseDay(on) === undefined)
    throw new RangeError(`The screening date "${on}" is not a day of the form YYYY-MM-DD.`);
}
