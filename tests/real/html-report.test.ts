import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn } from '../cli/run.js';
import { launch, look, type Look, LOOKS, violations } from './browser.js';

const NONE = ['metallic-hardware', 'spinal-fracture', 'spine-infection', 'severe-osteoporosis', 'pregnancy'].map(
  (id) => `--no-${id}`,
);
const CLINICAL = ['--rules', 'spinal-decompression-clinical'];
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  candidate: [...NONE, '--sciatica', '--told-needs-surgery'],
  open: ['--sciatica', '--pregnancy=unknown'],
  urgent: [...CLINICAL, '--cauda-equina', '--sciatica'],
  clinical: [...CLINICAL, '--no-pregnancy', '--herniated-disc'],
};

let folder: string;
let browser: Browser;
let requests: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-page-'));
  for (const [name, args] of Object.entries(PEOPLE)) {
    const made = await runIn(folder, { args: ['screen', ...args, '--no-input', '--json', '--output', `${name}.json`] });
    expect(made.stderr).toBe('');
  }
  const decide = [
    '--override',
    'not-indicated',
    '--reason',
    'specialist-advice',
    '--note',
    'Seen.',
    '--until',
    '2026-06-30',
  ];
  await runIn(folder, { args: ['report', 'candidate.json', ...decide, '--output', 'decided.json'] });
  for (const name of [...Object.keys(PEOPLE), 'decided'])
    await runIn(folder, { args: ['report', `${name}.json`, '--format', 'html', '--output', `${name}.html`] });
  for (const name of Object.keys(PEOPLE))
    await runIn(folder, { args: ['handout', `${name}.json`, '--output', `handout-${name}.html`] });
  await runIn(folder, { args: ['handout', 'candidate.json', '--lang', 'es', '--output', 'handout-spanish.html'] });
  await runIn(folder, { args: ['rules', 'show', CLINICAL[1]!, '--format', 'html', '--output', 'rules.html'] });
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, as: Look): Promise<Page> {
  const page = await browser.newPage();
  requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await look(page, as);
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  return page;
}

const HANDOUTS = [...Object.keys(PEOPLE), 'spanish'].map((name) => `handout-${name}`);

describe.each([...Object.keys(PEOPLE), 'decided', ...HANDOUTS, 'rules'])('the page of %s', (name) => {
  test.each(LOOKS)('is accessible in $scheme at $width, and nothing runs over its edge', async (as) => {
    const { scheme, width } = as;
    const page = await open(name, as);
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(width);
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    const shots = process.env['SHOTS'];
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `${name}-${scheme}-${width}.png`), fullPage: true });
    await page.close();
  });

  test.each(['A4', 'Letter'] as const)('prints on %s', async (format) => {
    const page = await open(name, { scheme: 'dark', width: 1000 });
    await page.emulateMediaType('print');
    const colours = await page.evaluate(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
    );
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    const shots = process.env['SHOTS'];
    const pdf = await page.pdf({
      format,
      ...(shots === undefined ? {} : { path: join(shots, `${name}-${format}.pdf`) }),
    });
    expect(Buffer.from(pdf).subarray(0, 4).toString()).toBe('%PDF');
    await page.close();
  });
});
