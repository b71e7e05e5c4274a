import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/report/result.js';
import { runIn } from './run.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-gate-'));
  writeFileSync(
    join(folder, 'rules.yaml'),
    `candidacy: 1
id: brace
version: "1"
title: A brace
questions:
  - { id: slip, ask: Has a vertebra slid?, name: Slipped vertebra }
  - { id: grade, ask: How far has it slid?, name: Grade of the slip, type: choice, options: [1, 2, 3], ask-if: slip }
contraindications:
  - { id: high, name: High slip, when: { grade: { one-of: [2, 3] } }, severity: absolute, because: It may slide on. }
indications:
  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated. }
`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screen = (...args: readonly string[]) =>
  runIn(folder, { args: ['screen', '--rules', 'rules.yaml', '--no-input', ...args] });

test('a change that closes a gate names what is left out, by the names of the questions', async () => {
  const { stdout } = await screen('--slip', '--grade', '3', '--pain');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'Slipped vertebra: no (now yes); then Grade of the slip does not apply any more',
  );
  expect(stdout).not.toContain('How far');
});

test('who leaves that out is told the verdict of the change; who does not has contradicted himself', async () => {
  const { stdout } = await screen('--slip', '--grade', '3', '--pain', '--json');
  const closing = (JSON.parse(stdout) as Result).changes.find(({ leftOut }) => leftOut !== undefined);
  expect(closing).toMatchObject({ change: [{ question: 'slip', to: 'no' }], verdict: 'candidate', leftOut: ['grade'] });
  const changed = await screen('--no-slip', '--pain', '--json');
  expect((JSON.parse(changed.stdout) as Result).verdict).toBe('candidate');
  expect((await screen('--no-slip', '--grade', '3', '--pain', '--json')).code).toBe(2);
});

test('so does a change that time brings: the gate is looked at on the later day', async () => {
  writeFileSync(
    join(folder, 'time.yaml'),
    `candidacy: 1
id: rest
version: "1"
title: A rest
questions:
  - { id: injection, ask: When was the injection?, type: date }
  - { id: side, ask: On which side?, type: choice, options: [left, right], ask-if: { injection: { within: 14 days } } }
contraindications:
  - { id: recent, name: Recent injection, when: { injection: { within: 14 days } }, severity: absolute, because: It works still. }
indications:
  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated. }
supporting:
  - { id: left, name: Left side, when: { side: left }, because: It is told. }
`,
  );
  const { stdout, stderr } = await runIn(folder, {
    args: [
      'screen',
      '--rules',
      'time.yaml',
      '--no-input',
      '--json',
      '--on',
      '2026-01-10',
      '--injection',
      '2026-01-05',
      '--side',
      'left',
      '--pain',
    ],
  });
  expect(stderr).toBe('');
  const later = (JSON.parse(stdout) as Result).changes.find(({ change }) =>
    change.some(({ fromDate }) => fromDate !== undefined),
  );
  expect(later).toMatchObject({ change: [{ fromDate: '2026-01-19' }], verdict: 'candidate', leftOut: ['side'] });
});
