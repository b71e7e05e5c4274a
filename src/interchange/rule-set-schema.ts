import * as z from 'zod';

/** A loaded rule set as plain data: what a record holds, so that it can be evaluated again without the rule file. */

const pointer = z.string().describe('JSON Pointer into the rule file, the file before a # where one extends another');
const whole = z.int();
const strings = z.array(z.string());

const period = z.object({ count: whole, unit: z.enum(['days', 'weeks', 'months', 'years']) });
const boundKind = z.enum(['at-least', 'at-most', 'above', 'below']);
const numberBound = z.object({
  kind: boundKind,
  values: z.record(z.string(), z.object({ value: whole, places: whole })),
});

const test = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one-of'), values: strings }),
  z.object({ kind: z.literal('includes'), values: strings }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('number'), bounds: z.array(numberBound) }),
  z.object({ kind: z.literal('number-one-of'), values: z.array(whole) }),
  z.object({ kind: z.literal('within'), period, inclusive: z.boolean() }),
  z.object({ kind: z.literal('beyond'), period, inclusive: z.boolean() }),
  z.object({ kind: z.literal('date'), bounds: z.array(z.object({ kind: boundKind, date: z.string() })) }),
]);

export const conditionSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('all'),
      get of() {
        return z.array(conditionSchema);
      },
      at: pointer,
    }),
    z.object({
      kind: z.literal('any'),
      get of() {
        return z.array(conditionSchema);
      },
      at: pointer,
    }),
    z.object({
      kind: z.literal('not'),
      get of() {
        return conditionSchema;
      },
      at: pointer,
    }),
    z.object({
      kind: z.literal('at-least'),
      count: whole,
      get of() {
        return z.array(conditionSchema);
      },
      at: pointer,
    }),
    z.object({
      kind: z.literal('score'),
      places: whole,
      get terms() {
        return z.array(z.object({ weight: whole, when: conditionSchema }));
      },
      atLeast: z.exactOptional(whole),
      atMost: z.exactOptional(whole),
      at: pointer,
    }),
    z.object({ kind: z.literal('comparison'), question: z.string(), test, at: pointer }),
  ])
  .meta({ id: 'condition', description: 'A tree over answers' });

export const citationSchema = z
  .record(z.string(), z.string())
  .describe('The place in each source: source id to section, page or table');

export const evidenceSchema = z
  .object({
    grade: z.exactOptional(z.string()).describe('The grade of the evidence, in the words of its scheme'),
    verified: z
      .exactOptional(z.enum(['read', 'partly', 'not-read']))
      .describe('How far the source was read for this rule'),
    reviewBy: z.exactOptional(z.string()).describe('The day from which the rule wants another look, YYYY-MM-DD'),
  })
  .meta({ id: 'evidence', description: 'How well a rule or a finding is supported' });

export const codeSchema = z
  .object({
    system: z.enum(['icd-10-cm', 'snomed-ct', 'loinc']).describe('The terminology'),
    code: z.string().describe('The code, or a prefix of codes where it ends in a hyphen'),
    display: z.exactOptional(z.string()).describe('What the code says'),
  })
  .meta({ id: 'code', description: 'A concept of a terminology' });

export const optionSchema = z
  .object({
    value: z.string().describe('What is stored'),
    name: z.string().describe('What is shown'),
  })
  .meta({ id: 'option', description: 'An option of a choice' });

export const sourceSchema = z
  .object({
    id: z.string().describe('The id that citations use'),
    title: z.string().describe('The title'),
    publisher: z.exactOptional(z.string()).describe('Who published it'),
    authors: z.exactOptional(z.string()).describe('Who wrote it'),
    year: z.exactOptional(whole).describe('The year of publication'),
    url: z.exactOptional(z.string()).describe('Its address'),
    doi: z.exactOptional(z.string()).describe('Its DOI'),
    at: pointer,
  })
  .meta({ id: 'source', description: 'An entry of the bibliography' });

export const claimSchema = z
  .object({
    claim: z.string().describe('What is claimed about the treatment'),
    side: z.exactOptional(z.enum(['for', 'against'])).describe('Whether it speaks for the treatment'),
    claimSource: z.exactOptional(citationSchema).describe('Who claims it, and where'),
    found: z.string().describe('What was found about it'),
    source: z.exactOptional(citationSchema).describe('Where that was found'),
    evidence: z.exactOptional(evidenceSchema).describe('How good what was found is'),
    at: pointer,
  })
  .meta({ id: 'claim', description: 'A claim, and what was found about it' });

export const priceSchema = z
  .object({
    each: z.string().describe('What is paid for: one of it'),
    several: z.string().describe('What is paid for: several of it'),
    from: z.number().describe('What one costs at least'),
    to: z.number().describe('What one costs at most'),
    currency: z.string().describe('The currency, by ISO 4217'),
    course: z.exactOptional(whole).describe('How many one course has'),
  })
  .meta({ id: 'price', description: 'What something costs' });

export const ruleChangeSchema = z
  .object({
    kind: z.enum(['add', 'replace', 'remove', 'gate']).describe('What is done'),
    target: z.string().describe('The id of the criterion, question or advice item it is done to'),
    because: z.string().describe('Why'),
    at: pointer,
  })
  .meta({ id: 'ruleChange', description: 'A change to an inherited rule' });

export const overrideReasonSchema = z
  .object({
    code: z.string().describe('The name of the reason'),
    text: z.string().describe('The reason in plain words'),
    at: pointer,
  })
  .meta({ id: 'overrideReason', description: 'A reason for which a clinician may decide otherwise than the verdict' });

export const lineageSchema = z.object({
  id: z.string().describe('The id of a rule set that is extended'),
  version: z.string().describe('Its version'),
});

const scale = z.object({ places: whole, min: whole, max: whole, step: whole });

const question = {
  id: z.string(),
  ask: z.string(),
  name: z.exactOptional(z.string()),
  help: z.exactOptional(z.string()),
  group: z.exactOptional(z.string()),
  askIf: z.exactOptional(conditionSchema),
  fixed: z.boolean(),
  optional: z.boolean(),
  codes: z.array(codeSchema),
  at: pointer,
};

const questionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('yes-no'), ...question }),
  z.object({ type: z.literal('choice'), options: z.array(optionSchema), ...question }),
  z.object({ type: z.literal('choices'), options: z.array(optionSchema), ...question }),
  z.object({
    type: z.literal('number'),
    unit: z.exactOptional(z.string()),
    scale,
    accepts: z.array(z.object({ unit: z.string(), scale })),
    ...question,
  }),
  z.object({ type: z.literal('date'), future: z.boolean(), ...question }),
]);

const criterion = {
  id: z.string(),
  name: z.string(),
  because: z.string(),
  when: conditionSchema,
  help: z.exactOptional(z.string()),
  group: z.exactOptional(z.string()),
  source: z.exactOptional(citationSchema),
  evidence: z.exactOptional(evidenceSchema),
  at: pointer,
};

const objection = z.union([
  z.object({ condition: conditionSchema, because: z.exactOptional(z.string()), at: pointer }),
  z.object({ unasked: z.string(), because: z.exactOptional(z.string()), at: pointer }),
]);

const adviceSchema = z.object({
  id: z.string(),
  title: z.string(),
  type: z.string(),
  text: z.exactOptional(z.string()),
  steps: strings,
  dose: z.exactOptional(z.string()),
  price: z.exactOptional(priceSchema),
  when: z.exactOptional(conditionSchema),
  unless: z.array(objection),
  source: z.exactOptional(citationSchema),
  at: pointer,
});

const translationSchema = z.object({
  language: z.string(),
  of: z.string(),
  reviewedBy: z.exactOptional(z.string()),
  texts: z.array(z.object({ text: z.string(), translation: z.string(), at: pointer })),
});

const settled = z.enum(['contraindicated', 'not-indicated', 'candidate-with-caution', 'candidate']);
const verdict = z.enum([...settled.options, 'needs-information']);

/** Something that is true or false of a set of answers. */
const statementSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('holds'), condition: conditionSchema }),
    z.object({
      kind: z.enum(['all', 'any']),
      get of() {
        return z.array(statementSchema);
      },
    }),
    z.object({
      kind: z.literal('not'),
      get of() {
        return statementSchema;
      },
    }),
    z.object({
      kind: z.literal('finding'),
      criterion: z.string(),
      states: z.array(z.enum(['present', 'absent', 'unknown'])),
    }),
    z.object({ kind: z.literal('verdict'), outcomes: z.array(verdict) }),
    z.object({ kind: z.literal('possible'), outcomes: z.array(settled) }),
    z.object({ kind: z.enum(['eligible', 'urgent']), values: z.array(z.enum(['yes', 'no', 'unknown'])) }),
    z.object({ kind: z.literal('answered'), question: z.string(), known: z.boolean() }),
  ])
  .meta({ id: 'statement', description: 'Something that is true or false of a set of answers' });

const propertySchema = z.object({
  id: z.string(),
  claim: z.string(),
  kind: z.enum(['always', 'never', 'if']),
  when: z.exactOptional(statementSchema),
  then: statementSchema,
  at: pointer,
});

export const ruleSetSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    description: z.exactOptional(z.string()),
    digest: z.string(),
    language: z.exactOptional(z.string()),
    translations: z.exactOptional(z.array(translationSchema)),
    safetyNet: z.exactOptional(z.string()),
    emergency: z.exactOptional(z.string()),
    sources: z.array(sourceSchema),
    questions: z.array(questionSchema),
    contraindications: z.array(
      z.object({
        kind: z.literal('contraindication'),
        severity: z.enum(['absolute', 'relative']),
        urgent: z.boolean(),
        ...criterion,
      }),
    ),
    indications: z.array(z.object({ kind: z.literal('indication'), ...criterion })),
    supporting: z.array(z.object({ kind: z.literal('supporting'), ...criterion })),
    advice: z.array(adviceSchema),
    texts: z.partialRecord(verdict, z.string()),
    evidence: z.array(claimSchema),
    overrideReasons: z.exactOptional(z.array(overrideReasonSchema)),
    redFlagsIn: z.exactOptional(z.string()),
    properties: z.exactOptional(z.array(propertySchema)),
    lineage: z.exactOptional(z.array(lineageSchema)),
    changes: z.exactOptional(z.array(ruleChangeSchema)),
  })
  .meta({ id: 'ruleSet', description: 'A loaded rule set' });
