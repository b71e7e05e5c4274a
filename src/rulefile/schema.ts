import * as z from 'zod';
import { adviceSchema, claimSchema, type objectionSchema } from './schema-advice.js';
import {
  citation,
  codes,
  condition,
  evidence,
  id,
  languageTag,
  range,
  SOURCE_PATTERN,
  step,
  text,
  unit,
  UNIT_PATTERN,
} from './schema-parts.js';
import { ID_PATTERN } from './schema-condition.js';

const option = z.union([
  z.string().min(1),
  z.number(),
  z.strictObject({ value: z.union([z.string().min(1), z.number()]), name: text('What is shown.').optional() }),
]);

const type = z.enum(['yes-no', 'choice', 'choices', 'number', 'date']);

/** What a question may have; a criterion of the short form has the same. */
const questionParts = {
  type: type.optional().meta({
    description: 'yes-no (when not given), choice (one of the options), choices (any of them), number or date.',
  }),
  options: z
    .array(option)
    .min(2)
    .optional()
    .meta({ description: 'For choice and choices: what there is to choose from.' }),
  range: range.optional(),
  step: step.optional(),
  unit: unit('For number: the unit that an answer counts in.').optional(),
  accepts: z
    .union([z.array(unit('A unit.')).min(1), z.record(z.string().regex(UNIT_PATTERN), z.strictObject({ range, step }))])
    .optional()
    .meta({
      description: 'For number: other units an answer may be given in, [lb] or { lb: { range: [44, 660], step: 1 } }.',
    }),
  future: z.boolean().optional().meta({
    description:
      'For date: whether a day after the screening date is an answer. "within" and "beyond" never hold for one.',
  }),
  'ask-if': condition.optional().meta({ description: 'The gate: the question applies only where this holds.' }),
  fixed: z
    .boolean()
    .optional()
    .meta({ description: 'No one can change this answer (age today): it is never proposed as a change.' }),
  optional: z.boolean().optional().meta({ description: 'Asked for advice alone; no verdict may depend on it.' }),
  codes: codes.optional(),
};

const shared = {
  help: text('Why it is asked, or how to find the answer.').optional(),
  group: text('The heading it stands under.').optional(),
};

export const questionSchema = z
  .strictObject({
    id: id('The name of the question, and its flag: lower-case words joined by hyphens.'),
    ask: text('The question, as it is put to a person.'),
    name: text(
      'What is asked, in a few words, for headings and inside sentences. Without it the question itself stands there.',
    ).optional(),
    ...questionParts,
    ...shared,
  })
  .meta({ id: 'question', description: 'Something that is asked.' });

const criterionParts = {
  id: id('The name of the criterion. With ask, also the name of its question and its flag.'),
  name: text('What it is called in a report.'),
  because: text('The reason, in a plain sentence.'),
  ask: text(
    'The short form: a yes-no question of the same id, and the criterion is present where it is answered yes.',
  ).optional(),
  when: condition.optional(),
  source: citation.optional(),
  evidence: evidence.optional(),
  'ask-if': questionParts['ask-if'],
  fixed: questionParts.fixed,
  codes: codes.optional(),
  ...shared,
};

export const criterionSchema = z
  .strictObject(criterionParts)
  .meta({ id: 'criterion', description: 'An indication or a supporting factor: what speaks for the treatment.' });

export const contraindicationSchema = z
  .strictObject({
    ...criterionParts,
    severity: z
      .enum(['absolute', 'relative'])
      .meta({ description: 'absolute forbids the treatment; relative asks for caution.' }),
    urgent: z.boolean().optional().meta({ description: 'A red flag: needs urgent care. Only with severity absolute.' }),
  })
  .meta({ id: 'contraindication', description: 'What speaks against the treatment.' });

export const sourceSchema = z
  .strictObject({
    title: text('The title.'),
    publisher: text('Who published it.').optional(),
    authors: text('Who wrote it.').optional(),
    year: z.int().min(1000).max(9999).optional().meta({ description: 'The year it came out.' }),
    url: z
      .string()
      .regex(/^https?:\/\/[^\s<>"]+$/)
      .optional()
      .meta({ description: 'Its address.' }),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/)
      .optional()
      .meta({ description: 'Its DOI, without https://doi.org/.' }),
  })
  .meta({ id: 'source', description: 'An entry of the bibliography.' });

/** A statement is checked when it is lowered: it may speak of findings and of the verdict too. */
const statement = (description: string) => z.unknown().meta({ description });

export const propertySchema = z
  .strictObject({
    id: id('The name of the property.'),
    claim: text('What it says, in a plain sentence.'),
    always: statement('True of everybody, whatever is left unanswered.').optional(),
    never: statement('True of nobody, whatever is left unanswered.').optional(),
    if: statement('With then: of whom it speaks.').optional(),
    then: statement('With if: what is true of them.').optional(),
  })
  .meta({ id: 'property', description: 'What holds for every set of answers: "candidacy rules prove" proves it.' });

const because = text('Why the parent may be loosened here.');

export const changeSchema = z
  .union([
    z.strictObject({ add: id('The id of an indication that this file adds.'), because }),
    z.strictObject({ remove: id('The id of a criterion, question, advice item or property of the parent.'), because }),
    z.strictObject({
      replace: id('The id of a criterion, question or advice item of the parent.'),
      because,
      with: z.looseObject({}).meta({ description: 'The new one in full, without its id.' }),
    }),
    z.strictObject({ gate: id('The id of a question of the parent.'), because, 'ask-if': condition }),
  ])
  .meta({ id: 'change', description: 'A change that may loosen the parent, with its reason.' });

export const overrideReasonSchema = z
  .strictObject({
    code: id('The name of the reason, as --reason gives it.'),
    text: text('The reason in plain words.'),
  })
  .meta({ id: 'overrideReason', description: 'A reason for which a clinician may decide otherwise than the verdict.' });

const outcome = z.enum([
  'contraindicated',
  'not-indicated',
  'candidate-with-caution',
  'candidate',
  'needs-information',
]);

export const ruleFileSchema = z
  .strictObject({
    candidacy: z.literal(1).meta({ description: 'The version of the format: 1.' }),
    id: id('The name of the rule set.'),
    version: text('The version of the rule set, in quotes: "1.0.0".'),
    title: text('The treatment, as a report names it.'),
    description: text('What the rule set is for.').optional(),
    language: languageTag('The language of the texts: en (when not given), es, pt-BR …').optional(),
    translations: z
      .array(languageTag('A language.'))
      .optional()
      .meta({ description: 'Other languages of the texts, each in a file beside this one: [es] for NAME.es.yaml.' }),
    extends: z.string().min(1).max(200).optional().meta({
      description: 'The rule set it builds on: the name of one that ships, or a file in the same folder or below.',
    }),
    changes: z.array(changeSchema).optional().meta({ description: 'With extends: what may loosen the parent.' }),
    'help-for': z
      .record(z.string().regex(ID_PATTERN), text('Why it is asked, or how to find the answer.'))
      .optional()
      .meta({ description: 'With extends: help for questions of the parent, by id.' }),
    sources: z
      .record(z.string().regex(SOURCE_PATTERN), sourceSchema)
      .optional()
      .meta({ description: 'The bibliography.' }),
    questions: z.array(questionSchema).optional().meta({ description: 'Questions that criteria refer to.' }),
    contraindications: z
      .array(contraindicationSchema)
      .optional()
      .meta({ description: 'What speaks against the treatment.' }),
    indications: z
      .array(criterionSchema)
      .optional()
      .meta({ description: 'What the treatment is for. Without one there is no candidate.' }),
    supporting: z
      .array(criterionSchema)
      .optional()
      .meta({ description: 'What is shown and counted, and never decides.' }),
    advice: z.array(adviceSchema).optional().meta({ description: 'What a person can do or should know.' }),
    texts: z
      .partialRecord(outcome, text('Words said after those of the tool.'))
      .optional()
      .meta({ description: 'Words of your own for an outcome.' }),
    'safety-net': text('What sends a patient to emergency care, whatever the verdict.').optional(),
    emergency: text('Where a patient goes now, of whom a red flag is known.').optional(),
    claims: z
      .array(claimSchema)
      .optional()
      .meta({ description: 'Claims about the treatment, beside what was found about them.' }),
    properties: z
      .array(propertySchema)
      .optional()
      .meta({ description: 'What holds for every set of answers, to be proved by "candidacy rules prove".' }),
    'override-reasons': z
      .array(overrideReasonSchema)
      .optional()
      .meta({ description: 'For what reasons a clinician may decide otherwise. Without one nobody can.' }),
    'red-flags-in': id('The rule set that asks about red flags, where this one does not.').optional(),
  })
  .meta({
    title: 'candidacy rule file',
    description: 'A rule set: who is a candidate for a treatment, and who is not.',
  });

export type RuleFile = z.infer<typeof ruleFileSchema>;
export type QuestionInput = z.infer<typeof questionSchema>;
export type CriterionInput = z.infer<typeof criterionSchema>;
export type ContraindicationInput = z.infer<typeof contraindicationSchema>;
export type SourceInput = z.infer<typeof sourceSchema>;
export type PropertyInput = z.infer<typeof propertySchema>;
export type ClaimInput = z.infer<typeof claimSchema>;
export type OverrideReasonInput = z.infer<typeof overrideReasonSchema>;
export type AdviceInput = z.infer<typeof adviceSchema>;
export type ObjectionInput = z.infer<typeof objectionSchema>;
