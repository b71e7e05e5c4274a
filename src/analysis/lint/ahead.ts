import { comparisonsIn } from '../../engine/plan.js';
import { at } from '../../model/pointer.js';
import { comparisonsInProperty } from '../statement.js';
import { testInWords } from '../test-in-words.js';
import { finding, type Check, type Finding } from './finding.js';

/** Periods before the screening that are held against a date which may lie ahead: whoever writes one may mean both directions. */
export const periodsAhead: Check = ({ ruleSet }) => {
  const ahead = new Map(
    ruleSet.questions.flatMap((question) =>
      question.type === 'date' && question.future ? [[question.id, question] as const] : [],
    ),
  );
  const read = [...comparisonsIn(ruleSet), ...(ruleSet.properties ?? []).flatMap(comparisonsInProperty)];
  return read.flatMap(({ question: id, test, at: where }): readonly Finding[] => {
    const question = ahead.get(id);
    if (question === undefined || (test.kind !== 'within' && test.kind !== 'beyond')) return [];
    return [
      finding(
        'period-looks-back',
        'warning',
        where,
        `"${id}" may be a day after the screening, which is never ${testInWords(test, question)}.`,
        {
          hint: 'Take "future: true" away, or compare with a date, such as { after: 2027-01-01 }; or ask with a yes-no question whether the day is that near.',
          related: [{ at: at(question.at, 'future'), message: 'It may lie ahead, since this says so.' }],
        },
      ),
    ];
  });
};
