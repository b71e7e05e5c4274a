import { faint, item, paragraph, row, section, strong, type Block, type Section } from './document.js';
import type { AnswerResult, OverrodeResult, QuestionResult, Result } from './result.js';
import { labelOf, listed, NO_ANSWER, ORIGIN, shortLabelOf, valueText } from './words.js';

/** Answers that nobody gave, and answers that replaced others. */
export function answersSection(result: Result): readonly Section[] {
  const assumed = result.questions.flatMap((question) => {
    const answer = result.answers[question.id];
    return answer?.origin === 'assumed'
      ? [`${labelOf(result, question.id)}: ${valueText(question, answer.value)}`]
      : [];
  });
  return section(
    'check',
    'Answers to check',
    result.overrode.map((entry) => overridden(result, entry)),
    assumed.length === 0 ? [] : [item('warning', 'caution', [`Assumed, not asked: ${assumed.join(', ')}.`])],
  );
}

/** Given answers of which nobody knows yet whether they count: what they say must not be overlooked meanwhile. */
export function waitingSection(result: Result): readonly Section[] {
  const items = result.questions.flatMap((question) => {
    const answer = result.answers[question.id];
    if (question.waitsFor === undefined || answer === undefined) return [];
    const said = `${labelOf(result, question.id)}: ${valueText(question, answer.value, answer.unit)}.`;
    const hinges = listed(question.waitsFor.map((id) => shortLabelOf(result, id)));
    return [
      item('warning', 'caution', [strong(said), ` It counts only if the question applies, which hangs on ${hinges}.`]),
    ];
  });
  return section('waiting', 'Answered, but not counted yet', items);
}

function overridden(result: Result, { question: id, was, by, removed }: OverrodeResult): Block {
  const question = result.questions.find((one) => one.id === id);
  const said = ({ value, unit, origin }: AnswerResult): string =>
    `${valueText(question, value, unit)} (${ORIGIN[origin]})`;
  const line = `${labelOf(result, id)}: ${said(by)} overrides ${said(was)}.`;
  if (removed.length === 0) return item('warning', 'caution', [line]);
  const names = removed.map((gone) => result.contraindications.find((one) => one.id === gone)?.name ?? gone);
  const loud = `The overridden answer spoke against the treatment: ${names.join(', ')}. Make sure which is right.`;
  return item('warning', 'danger', [strong(line), ' ', { text: loud, tone: 'danger' }]);
}

/** "Not asked", "don't know" and "does not apply" are three different things. */
export function unansweredSection(result: Result): readonly Section[] {
  const rows = (['not-asked', 'unknown', 'not-applicable'] as const).flatMap((state) => {
    const names = result.questions.filter((question) => question.state === state).map((one) => nameOf(result, one));
    return names.length === 0 ? [] : [row(NO_ANSWER[state], names.join(', '))];
  });
  const idle = rows.length > 0 && result.verdict !== 'needs-information' && result.urgent !== 'unknown';
  return section(
    'unanswered',
    'Without an answer',
    rows,
    idle ? [paragraph(faint('None of these can change the verdict.'))] : [],
  );
}

function nameOf(result: Result, question: QuestionResult): string {
  const answer = result.answers[question.id];
  const label = labelOf(result, question.id);
  if (question.state !== 'not-applicable' || answer === undefined) return label;
  return `${label} (answered ${valueText(question, answer.value, answer.unit)}, which does not count)`;
}
