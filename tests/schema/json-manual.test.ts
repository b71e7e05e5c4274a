import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import { resultJsonSchema } from '../../src/interchange/result-schema.js';
import type { Answer } from '../../src/model/answer.js';
import { resultOf } from '../../src/report/result-of.js';
import type { Result } from '../../src/report/result.js';
import { shippedRules } from './shipped.js';

const MANUAL = new URL('../../docs/json.md', import.meta.url);

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** A table for the result, and one for everything in it that has fields of its own. */
function fields(root: Schema): string {
  const tables: string[] = [];
  const waiting: { readonly title: string; readonly schema: Schema }[] = [{ title: 'The result', schema: root }];
  const seen = new Set<string>();

  /** A word for a part with fields of its own: its name in the schema, else the field that holds it. */
  const later = (name: string, schema: Schema): string => {
    if (!seen.has(name)) waiting.push({ title: name, schema });
    seen.add(name);
    return `_${name}_`;
  };
  const typeOf = (schema: Schema, field: string): string => {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.replace('#/$defs/', '');
      // The rule set inside a record is described by its own reference and by the schema.
      return name === 'ruleSet' ? 'object' : later(name, root.$defs?.[name] ?? {});
    }
    if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
    if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
    const either = schema.anyOf ?? schema.oneOf;
    if (either !== undefined) return [...new Set(either.map((one) => typeOf(one, field)))].join(' or ');
    if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {}, field)}`;
    if (schema.properties !== undefined) return later(field, schema);
    if (schema.additionalProperties !== undefined) return `map to ${typeOf(schema.additionalProperties, field)}`;
    return schema.format ?? [schema.type ?? 'any'].flat().join(' or ');
  };

  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { schema, title } = next;
    const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
      const optional = schema.required?.includes(name) === true ? '' : ' _(optional)_';
      const described = field.description ?? root.$defs?.[field.$ref?.replace('#/$defs/', '') ?? '']?.description ?? '';
      expect([title, name, described]).not.toContain('');
      return `| \`${name}\`${optional} | ${typeOf(field, name)} | ${described.replaceAll('|', '\\|')} |`;
    });
    tables.push([`### ${title}`, '', '| field | type | meaning |', '| --- | --- | --- |', ...rows].join('\n'));
  }
  return tables.join('\n\n');
}

function example(): unknown {
  const ruleSet = shippedRules('spinal-decompression');
  const deciding = [...ruleSet.contraindications, ...ruleSet.indications].map(({ id }) => id);
  const answers = new Map(
    deciding.map((id): [string, Answer] => {
      if (id === 'pregnancy') return [id, { kind: 'unknown', origin: 'flag' }];
      return [id, { kind: 'known', value: id === 'sciatica' ? 'yes' : 'no', origin: 'flag' }];
    }),
  );
  const result = resultOf({
    screening: compile(ruleSet).screen(answers, { on: '2026-01-01' }),
    overrode: [],
    reference: null,
    tool: { name: 'candidacy', version: '0.1.0' },
    screenedAt: '2026-01-01T00:00:00Z',
  });
  const only = <T extends { readonly id: string }>(list: readonly T[], id: string): readonly T[] =>
    list.filter((one) => one.id === id);
  const { sciatica, pregnancy } = result.answers;
  const shortened: Result = {
    ...result,
    contraindications: only(result.contraindications, 'pregnancy'),
    indications: only(result.indications, 'sciatica'),
    supporting: only(result.supporting, 'told-needs-surgery'),
    questions: only(result.questions, 'pregnancy'),
    answers: { pregnancy: pregnancy!, sciatica: sciatica! },
    advice: [],
    ruleSet: {
      ...result.ruleSet,
      digest: 'sha256:…',
      sources: only(result.ruleSet.sources, 'bphc'),
      claims: result.ruleSet.claims.slice(0, 1),
    },
  };
  return shortened;
}

function between(text: string, name: string): string {
  return text.split(`<!-- ${name} -->\n\n`)[1]?.split(`\n\n<!-- /${name} -->`)[0] ?? '';
}

test.each([
  { name: 'fields', content: () => fields(resultJsonSchema() as Schema) },
  { name: 'example', content: () => `\`\`\`json\n${JSON.stringify(example(), null, 2)}\n\`\`\`` },
])('the $name in the manual are what the program writes', ({ name, content }) => {
  const text = readFileSync(MANUAL, 'utf8');
  if (process.env['GOLDEN'] === 'write') {
    const [before = ''] = text.split(`<!-- ${name} -->`);
    const [, after = ''] = text.split(`<!-- /${name} -->`);
    writeFileSync(MANUAL, `${before}<!-- ${name} -->\n\n${content()}\n\n<!-- /${name} -->${after}`);
  }
  expect(between(readFileSync(MANUAL, 'utf8'), name)).toBe(content());
});
