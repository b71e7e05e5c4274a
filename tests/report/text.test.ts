import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/model/answer.js';
import { reporter, type ReportInput } from '../../src/report/index.js';
import { colourStyle } from '../../src/report/colour-style.js';
import { plainStyle } from '../../src/report/style.js';
import { widthOf } from '../../src/report/width.js';
import { generatedInput, hostileText, plainText } from './generated.js';
import * as made from './made.js';

const text = await reporter('text');
const plain = (input: ReportInput): string => text(input, plainStyle());
const screenings = {
  candidate: made.candidate,
  contraindicated: made.contraindicated,
  notIndicated: made.notIndicated,
  open: made.open,
  barelyAsked: made.barelyAsked,
  urgent: made.urgent,
  pregnantAndOpen: made.pregnantAndOpen,
};

/** The report as one line of words, so that where it wraps does not matter. */
function words(input: ReportInput): string {
  return plain(input)
    .replace(/[┃\s]+/g, ' ')
    .trim();
}

describe('a report says', () => {
  test.each([
    {
      name: 'what speaks for it, and why',
      of: made.candidate,
      says: 'Sciatica (speaks for it) The article names sciatica',
    },
    { name: 'the place in the source', of: made.candidate, says: '[1] Who is a good candidate' },
    {
      name: 'the title of the source',
      of: made.candidate,
      says: 'source [1] Spinal Decompression Therapy: Is It Effective',
    },
    { name: 'that red flags were not asked about', of: made.candidate, says: 'does not ask about red flags' },
    {
      name: 'which rule set asks about them',
      of: made.candidate,
      says: 'The rule set spinal-decompression-clinical asks',
    },
    {
      name: 'what would change it',
      of: made.candidate,
      says: 'something rules it out, if • Metal in the body: yes (now no)',
    },
    {
      name: 'how many supporting factors there are',
      of: made.candidate,
      says: 'Supporting factors: 1 of 2, which never decide',
    },
    {
      name: 'what rules it out',
      of: made.contraindicated,
      says: 'Pregnancy (rules it out) The article rules the therapy out',
    },
    { name: 'who answered that they do not know', of: made.contraindicated, says: "don't know Scoliosis" },
    { name: 'what was not asked', of: made.contraindicated, says: 'not asked Herniated disc' },
    { name: 'that the rest cannot matter', of: made.contraindicated, says: 'None of these can change the verdict.' },
    {
      name: 'that nothing speaks for it',
      of: made.notIndicated,
      says: 'Nothing speaks for the treatment. Absent: Herniated disc, Sciatica, Scoliosis.',
    },
    {
      name: 'what can still come out',
      of: made.open,
      says: 'Can still come out • not a candidate: something rules it out • worth discussing',
    },
    {
      name: 'what to find out when all was asked',
      of: made.open,
      says: "Answered “don't know”, but needed: pregnancy.",
    },
    {
      name: 'what to ask next',
      of: made.barelyAsked,
      says: 'Ask next ? Does the patient have any metallic hardware in the body? (metallic-hardware)',
    },
    {
      name: 'what one answer settles',
      of: made.barelyAsked,
      says: '• yes → not a candidate: something rules it out After that',
    },
    {
      name: 'what turns out alike only once',
      of: made.barelyAsked,
      says: 'Metal in the body, Spinal fracture, Spine infection and Severe osteoporosis: no (not asked)',
    },
    {
      name: 'that it is urgent, before all else',
      of: made.urgent,
      says: 'Urgent: this needs medical assessment now, because of cauda equina symptoms',
    },
    {
      name: 'that treatment can wait',
      of: made.urgent,
      says: 'Arrange medical assessment today, before any treatment.',
    },
    {
      name: 'that an emergency is open',
      of: made.pregnantAndOpen,
      says: 'Red flags: not ruled out yet ? Any new numbness',
    },
    {
      name: 'the rule set, its version and a short digest',
      of: made.candidate,
      says: '(spinal-decompression 1.0.0) digest sha256:0123456789ab date 2026-01-01',
    },
    { name: 'what it is not', of: made.candidate, says: 'A screening aid, not a diagnosis.' },
  ])('$name', ({ of, says }) => {
    expect(words(made.inputOf(of))).toContain(says);
  });

  test('the red flag before the other contraindications', () => {
    const report = words(made.inputOf(made.urgent));
    expect(report.indexOf('Cauda equina symptoms (red flag')).toBeLessThan(report.indexOf('Pregnancy (rules it out)'));
    expect(report.indexOf('Cauda equina symptoms (red flag')).toBeGreaterThan(0);
  });

  test('which open questions leave no way out, where nothing is known to be present', () => {
    const screening = made.screeningOf(made.given({}), { outcome: 'contraindicated' });
    const report = words(made.inputOf(screening));
    expect(report).toContain('whichever way the open questions are answered');
    expect(report).toContain(
      '“Severe osteoporosis”, “Pregnancy” are answered, at least one of these is present: ? Metal',
    );
  });

  test('that it is not a candidate in any case where only the reason is open', () => {
    const screening = made.screeningOf(made.given({ sciatica: 'no' }), {
      outcome: 'needs-information',
      eligible: 'no',
      possible: ['contraindicated', 'not-indicated'],
      missing: ['pregnancy'],
      next: 'pregnancy',
    });
    const report = words(made.inputOf(screening));
    expect(report).toContain('Not a candidate under these rules either way');
    expect(report).toContain('Not a candidate in any of these; only the reason is open.');
  });

  test('which verdict nothing leads to, unless the rule set has no way to it at all', () => {
    expect(words(made.inputOf(made.candidate))).not.toContain('No other answers');
    const [first, ...others] = made.contraindications;
    const ruleSet = { ...made.ruleSet, contraindications: [{ ...first!, severity: 'relative' as const }, ...others] };
    const screening = made.screeningOf(
      made.given({ sciatica: 'yes' }),
      { outcome: 'candidate' },
      { ruleSet, unreachable: ['candidate-with-caution'] },
    );
    expect(words(made.inputOf(screening))).toContain(
      'No other answers lead to “worth discussing with a clinician, with caution”.',
    );
  });

  test('what a given answer would have to be before what nobody asked', () => {
    const change = [
      { question: 'scoliosis', from: 'unknown', to: 'no' },
      { question: 'herniated-disc', from: 'unknown', to: 'no' },
      { question: 'sciatica', from: 'yes', to: 'no' },
    ];
    const report = words(made.inputOf({ ...made.candidate, changes: [{ change, verdict: 'not-indicated' }] }));
    expect(report).toContain('Sciatica: no (now yes); and Scoliosis: no (not asked); and Herniated disc: no (open)');
  });

  test('the reference where there is one, and the words of the rule set', () => {
    const screening = { ...made.candidate, ruleSet: { ...made.ruleSet, texts: { candidate: 'Bring the images.' } } };
    const report = words(made.inputOf(screening, { reference: 'case 17' }));
    expect(report).toContain('reference case 17');
    expect(report).toContain('Bring the images.');
  });

  test('loudly, that an overridden answer had spoken against it', () => {
    const report = words(
      made.inputOf(made.candidate, {
        overrode: [
          {
            question: 'pregnancy',
            was: { kind: 'known', value: 'yes', origin: 'file' },
            by: { kind: 'known', value: 'no', origin: 'flag' },
            removed: ['pregnancy'],
          },
        ],
      }),
    );
    expect(report).toContain('an answer that ruled it out was overridden');
    expect(report).toContain('Pregnancy: no (from a flag) overrides yes (from a file).');
    expect(report).toContain('The overridden answer spoke against the treatment: Pregnancy.');
  });

  test('as what it is, where the overridden answer called for caution alone', () => {
    const [first, ...others] = made.candidate.contraindications;
    const relative = { ...first!, criterion: { ...first!.criterion, severity: 'relative' as const } };
    const id = relative.criterion.id;
    const was: Answer = { kind: 'known', value: 'yes', origin: 'file' };
    const report = words(
      made.inputOf(
        { ...made.candidate, contraindications: [relative, ...others] },
        { overrode: [{ question: id, was, by: { ...was, value: 'no', origin: 'flag' }, removed: [id] }] },
      ),
    );
    expect(report).toContain('an answer that called for caution was overridden');
    expect(report).not.toContain('ruled it out');
  });

  test('which answers were assumed', () => {
    const answers = new Map([...made.candidate.answers, ...made.given({ scoliosis: 'no' }, 'assumed')]);
    const report = words(made.inputOf({ ...made.candidate, answers }));
    expect(report).toContain('one answer was assumed');
    expect(report).toContain('Assumed, not asked: Scoliosis: no.');
  });

  test('of an answer to a question that does not apply, that it does not count', () => {
    const questions = new Map(made.candidate.questions)
      .set('sciatica', 'not-applicable')
      .set('scoliosis', 'not-applicable');
    const report = words(made.inputOf({ ...made.candidate, questions }, { explain: 'full' }));
    expect(report).toContain('does not apply Sciatica (answered yes, which does not count), Scoliosis');
    expect(report).toContain('does not apply; answered yes (from a flag)');
  });

  test('from which date on an answer that stays has another effect', () => {
    const change = [{ question: 'scoliosis', from: '2025-12-20', to: '2025-12-20', fromDate: '2026-03-21' }];
    const report = words(made.inputOf({ ...made.candidate, changes: [{ change, verdict: 'not-indicated' }] }));
    expect(report).toContain('Scoliosis: from 2026-03-21 on (the answer staying 2025-12-20)');
  });

  test.each([
    { range: { atLeast: 136 }, says: '136 kg or more' },
    { range: { atMost: 40 }, says: '40 kg or less' },
    { range: { atLeast: 40, atMost: 136 }, says: '40 to 136 kg' },
    { range: { atLeast: 40, atMost: 40 }, says: '40 kg' },
    { range: {}, says: '40 kg' },
  ])('$says', ({ range, says }) => {
    const scale = { places: 0, min: 0, max: 300, step: 1 };
    const weight = {
      id: 'weight',
      ask: 'Weight',
      type: 'number',
      unit: 'kg',
      scale,
      accepts: [],
      fixed: false,
      optional: false,
      codes: [],
      at: '/questions/0',
    } as const;
    const ruleSet = { ...made.ruleSet, questions: [...made.ruleSet.questions, weight] };
    const change = [{ question: 'weight', from: 120, fromUnit: 'lb', to: 40, toUnit: 'kg', range }];
    const report = words(
      made.inputOf({ ...made.candidate, ruleSet, changes: [{ change, verdict: 'contraindicated' }] }),
    );
    expect(report).toContain(`Weight: ${says} (now 120 lb)`);
  });

  test('every criterion with its line, its answers and the decisive ones, the claims too, in full', () => {
    const report = plain(
      made.inputOf(made.candidate, {
        explain: 'full',
        locate: (pointer) => (pointer === '/contraindications/4' ? { file: 'rules.yaml', line: 31 } : undefined),
      }),
    );
    expect(report).toMatch(/○ Pregnancy: absent \(absolute\) +rules\.yaml:31\n/);
    expect(report).toMatch(/\? Scoliosis: open +\/indications\/2\n/);
    expect(report).toContain('Is the patient pregnant? no (from a flag)');
    expect(report).toContain('These alone force the verdict, whatever the others are:\n  • Metal in the body: no\n');
    expect(report).toContain('Claimed: There is no risk to the patient. [1] Pros and cons');
    expect(report).toContain('[2] Wegner I. et al.');
  });
});

describe('whatever the screening', () => {
  const hostile = generatedInput({ text: hostileText });
  const calm = generatedInput({ text: plainText });

  test('no line is wider than the terminal, and nothing in it is obeyed by one', () => {
    fc.assert(
      fc.property(hostile, (input) => {
        const report = plain(input);
        for (const line of report.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(input.width);
        expect(report.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
        );
        expect(report.endsWith('\n')).toBe(true);
        expect(report).not.toMatch(/ \n|\n\n\n|\n\n$/);
      }),
    );
  });

  test('colour adds no words and no columns', () => {
    const coloured = colourStyle(3);
    fc.assert(
      fc.property(hostile, (input) => {
        // Chalk ends every colour that it begins, so what is left without the sequences is the plain report.
        expect(
          text(input, coloured)
            .replace(/\u001B\[[\d;]*m/g, '')
            .replace(/ +\n/g, '\n'),
        ).toBe(plain(input));
      }),
      { numRuns: 50 },
    );
  });

  test('it tells what it is, and what sends a person to emergency care', () => {
    fc.assert(
      fc.property(calm, (input) => {
        const report = words(input);
        expect(report).toContain('A screening aid, not a diagnosis.');
        for (const sign of [
          'numbness between the legs',
          'bladder or bowel control',
          'weakness in both legs',
          'fever with back pain',
        ]) {
          expect(report).toContain(sign);
        }
      }),
    );
  });

  test('it promises nothing, and tells nobody to change an answer', () => {
    fc.assert(
      fc.property(calm, (input) => {
        expect(words(input)).not.toMatch(/\bsafe|will (work|help)|guarantee|cure|if you change/i);
      }),
    );
  });

  test('a candidate is worth discussing with a clinician, and hears that red flags were not asked about', () => {
    fc.assert(
      fc.property(calm, (input) => {
        const { verdict, ruleSet } = input.screening;
        fc.pre(verdict.eligible === 'yes');
        expect(words(input)).toMatch(/^Worth discussing with a clinician/);
        if (verdict.urgent !== 'not-asked') return;
        expect(words(input)).toContain('does not ask about red flags');
        if (ruleSet.redFlagsIn !== undefined) expect(words(input)).toContain(`The rule set ${ruleSet.redFlagsIn} asks`);
      }),
    );
  });

  test('an open verdict names what to ask next', () => {
    fc.assert(
      fc.property(calm, (input) => {
        const { verdict, ruleSet } = input.screening;
        fc.pre(verdict.next !== null);
        const question = ruleSet.questions.find(({ id }) => id === verdict.next);
        expect(words(input)).toContain(`${question?.ask ?? '-'} (${verdict.next})`);
      }),
    );
  });

  test('the three kinds of no answer are told apart', () => {
    fc.assert(
      fc.property(calm, (input) => {
        const states = new Set(input.screening.questions.values());
        const section = words({ ...input, explain: 'short' });
        expect(section.includes('Without an answer')).toBe(
          ['unknown', 'not-asked', 'not-applicable'].some((one) => states.has(one as 'unknown')),
        );
        if (states.has('not-applicable')) expect(section).toContain('does not apply');
        if (states.has('unknown')) expect(section).toContain("don't know");
        if (states.has('not-asked')) expect(section).toContain('not asked');
      }),
    );
  });

  test('with the signs of a typewriter the report needs no others', () => {
    for (const [name, screening] of Object.entries(screenings)) {
      const report = text(made.inputOf(screening, { explain: 'full' }), plainStyle('typed'));
      expect([name, report.match(/[^\x20-\x7E\n]/g)]).toEqual([name, null]);
    }
  });
});
