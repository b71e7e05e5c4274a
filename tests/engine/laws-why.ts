import { describe, expect } from 'vitest';
import type { Answer, Answers } from '../../src/model/answer.js';
import type { QuestionId } from '../../src/model/question.js';
import type { Change, ChangePart } from '../../src/model/screening.js';
import { LADDER, leastChanges, outcomeIn, outcomeOf, reachable } from '../oracle/oracle.js';
import { boxOf, tabulate } from '../oracle/table.js';
import { addDays } from '../oracle/calendar.js';
import { everyAnswer, grid, holds, subsets } from '../oracle/values.js';
import { law, type Drawn } from './law.js';

function only(answers: Answers, ids: readonly QuestionId[]): Answers {
  return new Map([...answers].filter(([id]) => ids.includes(id)));
}

describe('the decisive answers', () => {
  law('force the verdict by themselves', ({ screening, table, answers }) => {
    const { decisive, verdict } = screening;
    if (verdict.outcome === 'needs-information') expect(decisive).toEqual([]);
    else expect(outcomeOf(table, only(answers, decisive))).toBe(verdict.outcome);
    for (const id of decisive) expect(answers.get(id)?.kind).toBe('known');
  });

  law('no longer do when one is dropped', ({ screening: { decisive }, table, answers }) => {
    for (const dropped of decisive) {
      const rest = only(
        answers,
        decisive.filter((id) => id !== dropped),
      );
      expect(outcomeOf(table, rest)).toBe('needs-information');
    }
  });
});

/**
 * The outcome when these parts of a change have come about. Where time is to pass, all answers are looked at on the later day,
 * but for those that time is yet to reach (`staying`): they pass their tests as on the day before.
 */
function outcomeAfter(drawn: Drawn, parts: readonly ChangePart[], staying: readonly QuestionId[] = []): string {
  const { answers, on } = drawn;
  const days = new Set(parts.flatMap(({ fromDate }) => fromDate ?? []));
  const [day = on] = days;
  expect(days.size).toBeLessThanOrEqual(1);
  const changed = new Map(answers);
  for (const part of parts) if (part.fromDate === undefined) changed.set(part.question, answerOf(part));
  return day === on ? outcomeOf(drawn.table, changed) : outcomeOnDay(drawn, day, changed, staying);
}

/** The outcome on another day, where some dates pass their tests as on the day before. */
function outcomeOnDay({ ruleSet }: Drawn, day: string, answers: Answers, staying: readonly QuestionId[]): string {
  const table = tabulate(ruleSet, day);
  if (staying.length === 0) return outcomeOf(table, answers);
  const before = tabulate(ruleSet, addDays(day, -1));
  const yesterday = boxOf(before, only(answers, staying), table);
  const today = boxOf(table, answers);
  const box = table.columns.map(
    ({ question }, index) => (staying.includes(question.id) ? yesterday[index] : today[index]) ?? [],
  );
  return outcomeIn(table, box);
}

function answerOf({ to, toUnit }: Pick<ChangePart, 'to' | 'toUnit'>): Answer {
  return { kind: 'known', value: to, ...(toUnit === undefined ? {} : { unit: toUnit }), origin: 'flag' };
}

function eachChange(drawn: Drawn, look: (change: Change) => void): void {
  for (const change of drawn.screening.changes) look(change);
}

describe('the changes', () => {
  law('lead where they say', (drawn) => {
    eachChange(drawn, ({ change, verdict }) => {
      expect(verdict).not.toBe(drawn.screening.verdict.outcome);
      expect(change.length).toBeGreaterThan(0);
      expect(outcomeAfter(drawn, change)).toBe(verdict);
    });
  });

  law('do so with no part of them', (drawn) => {
    eachChange(drawn, ({ change, verdict }) => {
      for (const part of subsets(change)) {
        if (part.length === change.length) continue;
        const left = change.filter((each) => each.fromDate !== undefined && !part.includes(each));
        expect(
          outcomeAfter(
            drawn,
            part,
            left.map(({ question }) => question),
          ),
        ).not.toBe(verdict);
      }
    });
  });

  law('name the given answers that apply no more, and none that does', (drawn) => {
    const { answers, compiled, on } = drawn;
    eachChange(drawn, ({ change, verdict, leftOut = [] }) => {
      const [day = on] = change.flatMap(({ fromDate }) => fromDate ?? []);
      const changed = new Map(answers);
      for (const part of change) if (part.fromDate === undefined) changed.set(part.question, answerOf(part));
      const closed = [...compiled.screen(changed, { on: day }).questions]
        .filter(([id, state]) => state === 'not-applicable' && changed.get(id)?.kind === 'known')
        .map(([id]) => id);
      expect([...leftOut].sort()).toEqual(closed.sort());
      for (const id of leftOut) changed.delete(id);
      if (day === on) expect(outcomeOf(drawn.table, changed)).toBe(verdict);
    });
  });

  law('are at most ten, each once', ({ screening: { changes, moreChanges } }) => {
    expect(changes.length).toBeLessThanOrEqual(10);
    if (moreChanges) expect(changes.length).toBeGreaterThan(0);
    const spelled = changes.map(({ change, verdict }) =>
      [verdict, ...change.map((part) => JSON.stringify(part)).sort()].join(),
    );
    expect(new Set(spelled).size).toBe(spelled.length);
  });

  law('are to values that the question may have, from what was answered', (drawn) => {
    const { ruleSet, answers, on } = drawn;
    eachChange(drawn, ({ change }) => {
      expect(new Set(change.map(({ question }) => question)).size).toBe(change.length);
      for (const part of change) {
        const question = ruleSet.questions.find(({ id }) => id === part.question);
        const given = answers.get(part.question);
        expect(part.from).toEqual(given?.kind === 'known' ? given.value : 'unknown');
        if (question?.type === 'number') {
          const scales = [{ unit: question.unit, scale: question.scale }, ...question.accepts];
          const scale = scales.find(({ unit }) => unit === (part.toUnit ?? question.unit))?.scale;
          expect(scale === undefined ? [] : grid(scale)).toContain(part.to);
        } else if (question?.type === 'date') {
          expect(part.to).toMatch(/^\d{4}-\d\d-\d\d$/);
          if (!question.future) expect(String(part.to) <= on).toBe(true);
        } else if (question !== undefined) {
          expect(everyAnswer(question, [], on)).toContainEqual({ value: part.to });
        }
      }
    });
  });

  law('never propose another answer to a fixed question', (drawn) => {
    eachChange(drawn, ({ change }) => {
      for (const { question: id, fromDate } of change) {
        const fixed = drawn.ruleSet.questions.some((question) => question.fixed && question.id === id);
        if (fixed) expect(fromDate).toBeDefined();
      }
    });
  });

  law('say the day from which time alone does it: not the day before', (drawn) => {
    eachChange(drawn, ({ change, verdict }) => {
      const sooner = change.map((part) =>
        part.fromDate === undefined ? part : { ...part, fromDate: addDays(part.fromDate, -1) },
      );
      for (const { fromDate } of change) {
        if (fromDate === undefined) continue;
        expect(fromDate > drawn.on).toBe(true);
        expect(outcomeAfter(drawn, sooner)).not.toBe(verdict);
      }
    });
  });

  law('are the nearest: no value on the way does the same', (drawn) => {
    eachChange(drawn, ({ change, verdict }) => {
      change.forEach((part, place) => {
        for (const to of between(drawn, part)) {
          expect(outcomeAfter(drawn, change.with(place, { ...part, to }))).not.toBe(verdict);
        }
      });
    });
  });

  law('hold over the whole range that they name', (drawn) => {
    eachChange(drawn, ({ change, verdict }) => {
      change.forEach((part, place) => {
        for (const value of valuesInRange(drawn, part)) {
          const { toUnit: _, ...bare } = part;
          const unit = value.unit === undefined ? {} : { toUnit: value.unit };
          const moved = change.with(place, { ...bare, to: value.value, ...unit });
          expect(outcomeAfter(drawn, moved)).toBe(verdict);
        }
      });
    });
  });

  law('are all there are, unless it says that there are more', (drawn) => {
    const { screening, table, answers } = drawn;
    const ways = table.columns.reduce((product, { classes }) => product * (1 + classes.length), 1);
    if (screening.moreChanges || ways > 1500) return;
    const listed = screening.changes.flatMap(({ change, verdict }) =>
      change.some(({ fromDate }) => fromDate !== undefined)
        ? []
        : [{ verdict, ids: change.map(({ question }) => question) }],
    );
    const least = leastChanges(table, answers).map(({ change, outcome }) => ({
      verdict: outcome,
      ids: [...change.keys()].map((index) => table.columns[index]?.question.id ?? ''),
    }));
    for (const { verdict, ids } of listed) {
      expect(least.some((each) => each.verdict === verdict && sameSet(each.ids, ids))).toBe(true);
    }
    // Where the nearest value does more than it had to, a part of the change does already and stands for it.
    for (const { verdict, ids } of least) {
      expect(listed.some((each) => each.verdict === verdict && each.ids.every((id) => ids.includes(id)))).toBe(true);
    }
  });

  law('say when time alone will make another verdict', (drawn) => {
    const { ruleSet, table, answers, on, screening } = drawn;
    const ticking = table.columns.flatMap(({ question, comparisons }) => {
      const answer = answers.get(question.id);
      if (question.type !== 'date' || answer?.kind !== 'known' || String(answer.value).length < 10) return [];
      const tests = comparisons.flatMap(({ test }) => (test.kind === 'within' || test.kind === 'beyond' ? [test] : []));
      const turnsOn = (day: string): boolean =>
        tests.some(
          (test) =>
            holds(test, question, { value: answer.value }, day) !==
            holds(test, question, { value: answer.value }, addDays(day, -1)),
        );
      return tests.length === 0 ? [] : [{ id: question.id, turnsOn }];
    });
    const first = new Map<string, string>();
    for (let day = addDays(on, 1); ticking.length > 0 && day <= addDays(on, 400); day = addDays(day, 1)) {
      const turning = ticking.filter(({ turnsOn }) => turnsOn(day)).map(({ id }) => id);
      if (turning.length === 0) continue;
      const outcome = outcomeOf(tabulate(ruleSet, day), answers);
      if (outcome === 'needs-information' || outcome === screening.verdict.outcome || first.has(outcome)) continue;
      // Not where a partial date has brought it, whose day nobody knows.
      if (outcomeOnDay(drawn, day, answers, turning) !== outcome) first.set(outcome, day);
    }
    const said = screening.changes.flatMap(({ change, verdict }) =>
      change.flatMap(({ fromDate }) => (fromDate === undefined ? [] : [[verdict, fromDate] as const])),
    );
    expect(new Map(said.filter(([, day]) => day <= addDays(on, 400)))).toEqual(first);
  });

  law('reach every settled verdict that answers can reach, and the others are said to be out of reach', (drawn) => {
    const { screening, table, answers } = drawn;
    const within = reachable(table, answers);
    for (const outcome of LADDER.filter((each) => each !== screening.verdict.outcome)) {
      const listed = screening.changes.some(({ verdict }) => verdict === outcome);
      const ruledOut = screening.unreachable.includes(outcome);
      if (within.has(outcome)) expect([outcome, listed, ruledOut]).toEqual([outcome, true, false]);
      else expect([outcome, ruledOut]).toEqual([outcome, true]);
    }
    expect(screening.unreachable).not.toContain(screening.verdict.outcome);
  });
});

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each) => right.includes(each));
}

/** The values between the answer and what it is to become, in the same unit. */
function between(
  { ruleSet, on }: Drawn,
  { question: id, from, fromUnit, to, toUnit }: ChangePart,
): readonly (number | string)[] {
  const question = ruleSet.questions.find((each) => each.id === id);
  if (question?.type === 'number' && typeof from === 'number' && typeof to === 'number') {
    if ((fromUnit ?? question.unit) !== (toUnit ?? question.unit)) return [];
    const scales = [{ unit: question.unit, scale: question.scale }, ...question.accepts];
    const scale = scales.find(({ unit }) => unit === (toUnit ?? question.unit))?.scale;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    return scale === undefined ? [] : grid(scale).filter((value) => low < value && value < high);
  }
  if (question?.type === 'date' && String(from).length === 10) {
    const [low = '', high = ''] = [String(from), String(to)].sort();
    const days = [addDays(String(to), 1), addDays(String(to), -1)];
    return days.filter((day) => low < day && day < high && (question.future || day <= on));
  }
  return [];
}

function valuesInRange(
  { ruleSet, on }: Drawn,
  { question: id, toUnit, range, fromDate }: ChangePart,
): readonly { readonly value: number | string; readonly unit?: string }[] {
  const question = ruleSet.questions.find((each) => each.id === id);
  if (range === undefined || fromDate !== undefined || question === undefined) return [];
  const { atLeast, atMost } = range;
  if (question.type === 'number') {
    const unit = toUnit ?? question.unit;
    const other = question.accepts.find((each) => each.unit === unit && unit !== question.unit);
    return grid(other?.scale ?? question.scale)
      .filter((value) => value >= Number(atLeast ?? -Infinity) && value <= Number(atMost ?? Infinity))
      .map((value) => ({ value, ...(unit === undefined ? {} : { unit }) }));
  }
  const low = atLeast === undefined ? [] : [String(atLeast), addDays(String(atLeast), 1)];
  const high = atMost === undefined ? [] : [String(atMost), addDays(String(atMost), -1)];
  return [...low, ...high]
    .filter((day) => day >= String(atLeast ?? day) && day <= String(atMost ?? day))
    .filter((day) => (question.type === 'date' && question.future) || day <= on)
    .map((value) => ({ value }));
}
