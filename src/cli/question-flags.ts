import { Option } from 'commander';
import { questionsOf } from '../model/condition.js';
import type { Question, QuestionId } from '../model/question.js';
import { rangeOf } from '../model/read-answer.js';
import type { RuleSet } from '../model/ruleset.js';
import { visible } from '../model/visible.js';

/** The flags of one question: two for a yes-no question, one for every other. */
export function questionOptions(question: Question): readonly Option[] {
  const describe = (more = ''): string => `${visible(question.ask)}${more}`;
  switch (question.type) {
    case 'yes-no':
      return [new Option(`--${question.id} [answer]`, describe()), new Option(`--no-${question.id}`)];
    case 'choice':
      return [new Option(`--${question.id} <option>`, describe(` (${values(question.options)})`))];
    case 'choices':
      return [new Option(`--${question.id} <a,b|none>`, describe(` (any of ${values(question.options)})`))];
    case 'number':
      return [new Option(`--${question.id} <number>`, describe(` (${rangeOf(question)})`))];
    case 'date':
      return [new Option(`--${question.id} <date>`, describe(' (YYYY-MM-DD)'))];
  }
}

function values(options: readonly { readonly value: string }[]): string {
  return options.map((option) => visible(option.value)).join(', ');
}

/** The questions by what reads them: directly, or through a gate. */
export function sections(
  ruleSet: RuleSet,
): readonly { readonly heading: string; readonly questions: readonly Question[] }[] {
  const byId = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const left = new Set<QuestionId>(byId.keys());
  const take = (id: QuestionId): readonly Question[] => {
    const question = byId.get(id);
    if (question === undefined || !left.delete(id)) return [];
    return [...(question.askIf === undefined ? [] : questionsOf(question.askIf)).flatMap(take), question];
  };
  const section = (
    heading: string,
    criteria: readonly { readonly when: RuleSet['indications'][number]['when'] }[],
  ) => ({
    heading,
    questions: criteria.flatMap(({ when }) => questionsOf(when)).flatMap(take),
  });
  const read = [
    section('Contraindications:', ruleSet.contraindications),
    section('Indications:', ruleSet.indications),
    section('Supporting factors:', ruleSet.supporting),
  ];
  return [...read, { heading: 'Other questions:', questions: [...left].flatMap(take) }];
}
