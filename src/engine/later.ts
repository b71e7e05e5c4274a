import type { Answers } from '../model/answer.js';
import type { Test } from '../model/condition.js';
import { type Day, formatDate, parseDay, shift } from '../model/date.js';
import type { QuestionId } from '../model/question.js';
import type { Change, ChangePart, Outcome, SettledOutcome } from '../model/screening.js';
import { dateHolds } from './holds.js';
import { joined, outcomeOf } from './outcome.js';
import { comparisonsIn } from './plan.js';
import { LAST_DAY } from './ruler.js';
import type { Situation } from './situation.js';

/**
 * Changes that time brings: the first day on which the same answers have another settled verdict, one for each verdict, and the
 * last day on which they still have it, where there is one.
 *
 * `situateOn` places answers on another day. Only days are tried around which a period since an answered date runs out: on all
 * others nothing moves. A partial date is left alone, since nobody knows when its period runs out.
 */
export function laterChanges(
  situation: Situation,
  situateOn: (on: string, answers: Answers) => Situation,
): readonly Change[] {
  const outcomeWith = (answers: Answers, day: Day): Outcome =>
    outcomeOf(joined(situateOn(formatDate(day), answers).codes));
  const now = outcomeOf(joined(situation.codes));
  const clocks = clocksOf(situation);
  const changes = new Map<SettledOutcome, Change>();
  const timeline = daysAhead(clocks, situation.plan.on).map((day) => ({
    day,
    outcome: outcomeWith(situation.answers, day),
  }));
  for (const [place, { day, outcome }] of timeline.entries()) {
    if (outcome === 'needs-information' || outcome === now || changes.has(outcome)) continue;
    // Then a partial date did it, at a time that nobody knows.
    if (outcomeWith(situation.answers, day - 1) === outcome) continue;
    const ran = clocks.filter((clock) => holdsOn(clock, day) !== holdsOn(clock, day - 1));
    const questions = needed([...new Set(ran.map((clock) => clock.question))], (held) => {
      const answers = heldBack(situation.answers, clocks, held, day);
      return answers !== undefined && outcomeWith(answers, day) === outcome;
    });
    const end = timeline.slice(place).find((later) => later.outcome !== outcome)?.day;
    const until = end === undefined ? {} : { untilDate: formatDate(end - 1) };
    if (questions.length > 0) {
      changes.set(outcome, {
        change: questions.map((question) => ({
          ...staying(clocks, question, formatDate(day)),
          ...until,
        })),
        verdict: outcome,
      });
    }
  }
  return [...changes.values()];
}

/** The questions without those that can be held back, all together, while the outcome is the same. */
function needed(
  questions: readonly QuestionId[],
  same: (held: readonly QuestionId[]) => boolean,
): readonly QuestionId[] {
  const held: QuestionId[] = [];
  for (const question of questions) if (same([...held, question])) held.push(question);
  return questions.filter((question) => !held.includes(question));
}

/**
 * The answers as if the clocks of some questions had not yet run out on the day: each date moved to the nearest later one that
 * stands on that day as the real one stood the day before. Undefined where one cannot be moved so.
 */
function heldBack(
  answers: Answers,
  clocks: readonly Clock[],
  held: readonly QuestionId[],
  day: Day,
): Answers | undefined {
  const moved = new Map(answers);
  for (const question of held) {
    const own = clocks.filter((clock) => clock.question === question);
    const { day: from } = own[0]!;
    const to = [1, 2, 3, 4]
      .map((days) => from + days)
      .find(
        (date) =>
          date <= day &&
          own.every((clock) => holdsOn({ ...clock, day: date }, day) === holdsOn(clock, day - 1)) &&
          own[0]!.bounds.every((bound) => dateHolds(bound, date, day) === dateHolds(bound, from, day)),
      );
    if (to === undefined) return undefined;
    moved.set(question, { kind: 'known', value: formatDate(to), origin: answers.get(question)!.origin });
  }
  return moved;
}

function holdsOn({ test, day }: Clock, on: Day): boolean {
  return dateHolds(test, day, on);
}

/** An answered day, held against a period before the screening date. */
interface Clock {
  readonly question: QuestionId;
  readonly day: Day;
  readonly test: Extract<Test, { kind: 'within' | 'beyond' }>;
  /** What else is asked of the date: how it comes out stays as it is, whatever the day. */
  readonly bounds: readonly Extract<Test, { kind: 'date' }>[];
}

function clocksOf({ plan, answers }: Situation): readonly Clock[] {
  const leaves = comparisonsIn(plan.ruleSet);
  return leaves.flatMap(({ question, test }) => {
    if (test.kind !== 'within' && test.kind !== 'beyond') return [];
    const answer = answers.get(question);
    const day = answer?.kind === 'known' && typeof answer.value === 'string' ? parseDay(answer.value) : undefined;
    const bounds = leaves.flatMap((leaf) => (leaf.question === question && leaf.test.kind === 'date' ? leaf.test : []));
    return day === undefined ? [] : [{ question, day, test, bounds }];
  });
}

/** The days after the screening date on which a clock runs out. */
function daysAhead(clocks: readonly Clock[], on: Day): readonly Day[] {
  const days = clocks.flatMap(({ day, test }) => {
    const end = shift(day, test.period, 1);
    // Months of different length and an inclusive bound move the end by up to three days; a future date comes of age on its day.
    return [day, ...[-3, -2, -1, 0, 1, 2, 3, 4].map((near) => end + near)];
  });
  return [...new Set(days)]
    .filter(
      (day) => day > on && day <= LAST_DAY && clocks.some((clock) => holdsOn(clock, day) !== holdsOn(clock, day - 1)),
    )
    .sort((a, b) => a - b);
}

function staying(clocks: readonly Clock[], question: QuestionId, fromDate: string): ChangePart {
  const value = formatDate(clocks.find((clock) => clock.question === question)!.day);
  return { question, from: value, to: value, fromDate };
}
