import * as z from 'zod';

let made: ReturnType<typeof makeSchemas> | undefined;

/** What stands in a rule set and in a result alike. Made when it is first asked for: that takes its time. */
export function partSchemas(): ReturnType<typeof makeSchemas> {
  return (made ??= makeSchemas());
}

function makeSchemas() {
  const pointer = z.string().describe('JSON Pointer into the rule file, the file before a # where one extends another');
  const whole = z.int();

  const citationSchema = z
    .record(z.string(), z.string())
    .describe('The place in each source: source id to section, page or table');

  const evidenceSchema = z
    .object({
      grade: z.exactOptional(z.string()).describe('The grade of the evidence, in the words of its scheme'),
      verified: z
        .exactOptional(z.enum(['read', 'partly', 'not-read']))
        .describe('How far the source was read for this rule'),
      reviewBy: z.exactOptional(z.string()).describe('The day from which the rule wants another look, YYYY-MM-DD'),
    })
    .meta({ id: 'evidence', description: 'How well a rule or a finding is supported' });

  const codeSchema = z
    .object({
      system: z.enum(['icd-10-cm', 'snomed-ct', 'loinc']).describe('The terminology'),
      code: z.string().describe('The code, or a prefix of codes where it ends in a hyphen'),
      display: z.exactOptional(z.string()).describe('What the code says'),
    })
    .meta({ id: 'code', description: 'A concept of a terminology' });

  const optionSchema = z
    .object({
      value: z.string().describe('What is stored'),
      name: z.string().describe('What is shown'),
    })
    .meta({ id: 'option', description: 'An option of a choice' });

  const sourceSchema = z
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

  const claimSchema = z
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

  const priceSchema = z
    .object({
      each: z.string().describe('What is paid for: one of it'),
      several: z.string().describe('What is paid for: several of it'),
      from: z.number().describe('What one costs at least'),
      to: z.number().describe('What one costs at most'),
      currency: z.string().describe('The currency, by ISO 4217'),
      course: z.exactOptional(whole).describe('How many one course has'),
    })
    .meta({ id: 'price', description: 'What something costs' });

  const ruleChangeSchema = z
    .object({
      kind: z.enum(['add', 'replace', 'remove', 'gate']).describe('What is done'),
      target: z.string().describe('The id of the criterion, question or advice item it is done to'),
      because: z.string().describe('Why'),
      at: pointer,
    })
    .meta({ id: 'ruleChange', description: 'A change to an inherited rule' });

  const overrideReasonSchema = z
    .object({
      code: z.string().describe('The name of the reason'),
      text: z.string().describe('The reason in plain words'),
      at: pointer,
    })
    .meta({
      id: 'overrideReason',
      description: 'A reason for which a clinician may decide otherwise than the verdict',
    });

  const lineageSchema = z.object({
    id: z.string().describe('The id of a rule set that is extended'),
    version: z.string().describe('Its version'),
  });

  return {
    pointer,
    whole,
    citationSchema,
    evidenceSchema,
    codeSchema,
    optionSchema,
    sourceSchema,
    claimSchema,
    priceSchema,
    ruleChangeSchema,
    overrideReasonSchema,
    lineageSchema,
  };
}
