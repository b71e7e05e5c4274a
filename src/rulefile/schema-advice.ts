import * as z from 'zod';
import { citation, condition, evidence, id, text } from './schema-parts.js';

export const objectionSchema = z
  .union([
    condition,
    z.strictObject({ when: condition, because: text('Why it is held back.').optional() }),
    z.strictObject({
      unasked: text('What this rule set does not ask about, and so can never know to be absent.'),
      because: text('Why it is held back.').optional(),
    }),
  ])
  .meta({
    id: 'objection',
    description: 'What speaks against the item: it shows only where this is known not to hold.',
  });

const priceSchema = z
  .strictObject({
    per: z
      .tuple([text('One of what is paid for: session.'), text('Many of it: sessions.')])
      .meta({ description: 'What is paid for, one and many: [session, sessions].' }),
    range: z
      .tuple([z.number().min(0), z.number().min(0)])
      .meta({ description: 'What one costs, from and to: [125, 150].' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: 'The code of the currency: USD.' }),
    course: z.int().min(1).max(1000).optional().meta({ description: 'How many of it one course has.' }),
  })
  .meta({ id: 'price', description: 'What it costs: a page for the patient counts it up.' });

export const adviceSchema = z
  .strictObject({
    id: id('The name of the item.'),
    title: text('Its heading.'),
    type: id('What sort of item it is: exercise, device, cost, side-effect …'),
    text: text('What there is to say.').optional(),
    steps: z.array(text('One step.')).optional().meta({ description: 'What to do, step by step.' }),
    dose: text('How long, how often.').optional(),
    price: priceSchema.optional(),
    when: condition.optional(),
    unless: z
      .array(objectionSchema)
      .optional()
      .meta({ description: 'What holds the item back, unless it is known to be absent.' }),
    source: citation.optional(),
  })
  .meta({ id: 'advice', description: 'Something a person can do or should know.' });

export const claimSchema = z
  .strictObject({
    claim: text('What is claimed about the treatment.'),
    side: z.enum(['for', 'against']).optional().meta({ description: 'Whether it speaks for the treatment.' }),
    says: citation.optional(),
    found: text('What was found about it.'),
    source: citation.optional(),
    evidence: evidence.optional(),
  })
  .meta({ id: 'claim', description: 'A claim beside what was found about it.' });
