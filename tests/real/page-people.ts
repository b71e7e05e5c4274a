import { compile } from '../../src/engine/compile.js';
import { agendaOf, orderOf, questionOf } from '../../src/interview/agenda.js';
import { openRedFlags, sessionOf } from '../../src/interview/session.js';
import type { Answer, Answers } from '../../src/model/answer.js';
import { formatDate, parseDay } from '../../src/model/date.js';
import type { Question, QuestionId, Scale } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Outcome } from '../../src/model/screening.js';
import { DAY, type Given, type Person } from './page-driver.js';

/** Numbers from 0 to 1 that look random and are the same each time. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * People as they come, in the order in which the page asks: some questions left out, some not known. Nobody answers what does
 * not apply, and a red flag that is left out is not known at the end: the page saves nothing before that was asked.
 */
export function randomPeople(ruleSet: RuleSet, count: number, seed: number): readonly Person[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    // Few answers or all, much wrong or little: verdicts of each kind. A calm person is told all of, and nothing rules it out.
    const calm = random() < 0.5;
    const asked = calm ? 1 : 0.3 + 0.7 * random();
    const yes = random() * 0.6;
    return personOf(ruleSet, (question, outcomeWith) => {
      if (random() >= asked) return undefined;
      for (let tries = 0; ; tries++) {
        const given = answerTo(question, random, yes, calm ? 0.01 : 0.15);
        if (!calm || tries === 6 || outcomeWith(given) !== 'contraindicated') return given;
      }
    });
  });
}

/** The answers of a person, as far as the page asks for them. */
export function personOf(
  ruleSet: RuleSet,
  answer: (question: Question, outcomeWith: (given: Given) => Outcome) => Given | undefined,
): Person {
  const compiled = compile(ruleSet);
  const agenda = agendaOf(ruleSet);
  const stand = (answers: Answers): ReturnType<typeof compiled.standing> => compiled.standing(answers, { on: DAY });
  const person: Record<QuestionId, Given> = {};
  const answers = new Map<QuestionId, Answer>();
  const give = (id: QuestionId, given: Given): void => {
    person[id] = given;
    answers.set(id, asAnswer(given));
  };
  for (const id of orderOf(agenda)) {
    const given = stand(answers).applying.has(id)
      ? answer(
          questionOf(agenda, id),
          (one) => compiled.verdict(new Map(answers).set(id, asAnswer(one)), { on: DAY }).outcome,
        )
      : undefined;
    if (given !== undefined) give(id, given);
  }
  const setting = { ruleSet, agenda, stand, on: DAY, now: () => '2026-01-01T00:00:00Z', reference: undefined };
  for (;;) {
    const [flag] = openRedFlags(sessionOf(setting, answers)).unasked;
    if (flag === undefined) return person;
    give(flag, { value: 'unknown' });
  }
}

function asAnswer({ value, unit }: Given): Answer {
  if (value === 'unknown') return { kind: 'unknown', origin: 'prompt' };
  return { kind: 'known', value, origin: 'prompt', ...(unit === undefined ? {} : { unit }) };
}

function answerTo(question: Question, random: () => number, yes: number, unknown: number): Given {
  if (random() < unknown) return { value: 'unknown' };
  switch (question.type) {
    case 'yes-no':
      return { value: random() < yes ? 'yes' : 'no' };
    case 'choice':
      return { value: question.options[Math.floor(random() * question.options.length)]!.value };
    case 'choices':
      return { value: question.options.map(({ value }) => value).filter(() => random() < 0.4) };
    case 'number': {
      const { unit, scale, accepts } = question;
      const ways = [{ unit, scale }, ...accepts];
      const way = ways[Math.floor(random() * ways.length)]!;
      return { value: numberOn(way.scale, random), ...(way.unit === undefined ? {} : { unit: way.unit }) };
    }
    case 'date': {
      const day = formatDate(parseDay(DAY)! - Math.floor(random() ** 3 * 4000));
      return { value: random() < 0.2 ? day.slice(0, 7) : day };
    }
  }
}

function numberOn({ min, max, step, places }: Scale, random: () => number): number {
  const steps = Math.floor((max - min) / step);
  return Number(`${min + Math.floor(random() * (steps + 1)) * step}e-${places}`);
}

/** As a file for `--answers` has it. */
export function answersFile(person: Person): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(person).map(([id, { value, unit }]) => [
        id,
        unit === undefined ? value : `${String(value)} ${unit}`,
      ]),
    ),
  );
}
