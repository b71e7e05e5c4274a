import type { Diagnostic } from '../model/diagnostic.js';
import type { Pointer } from '../model/pointer.js';
import type { Question } from '../model/question.js';
import { problem, quoted } from './problem.js';
import type { TestMap } from './schema-condition.js';

/** Where a key of a test stands. */
export type Place = (key: keyof TestMap) => Pointer;

// prettier-ignore
const WAYS: Readonly<Record<Question['type'], string>> = {
  'yes-no': 'yes or no',
  choice:   'one of its options, { one-of: [ … ] }, or a bound where the options are numbers',
  choices:  '{ includes: … }, { includes-all: [ … ] } or none',
  number:   '{ at-least: … }, { at-most: … }, { above: … }, { below: … } or a number',
  date:     '{ within: 14 days }, { beyond: 6 months }, { before: 2020-01-01 } and the like',
};

/** A question held against what answers to it cannot be. */
export function wrongComparison(
  question: Question,
  where: Pointer,
  message: string,
  side: 'key' | 'value' = 'value',
): Diagnostic {
  return problem('wrong-comparison', where, message, {
    side,
    hint: `${quoted(question.id)} is held against ${WAYS[question.type]}.`,
  });
}
