import type { Answer } from '../model/answer.js';
import type { Comparison, Test } from '../model/condition.js';
import type { Day } from '../model/date.js';
import type { DateQuestion, NumberQuestion, Option, Question, QuestionId } from '../model/question.js';
import { type Band, bandsOf, dateRuler, numberRulers, type Ruler } from './ruler.js';

type Known = Extract<Answer, { kind: 'known' }>;

/**
 * The answers to one question, cut into the finitely many regions that the rule set can tell apart.
 *
 * A `choices` question has an axis of two regions (not chosen, chosen) for each option that matters; any other question
 * has one axis, or none where no test tells two of its answers apart.
 */
export type QuestionSpace = OptionSpace | SetSpace | OrderedSpace;

interface SpaceBase {
  readonly question: Question;
  /** Regions of each axis. An axis with one region decides nothing and does not appear. */
  readonly sizes: readonly number[];
  /** For each axis the regions an answer may be in (more than one for a partial date); undefined for no possible answer. */
  readonly place: (answer: Known) => Placement | undefined;
  /** How a test comes out: on which regions of which axes it holds. */
  readonly holds: (test: Test) => Matches;
  /** For each axis the regions that the answers of one of the variants are in. */
  readonly regionsOf: (variant: Question) => Placement;
}

export type Placement = readonly (readonly number[])[];

/** The test holds where some axis named is in one of its regions (`any`), or where every axis is (`every`). */
export interface Matches {
  readonly combine: 'any' | 'every';
  readonly axes: readonly { readonly axis: number; readonly regions: readonly boolean[] }[];
  /** What it is where no axis is named: a test that all answers pass, or none. */
  readonly otherwise: boolean;
}

export interface OptionSpace extends SpaceBase {
  readonly kind: 'option';
  readonly options: readonly Option[];
  readonly regionOf: readonly number[];
}

export interface SetSpace extends SpaceBase {
  readonly kind: 'set';
  /** The options that each axis stands for: one, or those that no test names, together. */
  readonly groups: readonly (readonly string[])[];
  readonly options: readonly Option[];
}

export interface OrderedSpace extends SpaceBase {
  readonly kind: 'ordered';
  readonly rulers: readonly (Ruler & { readonly bands: readonly Band[] })[];
}

const YES_NO: readonly Option[] = [
  { value: 'yes', name: 'yes' },
  { value: 'no', name: 'no' },
];

/**
 * Cuts the answers to a question by the comparisons that read it. `on` bounds and moves the dates.
 *
 * `variants` are of the same id, type and unit, and take other answers: the space holds those of all of them.
 */
export function spaceOf(
  question: Question,
  comparisons: readonly Comparison[],
  on: Day,
  variants: readonly Question[] = [question],
): QuestionSpace {
  const tests = distinctTests(comparisons.map((leaf) => leaf.test));
  switch (question.type) {
    case 'yes-no':
      return optionSpace(question, YES_NO, tests);
    case 'choice':
      return optionSpace(question, allOptions(variants), tests);
    case 'choices':
      return setSpace(question, allOptions(variants), tests);
    case 'number':
    case 'date':
      return orderedSpace(question, variants, (variant) => rulersOf(variant, tests, on), tests);
  }
}

function allOptions(variants: readonly Question[]): readonly Option[] {
  return [...new Map(variants.flatMap(optionsOf).map((option) => [option.value, option])).values()];
}

function optionsOf(question: Question): readonly Option[] {
  return 'options' in question ? question.options : YES_NO;
}

function rulersOf(question: NumberQuestion | DateQuestion, tests: readonly Test[], on: Day): readonly Ruler[] {
  return question.type === 'date' ? [dateRuler(question, tests, on)] : numberRulers(question, tests);
}

function optionSpace(question: Question, options: readonly Option[], tests: readonly Test[]): OptionSpace {
  const regions = regionTable(tests);
  const regionOf = options.map(({ value }) =>
    regions.regionOf((test) => test.kind === 'one-of' && test.values.includes(value)),
  );
  return {
    kind: 'option',
    question,
    options,
    regionOf,
    sizes: axisOf(regions.size()),
    place: ({ value }) => {
      const region = regionOf[options.findIndex((option) => option.value === value)];
      return region === undefined ? undefined : placedAt(regions.size(), [region]);
    },
    holds: (test) => regions.matches(test),
    regionsOf: (variant) => {
      const values = optionsOf(variant).map(({ value }) => value);
      return placedAt(regions.size(), distinct(regionOf.filter((_, index) => values.includes(options[index]!.value))));
    },
  };
}

function orderedSpace(
  question: Question,
  variants: readonly Question[],
  rulersFor: (variant: NumberQuestion | DateQuestion) => readonly Ruler[],
  tests: readonly Test[],
): OrderedSpace {
  const regions = regionTable(tests);
  // A variant is of the same type.
  const cutUp = (variant: Question): OrderedSpace['rulers'] =>
    rulersFor(variant as NumberQuestion | DateQuestion).map((ruler) => ({
      ...ruler,
      bands: bandsOf(ruler, (position) => regions.regionOf((test) => ruler.holds(test, position))),
    }));
  const cut = variants.flatMap(cutUp);
  return {
    kind: 'ordered',
    question,
    rulers: cut,
    sizes: axisOf(regions.size()),
    place: (answer) => {
      for (const ruler of cut) {
        const span = ruler.place(answer);
        if (span === undefined) continue;
        const touched = ruler.bands.filter((band) => band.from <= span.to && band.to >= span.from);
        return placedAt(regions.size(), distinct(touched.map((band) => band.region)));
      }
      return undefined;
    },
    holds: (test) => regions.matches(test),
    regionsOf: (variant) =>
      placedAt(regions.size(), distinct(cutUp(variant).flatMap(({ bands }) => bands.map((band) => band.region)))),
  };
}

function setSpace(question: Question, options: readonly Option[], tests: readonly Test[]): SetSpace {
  const named = options.filter(({ value }) =>
    tests.some((test) => test.kind === 'includes' && test.values.includes(value)),
  );
  const rest = options.filter((option) => !named.includes(option)).map((option) => option.value);
  const groups = named.map((option) => [option.value]);
  if (rest.length > 0 && tests.some((test) => test.kind === 'none')) groups.push(rest);
  const values = new Set(options.map((option) => option.value));
  return {
    kind: 'set',
    question,
    groups,
    options,
    sizes: groups.map(() => 2),
    place: ({ value }) => {
      if (typeof value === 'string' || typeof value === 'number' || value.some((chosen) => !values.has(chosen)))
        return undefined;
      return groups.map((group) => [group.some((option) => value.includes(option)) ? 1 : 0]);
    },
    holds: (test) => {
      if (test.kind === 'none') {
        return { combine: 'every', axes: groups.map((_, axis) => ({ axis, regions: [true, false] })), otherwise: true };
      }
      const axes = groups.flatMap((group, axis) =>
        test.kind === 'includes' && group.some((option) => test.values.includes(option))
          ? [{ axis, regions: [false, true] }]
          : [],
      );
      return { combine: 'any', axes, otherwise: false };
    },
    regionsOf: (variant) => {
      const own = optionsOf(variant).map(({ value }) => value);
      return groups.map((group) => (group.some((option) => own.includes(option)) ? [0, 1] : [0]));
    },
  };
}

function distinct(regions: readonly number[]): readonly number[] {
  return [...new Set(regions)].sort((a, b) => a - b);
}

/** Numbers the ways in which all tests together come out. */
function regionTable(tests: readonly Test[]): {
  readonly regionOf: (holds: (test: Test) => boolean) => number;
  readonly size: () => number;
  readonly matches: (test: Test) => Matches;
} {
  const signatures: string[] = [];
  return {
    regionOf: (holds) => {
      const signature = tests.map((test) => (holds(test) ? '1' : '0')).join('');
      const known = signatures.indexOf(signature);
      return known >= 0 ? known : signatures.push(signature) - 1;
    },
    size: () => signatures.length,
    matches: (test) => {
      const index = tests.findIndex((other) => sameTest(other, test));
      const regions = signatures.map((signature) => signature[index] === '1');
      if (regions.length < 2) return { combine: 'any', axes: [], otherwise: regions[0] === true };
      return { combine: 'any', axes: [{ axis: 0, regions }], otherwise: false };
    },
  };
}

function axisOf(size: number): readonly number[] {
  return size < 2 ? [] : [size];
}

function placedAt(size: number, regions: readonly number[]): Placement {
  return size < 2 ? [] : [regions];
}

function distinctTests(tests: readonly Test[]): readonly Test[] {
  return tests.filter((test, index) => tests.findIndex((other) => sameTest(other, test)) === index);
}

function sameTest(a: Test, b: Test): boolean {
  if (a === b) return true;
  // Nearly all tests are of this kind, and their text would be long to make.
  if (a.kind === 'one-of' && b.kind === 'one-of') return sameList(a.values, b.values);
  return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Where each question's axes stand among those of the whole rule set. */
export interface Space {
  readonly questions: ReadonlyMap<QuestionId, QuestionSpace & { readonly firstAxis: number }>;
  /** Regions of each axis. */
  readonly sizes: readonly number[];
  /** The question of each axis. */
  readonly questionOf: readonly QuestionId[];
}

/** Lays the axes of the questions one after the other, in the order given. */
export function layOut(spaces: readonly QuestionSpace[]): Space {
  const sizes: number[] = [];
  const questionOf: QuestionId[] = [];
  const questions = new Map<QuestionId, QuestionSpace & { readonly firstAxis: number }>();
  for (const space of spaces) {
    questions.set(space.question.id, { ...space, firstAxis: sizes.length });
    for (const size of space.sizes) {
      sizes.push(size);
      questionOf.push(space.question.id);
    }
  }
  return { questions, sizes, questionOf };
}
