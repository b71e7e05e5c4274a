import { describe, expect, test } from 'vitest';
import { compile, InvalidAnswersError } from '../../src/engine/compile.js';
import type { Answer } from '../../src/model/answer.js';
import { choice, date, given, height, holds, inFives, known, rules, says, score, within, yesNo } from './made.js';

const ON = '2026-01-01';
const ruleSet = rules({
  questions: [
    yesNo('y'),
    choice('c', 'choice', 'a', 'b'),
    choice('m', 'choices', 'a', 'b'),
    height('h'),
    score('s'),
    date('d'),
    inFives('v'),
  ],
  indications: [
    says('y'),
    says('c', 'a'),
    holds('m', { kind: 'includes', values: ['a'] }),
    holds('h', {
      kind: 'number',
      bounds: [{ kind: 'at-least', values: { cm: { value: 180, places: 0 }, in: { value: 71, places: 0 } } }],
    }),
    holds('s', { kind: 'number', bounds: [{ kind: 'at-most', values: { '': { value: -25, places: 1 } } }] }),
    within('d', 14),
  ],
});
const compiled = compile(ruleSet);

const answers: readonly (readonly [string, string, Answer, boolean])[] = [
  ['yes', 'y', known('yes'), true],
  ['neither yes nor no', 'y', known('maybe'), false],
  ['a number for yes or no', 'y', known(1), false],
  ['an option', 'c', known('b'), true],
  ['no option', 'c', known('z'), false],
  ['none of the options', 'm', known([]), true],
  ['both options', 'm', known(['b', 'a']), true],
  ['an option that there is not', 'm', known(['a', 'z']), false],
  ['one option that is no list', 'm', known('a'), false],
  ['a number for a list', 'm', known(3), false],
  ['a number in the own unit', 'h', known(180, 'cm'), true],
  ['a number without its unit', 'h', known(180), true],
  ['a number in the other unit', 'h', known(71, 'in'), true],
  ['a number in a unit that is not accepted', 'h', known(6, 'ft'), false],
  ['a text for a number', 'h', known('180', 'cm'), false],
  ['a number above the range', 'h', known(301, 'cm'), false],
  ['a number below the range', 's', known(-8.1), false],
  ['a number off the step', 's', known(-2.55), false],
  ['a whole number off a step of five', 'v', known(83), false],
  ['no number at all', 's', known(Number.NaN), false],
  ['a number too large to be written out', 's', known(1e30), false],
  ['a day', 'd', known('2025-12-31'), true],
  ['a month', 'd', known('2025-12'), true],
  ['a year that has only begun', 'd', known('2026'), true],
  ['the day of the screening', 'd', known(ON), true],
  ['the day after', 'd', known('2026-01-02'), false],
  ['a day that the calendar does not have', 'd', known('2025-02-29'), false],
  ['a number for a date', 'd', known(2025), false],
  ["don't know", 'd', { kind: 'unknown', origin: 'flag' }, true],
  ['a question that there is not', 'nobody', known('yes'), false],
];

describe('an answer', () => {
  test.each(answers)('%s', (_, id, answer, accepted) => {
    const screen = (): unknown => compiled.screen(new Map([[id, answer]]), { on: ON });
    if (accepted) expect(screen).not.toThrow();
    else expect(screen).toThrow(InvalidAnswersError);
  });

  test('that cannot be is named, with all others that cannot', () => {
    const wrong = new Map([
      ['y', known('maybe')],
      ['c', known('a')],
      ['h', known(400, 'cm')],
    ]);
    try {
      compiled.verdict(wrong, { on: ON });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidAnswersError);
      expect((error as InvalidAnswersError).questions).toEqual(['y', 'h']);
      expect((error as InvalidAnswersError).message).toMatch(/"maybe".*"y"[^]*400 cm.*"h"/);
    }
  });
});

test.each(['2026', '2026-13-01', 'today', ''])('"%s" is no screening date', (on) => {
  expect(() => compiled.screen(given({}), { on })).toThrow(RangeError);
});
