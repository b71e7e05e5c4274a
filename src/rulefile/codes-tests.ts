import type { CodeEntry } from './codes.js';

/** Errors that only a test file can have. Examples leave out the frame that every test file needs. */
export const TEST_CODES = {
  'wrong-answer': {
    title: 'An answer that its question cannot have',
    why: 'Answers are read as they are everywhere else: in range, on the step, in a unit that the question takes. A patient whom the tool would refuse tests nothing.',
  },
  'unknown-criterion': {
    title: 'No such criterion',
    why: 'What is expected of a criterion that the rule set does not have would never be looked at.',
  },
  'unknown-advice': {
    title: 'No such item of advice',
    why: 'What is expected of an item that the rule set does not have would never be looked at.',
  },
  'unknown-fixture': {
    title: 'No such fixture',
    why: 'A patient extends a fixture that the file does not have: the answers in it would be missing without a word.',
  },
  'fixture-circle': {
    title: 'Fixtures in a circle',
    why: 'A fixture extends another, and that one the first: neither could ever be read.',
  },
  'no-screening-date': {
    title: 'The day of the screening is not said',
    why: 'The rule set holds dates against the day of the screening. Without `on` the same test would pass on one day and fail on another.',
  },
  'duplicate-name': {
    title: 'Two patients of one name',
    why: 'A report names the patient who failed. Two of one name cannot be told apart.',
  },
  'expected-twice': {
    title: 'A criterion that is to be two things at once',
    why: 'A criterion is present, absent or unknown. Nobody can be expected to have it in two states.',
  },
  'too-many-patients': {
    title: 'A matrix of too many patients',
    why: 'Every combination of the values is a patient, and a file has at most 20,000: more would take longer than anybody waits.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type TestCode = keyof typeof TEST_CODES;
