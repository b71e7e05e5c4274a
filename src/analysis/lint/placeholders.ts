import { at } from '../../model/pointer.js';
import { criteriaOf } from '../../model/ruleset.js';
import { finding, type Check } from './finding.js';

/** What a new rule file says where its author has something to say. Text that begins so is no text yet. */
export const PLACEHOLDER = { text: 'Say here', ask: 'Is this so:' } as const;

const OPEN = Object.values(PLACEHOLDER);

/** What `rules new` wrote and nobody has replaced: one finding for each criterion, since its texts are written together. */
export const placeholders: Check = ({ ruleSet }) =>
  criteriaOf(ruleSet).flatMap(({ id, at: where, because, source }) => {
    const question = ruleSet.questions.find((one) => one.at === where);
    const texts: readonly (readonly [string, readonly string[]])[] = [
      ['ask', question === undefined ? [] : [question.ask]],
      ['because', [because]],
      ['source', Object.values(source ?? {})],
    ];
    const open = texts.filter(([, said]) => said.some((text) => OPEN.some((start) => text.startsWith(start))));
    const [first] = open;
    if (first === undefined) return [];
    return [
      finding(
        'placeholder-text',
        'note',
        at(where, first[0]),
        `"${id}" still says what a new rule file says: ${open.map(([field]) => field).join(', ')}.`,
        { hint: 'Write your own words; a report shows these to a clinician as they are.' },
      ),
    ];
  });
