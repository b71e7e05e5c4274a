import type { Answer, AnswerValue } from '../model/answer.js';
import type { ValueRange } from '../model/screening.js';
import type { Band } from './ruler.js';
import type { OptionSpace, OrderedSpace, Placement, QuestionSpace, SetSpace } from './space.js';

/** A value for a question to change to, where it stands, and the band of values around it that do the same. */
export interface Proposal {
  readonly value: AnswerValue;
  readonly unit?: string;
  readonly range?: ValueRange;
  readonly placement: Placement;
}

/** Axes of the question, one at least, and the regions on each that will do; an axis not named may stay as it is. */
export type Wanted = readonly { readonly axis: number; readonly regions: readonly number[] }[];

/** The value nearest to the answer in hand that stands in a wanted region and is not that answer; undefined where there is none. */
export function nearest(space: QuestionSpace, wanted: Wanted, answer: Answer | undefined): Proposal | undefined {
  const current = answer?.kind === 'known' ? answer : undefined;
  switch (space.kind) {
    case 'option':
      return nearestOption(space, wanted, current);
    case 'set':
      return nearestSet(space, wanted, current);
    case 'ordered':
      return nearestPosition(space, wanted, current);
  }
}

type Known = Extract<Answer, { kind: 'known' }>;

/** The option whose place in the list is nearest; the first where nothing is answered. */
function nearestOption(
  { options, regionOf }: OptionSpace,
  wanted: Wanted,
  current: Known | undefined,
): Proposal | undefined {
  const { regions } = wanted[0]!;
  const from = Math.max(
    0,
    options.findIndex((option) => option.value === current?.value),
  );
  const choices = options
    .map((option, index) => ({
      value: option.value,
      region: regionOf[index]!,
      distance: Math.abs(index - from),
    }))
    .filter(({ value, region }) => regions.includes(region) && value !== current?.value)
    .sort((a, b) => a.distance - b.distance);
  const [best] = choices;
  return best === undefined ? undefined : { value: best.value, placement: [[best.region]] };
}

/** The options chosen now (none where nothing is answered), with as few added or taken away as will do. */
function nearestSet(
  { groups, options, place }: SetSpace,
  wanted: Wanted,
  current: Known | undefined,
): Proposal | undefined {
  const chosen = new Set(Array.isArray(current?.value) ? (current.value as readonly string[]) : []);
  for (const { axis, regions } of wanted) {
    const group = groups[axis]!;
    const now = group.some((option) => chosen.has(option)) ? 1 : 0;
    if (regions.includes(now)) continue;
    if (now === 1) group.forEach((option) => chosen.delete(option));
    else chosen.add(group[0]!);
  }
  const value = options.map((option) => option.value).filter((option) => chosen.has(option));
  if (current !== undefined && sameSet(current.value as readonly string[], value)) return undefined;
  return { value, placement: place({ kind: 'known', value, origin: 'prompt' })! };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && b.every((option) => a.includes(option));
}

/**
 * The nearest position in the unit that was answered in, else in the question's own. Where nothing is answered, the end of
 * the band that lies at a bound of some rule.
 */
function nearestPosition({ rulers }: OrderedSpace, wanted: Wanted, current: Known | undefined): Proposal | undefined {
  const { regions } = wanted[0]!;
  const answered = current === undefined ? undefined : rulers.find((ruler) => ruler.place(current) !== undefined);
  const order = [...rulers].sort((a, b) => Number(b === answered) - Number(a === answered));
  for (const ruler of order) {
    const bands = merged(ruler.bands.filter((band) => regions.includes(band.region)));
    const span = answered === ruler && current !== undefined ? ruler.place(current) : undefined;
    const candidates = bands.map((band) => {
      const edge = band.from === ruler.first && band.to < ruler.last ? band.to : band.from;
      const position = span === undefined ? edge : Math.min(Math.max(span.from, band.from), band.to);
      return { band, position, distance: span === undefined ? 0 : Math.abs(position - span.from) };
    });
    candidates.sort((a, b) => a.distance - b.distance);
    const best = candidates.find(
      ({ position }) => span === undefined || span.from !== span.to || position !== span.from,
    );
    if (best === undefined) continue;
    const { band, position } = best;
    const value = ruler.valueAt(position);
    const region = ruler.bands.find(({ from, to }) => from <= position && position <= to)!.region;
    return {
      value,
      ...(ruler.unit === '' ? {} : { unit: ruler.unit }),
      range: {
        ...(band.from > ruler.first ? { atLeast: ruler.valueAt(band.from) } : {}),
        ...(band.to < ruler.last ? { atMost: ruler.valueAt(band.to) } : {}),
      },
      placement: [[region]],
    };
  }
  return undefined;
}

function merged(bands: readonly Band[]): readonly Band[] {
  const result: Band[] = [];
  for (const band of bands) {
    const previous = result.at(-1);
    if (previous !== undefined && previous.to + 1 === band.from)
      result[result.length - 1] = { ...previous, to: band.to };
    else result.push(band);
  }
  return result;
}
