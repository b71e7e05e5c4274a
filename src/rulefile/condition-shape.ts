import * as z from 'zod';
import { CONDITION_WORDS, constant, TEST_WORDS, testMap, type ConditionInput } from './schema-condition.js';

const reserved = [...CONDITION_WORDS, ...TEST_WORDS].join('|');

/** An id where a condition names a question. */
const questionKey = z.string().regex(new RegExp(`^(?!(?:${reserved})$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`));

const test = z.union([constant, testMap]);

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
