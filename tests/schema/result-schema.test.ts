import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { resultJsonSchema, resultSchema } from '../../src/interchange/result-schema.js';
import type { ruleSetSchema } from '../../src/interchange/rule-set-schema.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { recordOf, reporter } from '../../src/report/index.js';
import type { Result } from '../../src/report/result.js';
import { resultOf } from '../../src/report/result-of.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from '../report/generated.js';
import * as made from '../report/made.js';

const FILE = new URL('../../schema/result.schema.json', import.meta.url);

function validator(schema: unknown): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema as object);
}

test('the schema that ships is the one of the code', () => {
  const text = `${JSON.stringify(resultJsonSchema(), null, 2)}\n`;
  if (process.env['GOLDEN'] === 'write') writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

type Mutable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer E)[]
    ? Mutable<E>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> };

test('the types of the reports and the schema are one', () => {
  expectTypeOf<z.output<ReturnType<typeof resultSchema>>>().toEqualTypeOf<Mutable<Result>>();
  expectTypeOf<z.output<ReturnType<typeof ruleSetSchema>>>().toEqualTypeOf<Mutable<RuleSet>>();
});

/** As the schema, but a field that it does not know is an error: what the tool itself writes is all described. */
const closed = validator(z.toJSONSchema(resultSchema(), { io: 'output' }));
const shipped = validator(resultJsonSchema());

test('every result is as the schema says, and holds nothing that it does not describe', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      for (const result of [resultOf(input), recordOf(input)]) {
        const json: unknown = JSON.parse(JSON.stringify(result));
        expect(shipped(json) ? [] : shipped.errors).toEqual([]);
        expect(closed(json) ? [] : closed.errors).toEqual([]);
        expect(resultSchema().parse(json)).toEqual(json);
      }
    }),
  );
});

test('a result of a later version, with fields that nobody knows yet, is read', () => {
  const json: unknown = JSON.parse(JSON.stringify({ ...resultOf(made.inputOf(made.open)), later: true }));
  expect(shipped(json)).toBe(true);
  expect(resultSchema().parse(json)).not.toHaveProperty('later');
});

test.each([
  { name: 'another version of the format', change: { candidacy: 2 } },
  { name: 'a verdict that there is not', change: { verdict: 'safe' } },
  { name: 'no verdict', change: { verdict: undefined } },
  { name: 'a date that is not one', change: { on: '2026-02-31' } },
  { name: 'an answer without an origin', change: { answers: { pregnancy: { value: 'no' } } } },
])('$name is refused', ({ change }) => {
  const json: unknown = JSON.parse(JSON.stringify({ ...resultOf(made.inputOf(made.open)), ...change }));
  expect(shipped(json)).toBe(false);
  expect(resultSchema().safeParse(json).success).toBe(false);
});

test('a saved result renders as the screening did', async () => {
  const text = await reporter('text');
  const { textReport } = await import('../../src/report/text.js');
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const saved = resultSchema().parse(JSON.parse(JSON.stringify(resultOf(input)))) as Result;
      expect(textReport(saved, input, plainStyle())).toBe(text(input, plainStyle()));
    }),
    { numRuns: 50 },
  );
});
