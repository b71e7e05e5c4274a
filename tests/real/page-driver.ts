import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { AnswerValue } from '../../src/model/answer.js';
import type { Result } from '../../src/report/result.js';

/** The noon, on the machine's own clock, of the day on which the page is opened. */
export const DAY = '2026-03-14';

/** What a person answers: a value, with its unit, or that it is not known. */
export interface Given {
  readonly value: AnswerValue | 'unknown';
  readonly unit?: string;
}

export type Person = Readonly<Record<string, Given>>;

export interface OpenPage {
  readonly page: Page;
  /** All that the page asked for beside itself. */
  readonly requests: readonly string[];
  /** Whatever went wrong in it. */
  readonly faults: readonly string[];
}

/** The page as from a stick, on a fixed day. What it saves is kept, and it may remove answers without asking. */
export async function openPage(browser: Browser, file: string): Promise<OpenPage> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('request', (request) => request.url() !== own && requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.evaluateOnNewDocument(`{
    const noon = new Date('${DAY}T12:00:00').getTime();
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { given.length === 0 ? super(noon) : super(...given); }
      static now() { return noon; }
    };
    globalThis.confirm = () => true;
    globalThis.saved = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { globalThis.saved.push(blob); return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () { globalThis.savedAs = this.download; };
  }`);
  await page.goto(own);
  return { page, requests, faults };
}

export interface Screened {
  /** Questions that were not on the page when their turn came. */
  readonly notAsked: readonly string[];
  /** The verdict under the questions. */
  readonly verdict: string;
  /** What the page says below. */
  readonly said: string;
  readonly result: Result | undefined;
}

/** A new patient, answered with the mouse in this order, and saved. */
export async function screenPerson(page: Page, person: Person): Promise<Screened> {
  const text = (await page.evaluate(`(async () => {
    const button = (label) => [...document.querySelectorAll('button')].find((one) => one.textContent === label);
    button('New patient').click();
    saved.length = 0;
    const notAsked = [];
    for (const [id, { value, unit }] of ${JSON.stringify(Object.entries(person))}) {
      const card = document.querySelector('[data-question="' + id + '"]');
      if (card.closest('[hidden]') !== null) { notAsked.push(id); continue; }
      const field = card.querySelector('input[type=text]');
      if (field !== null && value !== 'unknown') {
        const select = card.querySelector('select');
        if (select !== null) select.value = unit;
        field.value = String(value);
        field.dispatchEvent(new Event('change', { bubbles: true }));
      } else {
        const values = Array.isArray(value) ? (value.length === 0 ? ['none'] : value) : [value];
        for (const one of values) card.querySelector('input[value="' + one + '"]').click();
      }
    }
    const status = document.querySelector('[role=status]');
    const verdict = status.dataset.verdict;
    button('Save').click();
    const text = saved.length === 1 ? await saved[0].text() : undefined;
    return JSON.stringify({ notAsked, verdict, said: status.textContent, text });
  })()`)) as string;
  const { text: json, ...rest } = JSON.parse(text) as Omit<Screened, 'result'> & { readonly text?: string };
  return { ...rest, result: json === undefined ? undefined : (JSON.parse(json) as Result) };
}
