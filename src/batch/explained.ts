import { criteriaOf, type Criterion, type CriterionId, type RuleSet } from '../model/ruleset.js';
import type { Question } from '../model/question.js';
import type { Judge } from './judge.js';
import type { Lacking } from './lacking.js';
import { fitsATable, remembered, type Slots } from './remembered.js';
import type { PlainVerdict } from './verdict-of.js';

/** A criterion that is present, with its reason, or not known. Those that are absent are not listed. */
export type ListedFinding =
  | { readonly id: CriterionId; readonly state: 'present'; readonly because: string }
  | { readonly id: CriterionId; readonly state: 'unknown' };

export type ListedContraindication = ListedFinding & {
  readonly severity: 'absolute' | 'relative';
  readonly urgent: boolean;
};

/** A verdict with what it rests on and what is missing: the same as a row of `candidacy batch --format explained`. */
export interface ExplainedVerdict extends PlainVerdict, Lacking, Findings {}

/** Each list in the order of the rule set. */
export interface Findings {
  readonly contraindications: readonly ListedContraindication[];
  readonly indications: readonly ListedFinding[];
  readonly supporting: readonly ListedFinding[];
}

/** What is said of a criterion that is not absent. */
export function listed(criterion: Criterion, state: 'present' | 'unknown'): ListedFinding {
  const { id, because } = criterion;
  const weight =
    criterion.kind === 'contraindication' ? { severity: criterion.severity, urgent: criterion.urgent } : {};
  return Object.freeze(state === 'present' ? { id, state, ...weight, because } : { id, state, ...weight });
}

export interface FindingLists {
  readonly contraindications: (slots: Slots) => readonly ListedContraindication[];
  readonly indications: (slots: Slots) => readonly ListedFinding[];
  readonly supporting: (slots: Slots) => readonly ListedFinding[];
}

/** The findings of a person, as lists that are shared where one look-up finds them. */
export function findingLists(ruleSet: RuleSet, judge: Judge): FindingLists {
  const { contraindications, indications } = ruleSet;
  const count = contraindications.length + indications.length;
  const list = (from: number, to?: number): ((slots: Slots) => readonly ListedFinding[]) => {
    const places = criteriaOf(ruleSet)
      .map((_criterion, place) => place)
      .slice(from, to);
    return listOf(ruleSet, judge, places);
  };
  return {
    // `listed` adds the severity to contraindications.
    contraindications: list(0, contraindications.length) as FindingLists['contraindications'],
    indications: list(contraindications.length, count),
    supporting: list(count),
  };
}

function listOf(
  ruleSet: RuleSet,
  judge: Judge,
  criteria: readonly number[],
): (slots: Slots) => readonly ListedFinding[] {
  const all = criteriaOf(ruleSet);
  const parts = inParts(ruleSet.questions, judge, criteria).map(({ members, places }) => {
    const states = members.map((place) => {
      const criterion = all[place]!;
      return { place, present: listed(criterion, 'present'), unknown: listed(criterion, 'unknown') };
    });
    return remembered(ruleSet.questions, places, (slots) =>
      Object.freeze(
        states.flatMap(({ place, present, unknown }) => {
          const state = judge.criterion(place, slots);
          return state === ABSENT ? [] : state === PRESENT ? [present] : [unknown];
        }),
      ),
    );
  });
  const [first, second] = parts;
  if (first === undefined) return () => NONE;
  if (second === undefined) return first;
  return (slots) => {
    const found: ListedFinding[] = [];
    for (const part of parts) {
      for (const finding of part(slots)) found.push(finding);
    }
    return found;
  };
}

const NONE: readonly ListedFinding[] = Object.freeze([]);
/** The bits of `Judge.criterion`. */
const ABSENT = 0b01;
const PRESENT = 0b10;

interface Part {
  readonly members: number[];
  readonly places: readonly number[];
}

/** Neighbours that read few yes-no questions are looked up together, any other criterion by itself. */
function inParts(questions: readonly Question[], judge: Judge, criteria: readonly number[]): readonly Part[] {
  const parts: Part[] = [];
  for (const criterion of criteria) {
    const own = judge.readBy(criterion);
    const last = parts.at(-1);
    const both = [...new Set([...(last?.places ?? []), ...own])];
    if (last !== undefined && fitsATable(questions, both))
      parts.splice(-1, 1, { members: [...last.members, criterion], places: both });
    else parts.push({ members: [criterion], places: own });
  }
  return parts;
}
