/**
 * `npm run bench -- verdicts`: nanoseconds for one verdict in a process of one's own, in turn with the same by hand and by
 * other packages. Before anything is timed, 100,000 people must come out the same. Each comparison has a process of its own:
 * code that has met other rule sets is slower. Exit 1 where a bar is missed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { judge, type PlainVerdict } from '../src/index.js';
import { criteriaOf, type RuleSet } from '../src/model/ruleset.js';
import { builtVerdict, checkedVerdict, explained, sharedVerdict } from './verdicts/by-hand.js';
import { compoundExplained, compoundVerdict } from './verdicts/compound-by-hand.js';
import { compare, compareSlow, type Compared, nanosecondsEach } from './verdicts/measure.js';
import { jsonLogic, jsonRules } from './verdicts/peers.js';
import {
  compoundTask,
  largeTask,
  ON,
  type Person,
  persons,
  type Population,
  POPULATIONS,
  simpleTask,
} from './verdicts/task.js';

/** Of each population; held against each other before anything is timed. */
const PEOPLE = 50_000;
/** So many are timed: too many for a processor to learn by heart what branch each one takes, as no one sees a person twice. */
const TIMED = 20_000;
const ROUNDS = 200;
const REPORT = 'docs/performance.md';
const SIZES = [10, 30, 100, 300, 1000];
const NAMES = Object.keys(POPULATIONS) as readonly Population[];

interface Case {
  readonly name: string;
  /** The bar, in times of the other; none where it is only told. */
  readonly atMost?: number;
  readonly run: (population: Population) => Compared | Promise<Compared>;
}

const CASES: readonly Case[] = [
  { name: 'verdict; by hand, which hands out verdicts that are there', atMost: 4, run: simple(() => sharedVerdict) },
  { name: 'verdict; by hand, which builds it', atMost: 4, run: simple(() => builtVerdict) },
  { name: 'verdict; by hand, which checks names and words too', run: simple(checkedVerdict) },
  { name: 'verdict, findings, reasons, missing; by hand', atMost: 2, run: withFindings },
  { name: 'compound conditions, at-least-N, scores; by hand', atMost: 4, run: compound },
  {
    // No bar: what is missing, and in which order to ask it, is a program of its own by hand.
    name: 'the same with findings, reasons, missing; by hand, without missing',
    run: compoundWithFindings,
  },
  { name: 'verdict; json-logic-engine, compiled', atMost: 1, run: simple((ruleSet) => jsonLogic(ruleSet).verdict) },
  { name: 'verdict; json-logic-engine, compiled, for the outcome alone', run: jsonLogicOutcome },
  { name: 'verdict; json-rules-engine', atMost: 1 / 300, run: againstJsonRules },
];

function simple(byHand: (ruleSet: RuleSet) => (p: Person) => PlainVerdict): Case['run'] {
  const ruleSet = simpleTask();
  return (population) => timed(population, byHand(ruleSet), judge(ruleSet, { on: ON }).verdict, same);
}

function withFindings(population: Population): Compared {
  const ruleSet = simpleTask();
  const reasons = Object.fromEntries(criteriaOf(ruleSet).map(({ id, because }) => [id, because]));
  return timed(population, explained(reasons), judge(ruleSet, { on: ON }).explain, same);
}

function compound(population: Population): Compared {
  return timed(population, compoundVerdict, judge(compoundTask(), { on: ON }).verdict, same);
}

function compoundWithFindings(population: Population): Compared {
  return timed(population, compoundExplained, judge(compoundTask(), { on: ON }).explain, (byHand, ours) => {
    const { missing: _, missingForUrgent: __, next: ___, ...rest } = ours;
    return same(byHand, rest);
  });
}

function jsonLogicOutcome(population: Population): Compared {
  const ruleSet = simpleTask();
  const { verdict } = judge(ruleSet, { on: ON });
  return timed(population, jsonLogic(ruleSet).outcome, verdict, (word, { outcome }) => word === outcome);
}

async function againstJsonRules(population: Population): Promise<Compared> {
  const ruleSet = simpleTask();
  const { verdict } = judge(ruleSet, { on: ON });
  const other = jsonRules(ruleSet);
  const people = persons(ruleSet, population, PEOPLE);
  for (const person of people) expectSame((await other(person)) === verdict(person).outcome, person);
  return compareSlow(other, verdict, people.slice(0, TIMED), 10);
}

function timed<A, B>(
  population: Population,
  byHand: (p: Person) => A,
  ours: (p: Person) => B,
  equal: (a: A, b: B) => boolean,
): Compared {
  const people = persons(simpleTask(), population, PEOPLE);
  for (const person of people) expectSame(equal(byHand(person), ours(person)), person);
  return compare(byHand, ours, people.slice(0, TIMED), ROUNDS);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function expectSame(isSame: boolean, person: Person): void {
  if (!isSame) throw new Error(`Not the same of ${JSON.stringify(person)}`);
}

interface Growth {
  /** Every question answered: held against a loop that only looks at the answers. */
  readonly all: Compared;
  /** Nanoseconds where ten are answered. */
  readonly ten: number;
}

function growth(criteria: number): Growth {
  const ruleSet = largeTask(criteria);
  const { verdict } = judge(ruleSet, { on: ON });
  const people = persons(ruleSet, 'mostly no', Math.max(200, Math.min(TIMED, 100_000 / criteria)));
  const ten = people.map((person) => Object.fromEntries(Object.entries(person).slice(0, 10)));
  const look = (person: Person): number => {
    let count = 0;
    for (const name in person)
      if (Object.prototype.hasOwnProperty.call(person, name) && person[name] === 'yes') count++;
    return count;
  };
  return { all: compare(look, verdict, people, 60), ten: nanosecondsEach(verdict, ten, 400) };
}

const [part = '', which = ''] = process.argv.slice(2);
if (part === 'case') {
  const [index, population] = which.split(':') as [string, Population];
  console.log(JSON.stringify(await CASES[Number(index)]!.run(population)));
} else if (part === 'growth') console.log(JSON.stringify(growth(Number(which))));
else if (!all()) process.exitCode = 1;

/** A part in a process of its own, which writes what it found as JSON. */
function apart(...args: readonly string[]): unknown {
  const { NODE_EXTRA_CA_CERTS, ...env } = process.env;
  return JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { env, encoding: 'utf8' }),
  );
}

/** Measures everything, prints it and writes it into the report. False where a bar is missed. */
function all(): boolean {
  const machine = `${cpus().length} cores of ${cpus()[0]!.model.trim()}, Node ${process.versions.node} on ${process.platform}`;
  console.log(`${machine}; ${PEOPLE} people of each kind held against each other before each row, ${ROUNDS} rounds`);
  let missed = false;
  const rows = CASES.map(({ name, atMost }, index) => {
    const figures = NAMES.map((population) => apart('case', `${index}:${population}`) as Compared);
    const late = atMost !== undefined && figures.some(({ ratio }) => ratio.median > atMost);
    if (late) missed = true;
    const row = [
      name,
      bar(atMost),
      ...figures.flatMap((figure) => [`${ns(figure.other)}, ${ns(figure.ours)}`, spread(figure)]),
    ];
    console.log(`${row.join(' | ').replaceAll('**', '')}${late ? '  MISSED' : ''}`);
    return row;
  });
  const sizes = SIZES.map((criteria) => {
    const found = apart('growth', String(criteria)) as Growth;
    const each = `${(found.all.ours / criteria).toFixed(1)} ns`;
    const row = [String(criteria), ns(found.all.other), ns(found.all.ours), each, spread(found.all), ns(found.ten)];
    console.log(row.join(' | ').replaceAll('**', ''));
    return row;
  });
  const head = ['what; held against', 'bar', ...NAMES.flatMap((name) => [`${name}: other, judge`, 'ratio'])];
  const told = [
    `Measured on ${machine}, ${ROUNDS} rounds (10 with json-rules-engine). Before each row ${PEOPLE.toLocaleString('en')} people of each kind`,
    'came out the same, 0 mismatches. Ratios are least, **median**, most.',
    '',
    table(head, rows),
    '',
    table(['criteria', 'a loop over the answers', 'judge', 'for each answer', 'ratio', 'ten answered'], sizes),
  ];
  const report = readFileSync(REPORT, 'utf8');
  const place = /(<!-- verdicts -->\n)[^]*(?=<!-- end of verdicts -->)/;
  if (!place.test(report)) throw new Error(`${REPORT} has no place for the figures.`);
  writeFileSync(
    REPORT,
    report.replace(place, (_all, start: string) => `${start}\n${told.join('\n')}\n\n`),
  );
  return !missed;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function bar(atMost: number | undefined): string {
  if (atMost === undefined) return 'none';
  return atMost < 1 ? `1/${Math.round(1 / atMost)}` : `${atMost}`;
}

function spread({ ratio }: Compared): string {
  return `${times(ratio.min)}, **${times(ratio.median)}**, ${times(ratio.max)}`;
}

function ns(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} ns` : `${(value / 1000).toFixed(0)} µs`;
}

function times(value: number): string {
  return value < 0.1 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2);
}
