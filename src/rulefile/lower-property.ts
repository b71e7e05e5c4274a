import { at, type Pointer } from '../model/pointer.js';
import type { Property, Statement } from '../model/property.js';
import type { RuleSet } from '../model/ruleset.js';
import { explainCondition } from './explain-condition.js';
import { lowerCondition } from './lower-condition.js';
import { oneLine, present, type Lowering } from './lowering.js';
import { problem, quoted } from './problem.js';
import type { ConditionInput } from './schema-condition.js';
import type { PropertyInput } from './schema.js';
import { didYouMean, list } from './suggest.js';
import { explainTest } from './validate.js';

type Map = Readonly<Record<string, unknown>>;

/** What the words of a statement take. The ladder stands in its order. */
const VALUES = {
  verdict: ['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate', 'needs-information'],
  possible: ['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate'],
  eligible: ['yes', 'no', 'unknown'],
  urgent: ['yes', 'no', 'unknown'],
} as const;

const STATES = ['present', 'absent', 'unknown'] as const;

/** Words that only a statement of a property has; everything else is a condition. */
export const STATEMENT_WORDS = ['finding', 'known', 'unknown', ...Object.keys(VALUES)] as readonly string[];

/** Lowers a property; `undefined` where something in it is wrong, which is reported. */
export function lowerProperty(
  input: PropertyInput,
  where: Pointer,
  criteria: ReadonlySet<string>,
  lowering: Lowering,
): Property | undefined {
  const base = { id: input.id, claim: oneLine(input.claim), at: where };
  const lower = (key: 'always' | 'never' | 'if' | 'then'): Statement | undefined =>
    lowerStatement(input[key], at(where, key), criteria, lowering);
  const given = (['always', 'never', 'if'] as const).filter((key) => input[key] !== undefined);
  const [kind, other] = given;
  if (kind === undefined || other !== undefined || (kind === 'if') !== (input.then !== undefined)) {
    lowering.report(
      problem('missing-key', at(where, 'id'), `${quoted(input.id)} does not say what holds.`, {
        hint: 'Write one of "always:", "never:", or "if:" and "then:".',
      }),
    );
    return undefined;
  }
  const then = lower(kind === 'if' ? 'then' : kind);
  const when = kind === 'if' ? lower('if') : undefined;
  if (then === undefined || (kind === 'if' && when === undefined)) return undefined;
  return { ...base, kind, ...present({ when }), then };
}

function lowerStatement(
  input: unknown,
  where: Pointer,
  criteria: ReadonlySet<string>,
  lowering: Lowering,
): Statement | undefined {
  const word = wordOf(input);
  if (!speaksOfMore(input)) return lowerHolds(input, where, lowering);
  const map = input as Map;
  const value = map[word ?? ''];
  const here = at(where, word ?? '');
  switch (word) {
    case 'all':
    case 'any': {
      const parts = (value as readonly unknown[]).map((part, index) =>
        lowerStatement(part, at(here, index), criteria, lowering),
      );
      const good = parts.filter((part) => part !== undefined);
      return good.length < parts.length ? undefined : { kind: word, of: good };
    }
    case 'not': {
      const of = lowerStatement(value, here, criteria, lowering);
      return of === undefined ? undefined : { kind: 'not', of };
    }
    case 'finding':
      return lowerFinding(value, here, criteria, lowering);
    case 'known':
    case 'unknown':
      return lowerKnown(value, here, word === 'known', lowering);
    case 'verdict': {
      const outcomes = valuesOf(value, here, VALUES.verdict, lowering);
      return outcomes === undefined ? undefined : { kind: word, outcomes };
    }
    case 'possible': {
      const outcomes = valuesOf(value, here, VALUES.possible, lowering);
      return outcomes === undefined ? undefined : { kind: word, outcomes };
    }
    case 'eligible':
    case 'urgent': {
      const values = valuesOf(value, here, VALUES[word], lowering);
      return values === undefined ? undefined : { kind: word, values };
    }
    default:
      return undefined;
  }
}

function wordOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const keys = Object.keys(input);
  return keys.length === 1 ? keys[0] : undefined;
}

/** Whether it is more than a condition: it has a word of statements in it, below all, any and not alone. */
function speaksOfMore(input: unknown): boolean {
  const word = wordOf(input);
  if (word === undefined) return false;
  if (STATEMENT_WORDS.includes(word)) return true;
  const value = (input as Map)[word];
  if (word === 'all' || word === 'any') return Array.isArray(value) && value.some(speaksOfMore);
  return word === 'not' && speaksOfMore(value);
}

function lowerHolds(input: unknown, where: Pointer, lowering: Lowering): Statement | undefined {
  const wrong = explainCondition(input, where, explainTest);
  wrong.forEach(lowering.report);
  if (wrong.length > 0) return undefined;
  const condition = lowerCondition(input as ConditionInput, where, lowering);
  return condition === undefined ? undefined : { kind: 'holds', condition };
}

function lowerFinding(
  input: unknown,
  where: Pointer,
  criteria: ReadonlySet<string>,
  lowering: Lowering,
): Statement | undefined {
  const id = wordOf(input);
  if (id === undefined) {
    lowering.report(
      problem('wrong-type', where, '"finding" names one criterion and its state.', {
        hint: 'Write { finding: { pregnancy: present } }.',
      }),
    );
    return undefined;
  }
  if (!criteria.has(id)) {
    lowering.report(
      problem('unknown-target', at(where, id), `No criterion has the id ${quoted(id)}.`, {
        side: 'key',
        hint: lowering.didYouMean(id, criteria),
      }),
    );
    return undefined;
  }
  const states = valuesOf((input as Map)[id], at(where, id), STATES, lowering);
  return states === undefined ? undefined : { kind: 'finding', criterion: id, states };
}

function lowerKnown(input: unknown, where: Pointer, known: boolean, lowering: Lowering): Statement | undefined {
  if (typeof input === 'string' && lowering.questions.has(input)) return { kind: 'answered', question: input, known };
  lowering.report(
    problem('unknown-question', where, `No question has the id ${quoted(String(input))}.`, {
      hint: lowering.didYouMean(String(input), lowering.questions.keys()) ?? 'Name a question.',
    }),
  );
  return undefined;
}

/** One value or a list of them. YAML reads a bare yes and no as such, or as true and false. */
function valuesOf<T extends string>(
  input: unknown,
  where: Pointer,
  known: readonly T[],
  lowering: Lowering,
): readonly T[] | undefined {
  const given: readonly unknown[] = Array.isArray(input) ? input : [input];
  const values = given.map((value) => {
    const text = value === true ? 'yes' : value === false ? 'no' : String(value);
    const found = known.find((one) => one === text);
    if (found === undefined) {
      lowering.report(
        problem('wrong-value', where, `${quoted(text)} is not one of ${list(known)}.`, {
          hint: didYouMean(text, known),
        }),
      );
    }
    return found;
  });
  const good = values.filter((value) => value !== undefined);
  return good.length === values.length && good.length > 0 ? good : undefined;
}

/** The ids of all criteria. */
export function criterionIds({
  contraindications,
  indications,
  supporting,
}: Pick<RuleSet, 'contraindications' | 'indications' | 'supporting'>): ReadonlySet<string> {
  return new Set([...contraindications, ...indications, ...supporting].map(({ id }) => id));
}
