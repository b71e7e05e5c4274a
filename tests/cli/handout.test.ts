import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/cli/sha256.js';
import { sealed } from '../../src/report/result-digest.js';
import { candidacy, type Call } from './run.js';

const NONE = ['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis', 'pregnancy'];
const CANDIDATE = ['--sciatica', ...NONE.map((id) => `--no-${id}`), '--no-herniated-disc', '--no-bulging-disc'];

async function saved(...more: readonly string[]): Promise<string> {
  return (await candidacy({ args: ['screen', ...CANDIDATE, '--json', ...more] })).stdout;
}

const json = await saved();
const on = (args: readonly string[], files: Readonly<Record<string, string>> = { 'r.json': json }): Call => ({
  args: ['handout', ...args],
  files,
});

describe('candidacy handout', () => {
  test('renders a saved result, from a file or a pipe, without its rules', async () => {
    const file = await candidacy(on(['r.json']));
    const pipe = await candidacy({ args: ['handout', '-'], stdin: json });
    expect([file.code, file.stderr]).toEqual([0, '']);
    expect(file.stdout).toContain('You can talk with a clinician about this treatment.');
    expect(pipe).toEqual(file);
  });

  test('the end of the name of the file tells the format, and the page is there as a whole', async () => {
    for (const [name, start] of [
      ['p.html', '<!doctype html>'],
      ['p.md', '# You can talk'],
      ['p.txt', '┃ You can talk'],
    ] as const) {
      const ended = await candidacy(on(['r.json', '--output', name]), (folder) => {
        expect(readFileSync(join(folder, name), 'utf8').startsWith(start)).toBe(true);
      });
      expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    }
  });

  test('beside a screening it is the page of its result, whatever the format of that', async () => {
    for (const more of [[], ['--json'], ['--lang', 'es']]) {
      const beside = { text: '' };
      const ended = await candidacy(
        { args: ['screen', ...CANDIDATE, ...more, '--handout', 'p.md', '--sessions', '3'] },
        (folder) => {
          beside.text = readFileSync(join(folder, 'p.md'), 'utf8');
        },
      );
      expect(ended.code).toBe(0);
      const page = await candidacy(
        on(['r.json', '--format', 'markdown', '--sessions', '3', ...(more[0] === '--lang' ? more : [])]),
      );
      expect(beside.text).toBe(page.stdout);
    }
  });

  test('in Spanish from a result in English, from a record too; a result in Spanish stays so', async () => {
    const whole = (await candidacy({ args: ['screen', ...CANDIDATE, '--format', 'record'] })).stdout;
    const spanish = await saved('--lang', 'es');
    const pages = await Promise.all([
      candidacy(on(['r.json', '--lang', 'es'])),
      candidacy(on(['r.json', '--lang', 'es'], { 'r.json': whole })),
      candidacy(on(['r.json'], { 'r.json': spanish })),
    ]);
    for (const page of pages) expect(page).toEqual(pages[0]);
    expect(pages[0].stdout).toContain('Puede hablar de este tratamiento con un profesional de salud.');
    const back = await candidacy(on(['r.json', '--lang', 'en'], { 'r.json': spanish }));
    expect([back.code, back.stderr]).toEqual([2, expect.stringContaining('is a translation already, from en to es')]);
  });

  test('of other rules than those that ship it has the language of the result alone', async () => {
    const result = JSON.parse(json) as { readonly ruleSet: object; readonly digest: string };
    const other = JSON.stringify(sealed({ ...result, ruleSet: { ...result.ruleSet, id: 'other' } }, sha256));
    const ended = await candidacy(on(['r.json', '--lang', 'es'], { 'r.json': other }));
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('has its texts in en alone')]);
  });

  test('no page is made of a result that was edited', async () => {
    const edited = json.replace('"applies": false', '"applies": true').replace('"shown": false', '"shown": true');
    expect(edited).not.toBe(json);
    const ended = await candidacy(on(['r.json', '--output', 'p.html'], { 'r.json': edited }), (folder) => {
      expect(existsSync(join(folder, 'p.html'))).toBe(false);
    });
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('was edited after it was made'),
    ]);
  });

  const changed = (change: object): string => JSON.stringify(sealed({ ...JSON.parse(json), ...change }, sha256));
  const { digest: _, ...bare } = JSON.parse(json) as { readonly digest: string };
  const override = {
    verdict: 'contraindicated',
    reason: 'patient-choice',
    because: 'b',
    note: 'n',
    until: '2027-01-01',
  };
  test.each([
    ['without a digest', JSON.stringify(bare), 'has no digest'],
    ['that is anonymous', changed({ anonymous: true }), 'is anonymous'],
    ['with a key twice', json.replace('"eligible"', '"eligible": "no", "eligible"'), 'A key stands twice'],
  ])('no page is made of a result %s', async (_name, text, said) => {
    const ended = await candidacy(on(['r.json'], { 'r.json': text }));
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, '', expect.stringContaining(said)]);
  });

  test('where a clinician decided against it, the page says so first, and is what it was but for that', async () => {
    const pageOf = async (text: string): Promise<readonly string[]> =>
      (await candidacy(on(['r.json'], { 'r.json': text }))).stdout.split('\n');
    const before = await pageOf(json);
    const after = await pageOf(changed({ override: { ...override, at: '2026-01-01T00:00:00Z', earlier: [] } }));
    expect(after.filter((line) => !before.includes(line)).join(' ')).toMatch(
      /^A clinician has since decided against this treatment for you\. .* What you could do at home is not on this page\./s,
    );
    const agreed = { ...override, verdict: 'candidate', at: '2026-01-01T00:00:00Z', earlier: [] };
    expect(await pageOf(changed({ override: agreed }))).toEqual(before);
  });

  test.each([
    {
      args: ['handout', 'r.json', '--sessions', '0'],
      said: '--sessions is "0". Expected a whole number from 1 to 1000.',
    },
    { args: ['handout', 'r.json', '--sessions', '1e3'], said: 'Expected a whole number' },
    { args: ['handout', 'r.json', '--lang', 'xx'], said: 'does not have it' },
    { args: ['handout', 'r.json', '--format', 'pdf'], said: 'pdf' },
    { args: ['handout', 'nothing.json'], said: 'Cannot read "nothing.json"' },
    { args: ['screen', '--sciatica', '--sessions', '3'], said: '--sessions is for the hand-out' },
    { args: ['screen', '--sciatica', '--handout', '-'], said: '--handout needs a file of its own' },
    { args: ['screen', '--sciatica', '--handout', 'x', '--output', 'x'], said: '--handout needs a file of its own' },
    { args: ['screen', '--sciatica', '--handout', 'x', '--output', './x'], said: '--handout needs a file of its own' },
    { args: ['screen', '--sciatica', '--log', 'x', '--output', './x'], said: '--log needs a file of its own' },
    { args: ['screen', '--sciatica', '--lang', 'fr'], said: 'It has en, es.' },
    {
      args: ['screen', '--rules', 'spinal-decompression-clinical', '--sciatica', '--lang', 'es'],
      said: 'does not have it',
    },
  ])('$args is refused: $said', async ({ args, said }) => {
    const ended = await candidacy({
      args: [...args, ...(args[0] === 'screen' ? ['--no-input'] : [])],
      files: { 'r.json': json },
    });
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(said);
  });
});

test('the verdict and its JSON are the same in another language, but for the texts', async () => {
  const english = JSON.parse(json) as Record<string, unknown>;
  const spanish = JSON.parse(await saved('--lang', 'es')) as Record<string, unknown>;
  for (const key of ['verdict', 'eligible', 'urgent', 'possible', 'missing', 'decisive', 'changes', 'answers', 'on'])
    expect(spanish[key]).toEqual(english[key]);
  expect(spanish['summary']).not.toEqual(english['summary']);
});

test('a saved result is reported in another language; the record itself stays as it is', async () => {
  const page = await candidacy({ args: ['report', 'r.json', '--lang', 'es'], files: { 'r.json': json } });
  const screened = await candidacy({ args: ['screen', ...CANDIDATE, '--lang', 'es'] });
  expect(page).toEqual(screened);
  const record = await candidacy({
    args: ['report', 'r.json', '--lang', 'es', '--format', 'json'],
    files: { 'r.json': json },
  });
  expect([record.code, record.stderr]).toEqual([2, expect.stringContaining('--lang is for rendering')]);
});
