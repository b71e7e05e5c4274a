import type { QuestionId } from '../model/question.js';
import { paragraph, type Span } from './paragraph.js';
import type { CriterionResult, OverrodeResult, QuestionResult } from './result.js';
import { citation, item, row, section, sheetOf, text, type Sheet } from './sheet.js';
import type { Paint, Tone } from './style.js';
import { fullSections } from './text-full.js';
import { hingesSection, nextSection } from './text-changes.js';
import type { Renderer } from './view.js';
import { flat } from './width.js';
import { labelOf, NO_ANSWER, ORIGIN, shortDigest, sourceText, valueText } from './words.js';

/** The verdict, why, and what it hangs on, for a person at a terminal or reading a log. */
export const textReport: Renderer = (result, view, style) => {
  const sheet = sheetOf(result, view, style);
  const lines = [
    ...verdictBlock(sheet),
    ...openRedFlags(sheet),
    ...nextSection(sheet),
    ...whySection(sheet),
    ...hingesSection(sheet),
    ...supportingSection(sheet),
    ...answersSection(sheet),
    ...unansweredSection(sheet),
    ...(view.explain === 'full' ? fullSections(sheet) : []),
    ...emergencySection(sheet),
    ...aboutSection(sheet),
  ];
  return `${lines.join('\n')}\n`;
};

const TONE: Readonly<Record<Sheet['result']['verdict'], Tone>> = {
  contraindicated: 'stop',
  'not-indicated': 'stop',
  'candidate-with-caution': 'caution',
  candidate: 'go',
  'needs-information': 'open',
};

/** The sentence to read aloud, the words a record uses, and what the verdict does and does not mean. */
function verdictBlock(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const urgent = result.urgent === 'yes';
  const tone = style[urgent ? 'danger' : TONE[result.verdict]];
  const bar = `${tone(style.signs.bar)} `;
  const block = (...spans: readonly Span[]): readonly string[] =>
    paragraph(spans, sheet.width, { first: bar, rest: bar, width: 2 });
  const facts = [
    result.verdict,
    `eligible: ${result.eligible}`,
    `urgent: ${result.urgent === 'not-asked' ? 'not asked' : result.urgent}`,
  ].join(', ');
  return [
    ...block({ text: result.summary, paint: urgent ? style.danger : (line) => tone(style.strong(line)) }),
    ...block({ text: facts, paint: style.faint }),
    ...meaningOf(sheet).flatMap((words) => (flat(words) === '' ? [] : ['', ...text(sheet, 0, words)])),
  ];
}

function meaningOf({ result }: Sheet): readonly string[] {
  const candidate = result.eligible === 'yes';
  const words: string[] = [];
  if (result.urgent === 'yes') {
    words.push('Arrange medical assessment today, before any treatment. Everything below can wait.');
  }
  if (candidate) {
    const against = result.verdict === 'candidate' ? 'nothing against it' : 'nothing that rules it out';
    words.push(
      `These rules found something that speaks for the treatment and ${against}. Whether it helps, and whether it ` +
        'fits this patient, is for a clinician to judge.',
    );
  }
  if (candidate) words.push(...redFlagsUnasked(result));
  if (result.text !== null) words.push(result.text);
  return words;
}

function redFlagsUnasked({ urgent, ruleSet }: Sheet['result']): readonly string[] {
  if (urgent !== 'not-asked') return [];
  const where = ruleSet.redFlagsIn === null ? '' : ` The rule set ${ruleSet.redFlagsIn} asks about them.`;
  return [`This rule set does not ask about red flags, the signs of an emergency.${where}`];
}

/** Before everything else, and even where the verdict is settled: whether this is an emergency is still open. */
function openRedFlags(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  if (result.urgent !== 'unknown') return [];
  const open = result.contraindications.filter(({ urgent, state }) => urgent && state === 'unknown');
  return section(
    sheet,
    'Red flags: not ruled out yet',
    ...(result.missingForUrgent.length > 0
      ? result.missingForUrgent.map((id) => openQuestion(sheet, id))
      : open.map(({ name }) => item(sheet, 4, style.signs.unknown, style.danger, name))),
  );
}

/** A question, and which of the three reasons there is for its having no answer. */
function openQuestion(sheet: Sheet, id: QuestionId): readonly string[] {
  const { result, style } = sheet;
  const question = result.questions.find((one) => one.id === id);
  const state = question === undefined || question.state === 'answered' ? 'open' : NO_ANSWER[question.state];
  return item(sheet, 4, style.signs.unknown, style.danger, question?.ask ?? id, ' ', {
    text: `(${state}${id === result.next ? ', ask this next' : ''})`,
    paint: style.faint,
  });
}

function whySection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const { verdict } = result;
  const against = result.contraindications.filter(isPresent);
  const absolute = against.filter(({ severity }) => severity === 'absolute');
  const ruledOut = [...absolute.filter((one) => one.urgent), ...absolute.filter((one) => !one.urgent)].flatMap((one) =>
    found(sheet, one, one.urgent ? 'red flag, rules it out' : 'rules it out', style[one.urgent ? 'danger' : 'stop']),
  );
  const cautions = against
    .filter(({ severity }) => severity === 'relative')
    .flatMap((one) => found(sheet, one, 'calls for caution', style.caution));
  const indications = result.indications.filter(isPresent);
  const reasons = [
    ...indications.flatMap((one) => found(sheet, one, 'speaks for it', style.go)),
    ...noIndication(sheet),
  ];
  if (verdict === 'needs-information') return section(sheet, 'Found so far', ruledOut, cautions, reasons);
  if (verdict === 'contraindicated') {
    return [...section(sheet, 'Why', forced(sheet), ruledOut), ...section(sheet, 'Found as well', cautions, reasons)];
  }
  if (verdict === 'not-indicated') {
    return [...section(sheet, 'Why', reasons), ...section(sheet, 'Found as well', cautions)];
  }
  return section(sheet, 'Why', forced(sheet), cautions, reasons);
}

function isPresent({ state }: CriterionResult): boolean {
  return state === 'present';
}

function found(sheet: Sheet, finding: CriterionResult, role: string, paint: Paint): readonly string[] {
  const { style } = sheet;
  const source = citation(sheet, finding.source);
  return [
    ...item(sheet, 4, style.signs.present, paint, { text: finding.name, paint: style.strong }, ' ', {
      text: `(${role})`,
      paint,
    }),
    ...text(sheet, 4, finding.because),
    ...(source === '' ? [] : text(sheet, 4, { text: source, paint: style.faint })),
  ];
}

/** Where the verdict holds though nothing that makes it so is known to be present. */
function forced(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const kinds = {
    contraindicated: result.contraindications.filter((one) => one.severity === 'absolute'),
    'candidate-with-caution': result.contraindications.filter((one) => one.severity === 'relative'),
    candidate: result.indications,
    'not-indicated': [],
    'needs-information': [],
  }[result.verdict];
  const open = kinds.filter(({ state }) => state === 'unknown');
  if (open.length === 0 || kinds.some(({ state }) => state === 'present')) return [];
  const unanswered = new Set(
    open.flatMap(({ questions }) => questions).filter((id) => !isAnswered(result.questions, id)),
  );
  const names = [...unanswered].map((id) => `“${labelOf(result, id)}”`).join(', ');
  return [
    ...text(
      sheet,
      2,
      `Whichever way ${names} ${unanswered.size === 1 ? 'is' : 'are'} answered, at least one of these is present:`,
    ),
    ...open.flatMap((one) => found(sheet, one, 'open', style.open)),
  ];
}

function isAnswered(questions: readonly QuestionResult[], id: QuestionId): boolean {
  return questions.some((question) => question.id === id && question.state === 'answered');
}

function noIndication(sheet: Sheet): readonly string[] {
  const { indications } = sheet.result;
  if (indications.length === 0) return text(sheet, 2, 'The rule set names nothing that would speak for the treatment.');
  if (indications.some(({ state }) => state !== 'absent')) return [];
  return text(sheet, 2, `Nothing speaks for the treatment. Absent: ${indications.map(({ name }) => name).join(', ')}.`);
}

function supportingSection(sheet: Sheet): readonly string[] {
  const { supporting } = sheet.result;
  const present = supporting.filter(({ state }) => state === 'present');
  if (supporting.length === 0) return [];
  return section(
    sheet,
    `Supporting factors: ${present.length} of ${supporting.length}, which never decide`,
    ...present.map(({ name }) => item(sheet, 4, sheet.style.signs.present, sheet.style.go, name)),
    present.length === 0 ? text(sheet, 2, 'None is known to be present.') : [],
  );
}

/** Answers that nobody gave, and answers that replaced others. */
function answersSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const assumed = result.questions.filter(({ id }) => result.answers[id]?.origin === 'assumed');
  const byValue = assumed.map(
    (question) =>
      `${labelOf(result, question.id)}: ${valueText(question, result.answers[question.id]?.value ?? 'unknown')}`,
  );
  return section(
    sheet,
    'Answers to check',
    ...result.overrode.map((entry) => overridden(sheet, entry)),
    assumed.length === 0
      ? []
      : item(sheet, 4, style.signs.warning, style.caution, `Assumed, not asked: ${byValue.join(', ')}.`),
  );
}

function overridden(sheet: Sheet, { question: id, was, by, removed }: OverrodeResult): readonly string[] {
  const { result, style } = sheet;
  const question = result.questions.find((one) => one.id === id);
  const said = ({ value, unit, origin }: OverrodeResult['was']): string =>
    `${valueText(question, value, unit)} (${ORIGIN[origin]})`;
  const names = result.contraindications.filter((one) => removed.includes(one.id)).map(({ name }) => name);
  const line = `${labelOf(result, id)}: ${said(by)} overrides ${said(was)}.`;
  if (removed.length === 0) return item(sheet, 4, style.signs.warning, style.caution, line);
  return item(sheet, 4, style.signs.warning, style.danger, { text: line, paint: style.strong }, ' ', {
    text: `The overridden answer spoke against the treatment: ${(names.length > 0 ? names : removed).join(', ')}. Make sure which is right.`,
    paint: style.danger,
  });
}

/** "Not asked", "don't know" and "does not apply" are three different things. */
function unansweredSection(sheet: Sheet): readonly string[] {
  const { result } = sheet;
  const column = 16;
  const rows = (['not-asked', 'unknown', 'not-applicable'] as const).flatMap((state) => {
    const names = result.questions.filter((question) => question.state === state).map((one) => leftOut(sheet, one));
    return names.length === 0 ? [] : row(sheet, NO_ANSWER[state], column, names.join(', '));
  });
  const idle = rows.length > 0 && result.verdict !== 'needs-information' && result.urgent !== 'unknown';
  return section(sheet, 'Without an answer', rows, idle ? text(sheet, 2, 'None of these can change the verdict.') : []);
}

function leftOut({ result }: Sheet, question: QuestionResult): string {
  const answer = result.answers[question.id];
  const label = labelOf(result, question.id);
  if (question.state !== 'not-applicable' || answer === undefined) return label;
  return `${label} (answered ${valueText(question, answer.value, answer.unit)}, which does not count)`;
}

function emergencySection(sheet: Sheet): readonly string[] {
  const { result } = sheet;
  const candidate = result.eligible === 'yes';
  return section(
    sheet,
    'Emergency signs',
    text(sheet, 2, result.safetyNet),
    candidate ? [] : redFlagsUnasked(result).flatMap((words) => text(sheet, 2, words)),
  );
}

function aboutSection(sheet: Sheet): readonly string[] {
  const { result, style } = sheet;
  const { ruleSet } = result;
  const column = 12;
  const sources = [...sheet.sources.values()].map(({ number, source }) => `[${number}] ${sourceText(source)}`);
  return section(
    sheet,
    'About this report',
    row(sheet, 'rule set', column, `${ruleSet.title} (${ruleSet.id} ${ruleSet.version})`),
    ruleSet.digest === '' ? [] : row(sheet, 'digest', column, shortDigest(ruleSet.digest)),
    ruleSet.lineage.length === 0
      ? []
      : row(sheet, 'extends', column, ruleSet.lineage.map(({ id, version }) => `${id} ${version}`).join(', ')),
    row(sheet, 'date', column, result.on),
    result.reference === null ? [] : row(sheet, 'reference', column, result.reference),
    sources.flatMap((source, index) =>
      row(sheet, index === 0 ? (sources.length === 1 ? 'source' : 'sources') : '', column, source),
    ),
    row(sheet, 'tool', column, `${result.tool.name} ${result.tool.version}`),
    text(sheet, 2, { text: result.notice, paint: style.faint }),
  );
}
