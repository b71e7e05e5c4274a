import { sha256 } from '../../src/cli/sha256.js';
import { sealed } from '../../src/report/result-digest.js';

/** Whatever a page could take for more than text. `hacked` is what each of them would set. */
const MARKUP =
  `</style></title></textarea></script><script>hacked = 1</script><img src="https://evil.example/x" onerror="hacked = 1">` +
  `<svg onload=hacked=1><a href="javascript:hacked=1">a</a><iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>` +
  `<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/"> --> ]]> \` ' " & \${hacked = 1}`;
/** Written from right to left, with a number at its end, which goes where the neighbours stand unless they are kept apart. */
const RIGHT_TO_LEFT = 'שלום 12';
const PILED_MARKS = `Z${'\u0301\u0316\u0488'.repeat(2000)}`;

/** Texts that a rule file may hold. */
export const TEXTS: Readonly<Record<string, string>> = {
  markup: MARKUP,
  'letters from right to left': RIGHT_TO_LEFT,
  'piled marks': PILED_MARKS,
  'a long word': 'W'.repeat(3000),
};

/** Texts that a rule file may not hold, but a saved result that somebody made up can. */
export const FORGED_TEXTS: Readonly<Record<string, string>> = {
  ...TEXTS,
  'turned writing': '\u202Egnp.exe \u2066\u2067\u200F\u061C tnatropmi',
  'commands to a terminal': '\u001b[2J\u001b[31m\u001b]0;title\u0007\u001b]8;;javascript:hacked=1\u0007\u009b5m\u0000',
};

const MEGABYTE = 2 ** 20;
const HUGE: Readonly<Record<string, string>> = {
  words: 'word '.repeat(MEGABYTE / 5),
  'one word': 'W'.repeat(MEGABYTE),
};

/** A rule file of which every text is this one. JSON is YAML. */
export function hostileRules(text: string): string {
  const source = { s: text };
  const evidence = { grade: text };
  const criterion = { name: text, because: text, help: text, group: text, source, evidence };
  const never = { unasked: text, because: text };
  return JSON.stringify({
    candidacy: 1,
    id: 'hostile',
    version: '1',
    title: text,
    description: text,
    'safety-net': text,
    emergency: text,
    sources: { s: { title: text, publisher: text, authors: text, url: 'https://example.org/' } },
    questions: [
      { id: 'age', ask: text, help: text, type: 'number', range: [0, 120], step: 1, unit: 'years' },
      {
        id: 'kind',
        ask: text,
        type: 'choice',
        options: [
          { value: 'a', name: text },
          { value: 'b', name: text },
        ],
      },
      { id: 'day', ask: text, type: 'date' },
    ],
    contraindications: [
      { id: 'red', ask: text, severity: 'absolute', urgent: true, ...criterion },
      { id: 'very-old', when: { age: { above: 90 } }, severity: 'absolute', ...criterion },
      { id: 'kind-b', when: { kind: 'b' }, severity: 'relative', ...criterion },
      { id: 'late', when: { day: { within: '2 weeks' } }, severity: 'relative', ...criterion },
    ],
    indications: [{ id: 'pain', ask: text, ...criterion }],
    supporting: [{ id: 'wish', ask: text, ...criterion }],
    advice: [
      { id: 'rest', title: text, type: 'exercise', text, steps: [text], dose: text, source },
      { id: 'walk', title: text, type: 'exercise', text, unless: [never], source },
      { id: 'ask', title: text, type: 'question', text, source },
    ],
    claims: [{ claim: text, says: source, found: text, source, evidence }],
    texts: { candidate: text, 'candidate-with-caution': text, 'needs-information': text },
    'override-reasons': [{ code: 'other', text }],
  });
}

/** The result with this text wherever free words stand, sealed as if it had been made so. */
export function forged(result: string, text: string): string {
  const words =
    /^(name|because|ask|title|text|description|summary|help|group|reference|note|publisher|authors|url|claim|found|safetyNet|emergency|notice|grade|dose|unit|reviewedBy|s)$/;
  const made = JSON.parse(result, (key, value: unknown) => {
    if (key === 'steps') return [text];
    return typeof value === 'string' && words.test(key) ? text : value;
  }) as object;
  return JSON.stringify(sealed(made, sha256));
}

/** The result with a megabyte where a person writes: reasons, the reference, the note of a decision. */
export function swollen(result: string, kind: string): string {
  const text = HUGE[kind] ?? '';
  let reasons = 0;
  const made = JSON.parse(result, (key, value: unknown) => {
    // Of the reasons three: a file of a result is read up to 16 MiB.
    if (key === 'because' && typeof value === 'string') return reasons++ < 3 ? text : value;
    return key === 'reference' || key === 'note' ? text : value;
  }) as object;
  return JSON.stringify(sealed(made, sha256));
}

export const HUGE_KINDS: readonly string[] = Object.keys(HUGE);
