import { formatDate } from '../model/date.js';
import type { Answer } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { OrderedSpace, QuestionSpace } from '../engine/space.js';

/** What can be known about one axis: the regions that an answer leaves open. The last choice of an axis is "not known". */
export interface Choice {
  readonly kind: 'known' | 'partial' | 'unknown';
  readonly regions: readonly number[];
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

/**
 * The axes of one question: each region known, each set of regions that a partial date can leave open, and not known.
 *
 * A partial date that leaves open all of them says as much as no answer, and is not a choice of its own.
 */
export function axesOf(id: QuestionId, space: QuestionSpace & { readonly firstAxis: number }): readonly LiftedAxis[] {
  if (space.sizes.length === 0) {
    const choices: readonly Choice[] = [
      { kind: 'known', regions: [] },
      { kind: 'unknown', regions: [] },
    ];
    return [{ question: id, base: undefined, choices }];
  }
  return space.sizes.map((size, index) => {
    const all = Array.from({ length: size }, (_, region) => region);
    const known = all.map((region): Choice => ({ kind: 'known', regions: [region] }));
    const partial = space.kind === 'ordered' && space.question.type === 'date' ? partialDates(space, size) : [];
    const unknown: Choice = { kind: 'unknown', regions: all };
    return { question: id, base: space.firstAxis + index, choices: [...known, ...partial, unknown] };
  });
}

/** A month or year leaves several regions open only where it holds a day on which a band begins. */
function partialDates(space: OrderedSpace, size: number): readonly Choice[] {
  const found = new Map<string, Choice>();
  for (const band of space.rulers[0]?.bands ?? []) {
    const day = formatDate(band.from);
    for (const value of [day.slice(0, 7), day.slice(0, 4)]) {
      const answer: Extract<Answer, { kind: 'known' }> = { kind: 'known', value, origin: 'flag' };
      const regions = space.place(answer)?.[0] ?? [];
      if (regions.length < 2 || regions.length === size) continue;
      const key = regions.join();
      if (!found.has(key)) found.set(key, { kind: 'partial', regions, value });
    }
  }
  return [...found.values()];
}
