import { at } from '../../model/pointer.js';
import { finding, type Check } from './finding.js';

/** A "no" to these is a double negation, and half of those who answer mean the other thing. */
const NEGATED = /\b(?:no|not|never|none|neither|nor|nobody|nothing|cannot)\b|n['’]t\b/i;

/** What begins a clause of its own, and "or not", which is no negation. */
const BESIDE = /,? or not\b|\b(?:that|who|whom|which|where|when|although|though|because|if|but|despite)\b.*$/gi;

/** Yes-no questions with a negation in what they ask. */
export const negatedQuestions: Check = ({ ruleSet }) =>
  ruleSet.questions.flatMap(({ id, type, ask, at: where }) => {
    const [word] = NEGATED.exec(ask.replace(BESIDE, '')) ?? [];
    if (type !== 'yes-no' || word === undefined) return [];
    return [
      finding(
        'negated-question',
        'warning',
        at(where, 'ask'),
        `The question "${id}" asks with a negation: "${word}".`,
        {
          hint: 'Ask for what is there, so that "no" says that it is not.',
        },
      ),
    ];
  });

/** The kinds of advice that only tell something. */
const TELLING: ReadonlySet<string> = new Set(['treatment', 'question', 'cost', 'side-effect']);

/** Advice on something to do that nothing holds back, in a rule set that knows of dangers. */
export const openAdvice: Check = ({ ruleSet }) =>
  ruleSet.contraindications.length === 0
    ? []
    : ruleSet.advice.flatMap(({ id, type, unless, dose, at: where }) =>
        unless.length > 0 || (TELLING.has(type) && dose === undefined)
          ? []
          : [
              finding('open-advice', 'warning', where, `Nothing holds the advice "${id}" back, whoever it is.`, {
                hint: 'Say under "unless:" for whom it is not, or { unasked: … } for what is not asked about.',
              }),
            ],
      );
