import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import { resultSchema } from '../../src/interchange/result-schema.js';
import { recordOf, reporter } from '../../src/report/index.js';
import { plainStyle } from '../../src/report/style.js';
import { widthOf } from '../../src/report/width.js';
import { cases } from '../engine/generators.js';
import { inputOf } from './made.js';

const text = await reporter('text');

/** What the engine makes of generated rule sets and answers, rather than what a test made up. */
test(
  'every screening of the engine becomes a result of the schema and a report that explains itself',
  { timeout: 300_000 },
  () => {
    let forced = 0;
    fc.assert(
      fc.property(cases, fc.integer({ min: 30, max: 120 }), ({ ruleSet, answers, on }, width) => {
        const screening = compile(ruleSet).screen(answers, { on });
        const input = inputOf(screening, { width, explain: 'full' });

        const record: unknown = JSON.parse(JSON.stringify(recordOf(input)));
        expect(resultSchema().parse(record)).toEqual(record);

        const report = text(input, plainStyle());
        for (const line of report.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(report).not.toMatch(/undefined|\[object|NaN/);

        const { outcome, next, urgent } = screening.verdict;
        expect(report.includes('\nWhy\n')).toBe(outcome !== 'needs-information');
        if (report.includes('Whichever way')) {
          forced += 1;
          expect(report).not.toMatch(/Whichever way\s+(is|are)\s+answered/);
        }
        if (urgent === 'unknown') expect(report).toContain('Red flags: not ruled out yet\n');
        if (outcome === 'needs-information') {
          expect(report).toContain(next === null ? '\nFind out next\n' : '\nAsk next\n');
          expect(report).toMatch(/\n(Ask|Find out) next\n {2,}\S/);
        }
      }),
      { numRuns: 150, seed: 20_260_101 },
    );
    // The rarest of what there is to explain: nothing known to be present, and no way out all the same.
    expect(forced).toBeGreaterThan(0);
  },
);
