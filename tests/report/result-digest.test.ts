import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestText } from '../../src/report/result-digest.js';

const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'digest', 'at', '10', '9', ''),
  fc.string({ maxLength: 3 }),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 'a'),
    fc.array(tie('tree'), { maxLength: 3 }),
    entries(fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 })),
  ),
}));
const result = entries(fc.uniqueArray(fc.tuple(key, tree), { selector: ([name]) => name, maxLength: 5 }));

function entries(list: fc.Arbitrary<[string, unknown][]>): fc.Arbitrary<object> {
  return list.map((pairs) => Object.fromEntries(pairs));
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, turned(part)] as const)
      .reverse(),
  );
}

test('the order of keys leaves no mark, at any depth', () => {
  fc.assert(
    fc.property(result, (one) => {
      expect(digestText(turned(one) as object)).toBe(digestText(one));
    }),
  );
});

test('nothing is left out but the digest itself', () => {
  fc.assert(
    fc.property(result, (one) => {
      const { digest: _digest, ...rest } = one as Record<string, unknown>;
      // Entries of a plain object: `toEqual` would look at prototypes instead of a key of that name.
      expect(plain(JSON.parse(digestText(one)))).toEqual(plain(JSON.parse(JSON.stringify(rest))));
    }),
  );
});

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

test('what a rule set holds is vouched for by its own digest', () => {
  const other = { ruleSet: { id: 'a', digest: 'd', content: { b: 1 } }, digest: 'x' };
  expect(digestText(other)).toBe('{"ruleSet":{"digest":"d","id":"a"}}');
});
