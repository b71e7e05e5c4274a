import type { Test } from '../model/condition.js';
import { type Day, formatDate, parseDay, shift } from '../model/date.js';
import type { QuestionId } from '../model/question.js';
import type { Change, ChangePart, SettledOutcome } from '../model/screening.js';
import { dateHolds } from './holds.js';
import { joined, outcomeOf } from './outcome.js';
import { comparisonsIn } from './plan.js';
import type { Situation } from './situation.js';

/**
 * Changes that time brings: the first day on which the same answers have another settled verdict, one for each verdict.
 *
 * `situateOn` places the same answers on another day. Only days are tried around which a period since an answered date runs
 * out: on all others nothing moves. A partial date is left alone, since nobody knows when its period runs out.
 */
export function laterChanges(situation: Situation, situateOn: (on: string) => Situation): readonly Change[] {
  const now = outcomeOf(joined(situation.codes));
  const changes = new Map<SettledOutcome, Change>();
  const clocks = clocksOf(situation);
  for (const day of daysAhead(clocks, situation.plan.on)) {
    const then = situateOn(formatDate(day));
    const outcome = outcomeOf(joined(then.codes));
    if (outcome === 'needs-information' || outcome === now || changes.has(outcome)) continue;
    const ran = clocks.filter(
      (clock) => dateHolds(clock.test, clock.day, day) !== dateHolds(clock.test, clock.day, day - 1),
    );
    const questions = [...new Set(ran.map((clock) => clock.question))];
    if (questions.length === 0) continue;
    changes.set(outcome, {
      change: questions.map((question) => staying(situation, question, formatDate(day))),
      verdict: outcome,
    });
  }
  return [...changes.values()];
}

/** An answered day, held against a period before the screening date. */
interface Clock {
  readonly question: QuestionId;
  readonly day: Day;
  readonly test: Extract<Test, { kind: 'within' | 'beyond' }>;
}

function clocksOf({ plan, answers }: Situation): readonly Clock[] {
  return comparisonsIn(plan.ruleSet).flatMap(({ question, test }) => {
    const answer = answers.get(question);
    const day = answer?.kind === 'known' && typeof answer.value === 'string' ? parseDay(answer.value) : undefined;
    return day !== undefined && (test.kind === 'within' || test.kind === 'beyond') ? [{ question, day, test }] : [];
  });
}

/** The days after the screening date on which a clock may run out. */
function daysAhead(clocks: readonly Clock[], on: Day): readonly Day[] {
  const days = clocks.flatMap(({ day, test }) => {
    const end = shift(day, test.period, 1);
    // Months of different length and an inclusive bound move the end by up to three days; a future date comes of age on its day.
    return [day, ...[-3, -2, -1, 0, 1, 2, 3, 4].map((near) => end + near)];
  });
  return [...new Set(days)].filter((day) => day > on).sort((a, b) => a - b);
}

function staying({ answers }: Situation, question: QuestionId, fromDate: string): ChangePart {
  const answer = answers.get(question);
  const value = answer?.kind === 'known' ? answer.value : '';
  return { question, from: value, to: value, fromDate };
}
