import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedRuleSet } from '../../src/cli/shipped-rules.js';
import { candidacy } from './run.js';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** What somebody healthy but for sciatica says: yes to that, no to all else, and a usual measure where one is asked. */
const USUAL: Readonly<Record<string, string>> = {
  sciatica: 'yes',
  age: '45',
  height: '175 cm',
  weight: '80 kg',
  'weeks-since-onset': '20',
};

interface Asked {
  readonly next: string | null;
  readonly verdict: string;
  readonly urgent: string;
}

/** Answers what `next` asks until nothing more is asked, as a program would. */
async function interview(rules: string): Promise<{ readonly asked: readonly string[]; readonly end: Asked }> {
  const types = new Map(shippedRuleSet(rules)?.questions.map(({ id, type }) => [id, type]));
  const answers = new Map<string, string>();
  for (;;) {
    const given = [...answers].flatMap(([id, value]) => ['--answer', `${id}=${value}`]);
    const run = await candidacy({
      args: ['screen', '--rules', rules, '--json', '--no-input', '--no-save', '--on', '2026-01-31', ...given],
    });
    expect(run.stderr).toBe('');
    const end = JSON.parse(run.stdout) as Asked;
    if (end.next === null) return { asked: [...answers.keys()], end };
    expect(answers.has(end.next)).toBe(false);
    answers.set(end.next, USUAL[end.next] ?? (types.get(end.next) === 'choices' ? '' : 'no'));
  }
}

test('the default rule set asks nine questions: what rules out, and what it is for up to the first yes', async () => {
  const { asked, end } = await interview('spinal-decompression');
  expect(end.verdict).toBe('candidate');
  expect(asked).toHaveLength(9);
});

test('the clinical rule set asks as many questions as the README says, red flags first', async () => {
  const { asked, end } = await interview('spinal-decompression-clinical');
  expect(end).toMatchObject({ verdict: 'candidate', urgent: 'no' });
  expect(asked.slice(0, 3)).toEqual(['cauda-equina', 'nerve-trouble', 'general-alarm']);
  expect(README).toContain(`answers ${String(asked.length)} questions under the clinical one`);
});
