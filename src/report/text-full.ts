import type { Evidence } from '../model/ruleset.js';
import type { ContraindicationResult, CriterionResult } from './result.js';
import { citation, item, section, spread, text, type Sheet } from './sheet.js';
import type { Paint } from './style.js';
import { answerText, labelOf, STATE, valueText } from './words.js';

/** What `--explain full` adds: the answers that decide, every criterion, and the claims beside what was found. */
export function fullSections(sheet: Sheet): readonly string[] {
  const { result } = sheet;
  return [
    ...decisiveSection(sheet),
    ...section(
      sheet,
      'Every contraindication',
      ...result.contraindications.map((one) => criterion(sheet, one, kindOf(one))),
    ),
    ...section(sheet, 'Every indication', ...result.indications.map((one) => criterion(sheet, one))),
    ...section(sheet, 'Every supporting factor', ...result.supporting.map((one) => criterion(sheet, one))),
    ...claimsSection(sheet),
    ...loosenedSection(sheet),
  ];
}

function decisiveSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  if (result.verdict === 'needs-information') return [];
  if (result.decisive.length === 0) {
    return section(sheet, 'Decisive answers', text(sheet, 2, 'None: the verdict is the same whatever is answered.'));
  }
  return section(
    sheet,
    'Decisive answers',
    text(sheet, 2, 'These alone force the verdict, whatever the others are:'),
    ...result.decisive.map((id) => {
      const question = result.questions.find((one) => one.id === id);
      const answer = result.answers[id];
      const value = answer === undefined ? '' : valueText(question, answer.value, answer.unit);
      return item(sheet, 4, style.signs.bullet, style.faint, `${labelOf(result, id)}: `, {
        text: value,
        paint: style.strong,
      });
    }),
  );
}

function kindOf({ severity, urgent }: ContraindicationResult): string {
  return urgent ? `${severity}, urgent` : severity;
}

function criterion(sheet: Sheet, one: CriterionResult, kind?: string): readonly string[] {
  const { result, style, view } = sheet;
  const place = view.locate?.(one.at);
  const where = place === undefined ? one.at : `${place.file}:${place.line}`;
  return [
    ...spread(
      sheet,
      4,
      style.signs[one.state],
      statePaint(sheet, one),
      [{ text: one.name, paint: style.strong }, `: ${STATE[one.state]}`, ...(kind === undefined ? [] : [` (${kind})`])],
      where,
    ),
    ...one.questions.flatMap((id) => {
      const question = result.questions.find((candidate) => candidate.id === id);
      return question === undefined
        ? []
        : text(sheet, 6, question.ask, ' ', { text: answerText(question, result.answers[id]), paint: style.strong });
    }),
    ...sourced(sheet, one),
  ];
}

function statePaint({ style }: Sheet, one: CriterionResult): Paint {
  return { present: style.caution, absent: style.faint, unknown: style.open }[one.state];
}

/** The reason, its place, and how well it stands. */
function sourced(sheet: Sheet, one: CriterionResult): readonly string[] {
  const source = [citation(sheet, one.source), ...evidenceText(one.evidence ?? {})]
    .filter((part) => part !== '')
    .join('; ');
  return [
    ...text(sheet, 6, one.because),
    ...(source === '' ? [] : text(sheet, 6, { text: source, paint: sheet.style.faint })),
  ];
}

function evidenceText({ grade, verified, reviewBy }: Evidence): readonly string[] {
  return [
    ...(grade === undefined ? [] : [`evidence: ${grade}`]),
    ...(verified === undefined
      ? []
      : [{ read: 'source read', partly: 'source read in part', 'not-read': 'source not read' }[verified]]),
    ...(reviewBy === undefined ? [] : [`to be reviewed by ${reviewBy}`]),
  ];
}

function claimsSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  return section(
    sheet,
    'What is claimed, and what was found',
    ...result.ruleSet.claims.map((one) => [
      ...item(sheet, 4, style.signs.bullet, style.faint, { text: 'Claimed: ', paint: style.strong }, one.claim, ' ', {
        text: citation(sheet, one.claimSource ?? {}),
        paint: style.faint,
      }),
      ...text(sheet, 4, { text: 'Found: ', paint: style.strong }, one.found, ' ', {
        text: [citation(sheet, one.source ?? {}), ...evidenceText(one.evidence ?? {})]
          .filter((part) => part !== '')
          .join('; '),
        paint: style.faint,
      }),
    ]),
  );
}

/** What a rule set that extends another lets through that the other held back, and why. */
function loosenedSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  return section(
    sheet,
    'What this rule set does to those it extends',
    ...result.ruleSet.loosened.map(({ kind, target, because }) =>
      item(
        sheet,
        4,
        style.signs.warning,
        style.caution,
        { text: `${CHANGED[kind]} ${target}: `, paint: style.strong },
        because,
      ),
    ),
  );
}

// prettier-ignore
const CHANGED = { add: 'adds', replace: 'replaces', remove: 'removes', gate: 'asks under a condition only' } as const;
