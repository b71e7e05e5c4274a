import { type Combine, type Node } from '../../engine/diagram.js';
import { comparisonsIn, type Plan } from '../../engine/plan.js';
import type { OrderedSpace } from '../../engine/space.js';
import type { Answers } from '../../model/answer.js';
import { decimalOf } from '../../model/decimal.js';
import { at } from '../../model/pointer.js';
import { criteriaOf, type Criterion } from '../../model/ruleset.js';
import { inOrder } from '../count.js';
import { dayInWords, dayOf, periodsFor } from './days.js';
import { finding, type Check, type Finding } from './finding.js';

type Ruler = OrderedSpace['rulers'][number];

/** Positions next to each other that the same criteria claim. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly claims: readonly Criterion[];
}

/** A position of a ruler in words. */
type Shown = (ruler: Ruler, position: number) => string;

/** Bands of numbers or days that fall between two criteria, and those at which two overlap. */
export const bands: Check = ({ ruleSet, plan, on }) =>
  [...plan.space.questions.values()].flatMap((space) => {
    if (space.kind !== 'ordered' || space.sizes.length === 0) return [];
    const claims = criteriaOf(ruleSet).map((criterion) => ({
      criterion,
      regions: claimed(plan, plan.criteria.get(criterion)!, space.firstAxis),
    }));
    const shown = shownFor(plan, space);
    const found = space.rulers.flatMap((ruler) => {
      const segments = segmentsOf(ruler, (region) =>
        claims.flatMap(({ criterion, regions }) => (regions.has(region) ? [criterion] : [])),
      );
      return [...gaps(space, ruler, segments, shown), ...overlaps(space, ruler, segments, shown)];
    });
    const claiming = claims.filter(({ regions }) => regions.size > 0).map(({ criterion }) => criterion.when);
    const day = dayOf({ ruleSet, on }, claiming);
    // The same two criteria may leave the same gap in each unit.
    return found
      .filter((one, index) => found.findIndex((other) => other.at === one.at && other.code === one.code) === index)
      .map((one) => ({ ...one, ...day }));
  });

/** The regions of an axis in which a criterion holds that would not in some other one, all else equal. */
function claimed({ diagrams }: Plan, root: Node, axis: number): ReadonlySet<number> {
  const found = new Set<number>();
  const only: Combine = (a, b) => (a === 1 && b === 0 ? 1 : 0);
  const zero = diagrams.constant(0);
  for (const node of inOrder(diagrams, root)) {
    if (diagrams.axisOf(node) !== axis) continue;
    for (let region = 0; region < diagrams.arity(node); region++) {
      for (let other = 0; other < diagrams.arity(node); other++) {
        if (diagrams.apply(only, diagrams.child(node, region), diagrams.child(node, other)) !== zero) found.add(region);
      }
    }
  }
  return found;
}

function segmentsOf(ruler: Ruler, claimsOf: (region: number) => readonly Criterion[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const { from, to, region } of ruler.bands) {
    const claims = claimsOf(region);
    const before = segments.at(-1);
    if (before !== undefined && ids(before.claims) === ids(claims)) segments[segments.length - 1] = { ...before, to };
    else segments.push({ from, to, claims });
  }
  return segments;
}

function ids(criteria: readonly Criterion[]): string {
  return criteria.map(({ kind, id }) => `${kind} ${id}`).join();
}

function gaps(space: OrderedSpace, ruler: Ruler, segments: readonly Segment[], shown: Shown): readonly Finding[] {
  return segments.flatMap((segment, index): readonly Finding[] => {
    const [before, after] = [segments[index - 1], segments[index + 1]];
    if (segment.claims.length > 0 || before === undefined || after === undefined) return [];
    const left = before.claims.find((criterion) => !after.claims.includes(criterion));
    const right = after.claims.find((criterion) => !before.claims.includes(criterion));
    const shared = before.claims.some((criterion) => after.claims.includes(criterion));
    if (left === undefined || right === undefined || shared || !isSlip(ruler, segment)) return [];
    return [
      finding(
        'band-gap',
        'warning',
        at(right.at, 'when'),
        `Between "${left.id}" and "${right.id}", ${bandOf(space, ruler, segment, shown)} is in neither.`,
        {
          side: 'key',
          hint: `Move a bound: "${left.id}" ends at ${shown(ruler, before.to)}, and "${right.id}" begins at ${shown(ruler, after.from)}.`,
          related: [{ at: left.at, message: `"${left.id}" is here.` }],
          patient: patientAt(space, ruler, segment.from),
        },
      ),
    ];
  });
}

function overlaps(space: OrderedSpace, ruler: Ruler, segments: readonly Segment[], shown: Shown): readonly Finding[] {
  return segments.flatMap((segment, index): readonly Finding[] => {
    const [before, after] = [segments[index - 1], segments[index + 1]];
    if (before === undefined || after === undefined || !isSlip(ruler, segment)) return [];
    const left = segment.claims.find((one) => before.claims.includes(one) && !after.claims.includes(one));
    const right = segment.claims.find((one) => after.claims.includes(one) && !before.claims.includes(one));
    if (left === undefined || right === undefined) return [];
    return [
      finding(
        'band-overlap',
        'warning',
        at(right.at, 'when'),
        `${bandOf(space, ruler, segment, shown)} is in both "${left.id}" and "${right.id}".`,
        {
          side: 'key',
          hint: 'Write one of the bounds as "below" or "above", if it belongs to one of them alone.',
          related: [{ at: left.at, message: `"${left.id}" is here.` }],
          patient: patientAt(space, ruler, segment.from),
        },
      ),
    ];
  });
}

/**
 * Whether a band looks like a slip: it holds one value, or lies between two bounds that are next to each other as they are
 * written (4 and 5, where tenths are measured). Wider bands are taken as meant: under 18 and over 80 leave out most people.
 */
function isSlip(ruler: Ruler, { from, to }: Segment): boolean {
  if (from === to) return true;
  const [low, high] = [roundest(ruler, from - 1, from), roundest(ruler, to, to + 1)];
  if (low === undefined || high === undefined) return false;
  const places = Math.max(low.places, high.places);
  const step = 10 ** -places;
  return high.value - low.value <= step * 1.000_001;
}

/** Of two neighbours the one that is written with fewer decimals: a bound, or the value before or behind one. */
function roundest(ruler: Ruler, a: number, b: number): { readonly value: number; readonly places: number } | undefined {
  const both = [a, b].flatMap((position) => {
    const value = ruler.valueAt(position);
    const decimal = typeof value === 'number' ? decimalOf(value) : undefined;
    return typeof value !== 'number' || decimal === undefined ? [] : [{ value, places: decimal.places }];
  });
  return both.sort((one, other) => one.places - other.places)[0];
}

function bandOf({ question }: OrderedSpace, ruler: Ruler, { from, to }: Segment, shown: Shown): string {
  const band = from === to ? shown(ruler, from) : `${shown(ruler, from)} to ${shown(ruler, to)}`;
  return question.type === 'date' ? `"${question.id}" ${band}` : `${band} of "${question.id}"`;
}

function shownFor({ ruleSet, on }: Plan, { question }: OrderedSpace): Shown {
  if (question.type !== 'date')
    return (ruler, position) => `${ruler.valueAt(position)}${ruler.unit === '' ? '' : ` ${ruler.unit}`}`;
  const periods = periodsFor(comparisonsIn(ruleSet), question.id);
  return (_, day) => dayInWords(day, on, periods);
}

function patientAt({ question }: OrderedSpace, ruler: Ruler, position: number): Answers {
  const unit = ruler.unit === '' ? {} : { unit: ruler.unit };
  return new Map([[question.id, { kind: 'known', value: ruler.valueAt(position), ...unit, origin: 'flag' }]]);
}
