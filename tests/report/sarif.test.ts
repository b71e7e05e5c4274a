import { expect, test } from 'vitest';
import type { PlacedDiagnostic } from '../../src/model/diagnostic.js';
import { sarif } from '../../src/report/sarif.js';

interface Log {
  readonly version: string;
  readonly $schema: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly columnKind: string;
    readonly results: readonly Result[];
  }[];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly relatedLocations?: readonly unknown[];
}

const place = { path: 'my rules.yaml', line: 3, column: 9, lineText: '    id: x', from: 8, to: 9 };
const found: readonly PlacedDiagnostic[] = [
  {
    diagnostic: { code: 'band-gap', severity: 'warning', message: 'A gap.', at: '/x', side: 'value', hint: 'Mend it.' },
    place,
    related: [{ message: 'Here.', place }],
  },
  { diagnostic: { code: 'odd', severity: 'error', message: 'Odd.', at: '', side: 'value' }, related: [] },
];

test('findings have the shape of SARIF 2.1.0', () => {
  const log = JSON.parse(
    sarif(found, [{ id: 'band-gap', title: 'Gap', why: 'Why.' }], { name: 'candidacy', version: '1' }),
  ) as Log;
  const [run] = log.runs;
  expect([log.version, log.$schema, log.runs.length]).toEqual([
    '2.1.0',
    'https://json.schemastore.org/sarif-2.1.0.json',
    1,
  ]);
  expect(run?.columnKind).toBe('unicodeCodePoints');
  expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(['band-gap']);
  const physicalLocation = {
    artifactLocation: { uri: 'my%20rules.yaml' },
    region: { startLine: 3, startColumn: 9, endColumn: 10 },
  };
  expect(run?.results).toEqual([
    {
      ruleId: 'band-gap',
      ruleIndex: 0,
      level: 'warning',
      message: { text: 'A gap. Mend it.' },
      locations: [{ physicalLocation }],
      relatedLocations: [{ physicalLocation, message: { text: 'Here.' } }],
    },
    { ruleId: 'odd', level: 'error', message: { text: 'Odd.' }, locations: [] },
  ]);
});
