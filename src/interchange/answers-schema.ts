import { toNumber } from '../model/decimal.js';
import type { Question, Scale } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';

/** The JSON Schema of a file of answers to one rule set: `{ id: value }`, as `candidacy screen --answers` reads it. */
export function answersJsonSchema(ruleSet: RuleSet): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://candidacy.invalid/schema/answers/${ruleSet.id}.schema.json`,
    title: `Answers to ${ruleSet.title} ${ruleSet.version}`,
    description: `The answers of one person. ${ruleSet.digest}`,
    type: 'object',
    properties: Object.fromEntries(ruleSet.questions.map((question) => [question.id, answerSchema(question)])),
    additionalProperties: false,
  };
}

const UNKNOWN = [{ const: 'unknown', description: "Don't know." }, { type: 'null' }];

function answerSchema(question: Question): object {
  return {
    title: question.ask,
    ...(question.help === undefined ? {} : { description: question.help }),
    anyOf: [...valuesOf(question), ...UNKNOWN],
  };
}

function valuesOf(question: Question): readonly object[] {
  switch (question.type) {
    case 'yes-no':
      return [{ enum: ['yes', 'no', true, false] }];
    case 'choice':
      return [{ enum: question.options.flatMap(({ value }) => spellings(value)) }];
    case 'choices': {
      const items = { enum: question.options.flatMap(({ value }) => spellings(value)) };
      const none = question.options.some(({ value }) => value === 'none') ? [] : [{ const: 'none' }];
      return [
        { type: 'array', items, uniqueItems: true },
        ...none,
        { type: 'string', pattern: listPattern(question.options) },
      ];
    }
    case 'number': {
      // Where other units are taken, a number must say its own.
      const bare = question.accepts.length > 0 ? [] : [bareNumber(question.scale)];
      const own = { unit: question.unit ?? '', scale: question.scale };
      return [
        ...bare,
        ...[own, ...question.accepts].map(({ unit }) => ({ type: 'string', pattern: numberPattern(unit) })),
      ];
    }
    case 'date':
      return [{ type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }];
  }
}

/** A file may spell an option that is a number as a number. */
function spellings(value: string): readonly (string | number)[] {
  return /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(value) ? [value, Number(value)] : [value];
}

function bareNumber({ min, max, places }: Scale): object {
  return { type: 'number', minimum: toNumber(min, places), maximum: toNumber(max, places) };
}

function numberPattern(unit: string): string {
  return `^[+-]?\\d+(\\.\\d+)?${unit === '' ? '' : `( ?${escaped(unit)})`}$`;
}

function listPattern(options: readonly { readonly value: string }[]): string {
  const one = `(${options.map(({ value }) => escaped(value)).join('|')})`;
  return `^\\s*${one}(\\s*,\\s*${one})*\\s*$`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
