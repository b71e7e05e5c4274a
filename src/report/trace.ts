import { testInWords } from '../analysis/test-in-words.js';
import type { Trace } from '../engine/evaluate.js';
import type { Answer } from '../model/answer.js';
import { formatDecimal } from '../model/decimal.js';
import type { Truth } from '../model/truth.js';
import { visible } from '../model/visible.js';

const TRUTH: Readonly<Record<Truth, string>> = { true: 'yes', false: 'no', unknown: 'open' };

/** How a condition came out, part by part, each with the answer that it read. */
export function traceLines(trace: Trace, indent = ''): readonly string[] {
  return [`${indent}${TRUTH[trace.truth].padEnd(4)} ${headOf(trace)}`, ...partLines(trace, `${indent}  `)];
}

function partLines({ condition, parts }: Trace, indent: string): readonly string[] {
  return parts.flatMap((part, index) => {
    const lines = traceLines(part, indent);
    if (condition.kind !== 'score') return lines;
    const [first = '', ...rest] = lines;
    return [`${first} (adds ${formatDecimal(condition.terms[index]!.weight, condition.places)})`, ...rest];
  });
}

function headOf({ condition, read }: Trace): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not':
      return `${condition.kind}:`;
    case 'at-least':
      return `at least ${condition.count} of:`;
    case 'score': {
      const bound = (value: number | undefined, word: string): readonly string[] =>
        value === undefined ? [] : [`${word} ${formatDecimal(value, condition.places)}`];
      const bounds = [...bound(condition.atLeast, 'at least'), ...bound(condition.atMost, 'at most')];
      return `score ${bounds.join(', ')}:`;
    }
    case 'comparison': {
      if (read === undefined) return condition.question;
      const test = testInWords(condition.test, read.question);
      const gate = read.applies === 'false' ? '; does not apply' : read.applies === 'unknown' ? '; may not apply' : '';
      return visible(`${condition.question} ${test} — answered ${answerWords(read.answer)}${gate}`).replace(
        'answered not asked',
        'not asked',
      );
    }
  }
}

/** `80 kg`, `don't know`, `not asked`. */
export function answerWords(answer: Answer | undefined): string {
  if (answer === undefined) return 'not asked';
  if (answer.kind === 'unknown') return "don't know";
  const { value, unit } = answer;
  const text = Array.isArray(value) ? (value.length === 0 ? 'none' : value.join(', ')) : String(value);
  return unit === undefined ? text : `${text} ${unit}`;
}
