import type { Evidence } from '../model/ruleset.js';
import type { About } from './account.js';
import { faint, item, paragraph, section, strong, type Block, type Section } from './document.js';
import type { ContraindicationResult, CriterionResult, Result } from './result.js';
import type { Tone } from './style.js';
import { answerText, labelOf, STATE, valueText } from './words.js';

/** What a full explanation adds: the answers that decide, every criterion, and the claims beside what was found. */
export function fullSections(about: About): readonly Section[] {
  const { result } = about;
  const every = (all: readonly CriterionResult[], present: Tone): readonly Block[] =>
    all.map((one) => criterion(about, one, present));
  return [
    ...decisiveSection(result),
    ...section(
      'contraindications',
      'Every contraindication',
      result.contraindications.map((one) => criterion(about, one, toneOf(one), kindOf(one))),
    ),
    ...section('indications', 'Every indication', every(result.indications, 'go')),
    ...section('factors', 'Every supporting factor', every(result.supporting, 'go')),
    ...claimsSection(about),
    ...loosenedSection(result),
  ];
}

function decisiveSection(result: Result): readonly Section[] {
  if (result.verdict === 'needs-information') return [];
  if (result.decisive.length === 0) {
    return section('decisive', 'Decisive answers', [paragraph('None: the verdict is the same whatever is answered.')]);
  }
  const answers = result.decisive.map((id) => {
    const question = result.questions.find((one) => one.id === id);
    const answer = result.answers[id];
    const value = answer === undefined ? '' : valueText(question, answer.value, answer.unit);
    return item('bullet', 'faint', [`${labelOf(result, id)}: `, strong(value)]);
  });
  const intro = 'These alone force the verdict, whatever the others are:';
  return section('decisive', 'Decisive answers', [paragraph(intro)], answers);
}

function kindOf({ severity, urgent }: ContraindicationResult): string {
  return urgent ? `${severity}, urgent` : severity;
}

/** Of a contraindication that is present: as where the verdict is explained. */
function toneOf({ severity, urgent }: ContraindicationResult): Tone {
  return urgent ? 'danger' : severity === 'absolute' ? 'stop' : 'caution';
}

function criterion({ result, view, sources }: About, one: CriterionResult, present: Tone, kind?: string): Block {
  const tones: Readonly<Record<CriterionResult['state'], Tone>> = { present, absent: 'faint', unknown: 'open' };
  const line = view.locate?.(one.at);
  const answers = one.questions.flatMap((id) => {
    const question = result.questions.find((candidate) => candidate.id === id);
    if (question === undefined) return [];
    return [paragraph(question.ask, ' ', strong(answerText(question, result.answers[id])))];
  });
  const source = [sources.cite(one.source), ...evidenceText(one.evidence ?? {})].filter((part) => part !== '');
  return {
    ...item(
      one.state,
      tones[one.state],
      [strong(one.name), `: ${STATE[one.state]}`, kind === undefined ? '' : ` (${kind})`],
      [...answers, paragraph(one.because), ...(source.length === 0 ? [] : [paragraph(faint(source.join('; ')))])],
    ),
    place: line === undefined ? one.at : `${line.file}:${line.line}`,
  };
}

function evidenceText({ grade, verified, reviewBy }: Evidence): readonly string[] {
  return [
    ...(grade === undefined ? [] : [`evidence: ${grade}`]),
    ...(verified === undefined ? [] : [VERIFIED[verified]]),
    ...(reviewBy === undefined ? [] : [`to be reviewed by ${reviewBy}`]),
  ];
}

const VERIFIED: Readonly<Record<NonNullable<Evidence['verified']>, string>> = {
  read: 'source read',
  partly: 'source read in part',
  'not-read': 'source not read',
};

function claimsSection({ result, sources }: About): readonly Section[] {
  return section(
    'claims',
    'What is claimed, and what was found',
    result.ruleSet.claims.map((one) => {
      const found = [sources.cite(one.source), ...evidenceText(one.evidence ?? {})];
      return item(
        'bullet',
        'faint',
        [strong('Claimed: '), one.claim, ' ', faint(sources.cite(one.claimSource))],
        [paragraph(strong('Found: '), one.found, ' ', faint(found.filter((part) => part !== '').join('; ')))],
      );
    }),
  );
}

/** What a rule set that extends another lets through that the other held back, and why. */
function loosenedSection(result: Result): readonly Section[] {
  return section(
    'loosened',
    'What this rule set does to those it extends',
    result.ruleSet.loosened.map(({ kind, target, because }) =>
      item('warning', 'caution', [strong(`${CHANGED[kind]} ${target}: `), because]),
    ),
  );
}

// prettier-ignore
const CHANGED = { add: 'adds', replace: 'replaces', remove: 'removes', gate: 'asks under a condition only' } as const;
