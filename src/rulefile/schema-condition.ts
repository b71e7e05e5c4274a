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

export const constant = z.union([z.string().min(1), z.number(), z.boolean()]);
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

export type TestMap = z.infer<typeof testMap>;
export type TestInput = z.infer<typeof constant> | TestMap;
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
