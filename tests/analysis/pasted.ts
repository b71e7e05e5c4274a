import { expect } from 'vitest';
import { compile } from '../../src/engine/compile.js';
import type { Answers } from '../../src/model/answer.js';
import { readAnswer } from '../../src/model/read-answer.js';
import type { RuleSet } from '../../src/model/ruleset.js';
import type { Screening } from '../../src/model/screening.js';
import { answerSpelled } from '../../src/report/patient.js';

/** The screening of what is printed, read as the command line reads it and refused where that refuses it. */
export function pasted(ruleSet: RuleSet, answers: Answers, on: string): Screening {
  const read = [...answers].map(([id, answer]) => {
    const question = ruleSet.questions.find((one) => one.id === id);
    if (question === undefined) throw new Error(`There is no question "${id}".`);
    const result = readAnswer(question, answerSpelled(answer), { on });
    if (!result.ok || result.unknown === true) throw new Error(`"${id}" does not take ${answerSpelled(answer)}.`);
    const { value, unit } = result;
    return [id, { kind: 'known', value, ...(unit === undefined ? {} : { unit }), origin: 'flag' }] as const;
  });
  const screening = compile(ruleSet).screen(new Map(read), { on });
  expect([...answers.keys()].filter((id) => screening.questions.get(id) === 'not-applicable')).toEqual([]);
  return screening;
}
