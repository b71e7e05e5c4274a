import type { Compiled } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import { formatDecimal } from '../../src/model/decimal.js';
import type { Question, Scale } from '../../src/model/question.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import { readLevel } from '../../src/cli/answers.js';
import type { Problem } from '../../src/cli/errors.js';

/** What stands in a row for a question: as text, and as a value of JSON in its spelling. */
export interface Cell {
  readonly text: string;
  readonly json: string;
}

/** A row as it is put in: for each question what stands there; undefined for nothing. */
export type Row = ReadonlyMap<string, Cell>;

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * People of every kind: hardly asked, asked everything, with answers that do not apply and some that are none. `share` is how
 * often a row keeps an answer to a question that does not apply, or has one that is none.
 */
export function randomRows(compiled: Compiled, on: string, count: number, seed: number): readonly Row[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const asked = next() < 0.4 ? 1 : next();
    const healthy = pick([0.4, 0.85, 0.985], next);
    const row = new Map<string, Cell>();
    for (const question of compiled.ruleSet.questions)
      if (next() < asked) row.set(question.id, cellOf(question, next, healthy));
    if (next() < 0.1) return row;
    if (next() < 0.05) row.set(pick(compiled.ruleSet.questions, next).id, { text: 'perhaps', json: '"perhaps"' });
    return applying(compiled, on, row);
  });
}

/** The row without answers to questions that do not apply, as somebody who fills in a form leaves them out. */
function applying(compiled: Compiled, on: string, row: Map<string, Cell>): Row {
  for (;;) {
    const { answers, problems } = answersOf(compiled.ruleSet, row, on, 'text');
    if (problems.length > 0) return row;
    const { questions } = compiled.standing(answers, { on });
    const wrong = [...answers].filter(([id, { kind }]) => kind === 'known' && questions.get(id) === 'not-applicable');
    if (wrong.length === 0) return row;
    for (const [id] of wrong) row.delete(id);
  }
}

/** The row as the file of answers of one person is read. */
export function answersOf(
  ruleSet: RuleSet,
  row: Row,
  on: string,
  how: 'text' | 'json',
): { readonly answers: Answers; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const given = [...row].flatMap(([question, { text, json }]) => {
    if (how === 'text') return text.trim() === '' ? [] : [{ question, raw: text, origin: 'file' as const, where: '' }];
    // A number is read as it is spelled, as files of answers are.
    const spelled = JSON.parse(json.replace(/(^|[[,])(-?\d[\d.]*)/g, '$1"$2"')) as unknown;
    return [{ question, raw: spelled, origin: 'file' as const, where: '' }];
  });
  return { answers: readLevel(ruleSet, given, on, problems).answers, problems };
}

function cellOf(question: Question, next: () => number, healthy: number): Cell {
  if (next() < (1 - healthy) / 2)
    return pick([word('unknown'), { text: '', json: 'null' }, { text: ' Unknown', json: 'null' }], next);
  switch (question.type) {
    case 'yes-no':
      return next() < healthy
        ? pick([word('no'), word('no'), word('No '), { text: 'false', json: 'false' }], next)
        : pick([word('yes'), word('yes'), word('YES'), { text: 'true', json: 'true' }], next);
    case 'choice': {
      const { value } = pick(question.options, next);
      return word(value);
    }
    case 'choices': {
      const chosen = question.options.flatMap(({ value }) => (next() < 0.3 ? [value] : []));
      return chosen.length === 0
        ? { text: 'none', json: next() < 0.5 ? '[]' : '"none"' }
        : { text: chosen.join(','), json: JSON.stringify(chosen) };
    }
    case 'number': {
      const way = pick([{ unit: question.unit ?? '', scale: question.scale }, ...question.accepts], next);
      const value = formatDecimal(valueOn(way.scale, next), way.scale.places);
      if (question.accepts.length === 0)
        return { text: next() < 0.5 ? value : ` ${value}`, json: next() < 0.5 ? value : `"${value}"` };
      return word(`${value}${next() < 0.5 ? ' ' : ''}${way.unit}`);
    }
    case 'date': {
      const two = (most: number): string => String(1 + Math.floor(next() * most)).padStart(2, '0');
      const day = `${2015 + Math.floor(next() * 11)}-${two(12)}-${two(28)}`;
      return word(next() < 0.7 ? day : next() < 0.5 ? day.slice(0, 7) : day.slice(0, 4));
    }
  }
}

function valueOn({ min, max, step }: Scale, next: () => number): number {
  return min + step * Math.floor(next() * (Math.floor((max - min) / step) + 1));
}

function word(text: string): Cell {
  return { text, json: JSON.stringify(text) };
}

function pick<T>(list: readonly T[], next: () => number): T {
  return list[Math.floor(next() * list.length)]!;
}

/** What makes rows long: only many bytes are worth a thread. */
const NOTE = 'Came in with pain since the spring. '.repeat(15);

/** The rows as CSV, with quotes where they are needed and sometimes where not. */
export function csvOf(ids: readonly string[], rows: readonly Row[], next: () => number): string {
  const lines = rows.map((row, index) => {
    const cells = ids.map((id) => {
      const text = row.get(id)?.text ?? '';
      return text.includes(',') || next() < 0.02 ? `"${text.replaceAll('"', '""')}"` : text;
    });
    return [`P${index + 1}`, NOTE, ...cells].join(',');
  });
  return `\uFEFF${['id', 'note', ...ids].join(',')}\r\n${lines.join('\r\n')}\r\n`;
}

/** The rows as NDJSON, in the plain spelling and in others. */
export function ndjsonOf(rows: readonly Row[], next: () => number): string {
  const lines = rows.map((row, index) => {
    const way = next();
    const members = [
      ['id', JSON.stringify(`P${index + 1}`)],
      ['note', JSON.stringify(NOTE)],
      ...[...row].map(([id, { json }]) => [id, json]),
    ];
    if (way < 0.05) members.reverse();
    const name = (id: string): string =>
      way < 0.1 ? `"\\u${id.charCodeAt(0).toString(16).padStart(4, '0')}${id.slice(1)}"` : `"${id}"`;
    const space = way < 0.2 ? ' ' : '';
    return `{${members.map(([id = '', json = '']) => `${name(id)}:${space}${json}`).join(`,${space}`)}}`;
  });
  return lines.join('\n');
}
