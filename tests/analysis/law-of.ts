import fc from 'fast-check';
import { test } from 'vitest';

const given = process.env['LAWS'];
const parameters = {
  numRuns: Number(given ?? 200),
  seed: given === undefined ? 20_260_101 : Math.trunc(Math.random() * 2 ** 31),
};

/** A sentence that holds for whatever is drawn; the claim throws where it does not. `LAWS=10000` draws so many, other ones each time. */
export function lawOf<T>(sentence: string, arbitrary: fc.Arbitrary<T>, claim: (drawn: T) => void): void {
  test(sentence, { timeout: 1000 * Math.max(180, parameters.numRuns) }, () => {
    fc.assert(fc.property(arbitrary, claim), parameters);
  });
}
