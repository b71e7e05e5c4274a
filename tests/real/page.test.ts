import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Result } from '../../src/report/result.js';
import { runIn } from '../cli/run.js';
import { PATIENTS } from '../terminal/patient.js';
import { launch, look, LOOKS, violations } from './browser.js';
import { DAY, openPage, type Person, screenPerson } from './page-driver.js';
import { answersFile, personOf, randomPeople } from './page-people.js';

const EVERY_KIND = fileURLToPath(new URL('../cli/prompt/every-kind.yaml', import.meta.url));
const RULES: Readonly<Record<string, string>> = {
  default: 'spinal-decompression',
  clinical: 'spinal-decompression-clinical',
  'every-kind': EVERY_KIND,
};

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candidacy-page-'));
  for (const [name, rules] of Object.entries(RULES))
    expect(await run('export', 'page', '--rules', rules, '--output', `${name}.html`)).toBe('');
  expect(await run('export', 'page', '--lang', 'es', '--output', 'spanish.html')).toBe('');
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runIn(folder, { args });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** How an answer came, and what a record has besides: two that differ in these alone are the same. */
const HOW: ReadonlySet<string> = new Set(['origin', 'answeredAt', 'content']);

/** Of two results that are the same, these may differ; the digest is over them too. */
function same({ screenedAt, tool, digest, ...result }: Result): unknown {
  expect([screenedAt, tool.name, digest?.length]).toEqual([expect.stringContaining('T'), 'candidacy', 71]);
  return JSON.parse(JSON.stringify(result, (key, value: unknown) => (HOW.has(key) ? undefined : value)));
}

async function screened(rules: string, person: Person, ...more: readonly string[]): Promise<Result> {
  writeFileSync(join(folder, 'answers.json'), answersFile(person));
  const args = ['screen', '--rules', rules, '--answers', 'answers.json', '--on', DAY, '--no-input', '--json', ...more];
  return JSON.parse(await run(...args)) as Result;
}

async function holds(name: string, people: readonly Person[], ...more: readonly string[]): Promise<readonly Result[]> {
  const { page, requests, faults } = await openPage(browser, join(folder, `${name}.html`));
  const results: Result[] = [];
  for (const person of people) {
    const { notAsked, verdict, said, result } = await screenPerson(page, person);
    expect({ notAsked, said: result === undefined ? said : '' }).toEqual({ notAsked: [], said: '' });
    const wanted = await screened(RULES[name] ?? 'spinal-decompression', person, ...more);
    expect(verdict).toBe(wanted.verdict);
    expect(same(result!)).toEqual(same(wanted));
    results.push(result!);
  }
  expect({ requests: requests.filter((url) => !url.startsWith('blob:')), faults }).toEqual({
    requests: [],
    faults: [],
  });
  await page.close();
  return results;
}

async function ruleSetOf(name: string): Promise<RuleSet> {
  return JSON.parse(await run('rules', 'show', RULES[name]!, '--format', 'json')) as RuleSet;
}

describe('the page finds what the command line finds', () => {
  test('for every vignette', async () => {
    const ruleSet = await ruleSetOf('default');
    const people = PATIENTS.map(({ answers }) => personOf(ruleSet, ({ id }) => ({ value: answers[id] ?? 'unknown' })));
    const results = await holds('default', people);
    expect(results.map(({ verdict }) => verdict)).toEqual(PATIENTS.map((patient) => patient.expect.verdict));
  });

  test.each(Object.keys(RULES))('for 200 random people under the rule set "%s"', { timeout: 900_000 }, async (name) => {
    const results = await holds(name, randomPeople(await ruleSetOf(name), 200, 20260314));
    // Or they would show little.
    expect(new Set(results.map(({ verdict }) => verdict)).size).toBeGreaterThan(3);
    const saved = join(folder, `saved-${name}`);
    mkdirSync(saved);
    results
      .slice(0, 20)
      .forEach((result, index) => writeFileSync(join(saved, `${index}.json`), JSON.stringify(result)));
    const own = name === 'every-kind' ? ['--rules', EVERY_KIND] : [];
    expect(await run('replay', `saved-${name}`, ...own, '--on', DAY)).toContain('20');
  });

  test('in another language', async () => {
    const [result] = await holds('spanish', randomPeople(await ruleSetOf('default'), 1, 7), '--lang', 'es');
    expect(result?.language).toBe('es');
  });
});

const PAGES = ['default', 'clinical', 'every-kind', 'spanish'].flatMap((name) =>
  LOOKS.map((as) => ({ name, as, ...as })).filter(
    // Every look of the first two; of the others the two that are most apart.
    ({ scheme, width }) => name === 'default' || name === 'clinical' || (scheme === 'dark') === (width === 1000),
  ),
);

describe('the page', () => {
  test.each(PAGES)(
    'of $name is accessible in $scheme at $width, and nothing runs over its edge',
    { timeout: 120_000 },
    async ({ name, as }) => {
      const { page, faults } = await openPage(browser, join(folder, `${name}.html`));
      await look(page, as);
      const shots = process.env['SHOTS'];
      for (const view of ['Questions', 'Result', 'Hand-out']) {
        if (view === 'Result')
          await page.evaluate(
            `for (const card of document.querySelectorAll('fieldset')) card.querySelector('input[value=no], input[value=unknown]')?.click()`,
          );
        if (view !== 'Questions') await page.locator(`nav ::-p-text(${view})`).click();
        else await page.evaluate(`for (const why of document.querySelectorAll('details')) why.open = true`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(as.width);
        const path = `page-${name}-${view}-${as.scheme}-${as.width}.png`;
        if (shots !== undefined) await page.screenshot({ path: join(shots, path), fullPage: true });
      }
      expect(faults).toEqual([]);
      await page.close();
    },
  );
});

test('the keyboard alone answers a typical patient', async () => {
  const { page } = await openPage(browser, join(folder, 'default.html'));
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key as 'Enter');
  };
  await press('ArrowDown', 'n', 'n', 'n', 'n', 'n', 'y');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Show the result');
  await press('Enter');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Worth discussing');
});

test('a key that is held down answers one question, and arrows answer none', async () => {
  const { page } = await openPage(browser, join(folder, 'default.html'));
  await page.keyboard.press('ArrowDown');
  for (let times = 0; times < 5; times++) await page.keyboard.down('n');
  await page.keyboard.up('n');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp'] as const) await page.keyboard.press(key);
  expect(await page.evaluate(`document.querySelectorAll('input:checked').length`)).toBe(1);
});

test('a question that stops applying is set aside, said so, and comes back with its answer', async () => {
  const { page } = await openPage(browser, join(folder, 'every-kind.html'));
  const click = (id: string, value: string): Promise<unknown> =>
    page.evaluate(`document.querySelector('[data-question="${id}"] input[value="${value}"]').click()`);
  const seen = (): Promise<unknown> =>
    page.evaluate(
      `[document.querySelector('[data-question=slip-grade]').hidden, document.querySelector('[role=status]').textContent]`,
    );
  await click('slip', 'yes');
  await click('slip-grade', '2');
  expect(await seen()).toEqual([false, expect.stringContaining('not a candidate')]);
  await click('slip', 'no');
  expect(await seen()).toEqual([
    true,
    expect.stringMatching(/No longer applies.*“Which grade is the slip”.*not settled/),
  ]);
  await click('slip', 'yes');
  expect(await seen()).toEqual([false, expect.stringMatching(/Applies again, with its answer/)]);
  expect(await page.evaluate(`document.querySelector('[data-question=slip-grade] input:checked').value`)).toBe('2');
});

test('an answer that was set aside is not in the result', async () => {
  const { page } = await openPage(browser, join(folder, 'every-kind.html'));
  await screenPerson(page, { numb: { value: 'no' }, slip: { value: 'yes' }, 'slip-grade': { value: '2' } });
  const answers = await page.evaluate(`(async () => {
    document.querySelector('[data-question=slip] input[value=no]').click();
    saved.length = 0;
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'Save').click();
    return Object.keys(JSON.parse(await saved[0].text()).answers).join();
  })()`);
  expect(answers).toBe('numb,slip');
});

test('what is typed and not understood is no answer, and holds back the end', async () => {
  const { page } = await openPage(browser, join(folder, 'every-kind.html'));
  const { said } = await screenPerson(page, { numb: { value: 'no' }, 't-score': { value: '-3' } });
  expect(said).toContain('The browser has the result');
  const {
    said: then,
    verdict,
    result,
  } = await screenPerson(page, { numb: { value: 'no' }, 't-score': { value: '-33' } });
  expect(then).toContain('Not saved. Not understood: “What is the lowest T-score”');
  expect({ verdict, result }).toEqual({ verdict: 'needs-information', result: undefined });
  expect(await page.evaluate(`document.querySelector('[role=alert]:not([hidden])').textContent`)).toContain('-8 to 5');
});

test('nothing is saved while a red flag was not asked about', async () => {
  const { page } = await openPage(browser, join(folder, 'every-kind.html'));
  const { said, verdict, result } = await screenPerson(page, { 't-score': { value: '-3' } });
  expect(said).toContain('Red flags not asked about: “Saddle numbness”');
  expect({ verdict, result }).toEqual({ verdict: 'contraindicated', result: undefined });
});

test('a rule file with markup in every text runs nothing and shows it as text', async () => {
  const hostile = '</script><script>hacked = 1</script><img src=x onerror="hacked = 1"> \' " & <!--';
  const yaml = readFileSync(EVERY_KIND, 'utf8').replace(
    /(title|name|ask|because|publisher|unit|page 3): ?([^,{}\n]+)/g,
    (_, key: string, text: string) =>
      `${key}: ${JSON.stringify(`${text.trim()} ${key === 'unit' ? '' : hostile}`.trim())}`,
  );
  writeFileSync(join(folder, 'hostile.yaml'), yaml);
  await run('export', 'page', '--rules', 'hostile.yaml', '--output', 'hostile.html');
  const { page, requests, faults } = await openPage(browser, join(folder, 'hostile.html'));
  await page.evaluate(`for (const why of document.querySelectorAll('details')) why.open = true`);
  await page.evaluate(
    `for (const card of document.querySelectorAll('fieldset')) card.querySelector('input[value=no], input[value=unknown]').click()`,
  );
  for (const view of ['Result', 'Hand-out', 'Questions']) {
    await page.locator(`nav ::-p-text(${view})`).click();
    expect(await page.evaluate(`[typeof hacked, document.images.length, document.scripts.length]`)).toEqual([
      'undefined',
      0,
      2,
    ]);
    expect(await page.evaluate('document.body.innerText')).toContain('</script><script>hacked = 1</script><img src=x');
  }
  expect({ requests, faults }).toEqual({ requests: [], faults: [] });
});

test('the browser saves a file that replay accepts', async () => {
  const { page } = await openPage(browser, join(folder, 'default.html'));
  const { result } = await screenPerson(page, { sciatica: { value: 'yes' } });
  expect(await page.evaluate('savedAs')).toMatch(/^spinal-decompression-2026-03-14-\d{6}\.json$/);
  expect(result?.answers['sciatica']?.origin).toBe('prompt');
  expect(result?.answers['sciatica']?.answeredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  writeFileSync(join(folder, 'one.json'), JSON.stringify(result));
  expect(await run('replay', 'one.json', '--on', DAY)).toContain('same');
});
