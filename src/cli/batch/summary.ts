import { accuracyOf, type Accuracy, type Share } from '../../batch/accuracy.js';
import type { Difference, Tally } from '../../batch/tally.js';
import { criteriaOf, type RuleSet } from '../../model/ruleset.js';
import { SETTLED_OUTCOMES, type Outcome } from '../../model/screening.js';
import { visible, visibleJson } from '../../model/visible.js';

export interface SummaryOf {
  readonly ruleSet: RuleSet;
  readonly on: string;
  readonly kept: readonly string[];
  readonly labels: string | undefined;
  readonly tally: Tally;
}

const OUTCOMES: readonly Outcome[] = [...SETTLED_OUTCOMES, 'needs-information'];

interface MissingCount {
  readonly question: string;
  /** Rows in which it is missing. */
  readonly rows: number;
  /** Rows in which nothing else is: its answer, whichever it is, settles them. */
  readonly settles: number;
}

/** The counts as plain data: what `--summary json` prints. */
export function summaryJson(summary: SummaryOf): string {
  const { ruleSet, on, tally, labels } = summary;
  const missing = missingOf(tally);
  const data = {
    rows: tally.rows,
    errors: tally.bad,
    verdicts: tally.verdicts,
    eligible: tally.eligible,
    urgent: tally.urgent,
    criteria: criteriaOf(ruleSet).map(({ id, kind }) => ({ id, kind, ...tally.criteria[id] })),
    missing,
    mostSettled: mostSettled(missing)?.question ?? null,
    ...(labels === undefined ? {} : { labels: labelsJson(summary) }),
    ruleSet: { id: ruleSet.id, version: ruleSet.version, digest: ruleSet.digest },
    on,
  };
  return `${visibleJson(JSON.stringify(data, null, 2))}\n`;
}

function labelsJson({ tally, labels, kept }: SummaryOf): object {
  return {
    column: labels,
    without: tally.labels.without,
    ...accuracyOf(tally.labels),
    differing: tally.labels.differing.map(({ kept: values, ...difference }) => ({
      ...difference,
      ...Object.fromEntries(kept.map((name, index) => [name, values[index] ?? null])),
    })),
  };
}

/** The counts for a person to read. */
export function summaryText(summary: SummaryOf): string {
  const { ruleSet, on, tally, labels } = summary;
  const good = tally.rows - tally.bad;
  const lines = [
    `${count(tally.rows)} rows by ${visible(ruleSet.title)} ${visible(ruleSet.version)}, on ${on}`,
    tally.bad === 0 ? '' : `${count(tally.bad)} have an error and are in no count below\n`,
    'Verdicts',
    ...OUTCOMES.map((outcome) => line(outcome, tally.verdicts[outcome], good)),
    ...(tally.urgent['not-asked'] > 0
      ? []
      : [line('urgent', tally.urgent.yes, good), line('perhaps urgent', tally.urgent.unknown, good)]),
  ];
  for (const [heading, criteria] of [
    ['Contraindications', ruleSet.contraindications],
    ['Indications', ruleSet.indications],
    ['Supporting factors', ruleSet.supporting],
  ] as const) {
    if (criteria.length === 0) continue;
    lines.push('', `${heading.padEnd(36)}     present     unknown`);
    for (const { id } of criteria) {
      const { present = 0, unknown = 0 } = tally.criteria[id] ?? {};
      lines.push(`  ${fit(id, 34)}${count(present).padStart(12)}${count(unknown).padStart(12)}`);
    }
  }
  const missing = missingOf(tally);
  if (missing.length > 0) {
    lines.push('', `${'Missing answers'.padEnd(36)}        rows  alone`.padEnd(60));
    for (const { question, rows, settles } of missing)
      lines.push(`  ${fit(question, 34)}${count(rows).padStart(12)}${count(settles).padStart(12)}`);
    const most = mostSettled(missing);
    lines.push(
      '',
      most === undefined
        ? 'No row waits for a single answer.'
        : `"${most.question}" would settle most: it is all that is missing in ${rowsOf(most.settles)}.`,
    );
  }
  if (labels !== undefined) lines.push('', ...labelsText(summary));
  return `${lines.join('\n').replaceAll('        rows  alone', '        rows       alone').replace(/[ ]+$/gm, '')}\n`;
}

function labelsText({ tally, labels, kept }: SummaryOf): readonly string[] {
  const accuracy = accuracyOf(tally.labels);
  const { unsettled, truePositive, falsePositive, trueNegative, falseNegative } = accuracy;
  const { differing, without, counts } = tally.labels;
  const differ = counts.yes.no + counts.no.yes + unsettled.decidedYes + unsettled.decidedNo;
  return [
    `Against "${visible(labels ?? '')}"`,
    `  ${count(accuracy.compared)} rows compared; ${count(unsettled.decidedYes + unsettled.decidedNo)} not settled, ${count(without)} without a decision`,
    '',
    `${''.padEnd(24)}decided yes  decided no`,
    `  ${'eligible'.padEnd(22)}${count(truePositive).padStart(11)}${count(falsePositive).padStart(12)}`,
    `  ${'not eligible'.padEnd(22)}${count(falseNegative).padStart(11)}${count(trueNegative).padStart(12)}`,
    `  ${'not settled'.padEnd(22)}${count(unsettled.decidedYes).padStart(11)}${count(unsettled.decidedNo).padStart(12)}`,
    '',
    ...SHARES.map(([name, of]) => `  ${name.padEnd(30)}${shareText(of(accuracy))}`),
    '  95 % intervals by Wilson.',
    ...(differ === 0 ? ['', '  No row differs.'] : ['', ...differencesText(differing, differ, kept)]),
  ];
}

const SHARES: readonly (readonly [string, (accuracy: Accuracy) => Share])[] = [
  ['sensitivity', (accuracy) => accuracy.sensitivity],
  ['specificity', (accuracy) => accuracy.specificity],
  ['positive predictive value', (accuracy) => accuracy.positivePredictiveValue],
  ['negative predictive value', (accuracy) => accuracy.negativePredictiveValue],
  ['referral rate', (accuracy) => accuracy.referralRate],
];

/** Rows that differ which a person is shown. */
const SHOWN = 20;

function differencesText(differing: readonly Difference[], all: number, kept: readonly string[]): readonly string[] {
  const shown = differing.slice(0, SHOWN);
  const names = kept.map((name) => visible(name));
  return [
    `  ${rowsOf(all)} differ${all === 1 ? 's' : ''}${shown.length < all ? `; the first ${shown.length}` : ''}:`,
    ...shown.map(({ row, decided, verdict, kept: values }) => {
      const who = values.map((value, index) => ` ${names[index] ?? ''} ${visible(value ?? '')}`).join(',');
      return `  row ${row}${who === '' ? '' : `,${who}`}: decided ${decided}, ${verdict}`;
    }),
    ...(shown.length < all ? ['  In the output all of them have "agrees" other than true.'] : []),
  ];
}

function shareText({ value, low, high, count: some, of }: Share): string {
  if (value === null || low === null || high === null) return 'no cases';
  return `${percent(value)}  (${percent(low)} to ${percent(high)})  ${count(some)} of ${count(of)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(7);
}

function missingOf({ missing }: Tally): readonly MissingCount[] {
  return Object.entries(missing)
    .map(([question, { rows, alone }]) => ({ question, rows, settles: alone }))
    .sort((a, b) => (a.rows === b.rows ? (a.question < b.question ? -1 : 1) : b.rows - a.rows));
}

function mostSettled(missing: readonly MissingCount[]): MissingCount | undefined {
  const [most] = [...missing].sort((a, b) => (a.settles === b.settles ? b.rows - a.rows : b.settles - a.settles));
  return most === undefined || most.settles === 0 ? undefined : most;
}

function line(name: string, some: number, of: number): string {
  const share = of === 0 ? '' : `${((some / of) * 100).toFixed(1)} %`.padStart(9);
  return `  ${name.padEnd(34)}${count(some).padStart(12)}${share}`;
}

function fit(text: string, width: number): string {
  const shown = visible(text);
  return shown.length < width ? shown.padEnd(width) : `${shown} `;
}

export function rowsOf(some: number): string {
  return some === 1 ? '1 row' : `${count(some)} rows`;
}

/** A whole number with thousands apart: 1,234,567. */
export function count(some: number): string {
  return String(some).replace(/\B(?=(\d{3})+$)/g, ',');
}
