import * as z from 'zod';
import { partSchemas } from './part-schemas.js';

/**
 * A loaded rule set as plain data: what a record holds, so that it can be evaluated again without the rule file. Each call
 * makes it, and takes its time.
 */
export function ruleSetSchema() {
  const {
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
  } = partSchemas();
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

  const conditionSchema = z
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

  return z
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
}
