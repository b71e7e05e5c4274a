import { canonicalJson } from '../model/canonical.js';
import type { Question } from '../model/question.js';
import { criteriaOf, type RuleSet } from '../model/ruleset.js';
import { keyOf, type Difference } from './differ.js';

/** Something that is written otherwise and changes no finding and no verdict. */
export interface WordChange {
  /** `contraindication pregnancy`, `question weight`, `advice heat`, `rule set`. */
  readonly what: string;
  /** The keys of the rule file that differ; `when` where a condition is written otherwise and was proved to mean the same. */
  readonly fields: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const IGNORED = new Set(['at', 'id', 'kind', 'digest', 'type', 'when', 'askIf', 'severity', 'urgent']);

// prettier-ignore
const SPELLED: Readonly<Record<string, string>> = {
  askIf: 'ask-if', redFlagsIn: 'red-flags-in', evidence: 'claims', reviewBy: 'review-by', lineage: 'extends',
  overrideReasons: 'override-reasons', safetyNet: 'safety-net',
};

/** What two rule sets word otherwise, criterion by criterion and question by question. */
export function wordChanges(old: RuleSet, now: RuleSet, difference: Difference): readonly WordChange[] {
  const criteria = pairs(criteriaOf(old), criteriaOf(now), keyOf).map(([key, before, after]) => ({
    what: key,
    fields: [
      ...fieldsChanged(before, after),
      ...(canonicalJson(before.when) === canonicalJson(after.when) || difference.findings.includes(key)
        ? []
        : ['when']),
    ],
  }));
  const questions = pairs(old.questions, now.questions, ({ id }) => `question ${id}`).map(([what, before, after]) => ({
    what,
    fields: [
      ...fieldsChanged(before, after, new Set(['options', 'scale', 'accepts', 'unit', 'future'])),
      ...(sameNames(before, after) ? [] : ['options']),
      ...(sameGate(difference, before.id) && canonicalJson(before.askIf) !== canonicalJson(after.askIf)
        ? ['ask-if']
        : []),
    ],
  }));
  const advice = [
    ...pairs(old.advice, now.advice, ({ id }) => `advice ${id}`).map(([what, before, after]) => ({
      what,
      fields: [
        ...fieldsChanged(before, after),
        ...(canonicalJson(before.when) === canonicalJson(after.when) ? [] : ['when']),
      ],
    })),
    ...lonely(old.advice, now.advice).map((id) => ({ what: `advice ${id}`, fields: ['removed'] })),
    ...lonely(now.advice, old.advice).map((id) => ({ what: `advice ${id}`, fields: ['added'] })),
  ];
  const lists = new Set(['questions', 'contraindications', 'indications', 'supporting', 'advice']);
  const rules = { what: 'rule set', fields: [...fieldsChanged(old, now, lists), ...orderChanges(old, now)] };
  return [rules, ...criteria, ...questions, ...advice].filter(({ fields }) => fields.length > 0);
}

function fieldsChanged(before: object, after: object, besides: ReadonlySet<string> = new Set()): readonly string[] {
  const [a, b] = [before as Fields, after as Fields];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => !IGNORED.has(key) && !besides.has(key) && jsonOf(a[key]) !== jsonOf(b[key]))
    .map((key) => SPELLED[key] ?? key);
}

function jsonOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value);
}

/** How options are called counts as words; which there are is another matter. */
function sameNames(before: Question, after: Question): boolean {
  if (!('options' in before) || !('options' in after)) return true;
  return after.options.every(({ value, name }) => {
    const other = before.options.find((option) => option.value === value);
    return other === undefined || other.name === name;
  });
}

function sameGate({ old, now }: Difference, id: string): boolean {
  return old.gates.get(id) === now.gates.get(id);
}

function pairs<T>(
  old: readonly T[],
  now: readonly T[],
  keyIn: (item: T) => string,
): readonly (readonly [string, T, T])[] {
  const before = new Map(old.map((item) => [keyIn(item), item]));
  return now.flatMap((item) => {
    const other = before.get(keyIn(item));
    return other === undefined ? [] : [[keyIn(item), other, item] as const];
  });
}

function lonely(
  items: readonly { readonly id: string }[],
  others: readonly { readonly id: string }[],
): readonly string[] {
  return items.filter(({ id }) => !others.some((other) => other.id === id)).map(({ id }) => id);
}

/** Lists of which what is in both stands in another order. */
function orderChanges(old: RuleSet, now: RuleSet): readonly string[] {
  const lists = ['questions', 'contraindications', 'indications', 'supporting', 'advice'] as const;
  return lists.flatMap((name) => {
    const [before, after] = [old[name], now[name]].map((list) => list.map(({ id }) => id)) as [string[], string[]];
    const inBoth = (ids: readonly string[]): string =>
      ids.filter((id) => before.includes(id) && after.includes(id)).join();
    return inBoth(before) === inBoth(after) ? [] : [`order of ${name}`];
  });
}
