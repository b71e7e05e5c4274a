/** Nanoseconds for one call, and how many times that of the other it is, round by round. */
export interface Compared {
  readonly other: number;
  readonly ours: number;
  readonly ratio: { readonly min: number; readonly median: number; readonly max: number };
}

type Work<P> = (person: P) => unknown;

/**
 * People are timed in slices, each with both in turn. A round is all slices, and says the median of them: a slice in which
 * another process had the processor does not count.
 */
const SLICE = 200;
/** Rounds until the code is as quick as it gets. */
const WARM = 30;

export function compare<P>(other: Work<P>, ours: Work<P>, people: readonly P[], rounds: number): Compared {
  const slices = Array.from({ length: Math.ceil(people.length / SLICE) }, (_, index) =>
    people.slice(index * SLICE, (index + 1) * SLICE),
  );
  const round = (): Round => slices.map((some) => [nanoseconds(other, some), nanoseconds(ours, some)]);
  for (let count = 0; count < WARM; count++) round();
  return compared(Array.from({ length: rounds }, round));
}

/** The same where the other answers by a promise, and takes so long that its slices are short. */
export async function compareSlow<P>(
  other: (person: P) => Promise<unknown>,
  ours: Work<P>,
  people: readonly P[],
  rounds: number,
): Promise<Compared> {
  const slowly = async (some: readonly P[]): Promise<number> => {
    const start = process.hrtime.bigint();
    for (const person of some) kept[0] = await other(person);
    return Number(process.hrtime.bigint() - start) / some.length;
  };
  const found: [number, number][][] = [];
  for (let count = -2; count < rounds; count++) {
    const round: [number, number][] = [];
    for (let slice = 0; slice < 20; slice++) {
      const some = people.slice(slice * SLICE, (slice + 1) * SLICE);
      round.push([await slowly(some.slice(0, 10)), nanoseconds(ours, some)]);
    }
    if (count >= 0) found.push(round);
  }
  return compared(found);
}

/** What comes out is kept, so that no work can be left out. */
const kept: unknown[] = [undefined];

function nanoseconds<P>(work: Work<P>, people: readonly P[]): number {
  const start = process.hrtime.bigint();
  for (const person of people) kept[0] = work(person);
  return Number(process.hrtime.bigint() - start) / people.length;
}

/** The median of so many rounds, the first of which do not count. */
export function nanosecondsEach<P>(work: Work<P>, people: readonly P[], rounds: number): number {
  const slice = people.slice(0, SLICE);
  return median(Array.from({ length: rounds }, () => nanoseconds(work, slice)).slice(rounds >> 1));
}

/** Of each slice what the other took, and what ours. */
type Round = readonly (readonly [number, number])[];

function compared(rounds: readonly Round[]): Compared {
  const ratios = rounds.map((round) => median(round.map(([other, ours]) => ours / other)));
  return {
    other: median(rounds.flatMap((round) => round.map(([other]) => other))),
    ours: median(rounds.flatMap((round) => round.map(([, ours]) => ours))),
    ratio: { min: Math.min(...ratios), median: median(ratios), max: Math.max(...ratios) },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
