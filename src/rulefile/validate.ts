import type * as z from 'zod';
import type { Diagnostic } from '../model/diagnostic.js';
import { at, type Pointer } from '../model/pointer.js';
import { explainCondition } from './explain-condition.js';
import type { Tree } from './plain-reading.js';
import { problem, quoted } from './problem.js';
import { testMap } from './schema-condition.js';
import { NOT_A_CONDITION } from './schema-parts.js';
import { didYouMean, list, sparingly } from './suggest.js';

type Issue = z.core.$ZodIssue;

export type Validated<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Holds a tree against a schema; `where` is the pointer to the tree's root. */
export function validate<T>(schema: z.ZodType<T>, tree: Tree, where: Pointer): Validated<T> {
  const result = schema.safeParse(tree.value, ONCE);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, diagnostics: explainAll(result.error.issues, tree, where) };
}

/** Why a value is no map that an answer is held against; nothing where it is one. */
export function explainTest(value: unknown, where: Pointer): readonly Diagnostic[] {
  const result = testMap.safeParse(value, ONCE);
  return result.success ? [] : explainAll(result.error.issues, { value, spelling: new Map() }, where);
}

/** A file is read once: zod's making code of a schema takes longer than it saves. */
const ONCE = { error: knownKeys, jitless: true };

/** An issue does not tell which keys were known: its message is used to carry them. */
function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition = issue.inst?._zod.def as { readonly shape?: object } | undefined;
  return Object.keys(definition?.shape ?? {}).join(' ');
}

function explainAll(issues: readonly Issue[], tree: Tree, where: Pointer): readonly Diagnostic[] {
  const ground = { ...tree, didYouMean: sparingly() };
  return issues.flatMap((issue) => explain(issue, ground, where));
}

/** What was parsed, and the suggestions that are left. */
interface Ground extends Tree {
  readonly didYouMean: typeof didYouMean;
}

/** An issue as diagnostics. `root` is what was parsed, `where` its place. */
function explain(issue: Issue, root: Ground, where: Pointer): readonly Diagnostic[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const place = at(where, ...path);
  const value = valueAt(root.value, path);
  const spelling = root.spelling.get(place);
  const key = String(path.at(-1) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) =>
        problem('unknown-key', at(place, name), `There is no key ${quoted(name)} here.`, {
          side: 'key',
          hint: root.didYouMean(name, issue.message.split(' ')),
        }),
      );
    case 'invalid_union': {
      const branch = bestBranch(issue.errors);
      if (branch === undefined || branch.every(isRootMismatch))
        return [wrongType(value, place, key, expectedOfBranches(issue.errors), spelling)];
      return branch.flatMap((inner) => explain(inner, { ...root, value }, place));
    }
    case 'invalid_type':
      return [wrongType(value, place, key, [typeName(issue.expected)], spelling)];
    case 'invalid_value':
      return [invalidValue(value, place, key, issue.values.map(String))];
    case 'invalid_key':
      return [
        problem('bad-id', place, `${quoted(key)} is not a name.`, {
          side: 'key',
          hint: issue.issues.some((inner) => inner.code === 'invalid_value') ? KEY_HINT.outcome : KEY_HINT.id,
        }),
      ];
    case 'too_small':
      return [tooSmall(issue, value, place, key)];
    case 'too_big':
      return [
        problem(
          'wrong-value',
          place,
          `${named(key)} may be at most ${issue.maximum.toString()}${issue.origin === 'string' ? ' characters long' : ''}.`,
        ),
      ];
    case 'invalid_format':
      return [invalidFormat(issue, value, place, key)];
    case 'custom':
      return issue.message === NOT_A_CONDITION
        ? explainCondition(value, place, explainTest)
        : [problem('wrong-value', place, `${named(key)} cannot be ${shown(value)}.`)];
    case 'invalid_element':
    case 'not_multiple_of':
      return [problem('wrong-value', place, `${named(key)} cannot be ${shown(value)}.`)];
  }
}

const KEY_HINT = {
  id: 'Names are lower-case words joined by hyphens, such as "severe-osteoporosis".',
  outcome:
    'Known are "contraindicated", "not-indicated", "candidate-with-caution", "candidate" and "needs-information".',
} as const;

function wrongType(
  value: unknown,
  place: Pointer,
  key: string,
  expected: readonly string[],
  spelling = String(value),
): Diagnostic {
  const what = alternatives(expected);
  if (value === undefined) {
    return problem('missing-key', place, `The key ${quoted(key)} is missing; it is ${what}.`, {
      hint: `Add "${key}:".`,
    });
  }
  if (value === null)
    return problem('wrong-type', place, `${named(key)} has no value; it is ${what}.`, { side: 'key' });
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  const hint = scalar && expected.includes(TYPE_NAMES['string']!) ? `Put it in quotes: "${spelling}".` : undefined;
  return problem('wrong-type', place, `${named(key)} is ${what}, not ${kindOf(value, spelling)}.`, { hint });
}

function invalidValue(value: unknown, place: Pointer, key: string, allowed: readonly string[]): Diagnostic {
  if (value === undefined) {
    return problem('missing-key', place, `The key ${quoted(key)} is missing; it is ${list(allowed, 'or')}.`, {
      hint: `Add "${key}:".`,
    });
  }
  if (key === 'candidacy') {
    return problem('format-version', place, `This is not the format that this version reads: ${shown(value)}.`, {
      hint: 'Write "candidacy: 1".',
    });
  }
  const near = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
  return problem('wrong-value', place, `${named(key)} cannot be ${shown(value)}.`, {
    hint: near ?? `It is ${list(allowed, 'or')}.`,
  });
}

function tooSmall(
  issue: Extract<Issue, { code: 'too_small' }>,
  value: unknown,
  place: Pointer,
  key: string,
): Diagnostic {
  if (Array.isArray(value)) {
    const count = Number(issue.minimum);
    return problem(
      'empty-list',
      place,
      `${named(key)} has ${value.length === 0 ? 'nothing in it' : 'too little in it'}; it needs at least ${count}.`,
      {
        hint: 'Add what is missing, or leave the key out.',
      },
    );
  }
  if (typeof value === 'string')
    return problem('empty-text', place, `${named(key)} is empty.`, { hint: 'Write something, or leave the key out.' });
  const bound = issue.inclusive === false ? 'above' : 'at least';
  return problem('wrong-value', place, `${named(key)} must be ${bound} ${issue.minimum.toString()}.`);
}

function invalidFormat(
  issue: Extract<Issue, { code: 'invalid_format' }>,
  value: unknown,
  place: Pointer,
  key: string,
): Diagnostic {
  if (typeof value === 'string' && value.trim() === '')
    return problem('empty-text', place, `${named(key)} is empty.`, { hint: 'Write something, or leave the key out.' });
  const pattern = 'pattern' in issue ? issue.pattern : undefined;
  if (pattern?.includes('\\d{4}-') === true) {
    return problem('bad-date', place, `${shown(value)} is not a day.`, {
      hint: 'Write it as YYYY-MM-DD, such as 2026-03-01.',
    });
  }
  if (key === 'url' || key === 'doi') {
    return problem('wrong-value', place, `${shown(value)} is not a ${key.toUpperCase()}.`, {
      hint: key === 'url' ? 'It starts with "https://".' : 'It starts with "10.", as in "10.1000/182".',
    });
  }
  if (key === 'unit' || pattern?.includes('µ') === true) {
    return problem('wrong-value', place, `${shown(value)} cannot be the name of a unit.`, {
      hint: 'A unit is written as after a number: kg, cm, mmHg, %.',
    });
  }
  const id =
    typeof value === 'string'
      ? value
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^[-0-9]+|-+$/g, '')
      : '';
  return problem('bad-id', place, `${shown(value)} is not a name.`, {
    hint: id === '' ? KEY_HINT.id : `${KEY_HINT.id} Perhaps "${id}"?`,
  });
}

/** The branch of a union that the value was meant for: the one that it fits best at its top level. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  let best: readonly Issue[] | undefined;
  let least = Infinity;
  for (const branch of branches) {
    const cost = branch.reduce((sum, issue) => sum + costOf(issue), 0);
    if (cost < least) {
      best = branch;
      least = cost;
    }
  }
  return best;
}

function costOf(issue: Issue): number {
  if (isRootMismatch(issue)) return 1000;
  if (issue.code === 'unrecognized_keys') return 10 * issue.keys.length;
  if (issue.code === 'custom' && issue.message === NOT_A_CONDITION) return issue.path.length === 0 ? 15 : 1;
  return issue.code === 'invalid_type' && issue.path.length === 1 ? 10 : 1;
}

function isRootMismatch(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function expectedOfBranches(branches: readonly (readonly Issue[])[]): readonly string[] {
  const names = branches.flatMap((branch) =>
    branch.flatMap((issue) => (issue.code === 'invalid_type' ? [typeName(issue.expected)] : [])),
  );
  return [...new Set(names)];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? 'something else';
}

function kindOf(value: unknown, spelling: string): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map of keys and values';
  return `the ${typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word'} ${quoted(spelling)}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return quoted(String(value));
  return value === null ? 'empty' : Array.isArray(value) ? 'a list' : 'a map';
}

function named(key: string): string {
  return /^\d*$/.test(key) ? 'This' : quoted(key);
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? 'something else') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`;
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
