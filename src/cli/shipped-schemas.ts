import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SCHEMAS = ['rule-file', 'rule-test', 'result'] as const;

/** The text of a JSON Schema that ships. The same from src/cli and from dist/cli. */
export function shippedSchema(of: (typeof SCHEMAS)[number]): string {
  return readFileSync(join(import.meta.dirname, `../../schema/${of}.schema.json`), 'utf8');
}
