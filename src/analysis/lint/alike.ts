import { questionsOf } from '../../model/condition.js';
import { at } from '../../model/pointer.js';
import type { Question } from '../../model/question.js';
import { criteriaOf, type Criterion } from '../../model/ruleset.js';
import { convertible } from '../../model/units.js';
import { dayOf } from './days.js';
import { finding, type Check, type Finding } from './finding.js';

/** Two criteria that hold for just the same answers. Supporting factors are held against each other alone. */
export const sameCriteria: Check = (subject) => {
  const { ruleSet, plan } = subject;
  const first = new Map<string, Criterion>();
  return criteriaOf(ruleSet).flatMap((criterion): readonly Finding[] => {
    const node = plan.criteria.get(criterion)!;
    if (plan.diagrams.arity(node) === 0) return [];
    const key = `${criterion.kind === 'supporting' ? 'supporting' : 'deciding'} ${node}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, criterion);
      return [];
    }
    const both = other.kind === criterion.kind ? 'say the same' : 'hold for the same answers, one for and one against';
    return [
      finding('same-criterion', 'warning', at(criterion.at, 'when'), `"${other.id}" and "${criterion.id}" ${both}.`, {
        side: 'key',
        hint: 'Leave one of them out, or correct a condition.',
        related: [{ at: other.at, message: `"${other.id}" is here.` }],
        ...dayOf(subject, [other.when, criterion.when]),
      }),
    ];
  });
};

interface Name {
  readonly text: string;
  readonly at: string;
  /** A criterion may well be called after a question that it reads. */
  readonly reads: readonly string[];
  /** Of a question whose answers are amounts. */
  readonly unit?: string;
}

/** Ids that differ by a slip of the pen, and names that do or are the same. */
export const nearNames: Check = ({ ruleSet }) => {
  const criteria = criteriaOf(ruleSet);
  const own = new Set(criteria.map(({ id }) => id));
  const questions = ruleSet.questions.filter(({ id }) => !own.has(id));
  const ids = [
    ...criteria.map(({ id, at: where, when }): Name => ({ text: id, at: at(where, 'id'), reads: questionsOf(when) })),
    ...questions.map((question): Name => ({
      text: question.id,
      at: at(question.at, 'id'),
      reads: [],
      ...unitOf(question),
    })),
  ];
  const names = criteria.map(({ name, at: where }): Name => ({ text: name, at: at(where, 'name'), reads: [] }));
  return [...pairs(ids, 'id'), ...pairs(names, 'name')];
};

function unitOf(question: Question): Pick<Name, 'unit'> {
  return question.type !== 'number' || question.unit === undefined ? {} : { unit: question.unit };
}

/** A bound of the one would not do for the other: height in cm and weight in kg are not mistaken unnoticed. */
function measureOtherThings(one: Name, other: Name): boolean {
  return one.unit !== undefined && other.unit !== undefined && !convertible(one.unit, other.unit);
}

function pairs(names: readonly Name[], what: 'id' | 'name'): readonly Finding[] {
  const words = names.map(({ text }) => wordsOf(text));
  return names.flatMap((name, index) =>
    names.slice(0, index).flatMap((other, before): readonly Finding[] => {
      const differing = wordsBetween(words[index]!, words[before]!);
      const same = differing?.length === 0;
      if (differing === undefined || (!same && !isSlip(differing))) return [];
      if (name.reads.includes(other.text) || other.reads.includes(name.text)) return [];
      if (measureOtherThings(name, other)) return [];
      const how = same ? 'the same' : 'easily taken for one another';
      return [
        finding(
          'near-names',
          same ? 'warning' : 'note',
          name.at,
          `The ${what}s "${other.text}" and "${name.text}" are ${how}.`,
          {
            hint: 'Give one of them a name that nobody mistakes.',
            related: [{ at: other.at, message: 'The other is here.' }],
          },
        ),
      ];
    }),
  );
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
}

type TwoWords = readonly [string, string];

/** The words in which two names of as many words differ, two at most: more are no slip. */
function wordsBetween(left: readonly string[], right: readonly string[]): readonly TwoWords[] | undefined {
  if (left.length !== right.length) return undefined;
  const differing: TwoWords[] = [];
  for (let place = 0; place < left.length && differing.length < 2; place++) {
    if (left[place] !== right[place]) differing.push([left[place]!, right[place]!]);
  }
  return differing;
}

/** One word, different by a slip: a third of its letters at most. */
function isSlip([only, another]: readonly TwoWords[]): boolean {
  if (only === undefined || another !== undefined) return false;
  const shorter = Math.min(only[0].length, only[1].length);
  return (
    shorter >= 5 &&
    !/\d/.test(only[0] + only[1]) &&
    distance(only[0], only[1]) <= (shorter < 8 ? 1 : Math.floor((shorter + 1) / 3))
  );
}

function distance(from: string, to: string): number {
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      row.push(Math.min(last[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1), last[j]! + 1, row[j - 1]! + 1));
    }
    last = row;
  }
  return last[to.length]!;
}
