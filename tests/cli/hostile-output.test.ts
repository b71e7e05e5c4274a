import { expect, test } from 'vitest';
import { widthOf } from '../../src/report/width.js';
import { candidacy } from './run.js';

const HOSTILE: Readonly<Record<string, string>> = {
  markup: '<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](http://evil.example/x)',
  'a word without an end': 'x'.repeat(400_000),
};

const rules = (text: string): string =>
  `candidacy: 1
id: hostile
version: "1"
title: ${JSON.stringify(text)}
contraindications:
  - { id: heart, name: Heart, ask: ${JSON.stringify(text)}, severity: absolute, because: Because. }
indications:
  - { id: pain, name: Pain, ask: Is there pain?, because: It is treated. }
`;

test.each(
  Object.entries(HOSTILE).flatMap(([name, text]) =>
    ['text', 'markdown', 'html', 'json', 'record'].map((format) => ({ name, text, format })),
  ),
)('$name of a rule file stays text in $format', { timeout: 60_000 }, async ({ text, format }) => {
  const args = ['screen', '--rules', 'rules.yaml', '--pain', '--heart=unknown', '--no-input', '--explain', 'full'];
  const { code, stdout, stderr } = await candidacy({
    args: [...args, '--format', format],
    files: { 'rules.yaml': rules(text) },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200F]/u);
  if (format === 'text') for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  if (format === 'html') expect(stdout).not.toMatch(/<script|<img|<a\b/i);
  if (format === 'markdown') expect(stdout).not.toMatch(/(?<!\\)<(script|img)|(?<!\\)\]\(/);
  if (format === 'json' || format === 'record') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
});

test.each(['text', 'markdown', 'html', 'json'])(
  'what a loader would refuse comes in a saved result, and stays text in %s',
  { timeout: 60_000 },
  async (format) => {
    const text = 'a\u202Egnp.exe\u2066 \u200Fb \u001b[31mred\u001b]0;title\u0007 <script>alert(1)</script>';
    const made = await candidacy({ args: ['screen', '--sciatica', '--no-input', '--json', '--reference', 'HERE'] });
    const saved = JSON.stringify(
      JSON.parse(made.stdout, (key, value: unknown) =>
        ['name', 'because', 'ask', 'title', 'reference', 'summary'].includes(key) ? text : value,
      ),
    );
    const { code, stdout } = await candidacy({
      args: ['report', 'saved.json', '--explain', 'full', '--format', format],
      files: { 'saved.json': saved },
    });
    expect(code).toBe(0);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200F]/u);
    if (format === 'text') for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    if (format === 'html') expect(stdout).not.toMatch(/<script/i);
    if (format === 'markdown') expect(stdout).not.toMatch(/(?<!\\)<script/);
  },
);
