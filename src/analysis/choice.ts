import { formatDate } from '../model/date.js';
import type { Answer } from '../model/answer.js';
import type { Question, QuestionId } from '../model/question.js';
import type { OrderedSpace, QuestionSpace } from '../engine/space.js';

/** What can be known about one axis. The last choice of an axis is "not known". */
export interface Choice {
  readonly kind: 'known' | 'partial' | 'unknown';
  /** The regions that it leaves open, for each variant of the question: what is not known is so over its own range. */
  readonly regions: readonly (readonly number[])[];
  /** An answer that leaves just these open; only with `partial`. */
  readonly value?: string;
}

/** An axis of answers, the unknown ones included. */
export interface LiftedAxis {
  readonly question: QuestionId;
  /** The axis of the plan; undefined for a question of which no test tells two answers apart. */
  readonly base: number | undefined;
  readonly choices: readonly Choice[];
}

type Place = QuestionSpace & { readonly firstAxis: number };

/**
 * The axes of one question: each region known, each set of regions that a partial date can leave open, and not known.
 *
 * A partial date that leaves open all of them says as much as no answer, and is not a choice of its own. `common` takes the
 * answers that all of the variants do.
 */
export function axesOf(space: Place, common: Question, variants: readonly Question[]): readonly LiftedAxis[] {
  const { id } = common;
  if (space.sizes.length === 0) {
    const regions = variants.map(() => []);
    return [
      {
        question: id,
        base: undefined,
        choices: [
          { kind: 'known', regions },
          { kind: 'unknown', regions },
        ],
      },
    ];
  }
  const ranges = variants.map((variant) => space.regionsOf(variant));
  const answerable = space.regionsOf(common);
  return space.sizes.map((_, index) => {
    const own = ranges.map((range) => range[index]!);
    const known = answerable[index]!.map((region): Choice => ({ kind: 'known', regions: own.map(() => [region]) }));
    const partial = space.kind === 'ordered' && common.type === 'date' ? partialDates(space, own) : [];
    return {
      question: id,
      base: space.firstAxis + index,
      choices: [...known, ...partial, { kind: 'unknown', regions: own }],
    };
  });
}

/** A month or year leaves several regions open only where it holds a day on which a band begins. */
function partialDates(space: OrderedSpace, ranges: readonly (readonly number[])[]): readonly Choice[] {
  const found = new Map<string, Choice>();
  for (const band of space.rulers.flatMap((ruler) => ruler.bands)) {
    const day = formatDate(band.from);
    for (const value of [day.slice(0, 7), day.slice(0, 4)]) {
      const answer: Extract<Answer, { kind: 'known' }> = { kind: 'known', value, origin: 'flag' };
      // Behind what is common stand the rulers of the variants, where they are not all the same.
      const regions = ranges.map((_, variant) => openOn(space.rulers[variant + 1] ?? space.rulers[0]!, answer));
      const saysNothing = regions.every((own, index) => own.length === ranges[index]!.length);
      if (regions.some((own) => own.length === 0) || regions.every((own) => own.length < 2) || saysNothing) continue;
      const key = JSON.stringify(regions);
      if (!found.has(key)) found.set(key, { kind: 'partial', regions, value });
    }
  }
  return [...found.values()];
}

function openOn(ruler: OrderedSpace['rulers'][number], answer: Extract<Answer, { kind: 'known' }>): readonly number[] {
  const span = ruler.place(answer);
  if (span === undefined) return [];
  const touched = ruler.bands.filter((band) => band.from <= span.to && band.to >= span.from);
  return [...new Set(touched.map(({ region }) => region))].sort((a, b) => a - b);
}
