import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flat } from '../../src/report/width.js';
import { runIn } from '../cli/run.js';
import { launch } from './browser.js';
import { forged, FORGED_TEXTS, HUGE_KINDS, hostileRules, swollen, TEXTS } from './hostile-texts.js';

const ANSWERS = ['--pain', '--age', '50years', '--kind', 'b', '--no-red', '--day', '2020', '--wish'];
const WIDTHS = [320, 1000] as const;
/** What no page may hold, since a browser obeys it and does not draw it. */
const OBEYED = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-hostile-'));
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runIn(folder, { args });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

const file = (name: string): string => join(folder, name);

/** All that comes of a rule file: pages of HTML, by name. */
async function pagesOf(text: string, reference: string): Promise<readonly string[]> {
  writeFileSync(file('rules.yaml'), hostileRules(text));
  const screen = ['screen', '--rules', 'rules.yaml', '--no-input', '--json', '--reference', reference];
  await run(...screen, ...ANSWERS, '--output', 'result.json');
  await run(...screen, '--pain', '--output', 'open.json');
  await run(...screen, '--red', '--output', 'urgent.json');
  await run('rules', 'show', 'rules.yaml', '--format', 'html', '--output', 'rules.html');
  await run('export', 'page', '--rules', 'rules.yaml', '--output', 'page.html');
  const pages = await rendered(['result', 'open', 'urgent']);
  return [...pages, 'rules', 'page'];
}

async function rendered(results: readonly string[]): Promise<readonly string[]> {
  const pages: string[] = [];
  for (const name of results) {
    await run('report', `${name}.json`, '--format', 'html', '--output', `${name}.html`);
    pages.push(name);
    // What is anonymous is of nobody, who could take it home.
    if (name === 'anonymous') continue;
    await run('handout', `${name}.json`, '--output', `${name}-handout.html`);
    pages.push(`${name}-handout`);
  }
  return pages;
}

/** What was decided otherwise, and what was made anonymous. */
async function decided(result: string, note: string): Promise<readonly string[]> {
  const decide = ['--override', 'candidate', '--reason', 'other', '--until', '2026-06-30', '--note', note];
  await run('report', `${result}.json`, ...decide, '--output', 'decided.json');
  await run('report', 'decided.json', '--anonymous', '--output', 'anonymous.json');
  return await rendered(['decided', 'anonymous']);
}

interface Opened {
  readonly page: Page;
  /** All that happened which must not: dialogs, requests, errors, breaches of the policy. */
  readonly happened: readonly string[];
}

async function open(name: string): Promise<Opened> {
  const page = await browser.newPage();
  const happened: string[] = [];
  const own = pathToFileURL(file(`${name}.html`)).href;
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => request.url() !== own && happened.push(`request ${request.url()}`));
  page.on('pageerror', (error) => happened.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && happened.push(message.text()));
  await page.evaluateOnNewDocument(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error('policy', violatedDirective, blockedURI))`);
  await page.goto(own, { timeout: 120_000 });
  return { page, happened };
}

/**
 * Text that stands to the left of what comes before it in the same line. Within a text the writing direction may turn; what
 * is of one element stays in front of the next.
 */
const OUT_OF_ORDER = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() === '' || node.parentElement.closest('script, [hidden], .sign') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
    if (boxes.length === 0) continue;
    const block = node.parentElement.closest('p, li, dt, dd, h1, h2, h3, td, th, pre, legend, div');
    const last = before?.boxes.at(-1);
    if (before?.block === block && Math.abs(last.top - boxes[0].top) < 6 && boxes[0].left < last.right - 1)
      found.push([before.node.data.slice(-30), node.data.slice(0, 30)]);
    before = { block, boxes, node };
  }
  return found;
})()`;

/** `shown` is in the page, as it is written. */
async function expectHarmless({ page, happened }: Opened, width: number, shown: string): Promise<void> {
  await page.setViewport({ width, height: 900 });
  const seen = (await page.evaluate(`({
    hacked: typeof hacked,
    brought: document.querySelectorAll('img, iframe, a, base, form, object, embed, svg, meta[http-equiv=refresh]').length,
    wide: document.documentElement.scrollWidth,
    text: document.body.innerText,
    outOfOrder: ${OUT_OF_ORDER},
  })`)) as { text: string; wide: number };
  const { text, wide, ...rest } = seen;
  expect(rest).toEqual({ hacked: 'undefined', brought: 0, outOfOrder: [] });
  expect(wide).toBeLessThanOrEqual(width);
  expect(text).toContain(flat(shown).slice(0, 200));
  expect(text.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(OBEYED);
  expect(happened).toEqual([]);
}

/** The headline, and the verdict under it, are on the first screen. */
async function expectVerdictSeen({ page }: Opened, name: string): Promise<void> {
  if (name === 'rules' || name === 'page') return;
  const [headline, facts] = (await page.evaluate(`['h1', '.facts'].map((selector) => {
    const { top, left, height, width } = document.querySelector(selector).getBoundingClientRect();
    return { top, left, seen: height > 0 && width > 0 };
  })`)) as readonly { top: number; left: number; seen: boolean }[];
  for (const part of [headline, facts]) {
    expect(part).toMatchObject({ seen: true });
    expect(part!.left).toBeGreaterThanOrEqual(0);
  }
  expect(headline!.top).toBeLessThan(200);
}

async function expectAllHarmless(names: readonly string[], shown: string): Promise<void> {
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    const opened = await open(name);
    for (const width of WIDTHS) {
      await expectHarmless(opened, width, shown);
      await expectVerdictSeen(opened, name);
    }
    await opened.page.close();
  }
}

describe('a rule file runs nothing, breaks no layout and moves no neighbour', () => {
  test.each(Object.entries(TEXTS))('with %s in every text', { timeout: 180_000 }, async (_, text) => {
    const pages = await pagesOf(text, text.slice(0, 200));
    await expectAllHarmless([...pages, ...(await decided('result', text.slice(0, 200)))], text);
  });

  test.each(Object.entries(TEXTS))('with %s on the offline page, answered', { timeout: 180_000 }, async (_, text) => {
    writeFileSync(file('rules.yaml'), hostileRules(text));
    await run('export', 'page', '--rules', 'rules.yaml', '--output', 'page.html');
    const opened = await open('page');
    const { page } = opened;
    await page.evaluate(`for (const why of document.querySelectorAll('details')) why.open = true`);
    await page.locator('.reference input').fill(text.slice(0, 60));
    for (const id of ['red', 'pain', 'wish', 'kind'])
      await page.evaluate(
        `document.querySelector('[data-question=${id}] input:is([value=${id === 'red' ? 'no' : 'yes'}], [value=b])').click()`,
      );
    for (const view of ['Questions', 'Result', 'Hand-out']) {
      await page.locator(`nav ::-p-text(${view})`).click();
      for (const width of WIDTHS) await expectHarmless(opened, width, text);
    }
    await page.close();
  });
});

describe('a saved result that somebody made up runs nothing, breaks no layout and moves no neighbour', () => {
  test.each(Object.entries(FORGED_TEXTS))('with %s in every text', { timeout: 180_000 }, async (_, text) => {
    await pagesOf('Plain', 'HERE');
    await decided('result', 'Seen.');
    const results = ['result', 'open', 'urgent', 'decided', 'anonymous'];
    for (const name of results)
      writeFileSync(file(`${name}.json`), forged(readFileSync(file(`${name}.json`), 'utf8'), text));
    await expectAllHarmless(await rendered(results), text);
  });

  test.each(HUGE_KINDS)(
    'with a megabyte (%s) in a reason, the reference and a note',
    { timeout: 300_000 },
    async (kind) => {
      await pagesOf('Plain', 'HERE');
      await decided('result', 'Seen.');
      const results = ['open', 'decided'];
      for (const name of results)
        writeFileSync(file(`${name}.json`), swollen(readFileSync(file(`${name}.json`), 'utf8'), kind));
      await expectAllHarmless(await rendered(results), 'Plain');
    },
  );
});
