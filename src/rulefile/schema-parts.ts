import * as z from 'zod';
import { explainCondition } from './explain-condition.js';
import { problem } from './problem.js';
import { ID_PATTERN, testMap, type ConditionInput } from './schema-condition.js';

const anyText = z.string().regex(/\S/);
const anyId = z.string().regex(ID_PATTERN).max(64);

export const text = (description: string) => anyText.meta({ description });
export const id = (description: string) => anyId.meta({ description });

/** Names of sources; may have capitals, as E1 does. */
export const SOURCE_PATTERN = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

/** Units as they are written after a number: kg, mmHg, m/s², %. */
export const UNIT_PATTERN = /^[A-Za-zµ%°‰Ω][A-Za-z0-9µ%°²³·/^. -]{0,19}$/;

export const unit = (description: string) => z.string().regex(UNIT_PATTERN).meta({ description });
export const day = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .meta({ description });
export const range = z
  .tuple([z.number(), z.number()])
  .meta({ description: 'The smallest and the largest value: [20, 300].' });
export const step = z.number().positive().meta({ description: 'How finely it is measured: 1, 0.1 …' });

/** BCP 47, as far as rule files need it: a language, perhaps a script, perhaps a region. */
export const LANGUAGE_PATTERN = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

export const languageTag = (description: string) => z.string().regex(LANGUAGE_PATTERN).meta({ description });

/** The zod message of a value that is no condition: `explainCondition` says why. */
export const NOT_A_CONDITION = 'not-a-condition';

export const condition = z
  .custom<ConditionInput>(
    (value) =>
      explainCondition(value, '', (test, at) =>
        testMap.safeParse(test, { jitless: true }).success ? [] : [problem('wrong-value', at, '')],
      ).length === 0,
    { error: NOT_A_CONDITION },
  )
  .meta({ id: 'condition' });

export const citation = z
  .record(z.string().regex(SOURCE_PATTERN), text('The place in the source: a section, page or table.'))
  .meta({ id: 'citation', description: 'Where it stands: the id of a source, and the place in it.' });

export const codes = z
  .strictObject({
    'icd-10-cm': z.array(text('A code, or the start of codes where it ends in "-".')).optional(),
    'snomed-ct': z.array(text('A concept id, in quotes.')).optional(),
    loinc: z.array(text('A LOINC code.')).optional(),
  })
  .meta({ id: 'codes', description: 'What terminologies call it.' });

export const evidence = z
  .strictObject({
    grade: text('The grade of the evidence, in the words of its scheme.').optional(),
    verified: z
      .enum(['read', 'partly', 'not-read'])
      .optional()
      .meta({ description: 'How far the source was read for this rule.' }),
    'review-by': day('The day from which the rule wants another look, YYYY-MM-DD.').optional(),
  })
  .meta({ id: 'evidence', description: 'How good the evidence is, and how far it was looked at.' });
