import type { Answer, Answers } from '../model/answer.js';
import { type Comparison, type Condition, partsOf } from '../model/condition.js';
import { parseDay } from '../model/date.js';
import type { Question } from '../model/question.js';
import type { RuleSet } from '../model/ruleset.js';
import { all, any, not, type Truth } from '../model/truth.js';
import { spaceOf } from './space.js';

/**
 * How a condition and each of its parts came out, in Kleene's logic. Mirrors the condition.
 *
 * For explanation alone: where a question stands in a condition twice, it can say `unknown` of what every completion agrees
 * on. The exact state is the engine's.
 */
export interface Trace {
  readonly condition: Condition;
  readonly truth: Truth;
  readonly parts: readonly Trace[];
  /** For a comparison what it read. */
  readonly read?: Reading;
}

export interface Reading {
  readonly question: Question;
  readonly answer: Answer | undefined;
  /** Whether the question applies. */
  readonly applies: Truth;
}

/** Evaluates every part; it does not stop early, so that the trace tells about all of them. */
export function evaluate(ruleSet: RuleSet, answers: Answers, on: string): (condition: Condition) => Trace {
  const day = parseDay(on);
  if (day === undefined) throw new RangeError(`The screening date "${on}" is not a day of the form YYYY-MM-DD.`);
  const questions = new Map(ruleSet.questions.map((question) => [question.id, question]));
  const gates = new Map<string, Truth>();

  function applies(question: Question): Truth {
    const known = gates.get(question.id);
    if (known !== undefined) return known;
    const truth = question.askIf === undefined ? 'true' : trace(question.askIf).truth;
    gates.set(question.id, truth);
    return truth;
  }

  function trace(condition: Condition): Trace {
    const parts = partsOf(condition).map(trace);
    const truths = parts.map((part) => part.truth);
    switch (condition.kind) {
      case 'all':
        return { condition, truth: all(truths), parts };
      case 'any':
        return { condition, truth: any(truths), parts };
      case 'not':
        return { condition, truth: not(truths[0]!), parts };
      case 'at-least': {
        const counts = truths.map((truth) => ({ weight: 1, truth }));
        return { condition, truth: summed(counts, condition.count, Infinity), parts };
      }
      case 'score': {
        const terms = condition.terms.map(({ weight }, index) => ({ weight, truth: truths[index]! }));
        const { atLeast = -Infinity, atMost = Infinity } = condition;
        return { condition, truth: summed(terms, atLeast, atMost), parts };
      }
      case 'comparison':
        return comparison(condition);
    }
  }

  function comparison(condition: Comparison): Trace {
    const question = questions.get(condition.question);
    if (question === undefined) throw new Error(`No question has the id "${condition.question}".`);
    const answer = answers.get(question.id);
    const gate = applies(question);
    const truth = all([gate, answer?.kind === 'known' ? passes(condition, question, answer) : 'unknown']);
    return { condition, truth, parts: [], read: { question, answer, applies: gate } };
  }

  function passes(leaf: Comparison, question: Question, answer: Answer & { readonly kind: 'known' }): Truth {
    const space = spaceOf(question, [leaf], day!);
    const placement = space.place(answer);
    const { combine, axes, otherwise } = space.holds(leaf.test);
    if (placement === undefined) return 'unknown';
    if (axes.length === 0) return otherwise ? 'true' : 'false';
    const truths = axes.map(({ axis, regions }): Truth => {
      const outcomes = placement[axis]!.map((region) => regions[region] === true);
      return outcomes.every(Boolean) ? 'true' : outcomes.some(Boolean) ? 'unknown' : 'false';
    });
    return combine === 'every' ? all(truths) : any(truths);
  }

  return trace;
}

/** Whether the weights of what holds, added up, are within the bounds. */
function summed(
  terms: readonly { readonly weight: number; readonly truth: Truth }[],
  low: number,
  high: number,
): Truth {
  let least = 0;
  let most = 0;
  for (const { weight, truth } of terms) {
    if (truth === 'true' || (truth === 'unknown' && weight < 0)) least += weight;
    if (truth === 'true' || (truth === 'unknown' && weight > 0)) most += weight;
  }
  if (least >= low && most <= high) return 'true';
  return most < low || least > high ? 'false' : 'unknown';
}
