import type { Answer, Answers } from '../model/answer.js';
import type { QuestionId } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import { rawAnswer } from './answer-flags.js';

/** A test file to be filled in: what most of the patients share as a fixture, and of each what is different. */
export function patientsYaml(
  ruleSet: RuleSet,
  patients: readonly Answers[],
  rules: string | undefined,
  on: string,
): string {
  const dated = ruleSet.questions.some((question) => question.type === 'date');
  const usual = usualOf(ruleSet, patients);
  const order = ruleSet.questions.map(({ id }) => id);
  const names = new Map<string, number>();
  return [
    '# Patients who show all that nobody showed before. Fill in what you expect of each, and delete the comments:',
    '# a patient of whom nothing is expected is no test. docs/rule-tests.md says what can be expected.',
    'candidacy-tests: 1',
    ...(rules === undefined ? [] : [`rules: ${scalar(rules)}`]),
    ...(dated ? [`on: ${on}`] : []),
    ...(usual.size === 0 ? [] : ['fixtures:', '  usual:', '    answers:', ...answerLines(usual, order, '      ')]),
    'patients:',
    ...patients.flatMap((answers) => patientLines(answers, usual, order, names)),
    '',
  ].join('\n');
}

/** The answer that most of the patients give to each question that most of them answer. */
function usualOf(ruleSet: RuleSet, patients: readonly Answers[]): ReadonlyMap<QuestionId, string> {
  const usual = new Map<QuestionId, string>();
  const whole = patients.filter((answers) => answers.size > 0);
  if (whole.length < 2) return usual;
  for (const { id } of ruleSet.questions) {
    const counts = new Map<string, number>();
    for (const answers of whole) {
      const raw = rawOf(answers.get(id));
      counts.set(raw, (counts.get(raw) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    if (most !== undefined && most[0] !== NOT_ASKED && most[1] > 1) usual.set(id, most[0]);
  }
  return usual;
}

const NOT_ASKED = 'not-asked';

function rawOf(answer: Answer | undefined): string {
  return answer === undefined ? NOT_ASKED : rawAnswer(answer);
}

function patientLines(
  answers: Answers,
  usual: ReadonlyMap<QuestionId, string>,
  order: readonly QuestionId[],
  names: Map<string, number>,
): readonly string[] {
  const extend = answers.size > 0 && usual.size > 0;
  const base = extend ? usual : new Map<QuestionId, string>();
  const own = new Map(
    order.flatMap((id) => {
      const raw = rawOf(answers.get(id));
      return raw === (base.get(id) ?? NOT_ASKED) ? [] : [[id, raw] as const];
    }),
  );
  return [
    `  - name: ${scalar(nameOf(own, answers, names))}`,
    ...(extend ? ['    extends: usual'] : []),
    ...(own.size === 0 ? [] : ['    answers:', ...answerLines(own, order, '      ')]),
    '    expect: # expected? verdict, present, absent, unknown, missing, next, urgent …',
  ];
}

/** What sets a patient apart, in a few words that no other has. */
function nameOf(own: ReadonlyMap<QuestionId, string>, answers: Answers, names: Map<string, number>): string {
  const parts = [...own].map(([id, raw]) => `${id} ${raw}`);
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `and ${parts.length - 3} more`] : parts;
  const name = answers.size === 0 ? 'Nothing asked yet' : shown.length === 0 ? 'As usual' : shown.join(', ');
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : `${name} (${count})`;
}

function answerLines(
  answers: ReadonlyMap<QuestionId, string>,
  order: readonly QuestionId[],
  indent: string,
): readonly string[] {
  return order.flatMap((id) => (answers.has(id) ? [`${indent}${id}: ${scalar(answers.get(id)!)}`] : []));
}

/** A text as YAML spells it: plain where that is the same text, else in quotes. */
export function scalar(text: string): string {
  const plain = /^[A-Za-z][\w ,./()–-]*$/.test(text) && !text.endsWith(' ') && !/^(true|false|null|~)$/i.test(text);
  return plain || /^\d{4}-\d{2}-\d{2}$/.test(text) || /^-?\d+(\.\d+)?[a-zA-Z%]*$/.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}
