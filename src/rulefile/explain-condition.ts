import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import { problem, quoted } from './problem.js';
import { CONDITION_WORDS, ID_PATTERN, TEST_WORDS } from './schema-condition.js';
import { didYouMean } from './suggest.js';

/** Explains the map that an answer is held against: the caller's, since the schema knows all about it. */
type ExplainTest = (value: unknown, where: Pointer) => readonly Diagnostic[];

type Entry = Readonly<Record<string, unknown>>;

/**
 * Why a value is no condition; nothing where it is one. A schema of alternatives only knows that none of them fits, and takes
 * long to find out; this reads the value as its author meant it, by the keys that are there.
 */
export function explainCondition(value: unknown, where: Pointer, explainMap: ExplainTest): readonly Diagnostic[] {
  if (typeof value === 'string') return explainName(value, where, 'value');
  if (value === undefined) {
    return [problem('missing-key', where, 'A condition is missing here.', { hint: 'Name a yes-no question.' })];
  }
  if (Array.isArray(value)) {
    return [notCondition(where, 'A list is not a condition.', 'Say how its parts are joined: "all:" or "any:".')];
  }
  if (typeof value !== 'object' || value === null) {
    const what =
      value === null ? 'There is no condition here.' : `${quoted(JSON.stringify(value))} is not a condition.`;
    return [
      notCondition(
        where,
        what,
        'Name a yes-no question, or hold a question against a value: { age: { at-least: 18 } }.',
      ),
    ];
  }
  const map = value as Entry;
  const keys = Object.keys(map);
  if (keys.length === 0) return [notCondition(where, 'This condition is empty.', 'Name a question.')];
  for (const operator of ['all', 'any', 'of', 'not', 'score'] as const) {
    if (Object.hasOwn(map, operator)) return explainOperator(operator, map, where, explainMap);
  }
  if (keys.length > 1) {
    const hint = keys.some((key) => isWord(key))
      ? 'What an answer is held against stands below its question: { age: { at-least: 18 } }.'
      : 'Join comparisons with "all:" or "any:".';
    return [
      notCondition(
        where,
        `A comparison is about one question, not ${keys.length}: ${keys.slice(0, 4).map(quoted).join(', ')}.`,
        hint,
      ),
    ];
  }
  const [key] = keys as [string];
  return [
    ...explainName(key, at(where, key), 'key'),
    ...(isWord(key) ? [] : explainTest(map[key], at(where, key), key, explainMap)),
  ];
}

function explainOperator(
  operator: 'all' | 'any' | 'of' | 'not' | 'score',
  map: Entry,
  where: Pointer,
  explainMap: ExplainTest,
): readonly Diagnostic[] {
  const beside: readonly string[] = { all: [], any: [], of: ['at-least'], not: [], score: ['at-least', 'at-most'] }[
    operator
  ];
  const strange = Object.keys(map)
    .filter((key) => key !== operator && !beside.includes(key))
    .map((key) =>
      problem('unknown-key', at(where, key), `${quoted(key)} cannot stand beside "${operator}".`, {
        side: 'key',
        hint: 'Put one into the other, or join the two with "all:".',
      }),
    );
  const place = at(where, operator);
  const inner = map[operator];
  switch (operator) {
    case 'not':
      return [...strange, ...explainCondition(inner, place, explainMap)];
    case 'all':
    case 'any':
      return [...strange, ...explainParts(operator, inner, place, explainMap)];
    case 'of':
      return [
        ...strange,
        ...explainCount(map['at-least'], at(where, 'at-least')),
        ...explainParts(operator, inner, place, explainMap),
      ];
    case 'score':
      return [
        ...strange,
        ...beside.flatMap((key) => (map[key] === undefined ? [] : explainNumber(key, map[key], at(where, key)))),
        ...explainTerms(inner, place, explainMap),
      ];
  }
}

function explainParts(
  operator: string,
  value: unknown,
  where: Pointer,
  explainMap: ExplainTest,
): readonly Diagnostic[] {
  if (!Array.isArray(value))
    return [
      problem('wrong-type', where, `"${operator}" is a list of conditions.`, {
        hint: 'Put the parts in [ … ], or each behind a "-".',
      }),
    ];
  if (value.length === 0) return [emptyParts(operator, where)];
  return value.flatMap((part: unknown, index) => explainCondition(part, at(where, index), explainMap));
}

function emptyParts(operator: string, where: Pointer): Diagnostic {
  return problem('empty-list', where, `"${operator}" has no parts.`, {
    side: 'key',
    hint: 'Add a part, or take it out: of nothing one can say that it holds and that it does not.',
  });
}

function explainTerms(value: unknown, where: Pointer, explainMap: ExplainTest): readonly Diagnostic[] {
  if (!Array.isArray(value))
    return [problem('wrong-type', where, '"score" is a list of terms.', { hint: 'A term is { add: 2, when: … }.' })];
  if (value.length === 0) return [emptyParts('score', where)];
  return value.flatMap((term: unknown, index): readonly Diagnostic[] => {
    const place = at(where, index);
    if (typeof term !== 'object' || term === null || Array.isArray(term))
      return [
        problem('wrong-type', place, 'A term of a score has "add" and "when".', { hint: 'Write { add: 2, when: … }.' }),
      ];
    const map = term as Entry;
    const strange = Object.keys(map).filter((key) => key !== 'add' && key !== 'when');
    return [
      ...strange.map((key) =>
        problem('unknown-key', at(place, key), `There is no key ${quoted(key)} here.`, {
          side: 'key',
          hint: didYouMean(key, ['add', 'when']),
        }),
      ),
      ...explainNumber('add', map['add'], at(place, 'add')),
      ...(Object.hasOwn(map, 'when')
        ? explainCondition(map['when'], at(place, 'when'), explainMap)
        : [
            problem('missing-key', at(place, 'when'), 'The key "when" is missing; it is a condition.', {
              hint: 'Add "when:".',
            }),
          ]),
    ];
  });
}

function explainCount(value: unknown, where: Pointer): readonly Diagnostic[] {
  if (value !== undefined && typeof value === 'number' && (!Number.isInteger(value) || value < 1)) {
    return [
      problem('at-least-count', where, `At least ${value} of the parts cannot be asked for.`, {
        hint: 'Write a whole number from 1 to the number of parts.',
      }),
    ];
  }
  return explainNumber('at-least', value, where);
}

function explainNumber(key: string, value: unknown, where: Pointer): readonly Diagnostic[] {
  if (typeof value === 'number') return [];
  if (value === undefined)
    return [problem('missing-key', where, `The key "${key}" is missing; it is a number.`, { hint: `Add "${key}:".` })];
  return [problem('wrong-type', where, `"${key}" is a number.`)];
}

function explainTest(value: unknown, where: Pointer, question: string, explainMap: ExplainTest): readonly Diagnostic[] {
  if (Array.isArray(value))
    return [
      notCondition(
        where,
        `What ${quoted(question)} is held against is a list.`,
        `Write { one-of: [ … ] } or { includes: [ … ] }; or is ${quoted(question)} no question?`,
      ),
    ];
  if (value === null)
    return [
      notCondition(
        where,
        `There is nothing to hold ${quoted(question)} against.`,
        `For "is yes", write the id alone: ${question}.`,
      ),
    ];
  if (typeof value === 'string' && value === '') return [problem('empty-text', where, 'The value is empty.')];
  if (typeof value !== 'object') return [];
  return explainMap(value, where);
}

function explainName(name: string, where: Pointer, side: 'key' | 'value'): readonly Diagnostic[] {
  if (isWord(name))
    return [
      notCondition(
        where,
        `${quoted(name)} is a word of the format, not a question.`,
        'A comparison starts with its question: { age: { at-least: 18 } }.',
        side,
      ),
    ];
  if (ID_PATTERN.test(name)) return [];
  const operator = didYouMean(name, CONDITION_WORDS);
  const hint =
    operator?.startsWith('Did') === true
      ? operator
      : 'A question is named by its id: lower-case words joined by hyphens.';
  return [problem('bad-id', where, `${quoted(name)} is not the id of a question.`, { side, hint })];
}

function isWord(key: string): boolean {
  return (CONDITION_WORDS as readonly string[]).includes(key) || (TEST_WORDS as readonly string[]).includes(key);
}

function notCondition(where: Pointer, message: string, hint: string, side: 'key' | 'value' = 'value'): Diagnostic {
  return problem('not-a-condition', where, message, { hint, side });
}
