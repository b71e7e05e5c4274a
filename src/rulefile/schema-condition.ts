import * as z from 'zod';

/** Lower-case words joined by hyphens. */
export const ID_PATTERN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Keys of a condition that are not questions. No question may be called so. */
export const CONDITION_WORDS = ['all', 'any', 'not', 'at-least', 'at-most', 'of', 'score'] as const;

/** Keys of a test; no question may be called so either, so that a slip of a level is found. */
export const TEST_WORDS = [
  'is', 'one-of', 'includes', 'includes-all', 'above', 'below', 'within', 'beyond', 'inclusive', 'before', 'after',
  'on-or-before', 'on-or-after', 'none', 'yes', 'no', 'true', 'false', 'unknown', 'null', 'add', 'when', 'unless', 'because', 'unasked',
] as const; // prettier-ignore

const reserved = [...CONDITION_WORDS, ...TEST_WORDS].join('|');

/** An id where a condition names a question. */
const questionKey = z.string().regex(new RegExp(`^(?!(?:${reserved})$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`));

const constant = z.union([z.string().min(1), z.number(), z.boolean()]);
const constants = z.array(constant).min(1);

const bound = z.union([z.number(), z.record(z.string().min(1), z.number())]).meta({
  id: 'bound',
  description: 'A number in the unit of the question, or one for each unit: { kg: 136, lb: 300 }.',
});

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const testMap = z
  .strictObject({
    is: constant.optional().meta({ description: 'The answer is this one.' }),
    'one-of': constants.optional().meta({ description: 'The answer is one of these.' }),
    includes: z
      .union([constant, constants])
      .optional()
      .meta({ description: 'For choices: this one, or at least one of these, is among the answers.' }),
    'includes-all': constants.optional().meta({ description: 'For choices: all of these are among the answers.' }),
    'at-least': bound.optional().meta({ description: 'This number or more.' }),
    'at-most': bound.optional().meta({ description: 'This number or less.' }),
    above: bound.optional().meta({ description: 'More than this number.' }),
    below: bound.optional().meta({ description: 'Less than this number.' }),
    within: z.string().optional().meta({
      description:
        'For dates: less than this long before the screening date, such as "14 days", "6 weeks", "3 months", "2 years".',
    }),
    beyond: z.string().optional().meta({ description: 'For dates: more than this long before the screening date.' }),
    inclusive: z.boolean().optional().meta({ description: 'With within or beyond: exactly so long ago counts too.' }),
    before: date.optional().meta({ description: 'For dates: before this day, YYYY-MM-DD.' }),
    after: date.optional().meta({ description: 'For dates: after this day, YYYY-MM-DD.' }),
    'on-or-before': date.optional().meta({ description: 'For dates: this day or earlier, YYYY-MM-DD.' }),
    'on-or-after': date.optional().meta({ description: 'For dates: this day or later, YYYY-MM-DD.' }),
  })
  .meta({ id: 'test', description: 'What the answer is held against.' });

const test = z.union([constant, testMap]);

export type TestMap = z.infer<typeof testMap>;
export type TestInput = z.infer<typeof test>;
export type Bound = z.infer<typeof bound>;

export type ConditionInput =
  | string
  | { readonly all: readonly ConditionInput[] }
  | { readonly any: readonly ConditionInput[] }
  | { readonly not: ConditionInput }
  | { readonly 'at-least': number; readonly of: readonly ConditionInput[] }
  | {
      readonly score: readonly { readonly add: number; readonly when: ConditionInput }[];
      readonly 'at-least'?: number | undefined;
      readonly 'at-most'?: number | undefined;
    }
  | Readonly<Record<string, TestInput>>;

/** A condition within a condition. Lazy, since it is the one below. */
const part: z.ZodType<ConditionInput> = z.lazy(() => conditionShape);
const parts = z.array(part).min(1);

/** The shape of a condition, for the JSON Schema. What a file holds is checked by `explainCondition`, which says more. */
export const conditionShape: z.ZodType<ConditionInput> = z
  .union([
    questionKey.meta({ title: 'question', description: 'The id of a yes-no question: it is answered yes.' }),
    z.strictObject({ all: parts.meta({ description: 'Every part holds.' }) }).meta({ title: 'all parts' }),
    z.strictObject({ any: parts.meta({ description: 'At least one part holds.' }) }).meta({ title: 'any part' }),
    z.strictObject({ not: part }).meta({ title: 'negation', description: 'The part does not hold.' }),
    z
      .strictObject({
        'at-least': z.int().min(1).meta({ description: 'How many parts must hold.' }),
        of: parts.meta({ description: 'The parts that are counted.' }),
      })
      .meta({ title: 'count' }),
    z
      .strictObject({
        score: z
          .array(
            z.strictObject({
              add: z.number().meta({ description: 'The points; may be negative, at most three decimal places.' }),
              when: part,
            }),
          )
          .min(1)
          .meta({ description: 'Points that are added up, each when its condition holds.' }),
        'at-least': z.number().optional().meta({ description: 'The sum is this or more.' }),
        'at-most': z.number().optional().meta({ description: 'The sum is this or less.' }),
      })
      .meta({ title: 'score' }),
    z
      .record(questionKey, test)
      .refine((map) => Object.keys(map).length === 1)
      .meta({
        title: 'comparison',
        minProperties: 1,
        maxProperties: 1,
        description: 'One question and what its answer is held against: { t-score: { at-most: -2.5 } }.',
      }),
  ])
  .meta({
    id: 'condition',
    description: 'When it holds: the id of a yes-no question, a comparison, or all, any, not, at-least … of, score.',
  });
