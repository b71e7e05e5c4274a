import { CONDITION_WORDS, TEST_WORDS } from './schema-condition.js';

/** Long options of the command line, and columns of its tables: a question of that name could not be answered there. */
const OPTIONS = [
  'answer', 'answers', 'anonymous', 'assume-no', 'budget', 'check', 'color', 'error', 'exit-code', 'explain',
  'fhir', 'format', 'handout', 'help', 'id', 'input', 'json', 'lang', 'log', 'min', 'name', 'note', 'notes', 'old', 'on',
  'output', 'override', 'page', 'people', 'plain', 'questions', 'quiet', 'reason', 'record', 'reference', 'resume', 'row',
  'rules', 'save', 'sessions', 'since', 'until', 'verbose', 'version',
] as const; // prettier-ignore

/** Fields of a result, which a table of rows has beside the answers. */
const FIELDS = [
  'advice', 'candidacy', 'changes', 'contraindications', 'decisive', 'eligible', 'indications', 'missing', 'next', 'notice',
  'overrode', 'possible', 'rule-set', 'screened-at', 'summary', 'supporting', 'tool', 'urgent', 'verdict',
] as const; // prettier-ignore

/** Names that an object of JavaScript gives a meaning. */
const OBJECT = ['constructor', 'prototype'] as const;

const RESERVED: ReadonlyMap<string, string> = new Map([
  ...OBJECT.map((word) => [word, 'a name with a meaning of its own in JavaScript'] as const),
  ...FIELDS.map((word) => [word, 'a field of the result'] as const),
  ...OPTIONS.map((word) => [word, 'an option of the command line'] as const),
  ...[...CONDITION_WORDS, ...TEST_WORDS].map((word) => [word, 'a word of conditions'] as const),
]);

/** Why an id may not be used, as the end of a sentence; `undefined` where it may. */
export function reservedBecause(id: string): string | undefined {
  if (id.startsWith('no-')) return `flags that start with "--no-" say no`;
  const what = RESERVED.get(id);
  return what === undefined ? undefined : `it is ${what}`;
}

/** Keys that the digest leaves out wherever they stand: no source may be called so. */
export const RESERVED_SOURCES: ReadonlySet<string> = new Set(['at', 'digest', 'constructor', 'prototype']);
