import type { QuestionId } from '../model/question.js';
import { joinCodes, joined, outcomeOf } from './outcome.js';
import { joinedOthers, reader, reopened, type Situation } from './situation.js';

/**
 * Given answers that force the outcome by themselves, of which none can be dropped. Empty where the outcome is open.
 *
 * Dropping an answer only adds completions, so one pass is enough. It goes from the last question of the rule set to the
 * first: of two answers that would each do, the one asked first stays.
 */
export function decisive(situation: Situation): readonly QuestionId[] {
  const { plan, answers } = situation;
  const outcome = outcomeOf(joined(situation.codes));
  if (outcome === 'needs-information') return [];
  const given = plan.ruleSet.questions.map((question) => question.id).filter((id) => answers.get(id)?.kind === 'known');
  const codes = [...situation.codes];
  let open = situation.open;
  const kept: QuestionId[] = [];
  for (const id of given.reverse()) {
    const island = plan.islandOf.get(id);
    if (island === undefined) continue;
    const without = reopened(plan, open, [[id, undefined]]);
    const own = reader(plan.diagrams, without)(plan.islands[island]!.root);
    if (outcomeOf(joinCodes(joinedOthers(codes)[island]!, own)) === outcome) {
      open = without;
      codes[island] = own;
    } else {
      kept.unshift(id);
    }
  }
  return kept;
}
