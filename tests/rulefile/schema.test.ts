import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { explainCondition } from '../../src/rulefile/explain-condition.js';
import { conditionShape } from '../../src/rulefile/condition-shape.js';
import { testMap } from '../../src/rulefile/schema-condition.js';
import { ruleFileJsonSchema } from '../../src/rulefile/json-schema.js';
import { CODES, wholeExample, type CodeEntry } from '../../src/rulefile/codes.js';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'schema/rule-file.schema.json');

test('schema/rule-file.schema.json is what the schema makes', () => {
  const text = `${JSON.stringify(ruleFileJsonSchema(), null, 2)}\n`;
  if (process.env['GOLDEN'] === 'write') writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

const fits = new Ajv({ strict: false, allErrors: true }).compile(ruleFileJsonSchema());

test.each(['spinal-decompression', 'spinal-decompression-clinical'])('the JSON Schema takes rules/%s.yaml', (name) => {
  fits(parse(readFileSync(join(ROOT, `rules/${name}.yaml`), 'utf8')));
  expect(fits.errors ?? []).toEqual([]);
});

const mended = (Object.entries(CODES) as [string, CodeEntry][]).flatMap(([code, { example }]) =>
  example === undefined ? [] : [{ code, text: wholeExample(example.mended) }],
);

test.each(mended)('the JSON Schema takes the mended example of $code', ({ text }) => {
  fits(parse(text));
  expect(fits.errors ?? []).toEqual([]);
});

const word = fc.constantFrom(
  'q',
  'age',
  'all',
  'is',
  'at-least',
  'Bad_Id',
  '',
  'one-of',
  'within',
  '14 days',
  '2020-01-01',
);
const scalar = fc.oneof(
  word,
  fc.integer({ min: -2, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.constantFrom(
  'all',
  'any',
  'not',
  'of',
  'score',
  'at-least',
  'at-most',
  'add',
  'when',
  'q',
  'age',
  'is',
  'one-of',
  'includes',
  'within',
  'inclusive',
  'before',
  'zzz',
  'Bad_Id',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
    tie('good'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  good: fc.oneof(
    fc.record({ all: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('value') }),
    fc.record({ 'at-least': fc.integer({ min: 0, max: 2 }), of: fc.array(tie('value'), { maxLength: 2 }) }),
    fc.record({
      score: fc.array(fc.record({ add: scalar, when: tie('value') }), { maxLength: 2 }),
      'at-least': scalar,
    }),
    fc.record({ age: fc.record({ 'at-least': scalar }) }),
    word,
  ),
}));

test('a value is explained exactly where the shape of a condition refuses it', () => {
  const explainMap = (map: unknown, at: string) =>
    testMap.safeParse(map).success ? [] : [{ code: 'x', severity: 'error', message: '', at, side: 'value' } as const];
  let good = 0;
  fc.assert(
    fc.property(value, (given) => {
      const shape = conditionShape.safeParse(given).success;
      if (shape) good += 1;
      expect(explainCondition(given, '', explainMap).length === 0).toBe(shape);
    }),
    { numRuns: 5000 },
  );
  expect(good).toBeGreaterThan(100);
});
