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
