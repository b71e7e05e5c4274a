import * as z from 'zod';
import { itemSchemas } from './item-schemas.js';
import { languageTag } from './language-tag.js';
import { partSchemas } from './part-schemas.js';
import { ruleSetSchema } from './rule-set-schema.js';

let made: ReturnType<typeof makeSchema> | undefined;

/** The result of a screening, as `docs/json.md` describes it. Fields that it does not know are dropped, so that an older reader reads a newer result. */
export function resultSchema(): ReturnType<typeof makeSchema> {
  return (made ??= makeSchema());
}

function makeSchema() {
  const parts = partSchemas();
  const { settled, questionId, questionIds, answer, ...items } = itemSchemas();
  const verdict = z.enum([
    'contraindicated',
    'not-indicated',
    'candidate-with-caution',
    'candidate',
    'needs-information',
  ]);

  const ruleSet = z.object({
    id: z.string().describe('The id of the rule set'),
    version: z.string().describe('Its version'),
    digest: z.string().describe('`sha256:` and the SHA-256 of its content: a comment does not change it, a rule does'),
    title: z.string().describe('Its title'),
    description: z.string().nullable().describe('What it is; null where the rule file does not say'),
    redFlagsIn: z.string().nullable().describe('The rule set that asks about red flags, where this one does not'),
    sources: z.array(parts.sourceSchema).describe('The bibliography'),
    claims: z.array(parts.claimSchema).describe('Claims about the treatment, each beside what was found about it'),
    lineage: z.array(parts.lineageSchema).describe('The rule sets that it extends, the nearest first'),
    loosened: z
      .array(parts.ruleChangeSchema)
      .describe('What it does to those that could let through somebody whom they held back'),
    overrideReasons: z
      .exactOptional(z.array(parts.overrideReasonSchema))
      .describe('For what reasons a clinician may decide otherwise'),
    content: z
      .exactOptional(ruleSetSchema())
      .describe('The whole rule set, in a record alone: what `replay` evaluates again'),
  });

  const decision = {
    verdict: settled.describe('What was decided instead'),
    reason: z.string().describe("The code of one of the rule set's reasons"),
    because: z.string().describe('What that reason says'),
    note: z.string().describe('The words of who decided'),
    until: z.iso.date().describe('The last day on which the decision stands'),
    at: z.iso.datetime().describe('When it was recorded, in UTC'),
  };

  const override = z
    .object({
      ...decision,
      earlier: z
        .array(z.object(decision).meta({ id: 'decision', description: 'A decision of a clinician' }))
        .describe('The decisions that it took the place of, the latest first'),
    })
    .meta({ id: 'override', description: 'A decision of a clinician, and those before it' });

  return z
    .object({
      candidacy: z.literal(1).describe('The version of this format'),
      verdict: verdict.describe('The verdict'),
      eligible: z
        .enum(['yes', 'no', 'unknown'])
        .describe('`yes` where only `candidate` and `candidate-with-caution` can come out, `no` where neither can'),
      urgent: z
        .enum(['yes', 'no', 'unknown', 'not-asked'])
        .describe('Whether a red flag is present; `not-asked` where the rule set asks about none'),
      possible: z.array(settled).describe('The verdicts that can still come out; once settled, the verdict alone'),
      summary: z.string().describe('One sentence that a person can read aloud'),
      text: z.string().nullable().describe("The rule set's own words for this verdict; null where it has none"),
      contraindications: z
        .array(items.contraindication)
        .describe('Every contraindication of the rule set, whatever its state'),
      indications: z.array(items.criterion).describe('Every indication, whatever its state'),
      supporting: z.array(items.criterion).describe('Every supporting factor, whatever its state; these never decide'),
      missing: questionIds.describe(
        'The unanswered questions on which the verdict hangs, the one to ask first in front',
      ),
      missingForUrgent: questionIds.describe('The unanswered questions on which `urgent` hangs'),
      next: questionId.nullable().describe('The question to ask now; null where there is none to ask'),
      decisive: questionIds.describe(
        'Questions whose answers force the verdict by themselves; without any one of them they do not',
      ),
      changes: z.array(items.change).describe('What would lead to each other verdict, at most ten in all'),
      more: z.boolean().describe('Whether there are more changes than these'),
      unreachable: z
        .array(settled)
        .describe('Verdicts that no change of answers leads to, what is fixed left as it is, known or not'),
      questions: z.array(items.question).describe('Every question of the rule set, and how it stands'),
      answers: z
        .record(z.string(), answer)
        .describe('The answers, by question; a question that was not asked has none'),
      overrode: z.array(items.overrode).describe('Answers that a stronger origin replaced'),
      advice: z.array(items.advice).describe('Every advice item of the rule set, and whether it may be shown'),
      ruleSet: ruleSet.describe('The rule set that gave the verdict'),
      on: z.iso.date().describe('The screening date, from which periods are counted'),
      reference: z.string().nullable().describe('The reference that was handed in; null where there was none'),
      tool: z
        .object({ name: z.string().describe('The program'), version: z.string().describe('Its version') })
        .describe('What made the result'),
      screenedAt: z.iso.datetime().describe('When the screening was made, in UTC'),
      notice: z.string().describe('What a result is, and what it is not'),
      safetyNet: z.string().describe('What sends a person to emergency care, whatever the verdict'),
      emergency: z.exactOptional(z.string()).describe('Where somebody goes of whom a red flag is known'),
      language: z
        .exactOptional(languageTag)
        .describe("The language of the rule set's texts in it, a BCP 47 tag; English where it is not said"),
      translation: z
        .exactOptional(
          z.object({
            from: languageTag.describe('The language that the rule set is written in'),
            reviewedBy: z
              .string()
              .nullable()
              .describe('Who reviewed it, that speaks the language and knows the field; null for nobody'),
          }),
        )
        .describe('Where the texts were translated'),
      override: z
        .exactOptional(override)
        .describe('What a clinician decided instead; `verdict` and all else is still what was computed'),
      anonymous: z
        .exactOptional(z.literal(true))
        .describe('Made anonymous: dates are coarse, free words are gone, and it cannot be evaluated again'),
      digest: z
        .exactOptional(z.string())
        .describe('`sha256:` and the SHA-256 of the result but for this field and `ruleSet.content`: an edit shows'),
    })
    .describe('The result of a screening');
}

/** The schema as JSON Schema: open to fields that come later. */
export function resultJsonSchema(): unknown {
  return z.toJSONSchema(resultSchema(), { io: 'input' });
}
