import * as z from 'zod';
import { partSchemas } from './part-schemas.js';

/** What a result has one of for each question, criterion, answer, change and advice item. */
export function itemSchemas() {
  const parts = partSchemas();
  const settled = z.enum(['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate']);
  const questionId = z.string().describe('The id of a question');
  const questionIds = z.array(questionId);
  const criterionId = z.string().describe('The id of a criterion');
  const at = z
    .string()
    .describe(
      'Where it stands in the rule file: a JSON Pointer, after the file and a `#` where a rule set extends another',
    );
  const value = z.union([z.string(), z.number(), z.array(z.string())]);

  const answer = z
    .object({
      value: value.describe(
        'yes-no: `yes` or `no`; choice: the value of an option; choices: a list of them; number: a number; date: `YYYY-MM-DD`, ' +
          '`YYYY-MM` or `YYYY`; any type: `unknown`, which is "don\'t know"',
      ),
      unit: z
        .exactOptional(z.string())
        .describe("The unit that a number was given in, where it is not the question's own or is told"),
      origin: z.enum(['prompt', 'flag', 'file', 'fhir', 'assumed']).describe('Where the answer came from'),
      answeredAt: z
        .exactOptional(z.string())
        .describe('When a person gave it at a prompt, RFC 3339 in UTC; the others came with the call'),
    })
    .meta({ id: 'answer', description: 'An answer' });

  const criterion = {
    state: z
      .enum(['present', 'absent', 'unknown'])
      .describe('Whether it is present: exact over all that the open answers can be'),
    because: z.string().describe('The reason, in the words of the rule file'),
    source: parts.citationSchema,
    questions: questionIds.describe('The questions that its condition reads'),
    at,
    evidence: parts.evidenceSchema
      .nullable()
      .describe('How well the rule is supported; null where the rule file does not say'),
    help: z.string().nullable().describe('How to find the answer; null where the rule file does not say'),
    group: z.string().nullable().describe('The heading it stands under; null where it has none'),
  };

  const named = { id: criterionId, name: z.string().describe('A short name') };

  const criterionSchema = z
    .object({ ...named, ...criterion })
    .meta({ id: 'criterion', description: 'A criterion held against the answers' });

  const contraindicationSchema = z
    .object({
      ...named,
      severity: z
        .enum(['absolute', 'relative'])
        .describe('`absolute` forbids the treatment, `relative` calls for caution'),
      urgent: z.boolean().describe('Whether it is a red flag'),
      ...criterion,
    })
    .meta({ id: 'contraindication', description: 'A contraindication held against the answers' });

  const bound = z.union([z.number(), z.string()]);

  const changePart = z
    .object({
      question: questionId,
      from: value.describe('The answer as it stands, or `unknown` where there is none'),
      fromUnit: z.exactOptional(z.string()).describe('The unit of `from`'),
      to: value.describe('The answer that has this effect, the nearest one'),
      toUnit: z.exactOptional(z.string()).describe('The unit of `to`'),
      range: z
        .exactOptional(
          z.object({
            atLeast: z.exactOptional(bound).describe('The least of them'),
            atMost: z.exactOptional(bound).describe('The most of them'),
          }),
        )
        .describe(
          'All values around `to` that have this effect, in the unit of `to`; both ends count, a missing end is open',
        ),
      fromDate: z
        .exactOptional(z.string())
        .describe('The answer stays and time passes: the day from which it has this effect'),
      untilDate: z.exactOptional(z.string()).describe('The last day on which it still has it; only with `fromDate`'),
    })
    .meta({ id: 'changePart', description: 'One answer to be other than it is' });

  const change = z
    .object({
      change: z.array(changePart).describe('What would be different, all of it together; no part of it does'),
      verdict: settled.describe('The verdict it leads to'),
      leftOut: z
        .exactOptional(questionIds)
        .describe('Given answers that do not apply any more then: whoever repeats the answers leaves these out'),
    })
    .meta({ id: 'change', description: 'A way to another verdict' });

  const question = z
    .object({
      id: questionId,
      ask: z.string().describe('The question as it is put'),
      name: z.exactOptional(z.string()).describe('What is asked, in a few words, where the rule file has them'),
      type: z.enum(['yes-no', 'choice', 'choices', 'number', 'date']).describe('What kind of answer it has'),
      state: z
        .enum(['answered', 'unknown', 'not-asked', 'not-applicable'])
        .describe(
          '`unknown` is "don\'t know", `not-asked` is no answer at all, `not-applicable` is a question that the other answers rule out',
        ),
      waitsFor: z
        .exactOptional(questionIds)
        .describe(
          'Of an answer that counts only if the question applies, where that is not known yet: the questions on which it hangs',
        ),
      options: z.array(parts.optionSchema).describe('The options of a choice or choices; else empty'),
      unit: z.string().nullable().describe('The unit of a number; null where it has none'),
      help: z
        .string()
        .nullable()
        .describe('Why it is asked, or how to find the answer; null where the rule file does not say'),
      group: z.string().nullable().describe('The heading it stands under; null where it has none'),
      fixed: z.boolean().describe('Whether nothing can change the answer: never among `changes`'),
      optional: z.boolean().describe('Whether no verdict depends on it: never among `missing`'),
      codes: z.array(parts.codeSchema).describe('What it is in medical terminologies'),
      at,
    })
    .meta({ id: 'question', description: 'A question, and how it stands' });

  const withheld = z
    .object({
      at,
      because: z.exactOptional(z.string()).describe('Why it speaks against the item'),
      unasked: z.exactOptional(z.string()).describe('What the rule set does not ask about, with `not-asked`'),
      state: z.enum(['present', 'unknown', 'not-applicable', 'not-asked']).describe('Why it is not known to be absent'),
      questions: questionIds.describe('The questions that leave it so'),
    })
    .meta({ id: 'withheld', description: 'Something against an advice item' });

  const advice = z
    .object({
      id: z.string().describe('The id of the item'),
      title: z.string().describe('Its title'),
      type: z.string().describe('What sort of item it is, in the word of the rule file'),
      text: z.string().nullable().describe('What it says; null where it only has steps'),
      steps: z.array(z.string()).describe('Its steps'),
      dose: z.string().nullable().describe('How often and how long; null where it does not say'),
      price: z.exactOptional(parts.priceSchema).describe('What it costs; only where the rule file says'),
      source: parts.citationSchema,
      applies: z.boolean().describe('Whether its own condition is known to hold'),
      shown: z
        .boolean()
        .describe('Whether it may be shown: it applies, and everything against it is known to be absent'),
      withheld: z.array(withheld).describe('What is not known to be absent'),
      at,
    })
    .meta({ id: 'advice', description: 'An advice item' });

  const overrode = z
    .object({
      question: questionId,
      was: answer.describe('The answer that was replaced'),
      by: answer.describe('The answer that replaced it'),
      removed: z.array(criterionId).describe('Contraindications that the replaced answer would have made present'),
    })
    .meta({ id: 'overrode', description: 'An answer that was replaced' });

  return {
    settled,
    questionId,
    questionIds,
    answer,
    criterion: criterionSchema,
    contraindication: contraindicationSchema,
    change,
    question,
    advice,
    overrode,
  };
}
