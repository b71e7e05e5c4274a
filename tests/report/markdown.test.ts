import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reporter, type ReportInput } from '../../src/report/index.js';
import { plainStyle } from '../../src/report/style.js';
import { generatedInput, hostileText } from './generated.js';
import * as made from './made.js';

const report = await reporter('markdown');
const markdown = (input: ReportInput): string => report(input, plainStyle());

test('the headline, the facts, a list of what was found with its source, and the notice', () => {
  const text = markdown(made.inputOf(made.candidate));
  expect(text).toMatch(
    /^# Worth discussing with a clinician, because of sciatica; red flags were not asked about\.\n\n`candidate, /,
  );
  expect(text).toContain(
    '## Why\n\n- **Sciatica** (speaks for it)  \n  The article names sciatica among what this care might be good for.  \n  \\[1\\] Who is a good candidate\n',
  );
  expect(text).toContain('- not a candidate: something rules it out, if\n  - Metal in the body: **yes** (now no)\n');
  expect(text).toContain('\n- date: 2026-01-01\n');
  expect(text).toContain('A screening aid, not a diagnosis.');
  expect(text).toContain('numbness between the legs');
});

test('in full, every criterion with its place', () => {
  const text = markdown(made.inputOf(made.candidate, { explain: 'full' }));
  expect(text).toContain(
    '- **Scoliosis**: open (`/indications/2`)  \n  Has scoliosis been diagnosed? **not asked**  \n',
  );
});

test.each([
  { name: '# heading', shown: '\\# heading' },
  { name: '- item', shown: '\\- item' },
  { name: '1. item', shown: '1\\. item' },
  { name: '[link](https://x.example)', shown: '\\[link\\](https\\://x.example)' },
  { name: '<b onclick=x>', shown: '\\<b onclick=x\\>' },
  { name: '`code` *loud* _soft_', shown: '\\`code\\` \\*loud\\* \\_soft\\_' },
  { name: '@somebody #1 ~~gone~~', shown: '\\@somebody \\#1 \\~\\~gone\\~\\~' },
])('a title "$name" stays text', ({ name, shown }) => {
  const ruleSet = { ...made.ruleSet, title: name };
  expect(markdown(made.inputOf({ ...made.candidate, ruleSet }))).toContain(
    `- rule set: ${shown} (spinal-decompression 1.0.0)`,
  );
});

test('whatever a rule file says, it makes no headings, links, tags or code of its own', () => {
  fc.assert(
    fc.property(generatedInput({ text: hostileText }), (input) => {
      const text = markdown(input);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      const bare = text.replace(/\\[^\n]/g, '').replace(/`[^`\n]*`/g, '');
      expect(bare).not.toMatch(/[<>[\]_`~|!]/);
      for (const line of bare.split('\n')) expect(line).toMatch(/^(#{1,2} .*|( {2})*- .*|\S.*| {2}.*|)$/);
      expect(bare.match(/^# /gm)).toHaveLength(1);
    }),
  );
});
