import { nearest } from '../../model/nearest.js';
import { visible, visibleJson } from '../../model/visible.js';
import { usageError } from '../errors.js';
import type { Ending } from '../exit-code.js';
import { print, type Io } from '../io.js';
import { loadRules } from '../load-rules.js';
import { SCHEMAS, shippedSchema } from '../shipped-schemas.js';

export interface SchemaOptions {
  /** The rule set whose answers are meant. */
  readonly answers?: string;
}

/** The JSON Schema of rule files, of test files or of results; with `--answers` that of the answers to one rule set. */
export async function schema(io: Io, of: string | undefined, { answers }: SchemaOptions): Promise<Ending> {
  if (answers !== undefined) {
    if (of !== undefined) throw usageError('One schema at a time.', `Leave out either "${visible(of)}" or --answers.`);
    const { answersJsonSchema } = await import('../../interchange/answers-schema.js');
    const { ruleSet } = await loadRules(io, answers);
    await print(io, `${visibleJson(JSON.stringify(answersJsonSchema(ruleSet), null, 2))}\n`);
    return 'done';
  }
  const wanted = of ?? 'rule-file';
  const name = SCHEMAS.find((known) => known === wanted);
  if (name === undefined) {
    const meant = nearest(wanted, SCHEMAS);
    throw usageError(
      `There is no schema of "${visible(wanted)}". Expected ${SCHEMAS.join(', ')}.`,
      wanted === 'answers'
        ? 'The answers to one rule set have one: --answers NAME or --answers FILE.'
        : meant === undefined
          ? undefined
          : `Did you mean "${meant}"?`,
    );
  }
  await print(io, shippedSchema(name));
  return 'done';
}
