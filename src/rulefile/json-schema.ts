import * as z from 'zod';
import { ruleFileSchema } from './schema.js';
import { conditionShape } from './condition-shape.js';

/** The JSON Schema of rule files, which gives an editor completion and hover. */
export function ruleFileJsonSchema(): object {
  const options = { io: 'input', target: 'draft-7', unrepresentable: 'any', override: namePattern } as const;
  const file = z.toJSONSchema(ruleFileSchema, options);
  const shapes = z.toJSONSchema(z.object({ condition: conditionShape }), options);
  return {
    ...file,
    $id: 'https://candidacy.invalid/schema/rule-file.schema.json',
    definitions: { ...definitionsOf(file), ...definitionsOf(shapes) },
  };
}

/** Keys as a pattern of properties: an editor takes them as it takes other keys, where it would propose "property" else. */
function namePattern({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { propertyNames, additionalProperties } = jsonSchema;
  if (typeof propertyNames !== 'object' || propertyNames.pattern === undefined || additionalProperties === undefined)
    return;
  jsonSchema.patternProperties = { [propertyNames.pattern]: additionalProperties };
  jsonSchema.additionalProperties = false;
  delete jsonSchema.propertyNames;
}

function definitionsOf(schema: object): object {
  return (schema as { readonly definitions?: object }).definitions ?? {};
}
