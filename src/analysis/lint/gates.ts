import { createBuilder } from '../../engine/build.js';
import { and, type Node } from '../../engine/diagram.js';
import { withGates } from '../../engine/islands.js';
import type { Plan } from '../../engine/plan.js';
import { type Condition, questionsOf } from '../../model/condition.js';
import { at } from '../../model/pointer.js';
import type { Question, QuestionId } from '../../model/question.js';
import { inWords } from '../mutate-condition.js';
import { testInWords } from '../test-in-words.js';
import { dayOf } from './days.js';
import { finding, type Check } from './finding.js';

/** Questions that nobody is ever asked: whatever is answered, their gate does not hold. */
export const neverAsked: Check = ({ plan, on }) =>
  plan.ruleSet.questions.flatMap(({ id, askIf, at: where }) =>
    askIf === undefined || !isNeverAsked(plan, id)
      ? []
      : [
          finding('never-asked', 'warning', at(where, 'ask-if'), `"${id}" is never asked: its gate can never hold.`, {
            side: 'key',
            hint: `${reason(plan, askIf)} Correct the gate, or leave the question out.`,
            ...dayOf({ ruleSet: plan.ruleSet, on }, [askIf]),
          }),
        ],
  );

export function isNeverAsked({ gates, diagrams }: Plan, id: QuestionId): boolean {
  const gate = gates.get(id);
  return gate !== undefined && isNever({ diagrams }, gate);
}

function isNever({ diagrams }: Pick<Plan, 'diagrams'>, node: Node): boolean {
  return diagrams.arity(node) === 0 && diagrams.valueOf(node) === 0;
}

/** The parts that cannot hold together, and where only gates keep them apart, those gates. */
function reason(plan: Plan, gate: Condition): string {
  const { diagrams, space, ruleSet } = plan;
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const together = (parts: readonly Condition[], masked: boolean): boolean => {
    const builder = createBuilder(diagrams, space, masked);
    const nodes = parts.map((part) => builder.condition(part));
    return !isNever(
      plan,
      nodes.reduce((a, b) => diagrams.apply(and, a, b), diagrams.constant(1)),
    );
  };
  let parts = gate.kind === 'all' ? gate.of : [gate];
  for (const part of parts) {
    const fewer = parts.filter((other) => other !== part);
    if (fewer.length > 0 && !together(fewer, true)) parts = fewer;
  }
  const where = `It holds only where ${listed(parts.map((part) => conditionInWords(part, questions)))}`;
  if (!together(parts, false)) return `${where}, which no answers meet.`;
  const gated = withGates(parts.flatMap(questionsOf), questions).filter((id) => questions.get(id)?.askIf !== undefined);
  const never = gated.filter((id) => isNeverAsked(plan, id)).map((id) => `"${id}" is itself never asked`);
  const only = gated.map(
    (id) => `"${id}" is asked only where ${conditionInWords(questions.get(id)!.askIf!, questions)}`,
  );
  return `${where}, and ${listed(never.length > 0 ? never : only)}.`;
}

/** `"slip-grade" is 1`. */
function conditionInWords(condition: Condition, questions: ReadonlyMap<QuestionId, Question>): string {
  switch (condition.kind) {
    case 'comparison': {
      const words = testInWords(condition.test, questions.get(condition.question)!);
      return `"${condition.question}" ${words.startsWith('is ') ? words : `is ${words}`}`;
    }
    case 'all':
    case 'any':
      return condition.of
        .map((part) => conditionInWords(part, questions))
        .join(condition.kind === 'all' ? ' and ' : ' or ');
    case 'not':
    case 'at-least':
    case 'score':
      return `"${inWords(condition)}" holds`;
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
