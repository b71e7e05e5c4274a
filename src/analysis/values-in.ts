import type { Question } from '../model/question.js';
import type { Band, Ruler } from '../engine/ruler.js';
import type { QuestionSpace } from '../engine/space.js';

/** The answers of some regions, said in the terms of the question's type. */
export type Values =
  | { readonly kind: 'options'; readonly options: readonly string[] }
  /** Of a choice of several: whether these are among the answer. */
  | { readonly kind: 'chosen'; readonly options: readonly string[]; readonly chosen: boolean }
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[] };

/** Both ends inclusive; a missing end is the end of what can be answered. `steps` counts the values. */
export interface Range {
  readonly unit: string;
  readonly from?: number | string;
  readonly to?: number | string;
  readonly steps: number;
}

/** Which of the answers that the question takes stand in the regions of an axis, counted from the question's first. */
export function valuesIn(space: QuestionSpace, question: Question, axis: number, regions: readonly number[]): Values {
  switch (space.kind) {
    case 'option': {
      const taken = 'options' in question ? question.options : space.options;
      const options = space.options.filter((_, index) => regions.includes(space.regionOf[index]!));
      return {
        kind: 'options',
        options: options.flatMap(({ value }) => (taken.some((option) => option.value === value) ? [value] : [])),
      };
    }
    case 'set':
      return { kind: 'chosen', options: space.groups[axis] ?? [], chosen: regions.includes(1) };
    case 'ordered':
      return {
        kind: 'ranges',
        // In front stand the rulers of the answers in common.
        ranges: space.rulers
          .slice(0, question.type === 'number' ? 1 + question.accepts.length : 1)
          .flatMap((ruler) =>
            merged(ruler.bands.filter(({ region }) => regions.includes(region))).map((band) => rangeOf(ruler, band)),
          ),
      };
  }
}

function rangeOf(ruler: Ruler, { from, to }: Pick<Band, 'from' | 'to'>): Range {
  return {
    unit: ruler.unit,
    ...(from > ruler.first ? { from: ruler.valueAt(from) } : {}),
    ...(to < ruler.last ? { to: ruler.valueAt(to) } : {}),
    steps: to - from + 1,
  };
}

function merged(bands: readonly Band[]): readonly Band[] {
  const result: Band[] = [];
  for (const band of bands) {
    const previous = result.at(-1);
    if (previous?.to === band.from - 1) result[result.length - 1] = { ...previous, to: band.to };
    else result.push(band);
  }
  return result;
}
