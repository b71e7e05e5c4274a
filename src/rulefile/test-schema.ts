import * as z from 'zod';
import { ID_PATTERN } from './schema-condition.js';

const id = z.string().regex(ID_PATTERN);
const ids = (description: string) => z.array(id).meta({ description });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** An answer as a file spells it; what it may be depends on the question. */
const answer = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]);

const answers = z.record(id, answer).meta({
  id: 'answers',
  description:
    'Answers by the id of their question. "unknown" is "don\'t know"; "not-asked" takes a fixture\'s answer away.',
});

const settled = z.enum(['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate']);

const expectation = z
  .strictObject({
    verdict: z
      .enum(['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate', 'needs-information'])
      .optional()
      .meta({ description: 'The verdict.' }),
    eligible: z
      .enum(['yes', 'no', 'unknown'])
      .optional()
      .meta({ description: 'Whether only candidates are possible.' }),
    urgent: z
      .enum(['yes', 'no', 'unknown', 'not-asked'])
      .optional()
      .meta({ description: 'Whether an urgent criterion is present.' }),
    possible: z.array(settled).optional().meta({ description: 'All verdicts that can still come out.' }),
    present: ids('Criteria that are present; others may be too.').optional(),
    absent: ids('Criteria that are absent; others may be too.').optional(),
    unknown: ids('Criteria that are neither yet; others may be too.').optional(),
    missing: ids('All questions on which the verdict hangs.').optional(),
    'missing-for-urgent': ids('All questions on which urgency hangs.').optional(),
    next: z
      .union([z.literal('none'), id])
      .optional()
      .meta({ description: 'The question to ask now, or none.' }),
    'not-applicable': ids('Questions that do not apply; others may not apply either.').optional(),
    advice: z.array(id).optional().meta({ description: 'All advice that is shown.' }),
  })
  .meta({
    id: 'expectation',
    description: 'What the rule set is expected to say. What is not named is not looked at.',
  });

const extend = z
  .union([id, z.array(id).min(1)])
  .optional()
  .meta({ description: 'The fixture, or fixtures, whose answers stand unless they are given here; later ones win.' });

const fixture = z
  .strictObject({
    extends: extend,
    on: day.optional().meta({ description: 'The day of the screening, YYYY-MM-DD.' }),
    answers: answers.optional(),
  })
  .meta({ id: 'fixture', description: 'Answers that several patients share.' });

const patient = z
  .strictObject({
    name: z.string().regex(/\S/).meta({ description: 'Who it is, in words a colleague understands.' }),
    extends: extend,
    on: day.optional().meta({ description: 'The day of the screening, YYYY-MM-DD.' }),
    answers: answers.optional(),
    matrix: z.record(id, z.array(answer).min(1)).optional().meta({
      description: 'Answers to try, by question: one patient for each combination, all expected to come out alike.',
    }),
    cases: z
      .array(
        z.strictObject({ name: z.string().optional(), answers: answers.optional(), expect: expectation.optional() }),
      )
      .min(1)
      .optional()
      .meta({ description: 'One patient for each row: answers and expectations on top of those above.' }),
    // A key with nothing behind it is what `--generate` leaves to be filled in.
    expect: expectation.nullable().optional(),
  })
  .meta({ id: 'patient', description: 'A made-up person, or several that differ in a few answers.' });

export const testFileSchema = z
  .strictObject({
    'candidacy-tests': z.literal(1).meta({ description: 'The version of the format: 1.' }),
    rules: z.string().min(1).optional().meta({
      description:
        'The rule set: the name of one that ships, or a file relative to this one. Without it the file of the same name without ".test".',
    }),
    on: day.optional().meta({ description: 'The day of the screening for who has none of their own, YYYY-MM-DD.' }),
    fixtures: z.record(id, fixture).optional().meta({ description: 'Shared answers, by name.' }),
    patients: z.array(patient).min(1).meta({ description: 'Who is screened, and what is expected.' }),
  })
  .meta({ title: 'candidacy test file', description: 'Patients and what a rule set is expected to say about them.' });

export type TestFile = z.infer<typeof testFileSchema>;
export type AnswersInput = z.infer<typeof answers>;
export type ExpectationInput = z.infer<typeof expectation>;

/** The JSON Schema of test files, which gives an editor completion and hover. */
export function testFileJsonSchema(): object {
  return {
    ...z.toJSONSchema(testFileSchema, { io: 'input', target: 'draft-7' }),
    $id: 'https://candidacy.invalid/schema/rule-test.schema.json',
  };
}
